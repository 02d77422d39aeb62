package room

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// requestFor is a request as somebody sees it at item 1.
func (m *meeting) requestFor(name string) RequestView {
	m.Helper()
	require.Len(m, m.at(name, 1).Requests, 1, name)
	return m.at(name, 1).Requests[0]
}

// As the police officer I ask the housing officer something, for the purpose of
// the case. She reads what, and the chair; the secretary sees that I asked her; who
// does not sit there sees nothing. She answers, and I could not have.
func TestAQuestionAndItsAnswer(t *testing.T) {
	m := discussing(t)
	request := m.do(m.asking("Piet", "Hanna"))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna"} {
		require.Len(t, m.filesOf(name, request), 2, name)
	}
	seen := m.requestFor("Sofie")
	require.Equal(t, m.seats["Piet"], seen.Asker)
	require.True(t, seen.Text.Envelope.IsZero())
	require.Empty(t, m.filesOf("Sofie", request))
	require.Empty(t, m.at("Wim", 1).Requests)
	m.refused(m.saying(AsAnswer, "Piet", request), "not_recipient", "DW-6.2")
	answer := m.do(m.saying(AsAnswer, "Hanna", request))
	require.Equal(t, request, m.find("Piet", answer).About)

	m.refused(onObject("Hanna", KindWithdraw, request), "not_owner", "DW-3.1")
	m.do(onObject("Piet", KindWithdraw, request))
	require.Len(t, m.effects().Erase[0].Files, 5)
	require.True(t, m.requestFor("Hanna").Withdrawn)
	require.Nil(t, m.requestFor("Hanna").Text)
	m.refused(m.saying(AsAnswer, "Hanna", request), "source_withdrawn")
	m.do(onObject("", KindErased, request))
	require.Empty(t, m.s.Erasures())
	require.NoError(t, newWatch(m).look())
}

// Who is asked need not answer. Why not is read by who asked and the chair; when
// the question is taken back the reason goes too.
func TestAQuestionMayBeRefused(t *testing.T) {
	m := discussing(t)
	request := m.do(m.asking("Piet", "Hanna"))
	refusal := m.do(onObject("Hanna", KindRefuseRequest, request))
	for _, name := range []string{"Anneke", "Piet", "Hanna", "Sofie"} {
		require.Equal(t, m.seats["Hanna"], m.requestFor(name).Refusals[0].By, name)
	}
	require.Len(t, m.filesOf("Piet", refusal), 2)
	require.Empty(t, m.filesOf("Sofie", refusal))
	m.refused(m.saying(AsAnswer, "Hanna", request), "already_decided")
	m.do(onObject("Piet", KindWithdraw, request))
	require.Len(t, m.effects().Erase[0].Files, 10)
	require.Nil(t, m.requestFor("Piet").Refusals[0].Text)
	require.NoError(t, newWatch(m).look())
}
