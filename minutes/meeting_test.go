package minutes

import (
	"testing"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// meeting is the neighbourhood team of Zuidwolde on Friday 27 November 2026:
// one case with everything in it, one general point.
type meeting struct {
	*world
	joke, henk, ronald, marieke, samira, els *someone
	all                                      []*someone
	ggd                                      room.Recipient // outside
	reports, arrears, worry                  crypto.Digest  // contributions
	visit, arrangement                       crypto.Digest  // actions
	passage                                  crypto.Digest  // decision on the passage for Marieke
}

func day(y int, m time.Month, d int) int64 {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// prepared is the room with everybody in it, item 1 under discussion.
func prepared(t testing.TB) *meeting { return preparedUnder(t, deWolden(t)) }

func preparedUnder(t testing.TB, rules *covenant.Rules) *meeting {
	m := &meeting{}
	m.world, m.joke = newWorld(t, rules)
	m.henk = m.joke.invites("Henk Doldersum", "Teamleider", gemeente, agenda.Deputy)
	m.ronald = m.joke.invites("Ronald Kuiper", "Wijkagent", politie, agenda.Member, m.henk)
	m.marieke = m.joke.invites("Marieke Hulshof", "Woonconsulent", actium, agenda.Member, m.henk)
	m.samira = m.joke.invites("Samira Kaya", "Ouderenadviseur", welzijn, agenda.Member, m.henk)
	m.els = m.joke.invites("Els de Graaf", "Secretaris", gemeente, agenda.Secretary, m.henk)
	m.all = []*someone{m.joke, m.henk, m.ronald, m.marieke, m.samira, m.els}
	m.joke.act(room.KindOutside, room.OutsidePayload{Number: 1, Organisation: "GGD Drenthe", Recipient: newRecipient(t)}, in0)
	m.ggd = room.Recipient{Outside: 1}
	m.item(1, false, room.ItemText{Label: "Casus Populier", Description: "Overlast en schulden", Persons: []room.PersonText{{Pseudonym: "Bewoner A"}}})
	m.item(2, true, room.ItemText{Label: "Overlast winkelplein"})
	m.clock = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC).UnixMilli() - 20_000
	m.joke.act(room.KindStart, room.StartPayload{Code: room.CodePayload{Nonce: [32]byte{5}}}, in0)
	return m
}

// item makes an item with everybody at it.
func (m *meeting) item(id agenda.ItemID, general bool, text room.ItemText) {
	latest := m.joke.act(room.KindItem, room.ItemPayload{Item: id, General: general, Minutes: 20}, in0)
	for _, s := range m.all[2:] {
		latest = m.joke.act(room.KindSit, room.SitPayload{Item: id, Place: s.place, Role: "content"}, at(id, latest))
	}
	d := room.DescribePayload{Purpose: "collective_support"}
	if !general {
		d.Criterion, d.Inform, d.InformDay = "nuisance", covenant.Informed, day(2026, 11, 20)
		d.Persons = []room.PersonLabels{{Relation: "resident"}}
	}
	m.joke.act(room.KindDescribe, d, at(id, latest).sealing(text, m.all...))
}

// opens and ends follow the item's latest act, which the view tells.
func (m *meeting) opens(id agenda.ItemID) {
	m.joke.act(room.KindOpenItem, room.Nothing{}, at(id, m.latest(id)))
}
func (m *meeting) ends(id agenda.ItemID) {
	m.joke.act(room.KindEndItem, room.Nothing{}, at(id, m.latest(id)))
}

// latest act on an item: the last one of its audience that is about the item itself.
func (m *meeting) latest(id agenda.ItemID) crypto.Digest {
	var latest crypto.Digest
	ev := newEvidence(nil)
	for _, b := range m.records {
		require.NoError(m.t, ev.add(b))
		e := ev.entries[len(ev.entries)-1]
		var item room.ItemPayload
		switch e.act.Kind {
		case room.KindItem:
			require.NoError(m.t, chain.Decode(e.act.Payload, &item))
			if item.Item == id {
				latest = e.hash
			}
		case room.KindSit, room.KindDescribe, room.KindOpenItem, room.KindEndItem, room.KindOutcome:
			if e.rec.Audience == id.Audience() {
				latest = e.hash
			}
		}
	}
	return latest
}

// discussed is the meeting after item 1 and 2, with releases for Marieke, Samira and the GGD.
func discussed(t testing.TB) *meeting { return discussedUnder(t, deWolden(t)) }

func discussedUnder(t testing.TB, rules *covenant.Rules) *meeting {
	m := preparedUnder(t, rules)
	joke, henk, ronald, marieke, samira, els := m.joke, m.henk, m.ronald, m.marieke, m.samira, m.els
	m.opens(1)
	m.reports = ronald.contributes(1, covenant.Fact, room.ContributionText{
		Text: "Op 3, 9, 14, 20 en 28 september belde mevrouw Visser over geluid.", Necessity: "Actium en Welzijn gaan langs.", Source: "Meldingen"},
		"enforcement", "police_provision", joke, henk, ronald, samira)
	m.arrears = marieke.contributes(1, covenant.Fact, room.ContributionText{
		Text: "Bewoner A heeft 3 maanden huurachterstand.\nDe betaalafspraak van mei is niet nagekomen.", Necessity: "Anders volgt een deurwaarder.", Source: "Huuradministratie <Actium>"},
		"quiet_enjoyment", "contract", joke, henk, marieke)
	samira.asks(1, nil, joke, henk)
	m.worry = samira.contributes(1, covenant.Opinion, room.ContributionText{
		Text: "Ik denk dat bewoner A hulp aan huis wil, maar zonder zoon B.", Necessity: "Voor het huisbezoek."},
		"early_support", "consent", joke, henk, samira)
	m.visit = joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: samira.place, Due: day(2026, 12, 4)},
		at(1).sealing(room.AgreedText{Text: "Huisbezoek bij bewoner A, zonder zoon B."}, m.all...))
	m.arrangement = joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: marieke.place, Due: day(2026, 12, 11)},
		at(1).sealing(room.AgreedText{Text: "Nieuwe betaalafspraak"}, m.all...))
	both := []room.Recipient{seat(marieke), seat(samira)}
	joke.released(release{item: 1, kind: releaseLabel, text: "Casus Populier", to: append(both, m.ggd), actions: []crypto.Digest{m.visit},
		task: "support", basis: "public_task"}, joke, henk, els)
	joke.released(release{item: 1, kind: covenant.ReleaseAction, text: "Huisbezoek bij A, zonder B", to: both, actions: []crypto.Digest{m.visit}}, joke, henk, els)
	joke.released(release{item: 1, kind: covenant.ReleaseAction, text: "Nieuwe betaalafspraak aanbieden", to: []room.Recipient{seat(marieke)},
		actions: []crypto.Digest{m.arrangement}}, joke, henk, els)
	m.passage = els.released(release{item: 1, kind: "passage", text: "Sinds 1 september zijn er vijf meldingen van geluid na 23.00 uur bij bewoner A. Er is geen aangifte gedaan.",
		to: both, actions: []crypto.Digest{m.visit}, sources: []crypto.Digest{m.reports}, owners: []*someone{ronald}}, joke, henk, els)
	els.released(release{item: 1, kind: "passage", text: "Bewoner A wil hulp aan huis & liever niet dat zoon B erbij is.",
		to: []room.Recipient{seat(marieke)}, actions: []crypto.Digest{m.visit, m.arrangement},
		sources: []crypto.Digest{m.worry, m.reports}, owners: []*someone{samira, ronald}}, joke, henk, els)
	joke.released(release{item: 1, kind: releaseDecision, text: "Henk Doldersum (gemeente) blijft casushouder.", to: both, actions: []crypto.Digest{m.visit}}, joke, henk, els)
	joke.released(release{item: 1, kind: releaseOutcome, text: "De zaak wordt gevolgd tot maart.", to: []room.Recipient{seat(samira)}, actions: []crypto.Digest{m.visit}}, joke, henk, els)
	joke.released(release{item: 1, kind: "passage", text: "Een bewoner vraagt om een gesprek over gezondheid.", to: []room.Recipient{m.ggd},
		actions: []crypto.Digest{m.visit}, task: "support", basis: "public_task"}, joke, henk, els)
	joke.act(room.KindOutcome, room.OutcomePayload{Outcome: "actions_agreed"}, at(1, m.latest(1)))
	m.ends(1)
	m.opens(2)
	lamps := joke.act(room.KindAction, room.ActionPayload{Item: 2, Assignee: marieke.place, Due: day(2026, 12, 18)},
		at(2).sealing(room.AgreedText{Text: "Lampen"}, m.all...))
	joke.released(release{item: 2, kind: covenant.ReleaseAction, text: "Actium vervangt twee lampen in de doorgang.", to: []room.Recipient{seat(marieke)},
		actions: []crypto.Digest{lamps}}, joke, henk, els)
	joke.act(room.KindOutcome, room.OutcomePayload{Outcome: "discussed"}, at(2, m.latest(2)))
	m.ends(2)
	joke.act(room.KindWrapUp, room.Nothing{}, in0)
	return m
}
