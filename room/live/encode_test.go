package live

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// What is put together from shared parts is what the encoder would have written.
func TestFramesPutTogetherAreTheCanonicalOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Uint64Range(1, 1<<40).Draw(t, "from")
		checkpoint := rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "checkpoint")
		var want wire.Records
		want.From, want.Checkpoint = from, checkpoint
		var queue []queued
		for i := range rapid.IntRange(1, 30).Draw(t, "n") {
			encoded := rapid.SliceOfN(rapid.Byte(), 1, 70_000>>rapid.IntRange(0, 16).Draw(t, "shift")).Draw(t, "record")
			p := &placed{encoded: encoded}
			var d wire.Delivery
			shown, labels := rapid.Bool().Draw(t, "shown"), false
			if shown {
				d.Entry.Record = encoded
				if labels = rapid.Bool().Draw(t, "labels"); labels {
					p.labels = rapid.SliceOfN(rapid.Byte(), 1, 100).Draw(t, "labels bytes")
					d.Labels = p.labels
				}
				for range rapid.IntRange(0, 2).Draw(t, "files") {
					d.Files = append(d.Files, rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "file"))
				}
			} else {
				leaf := chain.Leaf(encoded)
				d.Entry.Stub = &leaf
			}
			out := &outgoing{seq: from + uint64(i), placed: p, checkpoint: checkpoint}
			queue = append(queue, queued{record: out.of(shown, labels, len(d.Files) > 0), files: d.Files})
			want.Deliveries = append(want.Deliveries, d)
		}
		former := []byte("what stood in it")
		buf := former[:0]
		frame := joinRecords(&buf, queue)
		require.Equal(t, wire.Encode(wire.TypeRecords, want), frame)
		require.LessOrEqual(t, len(frame), recordsSize(queue), "it grew again, and left what was in it behind")
		if cap(buf) > cap(former) {
			require.Equal(t, make([]byte, len(former)), former)
		}
	})
}

func TestHeadsAreTheShortest(t *testing.T) {
	for _, n := range []uint64{0, 23, 24, 255, 256, 65535, 65536, 1<<32 - 1, 1 << 32, 1<<64 - 1} {
		require.Equal(t, chain.Encode(n), appendHead(nil, cborUint, n))
	}
}

func TestABucketLetsThroughABurstAndThenItsRate(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	b := newBucket(10, 50, at)
	passed := 0
	for range 200 {
		if b.take(at) {
			passed++
		}
	}
	require.Equal(t, 50, passed)
	for i := range 30 { // three seconds
		at = at.Add(100 * time.Millisecond)
		require.True(t, b.take(at), "%d", i)
		require.False(t, b.take(at), "%d", i)
	}
	require.False(t, b.take(at.Add(-time.Hour)), "a clock that is set back gives nothing")
	require.False(t, b.take(at.Add(-time.Hour)))
	require.True(t, b.take(at.Add(time.Hour)))
}

func TestBitsAreKeptByWhatHolds(t *testing.T) {
	var b bits
	for _, n := range []uint64{0, 63, 64, 200} {
		require.True(t, b.set(n))
	}
	b.keep(func(n uint64) bool { return n != 64 })
	require.Equal(t, []uint64{0, 63, 200}, b.upTo(1000))
	require.True(t, b.set(64))
}

func TestBits(t *testing.T) {
	var b bits
	require.True(t, b.set(5))
	require.True(t, b.set(500))
	require.False(t, b.set(5))
	require.False(t, b.set(500))
	require.True(t, b.set(501))
}

func TestGainsComeOnceInOrderAndOnlySince(t *testing.T) {
	c := &core{gains: []gain{{1, 3, 10}, {2, 4, 10}, {1, 7, 12}, {1, 3, 12}, {1, 20, 30}}}
	require.Equal(t, []uint64{3, 7}, c.gained(1, 9, 19))
	require.Equal(t, []uint64{3, 7}, c.gained(1, 10, 19))
	require.Empty(t, c.gained(1, 12, 19), "what came before he was last told")
	require.Equal(t, []uint64{20}, c.gained(1, 12, 25))
	require.Empty(t, c.gained(1, 30, 25))
	require.Equal(t, []uint64{4}, c.gained(2, 0, 30))
}

func TestWhoIsKnownWhen(t *testing.T) {
	old, present := crypto.VerifyKey{1}, crypto.VerifyKey{2}
	c := &core{
		epochs: []epoch{{2, chain.Position{N: 10}}, {3, chain.Position{N: 20}}},
		keys:   []keySince{{1, old}, {15, present}},
	}
	require.EqualValues(t, 1, c.epochAt(10), "the record of the epoch is the eleventh")
	require.EqualValues(t, 2, c.epochAt(11))
	require.EqualValues(t, 3, c.epochAt(21))
	require.Equal(t, old, c.keyAt(0))
	require.Equal(t, old, c.keyAt(14))
	require.Equal(t, present, c.keyAt(15))
}
