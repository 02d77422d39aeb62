package replica_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// meeting is a room in session with one case: Gerda chairs, Bram of the police
// and Fatima of the housing association sit at it, Joris of welfare does not.
type meeting struct {
	*host
	gerda, bram, fatima, joris *person
	item                       agenda.ItemID
}

func newMeeting(t *testing.T, late bool) *meeting {
	h := newHost(t)
	h.revealLate = late
	m := &meeting{
		host: h, item: 1,
		gerda:  h.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam"),
		bram:   h.person("Bram", "politie-zuidwest-drenthe", "wijkagent"),
		fatima: h.person("Fatima", "actium", "consulent"),
		joris:  h.person("Joris", "welzijn-de-wolden", "opbouwwerker"),
	}
	h.found(m.gerda)
	m.gerda.comesIn(m.bram, agenda.Member)
	m.gerda.must(replica.Draft{Kind: room.KindItem, Payload: room.ItemPayload{Item: 1, Minutes: 20}})
	m.gerda.describe(1, "De zaak aan de Kerkstraat")
	m.gerda.sit(m.bram, "content")
	m.gerda.comesIn(m.fatima, agenda.Member)
	m.gerda.comesIn(m.joris, agenda.Member)
	m.gerda.describe(1, "De zaak aan de Dorpsstraat")
	m.gerda.sit(m.fatima, "director")
	m.gerda.sit(m.gerda, "director")
	m.gerda.must(replica.Draft{Kind: room.KindStart, Payload: room.StartPayload{Code: room.CodePayload{Nonce: [32]byte{7}}, WithoutDeputy: true}})
	m.gerda.share()
	m.gerda.must(replica.Draft{Kind: room.KindOpenItem, Item: 1, Refs: m.gerda.latestItem(1)})
	h.lawHolds()
	return m
}

func (p *person) itemView(id agenda.ItemID) room.ItemView {
	for _, it := range p.replica.View().Items {
		if it.ID == id {
			return it
		}
	}
	require.Fail(p.t, "no such item")
	return room.ItemView{}
}

// latestItem finds the latest act on an item.
func (p *person) latestItem(id agenda.ItemID) []crypto.Digest {
	return []crypto.Digest{p.itemView(id).Latest}
}

func (p *person) describe(id agenda.ItemID, label string) {
	p.t.Helper()
	it := p.itemView(id)
	body := &replica.Body{Kind: "item", Text: room.ItemText{Label: label, Persons: []room.PersonText{{Pseudonym: "A"}}}, Of: it.Text, Object: it.Object}
	p.must(replica.Draft{
		Kind: room.KindDescribe, Item: id, Refs: p.latestItem(id), Body: body, Readers: p.state.SealToItem(id),
		Payload: room.DescribePayload{
			Purpose: "collective_support", Criterion: "nuisance", Inform: "informed", InformDay: 20_000,
			Ladder: []covenantCode{"person_present", "anonymous", "fewer_parties", "bilateral"}, Named: true,
			Persons: []room.PersonLabels{{Relation: "resident", AgeBand: "adult"}},
		},
	})
}

func (p *person) sit(q *person, role covenantCode) {
	p.t.Helper()
	p.must(replica.Draft{Kind: room.KindSit, Item: 1, Refs: p.latestItem(1), Payload: room.SitPayload{Item: 1, Place: q.place, Role: role}})
}

// share fulfils what a device owes.
func (p *person) share() {
	p.t.Helper()
	for duties := p.replica.Duties(); len(duties) > 0; duties = p.replica.Duties() {
		d := duties[0]
		draft := replica.Draft{Kind: d.Kind, Item: d.Item, Refs: []crypto.Digest{d.Latest}, Reseal: &d.Text, Readers: d.Readers}
		if d.Kind == room.KindShow {
			draft.Payload = room.ShowPayload{}
		}
		p.must(draft)
	}
}

func (p *person) contribute(text string, readers ...room.Reader) crypto.Digest {
	p.t.Helper()
	labels := p.labels()
	return p.must(replica.Draft{
		Kind: room.KindContribute, Item: 1, Labels: &labels,
		Payload: room.ContributePayload{Item: 1, Labels: room.LabelsDigest(labels.Encode()), Readers: readers},
		Body:    &replica.Body{Kind: "contribution", Text: room.ContributionText{Text: text, Necessity: "nodig voor de aanpak"}},
		Readers: p.state.SealToReaders(p.seat, readers),
	})
}

func (p *person) labels() room.Labels {
	task := map[covenantCode]covenantCode{"politie-zuidwest-drenthe": "enforcement", "actium": "liveability", "welzijn-de-wolden": "community", "gemeente-de-wolden": "support"}
	basis := map[covenantCode]covenantCode{"politie-zuidwest-drenthe": "police_provision"}
	l := room.Labels{
		Salt: [32]byte{byte(p.seat)}, Category: "behaviour", Nature: "fact", Basis: "public_task", Purpose: "collective_support",
		Task: task[p.claims.Party], Necessity: true, Identifying: true, Person: 1,
	}
	if b, ok := basis[p.claims.Party]; ok {
		l.Basis = b
	}
	return l
}

// reads says what a person can read of a contribution; empty when nothing.
func (p *person) reads(act crypto.Digest) string {
	for _, c := range p.itemView(1).Contributions {
		if c.Act == act {
			text, err := p.replica.Contribution(c)
			if err != nil {
				return ""
			}
			return text.Text
		}
	}
	return ""
}

func (p *person) on(kind chain.Kind, act crypto.Digest, payload any) replica.Draft {
	for _, c := range p.itemView(1).Contributions {
		if c.Act == act {
			return replica.Draft{Kind: kind, Item: 1, Refs: []crypto.Digest{c.Latest}, Payload: payload, Reseal: c.Text}
		}
	}
	require.Fail(p.t, "no such contribution")
	return replica.Draft{}
}

func TestPeopleSeeWhatTheWholeLogGivesThem(t *testing.T) {
	for _, late := range []bool{false, true} {
		m := newMeeting(t, late)
		require.False(t, m.joris.itemView(1).Here, "Joris does not sit at the case")

		// Fatima's text is for herself and the chair.
		text := m.fatima.contribute("De heer A. maakt 's nachts lawaai.")
		m.lawHolds()
		require.Equal(t, "De heer A. maakt 's nachts lawaai.", m.gerda.reads(text))
		require.Empty(t, m.bram.reads(text), "must be withheld from the police officer")
		require.Nil(t, m.bram.itemView(1).Contributions[0].Labels, "labels must be withheld too")
		require.Empty(t, m.joris.itemView(1).Contributions)

		// She shows it to the police officer, hides it, and shows it again.
		show := func() {
			d := m.fatima.on(room.KindShow, text, room.ShowPayload{Readers: []room.Reader{{Place: m.bram.place, Reason: "safety"}}})
			d.Readers = []chain.Seat{m.bram.seat}
			m.fatima.must(d)
			m.lawHolds()
			require.Equal(t, "De heer A. maakt 's nachts lawaai.", m.bram.reads(text))
			require.NotNil(t, m.bram.itemView(1).Contributions[0].Labels)
		}
		show()
		hide := m.fatima.on(room.KindHide, text, room.HidePayload{Places: []agenda.PlaceID{m.bram.place}})
		hide.Reseal = nil
		m.fatima.must(hide)
		m.lawHolds()
		require.Empty(t, m.bram.reads(text))
		show()

		// Joris comes to sit at the case: its own texts he gets, Fatima's not.
		m.gerda.sit(m.joris, "content")
		m.lawHolds()
		m.gerda.share()
		m.lawHolds()
		item, err := replica.Open[room.ItemText](m.joris.replica, m.joris.itemView(1).Text)
		require.NoError(t, err)
		require.Equal(t, "De zaak aan de Dorpsstraat", item.Label)
		require.Empty(t, m.joris.reads(text))

		// Shown to him, he sees it with its whole history.
		d := m.fatima.on(room.KindShow, text, room.ShowPayload{Readers: []room.Reader{{Place: m.joris.place, Reason: "content"}}})
		d.Readers = []chain.Seat{m.joris.seat}
		m.fatima.must(d)
		m.lawHolds()
		require.Equal(t, "De heer A. maakt 's nachts lawaai.", m.joris.reads(text))

		// He becomes deputy and sees the whole item.
		own := m.bram.contribute("Vier meldingen in mei.")
		m.lawHolds()
		require.Empty(t, m.joris.reads(own))
		m.gerda.must(replica.Draft{Kind: room.KindAppoint, Payload: room.AppointPayload{Seat: m.joris.seat, Post: agenda.Deputy}})
		m.lawHolds()
		m.bram.share()
		m.gerda.share()
		m.lawHolds()
		require.Equal(t, "Vier meldingen in mei.", m.joris.reads(own))

		// Withdrawn is gone, for everybody.
		w := m.fatima.on(room.KindWithdraw, text, nil)
		w.Reseal = nil
		m.fatima.must(w)
		m.lawHolds()
		for _, p := range m.people {
			require.Empty(t, p.reads(text), p.name)
		}
		require.Empty(t, m.gerda.replica.Missing())
	}
}

func TestWhoDoesNotSitThereAnyMoreReadsNothing(t *testing.T) {
	for _, late := range []bool{false, true} {
		m := newMeeting(t, late)
		text := m.fatima.contribute("Er is 's nachts lawaai.", room.Reader{Place: m.bram.place, Reason: "safety"})
		require.Equal(t, "Er is 's nachts lawaai.", m.bram.reads(text))
		before := m.bram.itemView(1)
		_, err := replica.Open[room.ItemText](m.bram.replica, before.Text)
		require.NoError(t, err)
		unseat := replica.Draft{Kind: room.KindUnseat, Item: 1, Refs: m.gerda.latestItem(1), Payload: room.UnseatPayload{Item: 1, Place: m.bram.place}}
		m.gerda.must(unseat)
		m.lawHolds()
		require.False(t, m.bram.itemView(1).Here)
		_, err = replica.Open[room.ItemText](m.bram.replica, before.Text)
		require.ErrorIs(t, err, replica.ErrNotForYou)
		_, err = m.bram.replica.Contribution(before.Contributions[0])
		require.ErrorIs(t, err, replica.ErrNotForYou)
		require.True(t, m.bram.replica.Away(text))
		require.True(t, m.bram.replica.AwayFrom(1))
		require.False(t, m.bram.replica.Holds(before.Text), "the files are gone too")
		require.Empty(t, m.bram.replica.Missing())
		beats, err := m.bram.replica.Heartbeats(m.bram.signing, m.now)
		require.NoError(t, err)
		require.Len(t, beats, 1, "he vouches for the room only")

		// It goes on without him, and he misses nothing that he must have.
		m.fatima.contribute("En overdag ook.")
		beats, err = m.gerda.replica.Heartbeats(m.gerda.signing, m.now)
		require.NoError(t, err)
		require.Len(t, beats, 2)
		_, _, err = m.bram.replica.Beat(beats[1], m.now)
		require.NoError(t, err, "how far she is at the item is no concern of his")
		m.lawHolds()

		// A device that was started anew may be given that last record of his as well.
		again := replica.New(m.id, m.bram.replica.Owner(), m.rules, nil)
		rs := wire.Records{From: 1, Checkpoint: m.checkpoint()}
		for seq := uint64(1); seq <= uint64(len(m.records)); seq++ {
			rs.Deliveries = append(rs.Deliveries, m.delivery(m.bram.seat, seq))
		}
		rs.Deliveries[m.parting[m.bram.seat]-1] = wire.Delivery{Entry: chain.Entry{Record: m.records[m.parting[m.bram.seat]-1]}}
		require.NoError(t, again.Records(rs, m.now))
		require.False(t, again.Waiting())
		require.Equal(t, m.bram.replica.View(), again.View())

		// He sits there again: the case he gets, Fatima's texts not.
		m.gerda.sit(m.bram, "content")
		m.lawHolds()
		m.gerda.share()
		m.lawHolds()
		item, err := replica.Open[room.ItemText](m.bram.replica, m.bram.itemView(1).Text)
		require.NoError(t, err)
		require.Equal(t, "De zaak aan de Dorpsstraat", item.Label)
		require.Empty(t, m.bram.reads(text))
		m.fatima.contribute("En nu weer niet.")
		m.lawHolds()
	}
}

// A host may give the record that took a seat away to everybody but that seat. Its
// device cannot know then; it must not call the server a liar for it when it is
// seated again.
func TestWhoWasNotToldThatHeDidNotSitThere(t *testing.T) {
	for _, late := range []bool{false, true} {
		m := newMeeting(t, late)
		m.partsByStub = true
		m.gerda.must(replica.Draft{Kind: room.KindUnseat, Item: 1, Refs: m.gerda.latestItem(1), Payload: room.UnseatPayload{Item: 1, Place: m.bram.place}})
		m.fatima.contribute("Er is 's nachts lawaai.")
		require.Nil(t, m.bram.replica.Evidence())
		m.gerda.sit(m.bram, "content")
		m.lawHolds()
		m.gerda.share()
		m.lawHolds()
	}
}

// Nor does that let a server withhold: who sat there all the time is owed what he
// was not given, also when his role changes.
func TestAnotherRoleIsNoNewBeginning(t *testing.T) {
	m := newMeeting(t, false)
	m.fatima.contribute("Er is 's nachts lawaai.")
	m.bram.offline = true
	withheld := uint64(len(m.records)) + 1
	m.fatima.contribute("En overdag ook.")
	m.gerda.sit(m.bram, "director")
	m.reveals[m.bram.seat] = nil
	m.meddle = func(_ *person, rs *wire.Records) {
		rs.Deliveries[withheld-rs.From] = stub(rs.Deliveries[withheld-rs.From])
	}
	require.NoError(t, m.bram.receive())
	require.True(t, m.bram.replica.Waiting())
	require.Error(t, m.bram.replica.Withheld())
	require.Equal(t, replica.BreachWithheld, m.bram.replica.Evidence().Violation.What)
}
