package wire

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/chain"
)

func TestTheSpanOfARecordsFrame(t *testing.T) {
	for _, from := range []uint64{1, 23, 24, 255, 256, 1 << 16, 1 << 40} {
		for _, n := range []int{0, 1, 23, 24, 300} {
			body := chain.Encode(Records{From: from, Deliveries: make([]Delivery, n), Checkpoint: []byte("note")})
			first, records, ok := Span(body)
			require.True(t, ok)
			require.Equal(t, from, first)
			require.Equal(t, uint64(n), records)
		}
	}
	body := chain.Encode(Records{From: 1 << 40, Deliveries: make([]Delivery, 300)})
	for cut := range 15 {
		_, _, ok := Span(body[:cut])
		require.False(t, ok, "cut after %d bytes", cut)
	}
	for _, other := range []any{Ack{Seq: 1}, Reveal{Deliveries: make([]Delivery, 1)}, []uint64{1}} {
		_, _, ok := Span(chain.Encode(other))
		require.False(t, ok, "%T", other)
	}
}
