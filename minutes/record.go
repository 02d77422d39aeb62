package minutes

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// OwnWords are the words of the labels of a contribution, for a record of one's own.
type OwnWords struct {
	Category Word `cbor:"1,keyasint"`
	Basis    Word `cbor:"2,keyasint,omitzero"`
	Task     Word `cbor:"3,keyasint,omitzero"`
	Purpose  Word `cbor:"4,keyasint,omitzero"`
}

// ownWords looks the labels of a contribution up in the rules.
func ownWords(rules *covenant.Rules, party covenant.Code, l room.Labels) OwnWords {
	return OwnWords{
		Category: word(rules.Categories(), l.Category), Basis: wordOrNone(rules.Bases(), l.Basis),
		Task: wordOrNone(rules.Tasks(party), l.Task), Purpose: wordOrNone(rules.Purposes(), l.Purpose),
	}
}

// of says whether these words are about these labels.
func (w OwnWords) of(l room.Labels) bool {
	return w.Category.Code == l.Category && w.Basis.Code == l.Basis && w.Task.Code == l.Task && w.Purpose.Code == l.Purpose
}

// writeRecord says on what grounds a contribution was brought in.
func writeRecord(m *markup, own *Own) {
	w := own.Words
	more(m, words("Soort gegevens: %s", "Kind of data: %s"), in(w.Category.Text, m.lang))
	more(m, words("Grondslag: %s", "Legal basis: %s"), in(w.Basis.Text, m.lang))
	more(m, words("Taak: %s", "Task: %s"), in(w.Task.Text, m.lang))
	more(m, words("Doel: %s", "Purpose: %s"), in(w.Purpose.Text, m.lang))
}

// holds says whether the recipient may have the dossier copy of an item, as the
// issuer's device sees it.
func (k *compiler) holds(it room.ItemView) bool {
	seat := k.in.Recipient.Seat
	if seat == 0 || int(seat) > len(k.in.View.Seats) {
		return false
	}
	var role covenant.Code
	if sitting, ok := it.Item.Sitting(k.in.View.Seats[seat-1].Place); ok {
		role = sitting.Role
	}
	return k.in.Rules.DossierHolder(k.partyOf(seat), role)
}

// placeOf is the place of a dossier copy's recipient: how it came to sit at the
// items is part of the proof; 0 for other packages.
func (ev *evidence) placeOf(c *Contents) agenda.PlaceID {
	if c.Kind != covenant.PackageDossier || c.Recipient.Seat == 0 {
		return 0
	}
	for _, e := range ev.entries {
		if p, ok := e.payload.(*room.AdmitPayload); ok && p.Seat == c.Recipient.Seat {
			return p.Place
		}
	}
	return 1 // the founder's
}

// seats says whether a record seats a place at an item of the contents, or takes
// it away.
func (e *entry) seats(place agenda.PlaceID, c *Contents) bool {
	of := func(item agenda.ItemID) bool {
		return slices.ContainsFunc(c.Items, func(it Item) bool { return it.ID == item })
	}
	switch p := e.payload.(type) {
	case *room.SitPayload:
		return place != 0 && p.Place == place && of(p.Item)
	case *room.UnseatPayload:
		return place != 0 && p.Place == place && of(p.Item)
	}
	return false
}

// sitting is a place at an item.
type sitting struct {
	item  agenda.ItemID
	place agenda.PlaceID
}

// seating takes an act that seats a place at an item, or takes it away.
func (r *replay) seating(e *entry, author *seatFact) *Failure {
	if !author.leads() {
		return fail(CodeNotChair)
	}
	var at sitting
	var role covenant.Code
	switch p := e.payload.(type) {
	case *room.SitPayload:
		at, role = sitting{p.Item, p.Place}, p.Role
	case *room.UnseatPayload:
		at = sitting{p.Item, p.Place}
	}
	if at.item.Audience() != e.rec.Audience {
		return fail(CodeRecord)
	}
	r.roles[at] = role
	return nil
}

// holdsDossier says whether the recipient of a dossier copy may hold that of
// every item in it, under these rules.
func (v *Verified) holdsDossier(rules *covenant.Rules) bool {
	if v.Contents.Kind != covenant.PackageDossier {
		return true
	}
	seat := v.seats[v.Contents.Recipient.Seat]
	return seat != nil && !slices.ContainsFunc(v.Contents.Items, func(it Item) bool {
		return !rules.DossierHolder(seat.claims.Party, v.roles[sitting{it.ID, seat.place}])
	})
}

// thirdParty says whether a recipient is outside the covenant: he neither takes
// part, with a device or without, nor is the person concerned himself.
func thirdParty(r room.Recipient, kind covenant.Code, place agenda.PlaceID) bool {
	return r.Seat == chain.Server && kind != covenant.GuestPerson && place == 0
}

// outsidePlace is where an outside recipient takes part without a device; 0 for nowhere.
func (r *replay) outsidePlace(to room.Recipient) agenda.PlaceID {
	if o := r.outside[to.Outside]; o != nil {
		return o.Place
	}
	return 0
}

// summary is what goes with a package for a third party.
func summary(rules *covenant.Rules, r room.Recipient, kind covenant.Code, place agenda.PlaceID) []covenant.Text {
	if !thirdParty(r, kind, place) {
		return nil
	}
	return rules.Summary()
}

// outsider names an outside recipient: an organisation, or the word for a person,
// whose name stays out.
func (c *Contents) outsider(lang Language) string {
	switch c.OutsideKind {
	case covenant.GuestPerson:
		return in(words("de persoon om wie het gaat", "the person concerned"), lang)
	case covenant.GuestRelative:
		return in(words("een naaste", "a relative"), lang)
	case covenant.GuestSupporter:
		return in(words("iemand die de persoon bijstaat", "somebody who supports the person"), lang)
	}
	return c.Outside
}
