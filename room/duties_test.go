package room

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
)

// Wim becomes deputy and is handed the room before anything of the case was sealed to
// him. He cannot seal to himself what he cannot open: Anneke's device, which was the
// chair's, owes it to him, and nobody else's does it twice.
func TestWhoIsHandedTheRoomGetsItsTexts(t *testing.T) {
	m, _, _, proposal := proposed(t)
	m.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Deputy}})
	owed := len(m.s.Duties(m.seats["Anneke"]))
	require.Positive(t, owed)
	m.do(draft{by: "Anneke", kind: KindHandOver, payload: &HandOverPayload{To: m.seats["Wim"], Code: CodePayload{Nonce: [32]byte{2}}}})
	require.True(t, m.proposalOf("Wim", proposal).Text.Envelope.IsZero())

	require.Len(t, m.s.Duties(m.seats["Anneke"]), owed)
	require.Empty(t, m.s.Duties(m.seats["Wim"]))
	require.Empty(t, m.s.Duties(m.seats["Bram"]), "one device does it")
	for _, d := range m.s.Duties(m.seats["Anneke"]) {
		require.Contains(t, d.Readers, m.seats["Wim"])
	}
	require.NotEmpty(t, m.s.Duties(m.seats["Piet"]), "of his contribution it is the owner's")
	require.NoError(t, newWatch(m).look())
}
