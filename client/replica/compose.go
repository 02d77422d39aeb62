package replica

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// Draft is an act before it is numbered, sealed and signed.
type Draft struct {
	Kind    chain.Kind
	Item    agenda.ItemID // the act's audience; 0 for the room
	Payload any           // the kind's payload; nil for room.Nothing
	Refs    []crypto.Digest
	Labels  *room.Labels // its digest must stand in the payload

	// At most one of these brings sealed files.
	Body   *Body            // a new text
	Reseal *room.SealedView // the present text, for more readers
	File   *PackageFile     // the encrypted file of a package

	Readers []chain.Seat // who gets an envelope
}

// Body is a sealed text to be made.
type Body struct {
	Kind string           // what the binding says it is: a kind of object of package room
	Text any              // one of the texts of package room
	Of   *room.SealedView // the present version of the object; nil for its first
	// Object of an act on an object that has no text yet; zero for an act that
	// begins an object, which is then named by its own device and counter.
	Object seal.ObjectID
}

// PackageFile is the encrypted file of a package and the seat it is for, 0 for
// an outside recipient.
type PackageFile struct {
	Data []byte
	For  chain.Seat
}

// Turn is the place of a device's next act. A device that is not shown all its
// own acts any more must remember it.
type Turn struct {
	Counter  uint64
	Previous crypto.Digest
}

// ErrNoKey says that somebody should be sealed to who has no key here.
var ErrNoKey = errors.New("replica: no key of this reader")

// Turn returns the place of the owner's next act as the log shows it.
func (r *Replica) Turn() Turn {
	counter, previous := r.line().state.NextOf(r.owner.Device)
	return Turn{Counter: counter, Previous: previous}
}

// Compose seals and signs an act of the owner, at the given turn, and tries it on
// this replica's own state: a refusal is what the server would answer, as far as
// this seat can see, and nothing was used up. at is this device's own clock, by which the
// act is dated: others must be able to go by a date that no server set. now is the server's
// clock as far as this device knows it, by which the room judges. Both ms since 1970 UTC.
func (r *Replica) Compose(d Draft, turn Turn, key crypto.SigningKey, at, now int64) (wire.Submit, *room.Refusal, error) {
	if r.evidence != nil {
		return wire.Submit{}, nil, ErrBroken
	}
	sealed, files, err := r.sealAll(d, turn)
	if err != nil {
		return wire.Submit{}, nil, fmt.Errorf("replica: compose %s: %w", d.Kind, err)
	}
	if d.Payload == nil {
		d.Payload = room.Nothing{}
	}
	l := r.line()
	signed, err := chain.Sign(chain.Act{
		Room: r.id, Epoch: l.state.Epoch(), Kind: d.Kind, Author: r.owner.Seat,
		Counter: turn.Counter, Previous: turn.Previous,
		Seen: l.head(), SeenHere: l.verifier.Here(d.Item.Audience()), Time: at,
		Sealed: sealed, Refs: d.Refs, Payload: chain.Encode(d.Payload),
	}, key)
	if err != nil {
		return wire.Submit{}, nil, fmt.Errorf("replica: compose %s: %w", d.Kind, err)
	}
	sub := wire.Submit{Act: signed, Files: files}
	if d.Labels != nil {
		sub.Labels = d.Labels.Encode()
	}
	if refusal := l.state.Check(room.Submission{Act: signed, Labels: sub.Labels}, now); refusal != nil {
		return wire.Submit{}, refusal, nil
	}
	return sub, nil, nil
}

// Own takes the files of an act that was admitted, so that its author need not
// fetch what it has just made.
func (r *Replica) Own(sub wire.Submit) {
	r.keep(sub.Files)
	if _, there := r.main.state.Admitted(sub.Act.Hash()); there {
		r.forget() // it may be replaced already
	}
}

// Object is the id of an object that the owner's act at this turn begins.
func (r *Replica) Object(turn Turn) seal.ObjectID {
	return seal.ObjectID{Device: r.owner.Device, Counter: turn.Counter}
}

func (r *Replica) sealAll(d Draft, turn Turn) ([]chain.Sealed, [][]byte, error) {
	switch {
	case d.File != nil:
		return []chain.Sealed{named(d.File.Data, d.File.For)}, [][]byte{d.File.Data}, nil
	case d.Body != nil:
		b := r.bodyBinding(d.Body, turn)
		body, key, err := seal.Body(b, chain.Encode(d.Body.Text))
		if err != nil {
			return nil, nil, err
		}
		sealed, files, err := r.envelopes(b, key, d.Readers)
		return append([]chain.Sealed{named(body, chain.Server)}, sealed...), append([][]byte{body}, files...), err
	case d.Reseal != nil && len(d.Readers) > 0:
		key, err := r.objectKey(d.Reseal)
		if err != nil {
			return nil, nil, err
		}
		return r.envelopes(r.binding(d.Reseal), key, d.Readers)
	}
	return nil, nil, nil
}

func (r *Replica) bodyBinding(body *Body, turn Turn) seal.Binding {
	b := seal.Binding{Room: r.id, Kind: body.Kind, Author: r.owner.Device, Object: body.Object, Version: 1}
	if body.Of != nil {
		b.Object, b.Version = body.Of.Object, body.Of.Version+1
	}
	if b.Object.IsZero() {
		b.Object = r.Object(turn)
	}
	return b
}

func (r *Replica) envelopes(b seal.Binding, key seal.ObjectKey, readers []chain.Seat) ([]chain.Sealed, [][]byte, error) {
	var sealed []chain.Sealed
	var files [][]byte
	readers = slices.Clone(readers)
	slices.SortFunc(readers, func(a, b chain.Seat) int { return cmp.Compare(a, b) })
	for _, seat := range slices.Compact(readers) {
		to, ok := r.line().state.SeatKey(seat)
		if !ok {
			return nil, nil, ErrNoKey
		}
		envelope, err := seal.Envelope(b, key, to)
		if err != nil {
			return nil, nil, err
		}
		sealed, files = append(sealed, named(envelope, seat)), append(files, envelope)
	}
	return sealed, files, nil
}

func named(file []byte, reader chain.Seat) chain.Sealed {
	return chain.Sealed{Digest: FileDigest(file), Size: uint32(len(file)), Reader: reader}
}
