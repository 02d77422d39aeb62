package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

func refusalsOfSeats() []refused {
	return []refused{
		{kind: KindGenesis, check: "profileFits", code: CodeMalformed, twist: with(func(g *Genesis) { g.Profile[0] ^= 1 })},
		{kind: KindGenesis, check: "profileFits", code: CodeMalformed, twist: with(func(g *Genesis) { g.ServerKey = crypto.VerifyKey{} })},
		{kind: KindGenesis, check: "profileInForce", code: covenant.ProfileNotYetValid, obligations: ids("AVG-5.2"), twist: func(m *meeting, _ *draft) {
			m.now = 1_600_000_000_000 // 2020, before the covenant
		}},
		{kind: KindGenesis, check: "roomKindInScope", code: covenant.OutsideScope, obligations: ids("DW-2.2"), twist: with(func(g *Genesis) { g.Kind = "gossip" })},
		{kind: KindGenesis, check: "roomPurposeListed", code: covenant.PurposeNotListed, obligations: ids("DW-4.1/4.2"), twist: with(func(g *Genesis) { g.Purpose = "curiosity" })},
		{kind: KindGenesis, check: "chairPartyListed", code: covenant.PartyOutsideCovenant, obligations: ids("DW-2.1"), twist: func(m *meeting, d *draft) {
			d.payload.(*Genesis).Chair = m.bundleOf("Anneke", Bundle{}, func(b *Bundle) { b.Claims.Party = stranger })
		}},
		{kind: KindGenesis, check: "chairBundle", code: CodeMalformed, twist: func(m *meeting, d *draft) { // somebody else's keys
			d.payload.(*Genesis).Chair = m.bundle("Bram", crypto.Digest{}, crypto.Digest{})
		}},
		{kind: KindGenesis, check: "chairBundle", code: CodeMalformed, twist: func(m *meeting, d *draft) { // made for another room
			d.payload.(*Genesis).Chair = m.bundle("Anneke", m.file(), crypto.Digest{})
		}},

		notByLead(KindPlace), notWhenClosed(KindPlace),
		{kind: KindPlace, check: "deputyPlaceByChair", code: CodeNotChair, twist: func(_ *meeting, d *draft) {
			d.by, d.payload.(*PlacePayload).Post = "Bram", agenda.Deputy
		}},
		{kind: KindPlace, check: "nextPlace", code: CodeStaleObject, twist: with(func(p *PlacePayload) { p.Place++ })},
		{kind: KindPlace, check: "nextPlace", code: CodeMalformed, twist: with(func(p *PlacePayload) { p.Function = "" })},
		{kind: KindPlace, check: "placePost", code: CodeMalformed, twist: with(func(p *PlacePayload) { p.Post = agenda.Chair })},
		{kind: KindPlace, check: "placePost", code: CodeMalformed, room: promisedDeputy, twist: with(func(p *PlacePayload) { p.Post = agenda.Member })},
		{kind: KindPlace, check: "placePartyListed", code: covenant.PartyOutsideCovenant, obligations: ids("DW-2.1"), twist: with(func(p *PlacePayload) { p.Party = stranger })},

		notByLead(KindInvite), notWhenClosed(KindInvite),
		{kind: KindInvite, check: "placeFree", code: CodePlaceTaken, twist: with(func(p *InvitePayload) { p.Place = cast()["Piet"].place })},
		{kind: KindInvite, check: "placeFree", code: CodeUnknownObject, twist: with(func(p *InvitePayload) { p.Place = 50 })},
		{kind: KindInvite, check: "noOtherInvitation", code: CodePlaceTaken, twist: after(func(m *meeting) { m.do(m.invitation("Kees")) })},
		{kind: KindInvite, check: "invitationTerm", code: CodeMalformed, twist: with(func(p *InvitePayload) { p.Expires += MaxInvitationDays * DayMillis })},
		{kind: KindInvite, check: "invitationTerm", code: CodeMalformed, twist: func(m *meeting, d *draft) { d.payload.(*InvitePayload).Expires = m.now }},

		notByLead(KindUninvite),
		{kind: KindUninvite, check: "invitationLive", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) { m.do(*d) }},

		notByLead(KindAdmit), notWhenClosed(KindAdmit),
		{kind: KindAdmit, check: "invitationLive", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) {
			m.do(draft{by: "Bram", kind: KindUninvite, on: d.on})
		}},
		{kind: KindAdmit, check: "invitationForPlace", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) { // Kees wants another free place of his party
			m.do(draft{by: "Anneke", kind: KindPlace, payload: &PlacePayload{Place: 8, Party: welfare, Function: "hulpverlener", Post: agenda.Member}})
			d.payload.(*AdmitPayload).Place = 8
		}},
		{kind: KindAdmit, check: "placeFree", code: CodePlaceTaken, twist: func(m *meeting, d *draft) { // the first link had expired, Kees came by a second one
			m.now += 8 * DayMillis
			m.join("Kees")
			d.payload = m.admission("Lies", d.on[0]).payload
			d.payload.(*AdmitPayload).Bundle = m.bundleOf("Lies", Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID},
				func(b *Bundle) { b.Claims.Party = welfare })
		}},
		{kind: KindAdmit, check: "nextSeat", code: CodeStaleObject, twist: with(func(p *AdmitPayload) { p.Seat++ })},
		{kind: KindAdmit, check: "bundleValid", code: CodeMalformed, twist: func(m *meeting, d *draft) { // made for another room
			d.payload.(*AdmitPayload).Bundle = m.bundle("Kees", m.file(), m.s.invitations[d.on[0]].ID)
		}},
		{kind: KindAdmit, check: "bundleValid", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) { // made for another invitation
			d.payload.(*AdmitPayload).Bundle = m.bundle("Kees", m.s.id, m.file())
		}},
		{kind: KindAdmit, check: "bundleParty", code: CodeMalformed, twist: func(m *meeting, d *draft) {
			d.payload.(*AdmitPayload).Bundle = m.bundleOf("Kees", Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID},
				func(b *Bundle) { b.Claims.Party = police })
		}},
		{kind: KindAdmit, check: "bundleKeysNew", code: CodeKeyInUse, twist: func(m *meeting, d *draft) { // with the seat key of Piet
			d.payload.(*AdmitPayload).Bundle = m.bundleOf("Kees", Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID},
				func(b *Bundle) { b.Recipient = cast()["Piet"].seatKey })
		}},
		{kind: KindAdmit, check: "invitationInTime", code: CodeInvitationSpent, twist: after(func(m *meeting) { m.now += 8 * DayMillis })},

		{kind: KindAdmit, check: "deputyAdmittedByChair", code: CodeNotChair, obligations: ids("DW-11.2"), room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			place := m.place("Lies")
			place.payload.(*PlacePayload).Post = agenda.Deputy
			m.do(place)
			d := m.admission("Lies", m.do(m.invitation("Lies")))
			d.by = "Bram" // a deputy makes no deputies
			return m, d
		}},

		notByLead(KindReseat), notWhenClosed(KindReseat),
		{kind: KindReseat, check: "reseatByChair", code: CodeNotChair, obligations: ids("DW-11.2"), room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // who gives the chair another device would be chair
			return m, m.reseating("Bram", "Anneke", "another laptop", m.do(m.returnLink("Bram", "Anneke")))
		}},
		{kind: KindReseat, check: "reseatByChair", code: CodeNotChair, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // a deputy makes no deputies
			return m, m.reseating("Bram", "Bram", "another laptop", m.do(m.returnLink("Bram", "Bram")))
		}},
		{kind: KindReseat, check: "invitationLive", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) {
			m.do(draft{by: "Bram", kind: KindUninvite, on: d.on})
		}},
		{kind: KindReseat, check: "invitationToReturn", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) { // the link is for Piet
			d.payload.(*ReseatPayload).Seat = m.seats["Hanna"]
			d.payload.(*ReseatPayload).Bundle = m.newDevice("Hanna", "another laptop").signed(m, m.s.invitations[d.on[0]].ID)
		}},
		{kind: KindReseat, check: "invitationToReturn", code: CodeInvitationSpent, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // an invitation for a place is not for who is there already
			invited := m.do(m.invitation("Kees"))
			return m, m.reseating("Anneke", "Piet", "another laptop", invited)
		}},
		{kind: KindReseat, check: "bundleValid", code: CodeInvitationSpent, twist: func(m *meeting, d *draft) { // made for another invitation
			d.payload.(*ReseatPayload).Bundle = m.newDevice("Piet", "another laptop").signed(m, m.file())
		}},
		{kind: KindReseat, check: "samePerson", code: CodeOtherPerson, twist: func(m *meeting, d *draft) { // a colleague of Piet
			p := m.newDevice("Piet", "another laptop")
			signed, err := SignBundle(Bundle{Room: m.s.id, Invitation: m.s.invitations[d.on[0]].ID, Recipient: p.seatKey,
				Claims: Claims{Name: "Petra", Party: police, Function: "wijkagent"}}, p.key)
			require.NoError(m, err)
			d.payload.(*ReseatPayload).Bundle = signed
		}},
		{kind: KindReseat, check: "bundleKeysNew", code: CodeKeyInUse, twist: func(m *meeting, d *draft) { // the keys that he has
			d.payload.(*ReseatPayload).Bundle = m.person("Piet").signed(m, m.s.invitations[d.on[0]].ID)
		}},
		{kind: KindReseat, check: "bundleKeysNew", code: CodeKeyInUse, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // the laptop that was lost
			first := m.person("Piet")
			m.comeBack("Anneke", "Piet", "second laptop")
			m.do(m.joining("Piet"))
			invited := m.do(m.returnLink("Anneke", "Piet"))
			return m, draft{by: "Anneke", kind: KindReseat, on: []crypto.Digest{invited}, payload: &ReseatPayload{
				Seat: m.seats["Piet"], Bundle: first.signed(m, m.s.invitations[invited].ID),
			}}
		}},
		{kind: KindReseat, check: "invitationInTime", code: CodeInvitationSpent, twist: after(func(m *meeting) { m.now += 8 * DayMillis })},
		{kind: KindInvite, check: "placeFree", code: CodeUnknownObject, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // to come back to a place where somebody else sits
			d := m.returnLink("Anneke", "Piet")
			d.payload.(*InvitePayload).Returns = m.seats["Hanna"]
			return m, d
		}},
		{kind: KindAdmit, check: "invitationForPlace", code: CodeInvitationSpent, room: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb) // a link to come back lets nobody else in
			m.do(m.place("Lies"))
			invited := m.do(m.returnLink("Anneke", "Hanna"))
			d := m.admission("Lies", invited)
			d.payload.(*AdmitPayload).Place = cast()["Lies"].place
			return m, d
		}},

		{kind: KindJoin, check: "notJoined", code: CodeNotNow, twist: by("Piet")},
		{kind: KindJoin, check: "secrecyText", code: CodeSecrecy, twist: with(func(p *JoinPayload) { p.Secrecy[0] ^= 1 })},

		{kind: KindLeave, check: "notTheChair", code: CodeNotNow, twist: by("Anneke")},
		notWhenClosed(KindLeave),
		{kind: KindLeave, check: "stewardOfParty", code: CodeStewardUnfit, obligations: ids("BASE-1"), twist: func(m *meeting, d *draft) { // of another party
			d.payload = &LeavePayload{Steward: m.seats["Anneke"]}
		}},
		{kind: KindLeave, check: "stewardOfParty", code: CodeStewardUnfit, twist: func(m *meeting, d *draft) { // himself
			d.payload = &LeavePayload{Steward: m.seats["Wim"]}
		}},
		{kind: KindLeave, check: "stewardOfParty", code: CodeStewardUnfit, twist: func(m *meeting, d *draft) { // who has not confirmed secrecy
			m.enter("Kees")
			d.payload = &LeavePayload{Steward: m.seats["Kees"]}
		}},
		{kind: KindLeave, check: "stewardReads", code: CodeStewardCannotRead, obligations: ids("BASE-1"), room: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			m.sit("Wim", 1, "content")
			m.contribute("Wim", 1, "Piet")
			m.join("Kees")
			m.sit("Kees", 1, "content")
			return m, draft{by: "Wim", kind: KindLeave, payload: &LeavePayload{Steward: m.seats["Kees"]}}
		}},

		notByLead(KindPresent), notWhenClosed(KindPresent),
		{kind: KindPresent, check: "placeWithoutSeat", code: CodePlaceTaken, twist: with(func(p *PresentPayload) { p.Place = cast()["Piet"].place })},
		{kind: KindPresent, check: "placeWithoutSeat", code: CodeUnknownObject, twist: with(func(p *PresentPayload) { p.Place = 50 })},
		{kind: KindPresent, check: "notNotedYet", code: CodeNotNow, twist: func(m *meeting, d *draft) { m.do(*d) }},
		{kind: KindPresent, check: "notNotedYet", code: CodeNotNow, twist: with(func(p *PresentPayload) { p.Absent = true })},

		notByLead(KindRemove), notWhenClosed(KindRemove),
		{kind: KindRemove, check: "removable", code: CodeNotChair, twist: func(m *meeting, d *draft) { // the chair, by her deputy
			d.by, d.payload.(*RemovePayload).Seat = "Bram", m.seats["Anneke"]
		}},
		{kind: KindRemove, check: "removable", code: CodeUnknownObject, twist: func(m *meeting, d *draft) { m.do(draft{by: "Wim", kind: KindLeave}) }},

		{kind: KindAppoint, check: "byChair", code: CodeNotChair, obligations: ids("DW-11.2"), twist: by("Bram")}, notWhenClosed(KindAppoint),
		{kind: KindAppoint, check: "appointable", code: CodeNotNow, twist: func(m *meeting, d *draft) { // what a deputy has read cannot be unread
			d.payload.(*AppointPayload).Seat = m.seats["Bram"]
		}},
		{kind: KindAppoint, check: "appointable", code: CodeMalformed, twist: with(func(p *AppointPayload) { p.Post = agenda.Chair })},
		{kind: KindAppoint, check: "appointable", code: CodeUnknownObject, twist: func(m *meeting, d *draft) { // has not confirmed secrecy
			m.enter("Kees")
			d.payload.(*AppointPayload).Seat = m.seats["Kees"]
		}},

		{kind: KindHandOver, check: "byChair", code: CodeNotChair, twist: by("Bram")}, notWhenClosed(KindHandOver),
		{kind: KindHandOver, check: "toDeputy", code: CodeNotChair, twist: func(m *meeting, d *draft) { d.payload.(*HandOverPayload).To = m.seats["Piet"] }},
		{kind: KindHandOver, check: "codeFresh", code: CodeMalformed, twist: with(func(p *HandOverPayload) { p.Code.Nonce = [32]byte{} })},

		{kind: KindTakeOver, check: "byDeputy", code: CodeNotChair, obligations: ids("DW-11.2"), twist: by("Sofie")}, notWhenClosed(KindTakeOver),
		{kind: KindTakeOver, check: "codeFresh", code: CodeMalformed, twist: with(func(p *CodePayload) { p.Nonce = [32]byte{} })},
		{kind: KindTakeOver, check: "codeFresh", code: CodeMalformed, twist: seenNothing},

		notWhenDestroyed(KindMinutesKey),
		{kind: KindMinutesKey, check: "recipientKey", code: CodeRecipientUnsecured, obligations: ids("DW-6.2"), twist: with(func(p *MinutesKeyPayload) { p.Recipient = crypto.Recipient{} })},

		notByLead(KindOutside), notWhenClosed(KindOutside),
		{kind: KindOutside, check: "nextOutside", code: CodeStaleObject, twist: with(func(p *OutsidePayload) { p.Number++ })},
		{kind: KindOutside, check: "nextOutside", code: CodeMalformed, twist: with(func(p *OutsidePayload) { p.Kind = "" })},
		{kind: KindOutside, check: "nextOutside", code: CodeMalformed, twist: with(func(p *OutsidePayload) { p.Organisation = "Huisartsenpost" })},
		{kind: KindOutside, check: "nextOutside", code: CodeMalformed, twist: with(func(p *OutsidePayload) { p.Kind = "neighbour" })},
		{kind: KindOutside, check: "outsideAtPlace", code: CodeUnknownObject, twist: func(_ *meeting, d *draft) { // nobody was noted there
			d.payload.(*OutsidePayload).Place = cast()["Kees"].place
		}},
		{kind: KindOutside, check: "outsideAtPlace", code: CodePlaceTaken, room: func(tb testing.TB) (*meeting, draft) {
			m, d := withoutDevice(tb)
			m.do(d)
			again := *d.payload.(*OutsidePayload)
			again.Number++
			d.payload = &again
			return m, d
		}},
		{kind: KindOutside, check: "outsideKey", code: CodeRecipientUnsecured, obligations: ids("DW-6.2"), twist: with(func(p *OutsidePayload) { p.Passphrase = false })},
		{kind: KindOutside, check: "outsideKey", code: CodeRecipientUnsecured, twist: with(func(p *OutsidePayload) { p.Recipient = cast()["Lies"].minutes })},

		notByLead(KindConfirmKey), notWhenDestroyed(KindConfirmKey),
		{kind: KindConfirmKey, check: "keyAnnounced", code: CodeStaleObject, twist: with(func(p *ConfirmKeyPayload) { p.Recipient = cast()["Lies"].minutes })},
		{kind: KindConfirmKey, check: "keyAnnounced", code: CodeStaleObject, twist: func(m *meeting, d *draft) { m.do(m.announcing("Piet")) }}, // he found the old one

		{kind: KindConfirmKey, check: "keyAnnounced", code: CodeStaleObject, room: func(tb testing.TB) (*meeting, draft) { // who named it went
			m := invited(tb)
			lies := cast()["Lies"].minutes
			m.do(archiving("Piet", lies))
			m.do(draft{by: "Piet", kind: KindLeave})
			return m, m.confirmingArchive("Piet", lies)
		}},

		notWhenClosed(KindArchive),
		{kind: KindArchive, check: "archiveKey", code: CodeRecipientUnsecured, obligations: ids("DW-6.2"), twist: with(func(p *ArchivePayload) { p.Recipient = crypto.Recipient{} })},
	}
}

// promisedDeputy is a room whose genesis says that place 2 will be a deputy's.
func promisedDeputy(tb testing.TB) (*meeting, draft) {
	m := emptyMeeting(tb)
	d := m.genesis()
	d.payload.(*Genesis).Deputies = []agenda.PlaceID{2}
	m.do(d)
	m.do(m.joining("Anneke"))
	return m, m.place("Bram")
}

// bundleOf is a bundle that says something else than its owner would.
func (m *meeting) bundleOf(name string, b Bundle, change func(*Bundle)) chain.Signed {
	p := m.person(name)
	b.Recipient, b.Claims = p.seatKey, p.claims()
	change(&b)
	signed, err := SignBundle(b, p.key)
	require.NoError(m, err)
	return signed
}

// seenNothing is an act of a device that has verified no head.
func seenNothing(_ *meeting, d *draft) {
	d.tamper = func(a *chain.Act) { a.Seen = chain.Position{} }
}
