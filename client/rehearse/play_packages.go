package rehearse

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Verbs about packages.

// Issue compiles packages and lets them go.
type Issue struct {
	For        People        `script:"for,required,main" outsiders:"yes"`
	Kind       covenant.Code `script:"kind"`
	Items      []ItemRef     `script:"items"`       // narrows an extract, or a record of one's own
	WithoutOwn bool          `script:"without_own"` // leaves his own contributions out
}

// Reissue lets a package leave again, for who has another key.
type Reissue struct {
	Of ThingRef `script:"of,required,main" thing:"package"`
}

// Fetch gets one's own package and opens it.
type Fetch struct {
	Package *ThingRef `script:"package,main" thing:"package"` // left out: the newest
}

// fetched is a package that somebody has.
type fetched struct {
	owner      string // whom it is for, as the script names him
	kind       covenant.Code
	concept    bool   // he may react to it
	passphrase string // that opens the file; "" where a key does
	file       []byte // as it was encrypted
	html       []byte
	contents   []byte // what its manifest holds, encoded
}

func kindOf(kind covenant.Code) covenant.Code {
	if kind == "" {
		return covenant.PackageMinutes
	}
	return kind
}

func playIssue(ctx context.Context, p *player, s *Step, v *Issue) error {
	var items []agenda.ItemID
	for _, r := range v.Items {
		items = append(items, p.items[r.Name].id)
	}
	for _, name := range p.everyone(v.For) {
		if a := p.actor(name); v.For.All && (a.session == nil || a.gone) {
			continue
		}
		issued, err := p.session(s).Issue(ctx, client.Issue{
			Kind: kindOf(v.Kind), Recipient: p.recipient(name), Items: items, WithoutOwn: v.WithoutOwn, Language: p.language(),
		})
		p.sent(issued)
		if v.For.All && errors.Is(err, minutes.ErrNothing) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func playReissue(ctx context.Context, p *player, s *Step, v *Reissue) error {
	issued, err := p.session(s).Reissue(ctx, p.act(v.Of))
	p.sent(issued)
	return err
}

// sent keeps what the issuer of a package knows of it.
func (p *player) sent(issued client.Issued) {
	p.last = issued.Act
	if issued.Passphrase != "" {
		p.told[issued.Act] = issued.Passphrase
	}
}

func (p *player) language() minutes.Language {
	if p.opts.Language == English {
		return minutes.English
	}
	return minutes.Dutch
}

// playFetch gets a package as its recipient does; a package for an outsider is
// fetched by who issued it, and opened as the outsider does.
func playFetch(ctx context.Context, p *player, s *Step, v *Fetch) error {
	a := p.actor(s.Who.Name)
	pack, err := p.packageFor(a, v.Package)
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
	a.fetched = append(a.fetched, fetched{
		owner: a.name, kind: pack.Kind, concept: pack.ReactUntil != 0, file: got.File, html: got.HTML, contents: got.Verified.Contents.Encode(),
	})
	if pack.Opened {
		return nil
	}
	return a.session.Opened(ctx, pack.Act)
}

// packageFor finds the package that a step names, or the newest of one's own.
func (p *player) packageFor(a *actor, named *ThingRef) (room.PackageView, error) {
	packages := a.session.View().Packages
	for _, pack := range slices.Backward(packages) {
		if named == nil && pack.Recipient.Seat == a.session.Seat() {
			return pack, nil
		}
		if named != nil && pack.Act == p.act(*named) {
			return pack, nil
		}
	}
	return room.PackageView{}, client.ErrUnknown
}

func (p *player) fetchOutside(ctx context.Context, a *actor, o *outsider, pack room.PackageView) error {
	file, err := a.session.FetchFile(ctx, pack.Act)
	if err != nil {
		return err
	}
	html, err := p.opens(o, pack, file)
	if err != nil {
		return err
	}
	verified, err := minutes.Verify(html, minutes.Expect{Room: a.session.Room(), Recipient: pack.Recipient, Rules: p.rules})
	if err != nil {
		return err
	}
	a.fetched = append(a.fetched, fetched{
		owner: o.name, kind: pack.Kind, concept: pack.ReactUntil != 0, passphrase: p.told[pack.Act], file: file, html: html, contents: verified.Contents.Encode(),
	})
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
