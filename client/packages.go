package client

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Issue says which package is to leave, for whom.
type Issue struct {
	Kind       covenant.Code // minutes, extract or action_list
	Recipient  room.Recipient
	Language   minutes.Language // of the page; Dutch when empty
	Items      []agenda.ItemID  // narrows an extract
	WithoutOwn bool             // leaves the recipient's own contributions out
}

// compile selects what the recipient gets. s.mu is held.
func (s *Session) compile(i Issue, v room.View) (*minutes.Compiled, error) {
	return minutes.Compile(minutes.Input{
		View: v, Rules: s.rules, Recipient: i.Recipient, Kind: i.Kind, Language: i.Language, Items: i.Items, WithoutOwn: i.WithoutOwn,
		Open: func(t room.SealedView) ([]byte, error) { return s.replica.Content(&t) },
	})
}

// Preview shows the page that Issue would make now, without its proof.
func (s *Session) Preview(i Issue) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.compile(i, s.replica.View())
	if err != nil {
		return nil, err
	}
	return minutes.Render(c.Contents, c.Contents.Language), nil
}

// Issue lets one package leave: it signs the issue act, makes the file with its
// proof, encrypts it to the recipient and dispatches it. It returns the issue
// act. When it fails after that act, the package must be issued anew.
func (s *Session) Issue(ctx context.Context, i Issue) (crypto.Digest, error) {
	if err := s.unlock(ctx); err != nil {
		return crypto.Digest{}, err
	}
	salt := random()
	var contents minutes.Contents
	act, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		c, err := s.compile(i, v)
		if err != nil {
			return replica.Draft{}, err
		}
		contents = c.Contents
		return replica.Draft{Kind: room.KindIssue, Refs: c.Refs, Payload: c.Payload(salt)}, nil
	})
	if err != nil {
		return crypto.Digest{}, err
	}
	file, err := s.makeFile(ctx, contents, salt, act, i.Recipient)
	if err != nil {
		return act, err
	}
	_, err = s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		p, err := packageIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindDispatch, Refs: []crypto.Digest{p.Latest}, File: &replica.PackageFile{Data: file, For: i.Recipient.Seat},
		}, nil
	})
	return act, err
}

// makeFile makes the encrypted file once the server has signed a head that
// covers the issue act.
func (s *Session) makeFile(ctx context.Context, c minutes.Contents, salt [32]byte, issue crypto.Digest, to room.Recipient) ([]byte, error) {
	if err := s.until(ctx, func() bool {
		seq, ok := s.replica.Admitted(issue)
		return ok && s.replica.Accepted().N >= seq
	}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	prover, err := minutes.NewProver(logOf{s.replica})
	if err != nil {
		return nil, err
	}
	proof, err := prover.Prove(c, salt, issue)
	if err != nil {
		return nil, err
	}
	page, err := minutes.Document(c, proof)
	if err != nil {
		return nil, err
	}
	key := keyOf(s.replica.View(), to)
	if key.IsZero() {
		return nil, &room.Refusal{Code: room.CodeRecipientUnsecured}
	}
	return seal.Package(page, key)
}

// logOf is the log as package minutes reads it.
type logOf struct{ *replica.Replica }

// Records implements minutes.Log.
func (l logOf) Records() iter.Seq[[]byte] { return l.Shown() }

// Checkpoint implements minutes.Log.
func (l logOf) Checkpoint() []byte { return l.Held() }

func keyOf(v room.View, to room.Recipient) crypto.Recipient {
	for _, s := range v.Seats {
		if to.Seat != 0 && s.ID == to.Seat {
			return s.MinutesKey
		}
	}
	for _, o := range v.Outsiders {
		if to.Outside != 0 && o.Number == to.Outside {
			return o.Recipient
		}
	}
	return crypto.Recipient{}
}

// Package is a package that was fetched and opened.
type Package struct {
	File     []byte            // the encrypted file, as it is kept; the stock age command opens it
	HTML     []byte            // the page in it
	Verified *minutes.Verified // what the page proves
}

// FetchFile fetches the encrypted file of a package, by its issue act: its
// recipient, and for an outside recipient who issued it. The server puts
// delivered in the log before the first byte; this device waits until it is shown
// that record, too.
func (s *Session) FetchFile(ctx context.Context, issue crypto.Digest) ([]byte, error) {
	s.mu.Lock()
	p, err := packageIn(s.replica.View(), issue)
	s.mu.Unlock()
	switch {
	case err != nil:
		return nil, err
	case p.File.IsZero():
		return nil, &room.Refusal{Code: room.CodeNotDispatched}
	}
	file, err := s.get(ctx, p.File)
	if err != nil {
		return nil, err
	}
	return file, s.until(ctx, func() bool {
		p, err := packageIn(s.replica.View(), issue)
		return err != nil || p.Delivered != 0
	})
}

// FetchPackage fetches, opens and verifies one's own package.
func (s *Session) FetchPackage(ctx context.Context, issue crypto.Digest) (Package, error) {
	file, err := s.FetchFile(ctx, issue)
	if err != nil {
		return Package{}, err
	}
	key, err := s.opts.Vault.MinutesKey(ctx)
	if err != nil {
		return Package{}, fmt.Errorf("client: package: %w", err)
	}
	html, err := seal.OpenPackage(file, key)
	if err != nil {
		return Package{}, fmt.Errorf("client: package: %w", err)
	}
	verified, err := minutes.Verify(html, minutes.Expect{
		Room: s.room, Recipient: room.Recipient{Seat: s.owner.Seat}, Rules: s.rules,
	})
	if err != nil {
		return Package{}, err
	}
	if verified.Issue.Act != issue {
		return Package{}, errors.New("client: package: another package than the one that was issued")
	}
	return Package{File: file, HTML: html, Verified: verified}, nil
}

// Opened says that this person has opened his package.
func (s *Session) Opened(ctx context.Context, issue crypto.Digest) error {
	_, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		p, err := packageIn(v, issue)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{Kind: room.KindOpened, Refs: []crypto.Digest{p.Latest}}, nil
	})
	return err
}

func packageIn(v room.View, issue crypto.Digest) (room.PackageView, error) {
	for _, p := range v.Packages {
		if p.Act == issue {
			return p, nil
		}
	}
	return room.PackageView{}, ErrUnknown
}
