package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/room"
)

// As Fatima I ask our lawyer before anything of mine leaves. Who reads mine reads
// why; Bram, who does not, sees that it waits.
func TestAContributionWaitsForAdvice(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	con, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	hold, err := m.fatima.Hold(ctx, con, "Onze jurist kijkt ernaar.")
	require.NoError(t, err)
	require.Equal(t, "Onze jurist kijkt ernaar.", m.gerda.reads(hold, m.fatima))
	require.Empty(t, m.bram.reads(hold, m.fatima))
	_, err = m.bram.Read(hold)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	require.Empty(t, m.joris.reads(hold, m.fatima))
	_, err = m.bram.Hold(ctx, con, "Ik twijfel ook.")
	refusedWith(t, room.CodeNotOwner, err)
	refusedWith(t, room.CodeNotOwner, m.gerda.LiftHold(ctx, hold))

	require.NoError(t, m.fatima.Show(ctx, con, room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, m.bram.until(ctx, func() bool { // her device owes him the reason too
		text, err := read(m.bram, hold)
		return err == nil && text == "Onze jurist kijkt ernaar."
	}))
	require.NoError(t, m.fatima.LiftHold(ctx, hold))
	require.Empty(t, m.gerda.reads(hold, m.fatima))
}

// read is Read for who holds the lock.
func read(p *person, act [32]byte) (string, error) {
	o, ok := find(p.replica.View(), act)
	if !ok {
		return "", ErrUnknown
	}
	text, err := o.open(p.replica)
	return text.String(), err
}
