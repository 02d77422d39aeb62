package main

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// The rooms of a morning are loaded, and then everybody listens. What loading them took is
// given back at the next look, once; not while people are at work, and not for a little.
func TestAQuietServerGivesMemoryBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := memory{made: 1 << 30, used: 300 << 20, held: 600 << 20}
		times := 0
		stop := giveBack(func() memory { return now }, func() { times, now.held = times+1, now.used })
		defer stop()
		look := func(made uint64) int {
			now.made += made
			time.Sleep(memoryLook)
			synctest.Wait()
			return times
		}
		require.Zero(t, look(now.used), "busy")
		require.Equal(t, 1, look(now.used-1))
		require.Equal(t, 1, look(0), "nothing is left to give")
		now.held = now.used + spareMemory - 1
		require.Equal(t, 1, look(0), "not worth a collection")
		now.held++
		require.Equal(t, 2, look(0))
		now.held = 600 << 20
		stop()
		require.Equal(t, 2, look(0), "it has ended")
	})
}

// What the runtime says fits together: garbage counts as held until it is given back.
func TestWhatIsGivenBackIsHeldNoMore(t *testing.T) {
	garbage := make([]byte, 4*spareMemory)
	full := readMemory()
	require.GreaterOrEqual(t, full.made, uint64(len(garbage)))
	require.GreaterOrEqual(t, full.held, uint64(len(garbage)))
	runtime.KeepAlive(garbage)
	freeMemory()
	after := readMemory()
	require.Less(t, after.held, full.held-2*spareMemory)
	require.Less(t, after.used, full.held-2*spareMemory)
	require.NotZero(t, after.used)
}
