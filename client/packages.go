package client

import (
	"context"
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
	Kind       covenant.Code // a kind of package of the profile
	Recipient  room.Recipient
	Language   minutes.Language // of the page; Dutch when empty
	Items      []agenda.ItemID  // narrows an extract, or a record of one's own
	WithoutOwn bool             // leaves the recipient's own contributions out
}

// Issued is a package on its way.
type Issued struct {
	crypto.Redacted
	Act crypto.Digest // issue or reissue act
	// Passphrase opens the file of a recipient who has no key. It is kept nowhere
	// and sent to nobody: tell it him by telephone. Empty for who has a key.
	Passphrase string
}

// compile selects what the recipient gets. s.mu is held.
func (s *Session) compile(i Issue, v room.View) (*minutes.Compiled, error) {
	return minutes.Compile(minutes.Input{
		View: v, Rules: s.rules, Recipient: i.Recipient, Kind: i.Kind, Language: i.Language, Items: i.Items, WithoutOwn: i.WithoutOwn,
		ReactUntil: s.replica.ReactionDay(i.Kind, s.now()),
		Open:       func(t room.SealedView) ([]byte, error) { return s.replica.Content(&t) },
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

// Issue lets one package leave: it signs the issue act, makes the page with its
// proof, keeps that in the vault for a recipient who loses his key, encrypts it
// and dispatches it. When it fails after the issue act, whose hash it returns
// then too, the package must be issued anew.
func (s *Session) Issue(ctx context.Context, i Issue) (Issued, error) {
	if err := s.unlock(ctx); err != nil {
		return Issued{}, err
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
		return Issued{}, err
	}
	page, err := s.makePage(ctx, contents, salt, act)
	if err != nil {
		return Issued{Act: act}, err
	}
	if err := s.keepPage(ctx, act, page); err != nil {
		return Issued{Act: act}, err
	}
	return s.dispatch(ctx, act, page)
}

// Reissue lets a package that this device issued leave again: the same page, for
// the recipient's new key or with a new passphrase. Nobody agrees to it anew.
func (s *Session) Reissue(ctx context.Context, issue crypto.Digest) (Issued, error) {
	if err := s.unlock(ctx); err != nil {
		return Issued{}, err
	}
	var page []byte
	act, err := s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		p, err := packageIn(v, issue)
		if err != nil {
			return replica.Draft{}, err
		}
		// Who did not issue it is refused for that, and not for a page he never had; what
		// was withdrawn since is not kept, and the room refuses it.
		if p.Issuer == v.Viewer {
			if page, err = s.keptPage(ctx, p.Issued()); err != nil && p.Why == "" {
				return replica.Draft{}, err
			}
		}
		return replica.Draft{Kind: room.KindReissue, Refs: []crypto.Digest{p.Latest}}, nil
	})
	if err != nil {
		return Issued{}, err
	}
	return s.dispatch(ctx, act, page)
}

// dispatch encrypts the page of a package to its recipient and his party's
// archive, or to a fresh passphrase, and puts the file on the server.
func (s *Session) dispatch(ctx context.Context, act crypto.Digest, page []byte) (Issued, error) {
	issued := Issued{Act: act}
	s.mu.Lock()
	v := s.replica.View()
	s.mu.Unlock()
	p, err := packageIn(v, act)
	if err != nil {
		return issued, err
	}
	keys := p.Keys
	var file []byte
	if len(keys) > 0 {
		file, err = seal.Package(page, keys...)
	} else if byPassphrase(v, p.Recipient) {
		issued.Passphrase = crypto.GeneratePassphrase()
		file, err = seal.PackageWithPassphrase(page, issued.Passphrase)
	} else {
		err = &room.Refusal{Code: room.CodeRecipientUnsecured}
	}
	if err != nil {
		return Issued{Act: act}, err
	}
	_, err = s.do(ctx, func(_ *replica.Replica, v room.View) (replica.Draft, error) {
		p, err := packageIn(v, act)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindDispatch, Refs: []crypto.Digest{p.Latest}, Payload: room.DispatchPayload{Keys: room.KeysDigest(keys)}, File: &replica.PackageFile{Data: file, For: p.Recipient.Seat},
		}, nil
	})
	return issued, err
}

// makePage makes the page with its proof once the server has signed a head that
// covers the issue act.
func (s *Session) makePage(ctx context.Context, c minutes.Contents, salt [32]byte, issue crypto.Digest) ([]byte, error) {
	if err := s.until(ctx, func() bool {
		seq, ok := s.replica.Admitted(issue)
		return ok && s.replica.Accepted().N >= seq
	}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	prover, err := s.prover()
	if err != nil {
		return nil, err
	}
	proof, err := prover.Prove(c, salt, issue)
	if err != nil {
		return nil, err
	}
	return prover.Document(c, proof)
}

// prover has read the log as it is now. s.mu is held.
func (s *Session) prover() (p *minutes.Prover, err error) {
	if s.proves == nil {
		s.proves, err = minutes.NewProver(logOf{s.replica})
	} else {
		err = s.proves.Read(logOf{s.replica})
	}
	if err != nil {
		s.proves = nil
	}
	return s.proves, err
}

// keepPage keeps a page that was issued in the vault, encrypted to this person's
// own minutes key. It goes when something in it is withdrawn, and when the room is
// forgotten.
func (s *Session) keepPage(ctx context.Context, issue crypto.Digest, page []byte) error {
	key, err := s.minutesKey(ctx)
	if err != nil {
		return err
	}
	file, err := seal.Package(page, key.Recipient())
	if err != nil {
		return err
	}
	if err := s.opts.Vault.KeepIssued(ctx, s.room, issue, file); err != nil {
		return fmt.Errorf("client: package: %w", err)
	}
	return nil
}

// keptPage returns what keepPage kept.
func (s *Session) keptPage(ctx context.Context, issue crypto.Digest) ([]byte, error) {
	file, err := s.opts.Vault.Issued(ctx, s.room, issue)
	if err != nil {
		return nil, fmt.Errorf("client: package: %w", err)
	}
	key, err := s.opts.Vault.MinutesKey(ctx)
	if err != nil {
		return nil, fmt.Errorf("client: package: %w", err)
	}
	page, err := seal.OpenPackage(file, key)
	if err != nil {
		return nil, fmt.Errorf("client: package: %w", err)
	}
	return page, nil
}

// logOf is the log as package minutes reads it.
type logOf struct{ *replica.Replica }

// Records implements minutes.Log.
func (l logOf) Records() iter.Seq[[]byte] { return l.Shown() }

// Checkpoint implements minutes.Log.
func (l logOf) Checkpoint() []byte { return l.Held() }

func byPassphrase(v room.View, to room.Recipient) bool {
	return to.Outside != 0 && int(to.Outside) <= len(v.Outsiders) && v.Outsiders[to.Outside-1].Passphrase
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
		Room: s.room, Recipient: room.Recipient{Seat: s.owner.Seat}, Issue: s.issuedAs(issue), Rules: s.rules,
	})
	if err != nil {
		return Package{}, err
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

// issuedAs is the issue act that the page of a package proves.
func (s *Session) issuedAs(act crypto.Digest) crypto.Digest {
	p, err := packageIn(s.View(), act)
	if err != nil {
		return act
	}
	return p.Issued()
}

func packageIn(v room.View, issue crypto.Digest) (room.PackageView, error) {
	for _, p := range v.Packages {
		if p.Act == issue {
			return p, nil
		}
	}
	return room.PackageView{}, ErrUnknown
}
