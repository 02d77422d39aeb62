package replica

import (
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
)

// Why a sealed text is not opened.
var (
	// ErrNotForYou says that nobody sealed the text to this seat, or that it does not
	// sit at the item any more.
	ErrNotForYou = errors.New("replica: not sealed to this seat")
	// ErrTakenBack says that there is no text any more: withdrawn, erased or destroyed.
	ErrTakenBack = errors.New("replica: the text was taken back")
	// ErrNotHere says that the file has not arrived; see Missing.
	ErrNotHere = errors.New("replica: the file has not arrived")
	// ErrUnreadable says that the file is there and does not open: its seat owes its word
	// of that; see Duties.
	ErrUnreadable = errors.New("replica: the file does not open")
	// ErrDiffers says that a proposal's text is not what its act commits to.
	ErrDiffers = errors.New("replica: the text is not the one that was proposed")
)

// Open opens a sealed text of a view: the whole file is authenticated, and what
// it is bound to compared with the verified acts, before a byte is returned.
func Open[T any](r *Replica, v *room.SealedView) (T, error) {
	var text T
	content, err := r.Content(v)
	if err != nil {
		return text, err
	}
	if err := chain.Decode(content, &text); err != nil {
		r.shuts(v)
		return text, ErrUnreadable
	}
	return text, nil
}

// Contribution opens what somebody brought in.
func (r *Replica) Contribution(c room.ContributionView) (room.ContributionText, error) {
	if c.Withdrawn || c.Erased {
		return room.ContributionText{}, ErrTakenBack
	}
	return Open[room.ContributionText](r, c.Text)
}

// Release opens a proposed text and compares it with the digest that is agreed on.
func (r *Replica) Release(p room.ProposalView) (room.ReleaseText, error) {
	text, err := Open[room.ReleaseText](r, p.Text)
	if err != nil {
		return text, err
	}
	if identify.Clean(text.Text) != nil || room.ReleaseDigest(text.Salt, text.Text) != p.Digest {
		return room.ReleaseText{}, ErrDiffers
	}
	return text, nil
}

// Content opens a sealed text and returns its canonical CBOR.
func (r *Replica) Content(v *room.SealedView) ([]byte, error) {
	if v == nil || r.Phase() == room.Destroyed {
		return nil, ErrTakenBack
	}
	if content, ok := r.opened[openedAs(v)]; ok && !v.Envelope.IsZero() {
		return content, nil
	}
	key, err := r.objectKey(v)
	if err != nil {
		return nil, err
	}
	body, ok := r.files[v.Body]
	if !ok {
		return nil, ErrNotHere
	}
	content, err := seal.OpenBody(r.binding(v), key, body)
	if err != nil {
		r.shuts(v)
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if len(r.opened) >= MaxOpened {
		clear(r.opened)
	}
	r.opened[openedAs(v)] = content
	return content, nil
}

// openedText names a text that was opened here by all that its binding says. By
// its body alone, whoever names somebody else's body in an act of his own would
// be shown as its author: only opening it anew finds that out.
type openedText struct {
	kind    string
	author  crypto.VerifyKey
	object  seal.ObjectID
	version uint32
	body    crypto.Digest
}

func openedAs(v *room.SealedView) openedText {
	return openedText{kind: v.Kind, author: v.Author, object: v.Object, version: v.Version, body: v.Body}
}

// objectKey opens this seat's envelope.
func (r *Replica) objectKey(v *room.SealedView) (seal.ObjectKey, error) {
	if v == nil || r.Phase() == room.Destroyed {
		return seal.ObjectKey{}, ErrTakenBack
	}
	if v.Envelope.IsZero() || r.owner.Key.IsZero() || r.Away(v.Body) {
		return seal.ObjectKey{}, ErrNotForYou
	}
	envelope, ok := r.files[v.Envelope]
	if !ok {
		return seal.ObjectKey{}, ErrNotHere
	}
	key, err := seal.OpenEnvelope(r.binding(v), r.owner.Key, envelope)
	if err != nil {
		r.shuts(v)
		return seal.ObjectKey{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return key, nil
}

// shuts notes a text that does not open.
func (r *Replica) shuts(v *room.SealedView) {
	r.met = r.met || !r.shut[v.Envelope]
	r.shut[v.Envelope] = true
}

// Shut says whether a text that stands did not open when it was read.
func (r *Replica) Shut() bool { return len(r.shut) > 0 }

// TakeShut says whether one more did not open since it was asked last.
func (r *Replica) TakeShut() (news bool) {
	news, r.met = r.met, false
	return news
}

func (r *Replica) binding(v *room.SealedView) seal.Binding {
	return seal.Binding{Room: r.id, Kind: v.Kind, Author: v.Author, Object: v.Object, Version: v.Version}
}

// Holds says whether the files of a sealed text are here.
func (r *Replica) Holds(v *room.SealedView) bool {
	_, body := r.files[v.Body]
	_, envelope := r.files[v.Envelope]
	return body && envelope
}
