package room

import (
	"testing"

	"casusoverleg/crypto"

	"github.com/stretchr/testify/require"
)

// As the housing officer I answer what the police officer brought in. Who reads
// neither sees that I answered something; Wim, who comes later, sees my answer
// when I show it, and not what it answers until its owner shows that too.
func TestAReplyDoesNotShowWhatItAnswers(t *testing.T) {
	m, con := contributed(t)
	reply := m.do(m.saying(AsReply, "Hanna", con))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna", "Sofie"} {
		seen := m.find(name, reply)
		require.Equal(t, AsReply, seen.As, name)
		require.Equal(t, con, seen.About, name)
	}
	require.Nil(t, m.find("Sofie", reply).Labels)
	require.Nil(t, m.find("Piet", reply).Labels, "she chose no readers")
	require.Empty(t, m.at("Wim", 1).Contributions)

	m.sit("Wim", 1, "adviser")
	require.Empty(t, m.at("Wim", 1).Contributions)
	m.do(m.showing("Hanna", reply, "Wim"))
	require.Len(t, m.at("Wim", 1).Contributions, 1)
	require.True(t, m.find("Wim", reply).About.IsZero())
	require.NoError(t, newWatch(m).look())
	m.do(m.showing("Piet", con, "Wim"))
	require.Equal(t, con, m.find("Wim", reply).About)
	require.NoError(t, newWatch(m).look())
}

// A reply names the latest act, as everything does that is about something; it
// outlives what it answers.
func TestAReplyToWhatChanged(t *testing.T) {
	m, con := contributed(t)
	bare := m.saying(AsReply, "Hanna")
	late := m.saying(AsReply, "Hanna", con)
	sub := m.sign(late)
	m.do(m.correcting("Piet", con))
	require.Equal(t, CodeStaleObject, m.s.Check(sub, m.now).Code)
	reply := m.do(m.saying(AsReply, "Hanna", con))
	m.refused(bare, "malformed")
	m.do(onObject("Piet", KindWithdraw, con))
	require.Equal(t, con, m.find("Hanna", reply).About)
	require.False(t, m.find("Hanna", reply).Withdrawn)
	m.refused(m.saying(AsReply, "Hanna", con), "source_withdrawn", "DW-3.1")
}

// A dissent is about a decision, an action or a proposal; a reply is not.
func TestADissentIsAboutWhatWasAgreed(t *testing.T) {
	m, con, action, proposal := proposed(t)
	decision := m.do(m.decision("Sofie", 1))
	for _, about := range []crypto.Digest{decision, action, proposal} {
		dissent := m.do(m.saying(AsDissent, "Piet", about))
		require.Equal(t, about, m.find("Sofie", dissent).About)
		m.refused(m.saying(AsReply, "Piet", about), "unknown_object")
	}
	m.refused(m.saying(AsDissent, "Piet", con), "unknown_object")
	m.refused(m.saying(AsDissent, "Piet"), "malformed")
	m.refused(m.saying(AsResponse, "Piet", con), "unknown_object") // a response signs a draft at most
	// At another item nothing of this one is there.
	other := m.saying(AsDissent, "Anneke", decision)
	other.payload.(*ContributePayload).Item = 2
	m.refused(other, "unknown_object")
}

// In an anonymous case the officer may not name the man in passing. The tenant's
// housing officer, who knows him, reveals who he is and says why; then others
// may use it, until she takes it back.
func TestWhoIsRevealedMayBeNamed(t *testing.T) {
	m, d := anonymously(t)
	d.labels.Identifying = true
	m.refused(d, "not_revealed", "AVG-5c", "AVG-25")
	nobody := m.contribution("Piet", 1)
	nobody.labels.Identifying, nobody.labels.Person = true, 0
	m.refused(nobody, "not_revealed")

	unnamed := m.saying(AsReveal, "Hanna")
	unnamed.labels.Person = 0
	m.refused(unnamed, "person_missing", "AVG-5d")
	needless := m.saying(AsReveal, "Hanna")
	needless.labels.Necessity = false
	m.refused(needless, "necessity_missing", "DW-11.1")
	reveal := m.do(m.saying(AsReveal, "Hanna"))
	for _, name := range []string{"Anneke", "Bram", "Hanna"} {
		require.NotNil(t, m.find(name, reveal).Labels, name)
	}
	for _, name := range []string{"Piet", "Sofie"} {
		require.Nil(t, m.find(name, reveal).Labels, "who it is was not shown to %s", name)
	}
	m.refused(nobody, "not_revealed")
	con := m.do(d)
	m.do(onObject("Hanna", KindWithdraw, reveal))
	m.refused(d, "not_revealed")
	m.do(m.correcting("Piet", con)) // without the name
	require.NoError(t, newWatch(m).look())
}

// Where cases are not anonymous by default, or this one is discussed by name,
// nobody needs to be revealed.
func TestANamedCaseNeedsNoReveal(t *testing.T) {
	m, _ := contributed(t)
	d := m.contribution("Piet", 1)
	d.labels.Identifying = true
	m.do(d)
	m, d = anonymously(t)
	m.do(m.describing(1, complete()))
	d.labels.Identifying = true
	m.do(d)
}
