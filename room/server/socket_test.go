package server

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// What Fatima withdrew came in by a buffer that the next frame is read into. Nothing of
// it is there any more, also where it was too small, and a buffer that grew for a large
// text is not kept.
func TestNothingStaysInTheBufferOfAFrame(t *testing.T) {
	spare := make([]byte, 0, socketFrame)
	text := append(spare, "Ik hoor ze 's nachts"...)
	giveFrame(&spare)
	require.Equal(t, make([]byte, len(text)), text)

	small := []byte("Ik hoor ze 's nachts")
	require.Equal(t, "Ik hoor ze 's nachts", string(grown(small)))
	require.Equal(t, make([]byte, len(small)), small)
	large := make([]byte, spareFrame+1)
	text = append(large[:0], "Ik hoor ze 's nachts"...)
	giveFrame(&large)
	require.Equal(t, make([]byte, len(text)), text)

	for range 10 { // some come back, whichever the pool keeps
		frame, err := readFrame(bytes.NewReader(bytes.Repeat([]byte("x"), 2*spareFrame)))
		require.NoError(t, err)
		require.Len(t, frame, 2*spareFrame)
		next := frames.Get().(*[]byte)
		require.LessOrEqual(t, cap(*next), spareFrame)
		require.Equal(t, make([]byte, cap(*next)), (*next)[:cap(*next)])
	}
}
