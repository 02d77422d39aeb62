package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/room"
)

// As Bram of the police I answer Fatima: without choosing anybody, my answer goes
// to who reads hers, and to her. Then I object to a decision, which everybody at
// the item may read; Joris, who does not sit there, sees nothing of either.
func TestAnswersAndObjectionsGoToWhoTheyConcern(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	con, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.gerda.place, Reason: "content"}, room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	m.bram.level(m.fatima)
	answer := noise()
	answer.Text, answer.As, answer.About, answer.Basis, answer.Task = "Dat hoorden wij ook.", room.AsReply, con, "police_provision", "assistance"
	reply, err := m.bram.Contribute(ctx, answer)
	require.NoError(t, err)
	require.Equal(t, "Dat hoorden wij ook.", m.fatima.reads(reply, m.bram))
	require.Empty(t, m.joris.reads(reply, m.bram))
	_, view, err := contributionIn(m.fatima.View(), reply)
	require.NoError(t, err)
	require.Equal(t, con, view.About)
	require.Equal(t, []room.Reader{{Place: m.gerda.place, Reason: "content"}, {Place: m.fatima.place, Reason: "content"}}, view.Readers)

	decision, err := m.gerda.Decide(ctx, m.item, "Wij doen nog niets.")
	require.NoError(t, err)
	m.bram.level(m.gerda)
	dissent, err := m.bram.Contribute(ctx, Contribution{Item: m.item, As: room.AsDissent, About: decision, Text: "Wachten is te lang.", Necessity: "Het loopt uit de hand."})
	require.NoError(t, err)
	require.Equal(t, "Wachten is te lang.", m.fatima.reads(dissent, m.bram))
	require.Empty(t, m.joris.reads(dissent, m.bram))
}

// The second contribution is one call after its text: codes and readers are
// those of the first. Whom one chose and who does not sit there any more is left out.
func TestTheSecondContributionIsOneCall(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	require.NoError(t, m.gerda.Sit(ctx, m.item, m.joris.place, "adviser"))
	m.fatima.level(m.gerda)
	advisers, err := m.fatima.ReadersByRole(m.item, "adviser")
	require.NoError(t, err)
	require.Equal(t, []room.Reader{{Place: m.joris.place, Reason: "adviser"}}, advisers)
	_, err = m.fatima.ReadersByRole(agenda.ItemID(9), "adviser")
	require.ErrorIs(t, err, ErrUnknown)

	_, err = m.fatima.Contribute(ctx, noise(advisers...))
	require.NoError(t, err)
	second, err := m.fatima.Contribute(ctx, Contribution{Item: m.item, Text: "Ook overdag.", Necessity: "Idem."})
	require.NoError(t, err)
	require.Equal(t, "Ook overdag.", m.joris.reads(second, m.fatima))
	require.Empty(t, m.bram.reads(second, m.fatima))

	require.NoError(t, m.gerda.Unseat(ctx, m.item, m.joris.place))
	m.fatima.level(m.gerda)
	third, err := m.fatima.Contribute(ctx, Contribution{Item: m.item, Text: "En 's avonds.", Necessity: "Idem."})
	require.NoError(t, err)
	require.Empty(t, m.joris.reads(third, m.fatima))
	require.NotEmpty(t, m.gerda.reads(third, m.fatima))
}

// A name that was revealed is found in texts by who can read the reveal, and by
// nobody else's device.
func TestARevealedNameIsFoundInTexts(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	reveal := noise()
	reveal.As, reveal.Text, reveal.Names, reveal.Category = room.AsReveal, "Dit is Karel Dop.", []string{"Karel Dop"}, "identity"
	act, err := m.fatima.Contribute(ctx, reveal)
	require.NoError(t, err)
	finds := func(p *person) bool {
		p.level(m.fatima)
		it, err := itemIn(p.View(), m.item)
		require.NoError(t, err)
		p.Session.mu.Lock()
		defer p.Session.mu.Unlock()
		return p.identifies(it, Contribution{Text: "Karel Dop was er ook"})
	}
	require.NotEmpty(t, m.gerda.reads(act, m.fatima))
	require.True(t, finds(m.gerda))
	require.False(t, finds(m.bram))
	_, err = m.bram.Read(act)
	require.ErrorIs(t, err, replica.ErrNotForYou)
}
