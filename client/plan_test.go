package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// Gerda prepares the next meeting of her team in one press, by the plan of this one.
func TestTheNextRoomByAPlan(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	_, err := m.gerda.SavePlan(ctx)
	require.ErrorIs(t, err, vault.ErrNotFound, "the plan is for her minutes key, which is not there yet")
	require.NoError(t, m.gerda.AnnounceMinutesKey(ctx))
	file, err := m.gerda.SavePlan(ctx)
	require.NoError(t, err)
	plan, err := OpenPlan(ctx, m.gerda.vault, file)
	require.NoError(t, err)
	was, err := m.gerda.Plan(ctx)
	require.NoError(t, err)
	require.Equal(t, was, plan)
	require.Len(t, plan.Places, 3)

	// The vault of somebody else does not open it, nor does a file that was changed.
	key, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	require.NoError(t, m.bram.vault.KeepMinutesKey(ctx, key))
	_, err = OpenPlan(ctx, m.bram.vault, file)
	require.ErrorIs(t, err, ErrPlan)
	file[len(file)-1] ^= 1
	_, err = OpenPlan(ctx, m.gerda.vault, file)
	require.ErrorIs(t, err, ErrPlan)

	next, err := Prepare(ctx, plan, ChairLink{Server: "http://" + m.address, Secret: m.chair}, m.gerda.claims, m.gerda.options())
	require.NoError(t, err)
	t.Cleanup(next.Close)
	require.NotEqual(t, m.gerda.Room(), next.Room())
	prepared, err := next.Plan(ctx)
	require.NoError(t, err)
	require.Equal(t, plan, prepared)
	v := next.View()
	require.Equal(t, room.Preparing, v.Phase)
	require.Len(t, v.Seats, 1, "nobody was taken along")
	text, err := next.ReadItem(1)
	require.NoError(t, err)
	require.Empty(t, text.Label, "nor what the case is called")
	require.Empty(t, text.Persons)

	// A member sees less of a room, and plans no more of it.
	own, err := m.joris.Plan(ctx)
	require.NoError(t, err)
	require.Empty(t, own.Items[0].Criterion)
	require.Empty(t, own.Items[0].Sittings)
}

// What the rules do not allow any more is refused, as it is to anybody.
func TestAPlanThatDoesNotFitAnyMore(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	plan, err := m.gerda.Plan(ctx)
	require.NoError(t, err)
	plan.Places[0].Party = "woonconcept"
	next, err := Prepare(ctx, plan, ChairLink{Server: "http://" + m.address, Secret: m.chair}, m.gerda.claims, m.gerda.options())
	refusedWith(t, "party_outside_covenant", err)
	next.Close()
	plan.Rules = "none"
	_, err = Prepare(ctx, plan, ChairLink{Server: "http://" + m.address, Secret: m.chair}, m.gerda.claims, m.gerda.options())
	require.ErrorIs(t, err, ErrUnknown)
}
