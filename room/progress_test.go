package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// order is what was agreed at item 1, as somebody goes through it.
func (m *meeting) order(name string) []crypto.Digest {
	var acts []crypto.Digest
	for _, a := range m.at(name, 1).Agreed {
		acts = append(acts, a.Act)
	}
	return acts
}

// status is how far an action is for somebody; "" for what he does not see.
func (m *meeting) status(name string, action crypto.Digest) covenant.Code {
	for _, a := range m.at(name, 1).Agreed {
		if a.Act == action {
			return a.Status()
		}
	}
	return ""
}

// As the chair of a follow-up we go through what was still to be done first. What is
// done or dropped makes way for what is not; the reason is for who sits there.
func TestWhatIsOpenOfAnEarlierRoomComesFirst(t *testing.T) {
	m := followingOn(t)
	decision := m.do(m.decision("Sofie", 1))
	fresh := m.do(m.action("Sofie", 1, "Piet"))
	one, two := m.do(m.goingOn("Hanna")), m.do(m.goingOn("Piet"))
	everybody := []string{"Anneke", "Bram", "Sofie", "Piet", "Hanna"}
	for _, name := range everybody {
		require.Equal(t, []crypto.Digest{one, two, decision, fresh}, m.order(name), name)
		require.Equal(t, ProgressOpen, m.status(name, one), name)
	}
	require.Empty(t, m.order("Wim"))

	said := m.do(progressing("Hanna", one, ProgressDone)) // she does it
	for _, name := range everybody {
		require.Equal(t, []crypto.Digest{two, decision, fresh, one}, m.order(name), name)
		require.Equal(t, ProgressDone, m.status(name, one), name)
		require.Len(t, m.filesOf(name, said), 2, name)
	}
	require.Empty(t, m.filesOf("Wim", said))
	m.refused(progressing("Piet", one, ProgressOpen), "not_scribe")
	m.refused(progressing("Sofie", one, ProgressOpen), "stale_object") // has not seen that it was done

	m.do(andThen(progressing("Sofie", said, ProgressOpen)))
	m.do(progressing("Sofie", two, ProgressDropped))
	require.Equal(t, []crypto.Digest{one, decision, fresh, two}, m.order("Piet"))
	require.NoError(t, newWatch(m).look())
}

// Wim comes to the item later: he is shown how far the actions are together with the
// actions, and the chair's device owes him both texts.
func TestANewcomerIsToldHowFarItIs(t *testing.T) {
	m := discussing(t)
	action := m.do(m.action("Sofie", 1, "Hanna"))
	said := m.do(progressing("Hanna", action, ProgressDropped))
	m.sit("Wim", 1, "adviser")
	require.Empty(t, m.status("Wim", action))
	var owed []crypto.Digest
	for _, duty := range m.s.Duties(m.seats["Anneke"]) {
		owed = append(owed, duty.Object)
	}
	require.Subset(t, owed, []crypto.Digest{action, said})

	share := m.do(onObject("Anneke", KindShare, said))
	require.Equal(t, ProgressDropped, m.status("Wim", action))
	require.Len(t, m.filesOf("Wim", share), 2)
	require.NoError(t, newWatch(m).look())
}

// While the minutes are written it is still said how far things are; after that not.
func TestHowFarItIsUntilTheMinutesAreClosed(t *testing.T) {
	m := discussing(t)
	action := m.do(m.action("Sofie", 1, "Hanna"))
	m.do(m.onItem(KindEndItem, 1))
	m.do(draft{by: "Anneke", kind: KindWrapUp})
	said := m.do(progressing("Hanna", action, ProgressDone))
	m.close()
	m.refused(andThen(progressing("Hanna", said, ProgressOpen)), "room_closed")
}
