package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// namesSeen is how many names of guests somebody can open at item 1.
func (m *meeting) namesSeen(name string) int {
	n := 0
	for _, v := range m.at(name, 1).Names {
		if !v.Text.Envelope.IsZero() {
			n++
		}
	}
	return n
}

// Fatima is at the table about her own case. Everybody sees that a person concerned
// is there; who she is, only who shares the item with her, from when she tells it.
func TestTheRoomKnowsAGuestByPlaceAndKind(t *testing.T) {
	m := visited(t)
	for _, name := range []string{"Anneke", "Bram", "Sofie", "Piet", "Hanna", "Wim", "Fatima", "Omar"} {
		v := m.view(name)
		require.Equal(t, Claims{}, v.Seats[m.seats["Fatima"]-1].Claims, name)
		require.Equal(t, agenda.Place{ID: 9, Guest: covenant.GuestPerson, Post: agenda.Member, Seat: m.seats["Fatima"]}, v.Places[8], name)
		require.Zero(t, m.namesSeen(name), name)
	}
	require.Equal(t, []agenda.ItemID{1}, m.s.NamesOwed(m.seats["Fatima"]))
	require.Empty(t, m.s.NamesOwed(m.seats["Omar"]), "who sits nowhere")
	require.Empty(t, m.s.NamesOwed(m.seats["Piet"]), "no guest")

	name := m.do(m.naming("Fatima", 1))
	require.Empty(t, m.s.NamesOwed(m.seats["Fatima"]))
	for _, there := range []string{"Anneke", "Bram", "Sofie", "Piet", "Hanna", "Fatima"} {
		require.Equal(t, 1, m.namesSeen(there), there)
		require.Equal(t, m.seats["Fatima"], m.at(there, 1).Names[0].Seat)
	}
	for _, elsewhere := range []string{"Wim", "Omar"} {
		require.Empty(t, m.at(elsewhere, 1).Names, elsewhere)
	}

	// Wim comes to the item: her device owes him her name, nobody else's does.
	m.sit("Wim", 1, "adviser")
	require.Zero(t, m.namesSeen("Wim"))
	for _, other := range []string{"Anneke", "Piet"} {
		for _, duty := range m.s.Duties(m.seats[other]) {
			require.NotEqual(t, KindName, duty.Kind, other)
		}
	}
	duties := m.s.Duties(m.seats["Fatima"])
	require.Len(t, duties, 1)
	require.Equal(t, []chain.Seat{m.seats["Wim"]}, duties[0].Readers)
	again := m.naming("Fatima", 1)
	again.on, again.payload.(*NamePayload).Again = []crypto.Digest{name}, true
	m.do(again)
	require.Equal(t, 1, m.namesSeen("Wim"))
	require.NoError(t, newWatch(m).look())

	// She is taken from the item: her name there is nobody's any more.
	m.do(m.unseating("Fatima", 1))
	require.Equal(t, name, m.effects().Erase[0].Object)
	require.Len(t, m.effects().Erase[0].Files, 8, "the text and seven envelopes")
	m.do(draft{kind: KindErased, on: []crypto.Digest{name}})
	require.Empty(t, m.s.Erasures())
	for _, there := range []string{"Anneke", "Piet", "Wim"} {
		require.Empty(t, m.at(there, 1).Names, there)
	}
	m.do(m.seatingPerson("Fatima", 1, 1))
	require.Equal(t, []agenda.ItemID{1}, m.s.NamesOwed(m.seats["Fatima"]), "she begins anew")
	require.NoError(t, newWatch(m).look())
}

// A guest reads what owners show him and what is for everybody at his item; of other
// items, and of what he was not chosen for, nothing.
func TestAGuestReadsWhatOwnersShow(t *testing.T) {
	m := visited(t)
	con := m.contribute("Piet", 1, "Hanna")
	m.do(m.decision("Sofie", 1))
	require.Nil(t, m.find("Fatima", con).Labels)
	require.True(t, m.find("Fatima", con).Text.Envelope.IsZero())
	require.False(t, m.at("Fatima", 1).Agreed[0].Text.Envelope.IsZero())
	require.False(t, m.at("Fatima", 2).Here)
	require.False(t, m.at("Omar", 1).Here)
	require.Nil(t, m.s.Gates(m.seats["Fatima"], m.now))

	m.do(m.showing("Piet", con, "Fatima"))
	require.NotNil(t, m.find("Fatima", con).Labels)
	require.False(t, m.find("Fatima", con).Text.Envelope.IsZero())
	m.do(m.hiding("Piet", con, "Fatima"))
	require.Nil(t, m.find("Fatima", con).Labels)
	require.True(t, m.find("Fatima", con).Text.Envelope.IsZero())
}

// Fatima owns what she says: nobody shows it or lets it leave without her.
func TestAGuestControlsWhatSheSays(t *testing.T) {
	m := visited(t)
	said := m.contribute("Fatima", 1, "Piet")
	require.NotNil(t, m.find("Piet", said).Labels)
	require.Nil(t, m.find("Hanna", said).Labels)
	m.refused(m.showing("Anneke", said, "Hanna"), "not_owner")
	action := m.do(m.action("Anneke", 1, "Hanna"))
	passage := m.do(m.passage("Piet", said, action, "Hanna"))
	m.refused(minimising("Anneke", passage, true), "no_agreement")
	m.do(onProposal("Fatima", KindAgree, passage))
	m.do(minimising("Anneke", passage, true))
	m.do(onObject("Fatima", KindWithdraw, said))
	require.True(t, m.find("Piet", said).Withdrawn)
	require.Empty(t, m.at("Anneke", 1).Proposals[0].Leaves)
}

// Hanna comes back on another device: the chair's device gives her the name she could
// read before, and Wim, who never could, nothing. So it does for Fatima herself.
func TestANameOnAnotherDevice(t *testing.T) {
	m := visited(t)
	m.do(m.naming("Fatima", 1))
	m.sit("Wim", 1, "adviser")
	for _, name := range []string{"Hanna", "Fatima"} {
		m.comeBack("Anneke", name, "laptop of "+name)
		m.do(m.joining(name))
		require.Zero(t, m.namesSeen(name))
		m.serveAll("Anneke")
		require.Equal(t, 1, m.namesSeen(name), name)
	}
	require.Zero(t, m.namesSeen("Wim"), "that is for her own device")
	require.NoError(t, newWatch(m).look())
}

// Fatima goes home for good, or is sent away: wherever she told her name, it is
// nobody's any more, and Wim, who comes later, never learns it.
func TestAGuestTakesHerNameAlong(t *testing.T) {
	for how, ending := range map[string]func(m *meeting) draft{
		"she leaves": func(*meeting) draft { return draft{by: "Fatima", kind: KindLeave} },
		"she is sent off": func(m *meeting) draft {
			return draft{by: "Anneke", kind: KindRemove, payload: &RemovePayload{Seat: m.seats["Fatima"]}}
		},
	} {
		t.Run(how, func(t *testing.T) {
			m := visited(t)
			m.do(m.seatingPerson("Fatima", 2, 0))
			m.do(m.seatingPerson("Omar", 1, 0))
			names := []crypto.Digest{m.do(m.naming("Fatima", 1)), m.do(m.naming("Fatima", 2))}
			his := m.do(m.naming("Omar", 1))
			require.Equal(t, 2, m.namesSeen("Piet"))
			m.do(ending(m))
			var gone []crypto.Digest
			for _, e := range m.effects().Erase {
				gone = append(gone, e.Object)
			}
			require.Equal(t, names, gone)
			for _, there := range []string{"Anneke", "Piet", "Omar"} {
				require.Len(t, m.at(there, 1).Names, 1, there)
				require.Equal(t, his, m.at(there, 1).Names[0].Act)
			}
			require.Empty(t, m.at("Wim", 2).Names)
			for _, name := range names {
				require.Empty(t, m.s.acts[name].object.envel, "nobody fetches it any more")
			}
			m.sit("Wim", 1, "adviser")
			for _, name := range names {
				m.do(draft{kind: KindErased, on: []crypto.Digest{name}})
			}
			require.Empty(t, m.s.Erasures())
			require.Empty(t, m.at("Wim", 1).Names)
			require.NoError(t, newWatch(m).look())
		})
	}
}
