package client

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Gerda's heartbeats say when they were signed. The server greets her anew with another
// time, her clock is put forward and back, her laptop sleeps: they go on with what passed.
func TestHeartbeatsAreDatedByTheirSender(t *testing.T) {
	var r rising
	now := time.Now()
	first := now.Add(3 * time.Second)
	require.True(t, r.at(now, 3*time.Second).Equal(first), "the server's clock, as it was told at first")
	now = now.Add(15 * time.Second)
	require.True(t, r.at(now, time.Hour).Equal(first.Add(15*time.Second)), "the server does not move it")

	// From here on her clock shows another time than what passes. Such a time is one without
	// the reading of what passes, by which two moments are compared otherwise.
	wall := now.Round(0)
	says := r.at(wall, 0)
	asleep := r.at(wall.Add(20*time.Minute), 0)
	require.Equal(t, 20*time.Minute, asleep.Sub(says))
	back := r.at(wall.Add(-time.Hour), 0)
	require.Equal(t, asleep, back, "it does not go back")
	require.Equal(t, 15*time.Second, r.at(wall.Add(-time.Hour+15*time.Second), 0).Sub(back))
}
