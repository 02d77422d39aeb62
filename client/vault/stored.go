package vault

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// stored is a room in a file: canonical CBOR.
type stored struct {
	Room       crypto.Digest     `cbor:"1,keyasint"`
	Server     string            `cbor:"2,keyasint"`
	Seat       chain.Seat        `cbor:"3,keyasint"`
	Signing    string            `cbor:"4,keyasint,omitempty"`
	SeatKey    string            `cbor:"5,keyasint,omitempty"`
	Rules      []byte            `cbor:"6,keyasint,omitempty"`
	Token      wire.Token        `cbor:"7,keyasint"`
	Checkpoint []byte            `cbor:"8,keyasint,omitempty"`
	Counter    uint64            `cbor:"9,keyasint"`
	Last       crypto.Digest     `cbor:"10,keyasint"`
	InFlight   []byte            `cbor:"11,keyasint,omitempty"` // canonical CBOR of wire.Submit
	Unsent     map[string]string `cbor:"12,keyasint,omitempty"`
	Epoch      uint64            `cbor:"13,keyasint"`
	Withdrawn  []crypto.Digest   `cbor:"14,keyasint,omitempty"`
	Until      int64             `cbor:"15,keyasint,omitempty"`
	TakenBack  []TakenBack       `cbor:"16,keyasint,omitempty"`
	Acks       []wire.Ack        `cbor:"17,keyasint,omitempty"`
	Evidence   []byte            `cbor:"18,keyasint,omitempty"`
}

func decodeStored(b []byte) (stored, error) {
	var s stored
	if err := chain.Decode(b, &s); err != nil {
		return stored{}, ErrDamaged
	}
	return s, nil
}

func (s stored) encode() []byte { return chain.Encode(s) }

// set takes a place over; unsent text stays as long as the seat has its key, since
// after that there is nothing to send. A signing key that is held elsewhere is not in
// it.
func (s *stored) set(p Place, held bool) error {
	var signing string
	var err error
	if !held {
		if signing, err = p.Keys.Signing.MarshalSecret(); err != nil {
			return err
		}
	}
	seat := ""
	if p.Keys.Seat.IsZero() {
		s.Unsent = nil
	} else {
		if seat, err = p.Keys.Seat.MarshalSecret(); err != nil {
			return err
		}
	}
	*s = stored{
		Room: p.Room, Server: p.Server, Seat: p.Seat, Signing: signing, SeatKey: seat, Rules: p.Rules, Token: p.Token,
		Checkpoint: p.Checkpoint, Counter: p.Counter, Last: p.Last, Epoch: p.Epoch, Unsent: s.Unsent, Withdrawn: p.Withdrawn, TakenBack: p.TakenBack, Until: p.Until,
		Acks: p.Acks, Evidence: p.Evidence,
	}
	if p.InFlight != nil {
		s.InFlight = chain.Encode(*p.InFlight)
	}
	return nil
}

// place gives it back; held is the signing key where that is held elsewhere.
func (s stored) place(held crypto.SigningKey) (Place, error) {
	if s.Seat == 0 { // nobody was let in
		return Place{}, ErrNotFound
	}
	p := Place{
		Room: s.Room, Server: s.Server, Seat: s.Seat, Rules: s.Rules, Token: s.Token,
		Checkpoint: s.Checkpoint, Counter: s.Counter, Last: s.Last, Epoch: s.Epoch, Withdrawn: s.Withdrawn, TakenBack: s.TakenBack, Until: s.Until,
		Acks: s.Acks, Evidence: s.Evidence,
	}
	var err error
	if p.Keys.Signing = held; s.Signing != "" || held.IsZero() {
		if p.Keys.Signing, err = crypto.ParseSigningKey(s.Signing); err != nil {
			return Place{}, ErrDamaged
		}
	}
	if s.SeatKey != "" {
		if p.Keys.Seat, err = crypto.ParseSeatKey(s.SeatKey); err != nil {
			return Place{}, ErrDamaged
		}
	}
	if s.InFlight != nil {
		p.InFlight = new(wire.Submit)
		if chain.Decode(s.InFlight, p.InFlight) != nil {
			return Place{}, ErrDamaged
		}
	}
	return p, nil
}

// keepUnsent keeps text under a name; empty text forgets it.
func (s *stored) keepUnsent(name, text string) {
	if text == "" {
		delete(s.Unsent, name)
		return
	}
	if s.Unsent == nil {
		s.Unsent = map[string]string{}
	}
	s.Unsent[name] = text
}
