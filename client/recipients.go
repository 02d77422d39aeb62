package client

import (
	"context"
	"errors"
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// minutesKey is this person's minutes key; it is made where there is none yet.
func (s *Session) minutesKey(ctx context.Context) (crypto.MinutesKey, error) {
	key, err := s.opts.Vault.MinutesKey(ctx)
	if errors.Is(err, vault.ErrNotFound) {
		if key, err = crypto.NewMinutesKey(); err == nil {
			err = s.opts.Vault.KeepMinutesKey(ctx, key)
		}
	}
	if err != nil {
		return crypto.MinutesKey{}, fmt.Errorf("client: minutes key: %w", err)
	}
	return key, nil
}

// AnnounceMinutesKey tells the room to which key this person's packages are
// encrypted. The key is the vault's; where there is none yet it is made. A
// second one holds once chair or deputy confirm it.
func (s *Session) AnnounceMinutesKey(ctx context.Context) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	key, err := s.minutesKey(ctx)
	if err != nil {
		return err
	}
	return s.act(ctx, room.KindMinutesKey, room.MinutesKeyPayload{Recipient: key.Recipient()})
}

// RenewMinutesKey makes a new minutes key, for who lost the old one, and
// announces it. Packages that were encrypted to the old one stay closed to him
// until they are issued again; those he issued himself he cannot issue again.
func (s *Session) RenewMinutesKey(ctx context.Context) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	key, err := crypto.NewMinutesKey()
	if err != nil {
		return fmt.Errorf("client: minutes key: %w", err)
	}
	if err := s.opts.Vault.KeepMinutesKey(ctx, key); err != nil {
		return fmt.Errorf("client: minutes key: %w", err)
	}
	return s.act(ctx, room.KindMinutesKey, room.MinutesKeyPayload{Recipient: key.Recipient()})
}

// Mark is what people compare a key of the room by (crypto.Recipient.Mark), computed once:
// whoever shows the room asks for everybody's each time.
func (s *Session) Mark(key crypto.Recipient) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	mark, ok := s.marks[key]
	if !ok {
		mark = key.Mark()
		s.marks[key] = mark
	}
	return mark
}

// ConfirmKey vouches, as chair or deputy, that exactly this key is this person's.
func (s *Session) ConfirmKey(ctx context.Context, seat chain.Seat, key crypto.Recipient) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.act(ctx, room.KindConfirmKey, room.ConfirmKeyPayload{Seat: seat, Recipient: key})
}

// ConfirmArchive vouches, as chair or deputy, that exactly this key, named by this
// person, is the archive's of his party.
func (s *Session) ConfirmArchive(ctx context.Context, seat chain.Seat, key crypto.Recipient) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.act(ctx, room.KindConfirmKey, room.ConfirmKeyPayload{Seat: seat, Recipient: key, Archive: true})
}

// Archive names the key of this person's own party: once chair or deputy confirm
// it the packages of all its seats are encrypted to it as well, until this person
// goes. The records of what somebody brought in himself are not.
func (s *Session) Archive(ctx context.Context, key crypto.Recipient) error {
	if err := s.unlock(ctx); err != nil {
		return err
	}
	return s.act(ctx, room.KindArchive, room.ArchivePayload{Recipient: key})
}

// Outsider is an outside recipient to be registered: an organisation, or a
// person of one of the kinds, whose name is sealed to chair, deputies and
// secretary; or who is there at a place without a device, named by its function.
// Without a key his files are encrypted to a passphrase each.
type Outsider struct {
	Organisation string
	Kind         covenant.Code    // covenant.GuestKinds; empty for an organisation
	Name         string           // of a person
	Key          crypto.Recipient // zero for passphrases
	Place        agenda.PlaceID   // where he is there without a device; 0 for who does not take part
}

// Outside registers an outside recipient.
func (s *Session) Outside(ctx context.Context, o Outsider) (number uint32, err error) {
	if !o.Key.IsZero() {
		if err := s.unlock(ctx); err != nil {
			return 0, err
		}
	}
	_, err = s.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		if o.Place != 0 {
			if int(o.Place) > len(v.Places) {
				return replica.Draft{}, ErrUnknown
			}
			o.Organisation = v.Places[o.Place-1].Function
		}
		number = uint32(len(v.Outsiders) + 1)
		d := replica.Draft{Kind: room.KindOutside, Payload: room.OutsidePayload{
			Number: number, Organisation: o.Organisation, Recipient: o.Key, Passphrase: o.Key.IsZero(), Kind: o.Kind, Place: o.Place,
		}}
		if o.Kind != "" {
			d.Body = &replica.Body{Kind: textOutsider, Text: room.OutsideText{Name: o.Name}}
			d.Readers = r.SealTo().SealToScribes()
		}
		return d, nil
	})
	return number, err
}
