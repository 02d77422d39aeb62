package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// received is every list a device was sent, whether or not it shows it.
func (p *person) received() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.speakers)
}

// hands waits until somebody's device shows these hands, in this order.
func (p *person) hands(m *meeting, floor chain.Seat, seats ...chain.Seat) {
	p.Helper()
	require.NoError(p, p.until(soon(p.T), func() bool {
		l := p.speakersAt(m.item)
		if l.Floor != floor || len(l.Hands) != len(seats) {
			return false
		}
		for i, h := range l.Hands {
			if h.Seat != seats[i] {
				return false
			}
		}
		return true
	}), p.name)
}

// Bram and Fatima raise their hands, Fatima on a point of order, and Gerda gives her
// the floor. All who sit at the case see it. Joris, who does not, is sent no byte of
// it, until he is seated; nothing of it is in the log; a restart loses it.
func TestHandsAtTheTable(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	bram, fatima, joris := m.bram.Seat(), m.fatima.Seat(), m.joris.Seat()
	before, _ := m.gerda.Head()
	require.NoError(t, m.bram.RaiseHand(ctx, m.item, false))
	require.NoError(t, m.fatima.RaiseHand(ctx, m.item, true))
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		p.hands(m, 0, fatima, bram)
	}
	refusedWith(t, room.CodeNotChair, m.bram.GiveFloor(ctx, m.item, bram))
	refusedWith(t, room.CodeUnknownObject, m.joris.RaiseHand(ctx, m.item, false))
	require.NoError(t, m.gerda.GiveFloor(ctx, m.item, fatima))
	require.NoError(t, m.gerda.CloseList(ctx, m.item, true))
	m.fatima.hands(m, fatima, bram)
	require.NoError(t, m.fatima.until(ctx, func() bool { return m.fatima.speakersAt(m.item).Closed }))
	require.NoError(t, m.fatima.LowerHand(ctx, m.item, 0))
	refusedWith(t, room.CodeNotNow, m.fatima.RaiseHand(ctx, m.item, false))
	after, _ := m.gerda.Head()
	require.Equal(t, before, after, "no record was made")

	con, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.Empty(t, m.joris.reads(con, m.fatima), "he is up to date")
	require.Zero(t, m.joris.received())
	require.Empty(t, m.joris.Speakers(m.item).Hands)

	require.NoError(t, m.gerda.Sit(ctx, m.item, m.joris.place, "adviser"))
	m.joris.hands(m, 0, bram)
	require.NoError(t, m.joris.RaiseHand(ctx, m.item, true))
	m.bram.hands(m, 0, joris, bram)
	require.NoError(t, m.gerda.Unseat(ctx, m.item, m.joris.place))
	m.bram.hands(m, 0, bram)
	require.NoError(t, m.gerda.LowerHand(ctx, m.item, bram))
	m.bram.hands(m, 0)
	require.NoError(t, m.gerda.CloseList(ctx, m.item, false))
	require.NoError(t, m.bram.until(ctx, func() bool { return !m.bram.speakersAt(m.item).Closed }))
	require.NoError(t, m.bram.RaiseHand(ctx, m.item, false))
	m.fatima.hands(m, 0, bram)

	m.shut()
	require.NoError(t, m.fatima.until(ctx, func() bool { return !m.fatima.online }))
	m.open()
	require.NoError(t, m.gerda.UntilOnline(ctx))
	require.NoError(t, m.fatima.UntilOnline(ctx))
	m.fatima.hands(m, 0)
	require.NoError(t, m.fatima.RaiseHand(ctx, m.item, false))
	m.gerda.hands(m, 0, fatima)
	require.NoError(t, m.gerda.EndItem(ctx, m.item))
	m.fatima.level(m.gerda)
	require.Empty(t, m.fatima.Speakers(m.item).Hands)
	require.Zero(t, m.fatima.received(), "nothing is left of it")
	refusedWith(t, room.CodeItemNotOpen, m.fatima.RaiseHand(ctx, m.item, false))
}
