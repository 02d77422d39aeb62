package seal

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// A contribution of 2 KB with thirty readers: one body, thirty envelopes.
func BenchmarkSealForThirtyReaders(b *testing.B) {
	binding, content := contribution(b), make([]byte, 2000)
	readers := make([]crypto.Recipient, 30)
	for i := range readers {
		readers[i] = seat(b).Recipient()
	}
	for b.Loop() {
		_, key, err := Body(binding, content)
		require.NoError(b, err)
		for _, r := range readers {
			_, err := Envelope(binding, key, r)
			require.NoError(b, err)
		}
	}
}

// What a reader's device does per contribution.
func BenchmarkOpen(b *testing.B) {
	for _, size := range []int{200, 2000, MaxContent} {
		b.Run(fmt.Sprintf("%dB", size), func(b *testing.B) {
			binding, kees := contribution(b), seat(b)
			file, key, err := Body(binding, make([]byte, size))
			require.NoError(b, err)
			envelope, err := Envelope(binding, key, kees.Recipient())
			require.NoError(b, err)
			for b.Loop() {
				key, err := OpenEnvelope(binding, kees, envelope)
				require.NoError(b, err)
				_, err = OpenBody(binding, key, file)
				require.NoError(b, err)
			}
		})
	}
}

// Thirty packages of 50 KB, as at the end of a large meeting.
func BenchmarkThirtyPackages(b *testing.B) {
	content, to := make([]byte, 50<<10), minutesKey(b).Recipient()
	for b.Loop() {
		for range 30 {
			_, err := Package(content, to)
			require.NoError(b, err)
		}
	}
}
