package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Who a device must seal a new text to: the present seats that have confirmed
// secrecy, by number. The same rules refuse an act that leaves one of them out.

// SealToLeads is for an invitation.
func (s *State) SealToLeads() []chain.Seat { return numbers(s.leads()) }

// SealToScribes is for the name of an outside recipient who is a person.
func (s *State) SealToScribes() []chain.Seat { return numbers(s.scribes()) }

// SealToReaction is for a reaction of this seat, and its answer.
func (s *State) SealToReaction(by chain.Seat) []chain.Seat { return numbers(s.reactionReaders(by)) }

// SealToItem is for what an item is about, decisions, actions and the names of guests.
func (s *State) SealToItem(item agenda.ItemID) []chain.Seat {
	if item == 0 || int(item) > len(s.items) {
		return nil
	}
	return numbers(s.seatsAt(s.items[item-1]))
}

// SealToProfessionals is for who informs the family.
func (s *State) SealToProfessionals(item agenda.ItemID) []chain.Seat {
	if item == 0 || int(item) > len(s.items) {
		return nil
	}
	return numbers(s.professionalsAt(s.items[item-1]))
}

// SealToReaders is for a contribution.
func (s *State) SealToReaders(owner chain.Seat, readers []Reader) []chain.Seat {
	return numbers(s.openers(owner, readers))
}

// SealToDraft is for a draft in the name of a place.
func (s *State) SealToDraft(item agenda.ItemID, writer chain.Seat, place agenda.PlaceID) []chain.Seat {
	if item == 0 || int(item) > len(s.items) {
		return nil
	}
	return numbers(s.draftOpeners(writer, place, s.items[item-1]))
}

// SealToRequest is for a request to places at an item.
func (s *State) SealToRequest(item agenda.ItemID, asker chain.Seat, to []agenda.PlaceID) []chain.Seat {
	if item == 0 || int(item) > len(s.items) {
		return nil
	}
	return numbers(s.requestOpeners(asker, to, s.items[item-1]))
}

// SealToHold is for why a contribution or proposal, by its creating act, is on
// hold, or why a request is not answered.
func (s *State) SealToHold(target crypto.Digest) []chain.Seat {
	if k, ok := s.acts[target]; ok && k.object != nil {
		return numbers(s.entitledTo(k.object))
	}
	return nil
}

// SealToRecorder is for a record of consent.
func (s *State) SealToRecorder(by chain.Seat) []chain.Seat { return numbers(s.consentOpeners(by)) }

// SealToDeciders is for a proposal.
func (s *State) SealToDeciders(item agenda.ItemID, author chain.Seat, owners []chain.Seat) []chain.Seat {
	if item == 0 || int(item) > len(s.items) {
		return nil
	}
	return numbers(s.proposalOpeners(author, owners, s.items[item-1]))
}

func numbers(seats []*Seat) []chain.Seat {
	var ids []chain.Seat
	for _, seat := range seats {
		ids = append(ids, seat.ID)
	}
	return ids
}

// SeatKey returns what is sealed to a present seat; false when it is not there.
func (s *State) SeatKey(id chain.Seat) (crypto.Recipient, bool) {
	if seat := s.seat(id); seat != nil && seat.here() {
		return seat.Recipient, true
	}
	return crypto.Recipient{}, false
}
