package rehearse

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casusoverleg/client"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Verbs about packages.

func kindOf(kind covenant.Code) covenant.Code {
	if kind == "" {
		return covenant.PackageMinutes
	}
	return kind
}

func playIssue(ctx context.Context, p *player, s *Step, v *Issue) error {
	for _, name := range p.everyone(v.For) {
		if a := p.actor(name); v.For.All && (a.session == nil || a.gone) {
			continue
		}
		var err error
		var issued client.Issued
		issued, err = p.session(s).Issue(ctx, client.Issue{
			Kind: kindOf(v.Kind), Recipient: p.recipient(name), WithoutOwn: v.WithoutOwn, Language: p.language(),
		})
		p.last = issued.Act
		if v.For.All && errors.Is(err, minutes.ErrNothing) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *player) language() minutes.Language {
	if p.opts.Language == English {
		return minutes.English
	}
	return minutes.Dutch
}

// playFetch gets a package as its recipient does; a package for an outsider is
// fetched by who issued it, and opened with the outsider's key.
func playFetch(ctx context.Context, p *player, s *Step, v *Fetch) error {
	a := p.actor(s.Who.Name)
	pack, err := p.packageFor(a, v)
	if err != nil {
		return err
	}
	if o := p.outside(pack.Recipient); o != nil {
		return p.fetchOutside(ctx, a, o, pack)
	}
	got, err := a.session.FetchPackage(ctx, pack.Act)
	if err != nil {
		return err
	}
	a.fetched = append(a.fetched, fetched{owner: a.name, kind: pack.Kind, file: got.File, html: got.HTML, contents: got.Verified.Contents.Encode()})
	if pack.Opened {
		return nil
	}
	return a.session.Opened(ctx, pack.Act)
}

// packageFor finds the package that a step names, or the newest of one's own.
func (p *player) packageFor(a *actor, v *Fetch) (room.PackageView, error) {
	packages := a.session.View().Packages
	for _, pack := range slices.Backward(packages) {
		if v.Package == nil && pack.Recipient.Seat == a.session.Seat() {
			return pack, nil
		}
		if v.Package != nil && pack.Act == p.act(*v.Package) {
			return pack, nil
		}
	}
	return room.PackageView{}, client.ErrUnknown
}

// outside is the outsider who gets a package; nil for a seat.
func (p *player) outside(r room.Recipient) *outsider {
	for _, o := range p.outsiders {
		if r.Outside == o.number {
			return o
		}
	}
	return nil
}

func (p *player) fetchOutside(ctx context.Context, a *actor, o *outsider, pack room.PackageView) error {
	file, err := a.session.FetchFile(ctx, pack.Act)
	if err != nil {
		return err
	}
	html, err := seal.OpenPackage(file, o.key)
	if err != nil {
		return err
	}
	verified, err := minutes.Verify(html, minutes.Expect{Room: a.session.Room(), Recipient: pack.Recipient, Rules: p.rules})
	if err != nil {
		return err
	}
	a.fetched = append(a.fetched, fetched{owner: o.name, kind: pack.Kind, file: file, html: html, contents: verified.Contents.Encode()})
	return nil
}

// packageOf is a package by its name, as the chair sees it now.
func (p *player) packageOf(r ThingRef) (room.PackageView, error) {
	act := p.act(r)
	for _, pack := range p.chair().session.View().Packages {
		if pack.Act == act {
			return pack, nil
		}
	}
	return room.PackageView{}, fmt.Errorf("rehearse: no package %s", r.Name)
}

// stage is how far a package came.
func stage(pack room.PackageView) string {
	switch {
	case pack.Withdrawn && pack.Delivered == 0:
		return packageRecalled
	case pack.Withdrawn:
		return packageListed
	case pack.Opened:
		return packageOpened
	}
	return packageReady
}
