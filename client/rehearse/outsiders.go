package rehearse

import (
	"context"
	"fmt"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Outsider is an outside recipient: an organisation, or a person of a kind.
type Outsider struct {
	Line         int
	Organisation string        `script:"organisation"`
	Name         string        `script:"name"` // of a person, with Kind
	Kind         covenant.Code `script:"kind"` // person, relative or supporter
	Passphrase   bool          `script:"passphrase"`
}

func (o *Outsider) setLine(l int) { o.Line = l }

// outsider is a recipient without a seat, as he is known in the room.
type outsider struct {
	name   string
	number uint32
	key    crypto.MinutesKey // zero for who is told a passphrase
}

func (p *player) makeOutsiders(ctx context.Context) error {
	for _, e := range p.script.Outsiders {
		var key crypto.MinutesKey
		o := client.Outsider{Organisation: e.Value.Organisation, Kind: e.Value.Kind, Name: e.Value.Name}
		if !e.Value.Passphrase {
			var err error
			if key, err = crypto.NewMinutesKey(); err != nil {
				return err
			}
			o.Key = key.Recipient()
		}
		if err := p.register(ctx, p.founder().session, e.Name, o, key); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	return nil
}

func (p *player) register(ctx context.Context, by *client.Session, name string, o client.Outsider, key crypto.MinutesKey) error {
	number, err := by.Outside(ctx, o)
	if err != nil {
		return err
	}
	p.outsiders[name] = &outsider{name: name, number: number, key: key}
	return nil
}

// playOutside registers who is there without a device. He has no key: his
// packages each have a passphrase that is told him.
func playOutside(ctx context.Context, p *player, s *Step, v *Whom) error {
	return p.register(ctx, p.session(s), v.Person.Name, client.Outsider{Place: p.actor(v.Person.Name).place}, crypto.MinutesKey{})
}

// recipient is a person or an outsider as a release names him: who has a seat is
// reached there.
func (p *player) recipient(name string) room.Recipient {
	if o, ok := p.outsiders[name]; ok && p.seat(name) == 0 {
		return room.Recipient{Outside: o.number}
	}
	return room.Recipient{Seat: p.seat(name)}
}

func (p *player) recipients(refs []PersonRef) []room.Recipient {
	var rs []room.Recipient
	for _, r := range refs {
		rs = append(rs, p.recipient(r.Name))
	}
	return rs
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

// opens opens a file with an outsider's key, or the passphrase he was told.
func (p *player) opens(o *outsider, pack room.PackageView, file []byte) ([]byte, error) {
	if passphrase := p.told[pack.Act]; passphrase != "" {
		return seal.OpenPackageWithPassphrase(file, passphrase)
	}
	return seal.OpenPackage(file, o.key)
}
