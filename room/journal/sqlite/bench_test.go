package sqlite_test

import (
	"crypto/rand"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

// BenchmarkAppend appends records of 2 KB, durably, from one writer and from
// 64, each in its own room. The disk under the temporary directory decides:
// say which one it is with every figure.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) { appends(b, writers, nil) })
	}
}

// BenchmarkContribution appends a record with labels, a body and envelopes for
// 20 readers.
func BenchmarkContribution(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			appends(b, writers, func(batch *journal.Batch, _ int) {
				batch.Entries[0].Labels = make([]byte, 300)
				for range 21 {
					blob := journal.Blob{Data: make([]byte, 2000)}
					_, _ = rand.Read(blob.Digest[:]) // never fails; digests are in no order
					batch.Blobs = append(batch.Blobs, blob)
				}
			})
		})
	}
}

func appends(b *testing.B, writers int, add func(batch *journal.Batch, n int)) {
	j := open(b, filepath.Join(b.TempDir(), "journal.db"), sqlite.Options{})
	record := strings.Repeat("r", 2048)
	heads := make([]journal.Head, writers)
	for w := range writers { // the room's first record is not measured
		first := journaltest.Next(journaltest.RoomNamed(fmt.Sprint(w)), heads[w], record)
		if err := j.Append(b.Context(), first); err != nil {
			b.Fatal(err)
		}
		heads[w] = first.New
	}
	b.SetBytes(int64(len(record)))
	b.ReportAllocs()
	b.ResetTimer()
	var taken atomic.Int64
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			room := journaltest.RoomNamed(fmt.Sprint(w))
			for n := taken.Add(1); n <= int64(b.N); n = taken.Add(1) {
				batch := journaltest.Next(room, heads[w], record)
				if add != nil {
					add(&batch, int(n))
				}
				if err := j.Append(b.Context(), batch); err != nil {
					b.Error(err)
					return
				}
				heads[w] = batch.New
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "appends/s")
}

// BenchmarkRead reads a room of 5,000 records of 2 KB with labels.
func BenchmarkRead(b *testing.B) {
	j := open(b, filepath.Join(b.TempDir(), "journal.db"), sqlite.Options{})
	room := journaltest.RoomNamed("5000")
	var head journal.Head
	for range 100 {
		var records []string
		for range 50 {
			records = append(records, strings.Repeat("r", 2048))
		}
		batch := journaltest.Next(room, head, records...)
		for i := range batch.Entries {
			batch.Entries[i].Labels = make([]byte, 300)
		}
		if err := j.Append(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		head = batch.New
	}
	for b.Loop() {
		n := 0
		if err := j.Read(b.Context(), room, 1, func(journal.Entry) error { n++; return nil }); err != nil || n != 5000 {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkErase erases one body and one record's labels, write-ahead file
// emptied.
func BenchmarkErase(b *testing.B) {
	j := open(b, filepath.Join(b.TempDir(), "journal.db"), sqlite.Options{})
	room := journaltest.RoomNamed("erase")
	var head journal.Head
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		batch := journaltest.Next(room, head, "a contribution")
		blob := journaltest.BlobOf(fmt.Appendf(nil, "%02000d", n))
		batch.Blobs, batch.Entries[0].Labels = []journal.Blob{blob}, make([]byte, 300)
		if err := j.Append(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		head = batch.New
		b.StartTimer()
		if err := j.Erase(b.Context(), room, []journal.Digest{blob.Digest}, []uint64{head.N}); err != nil {
			b.Fatal(err)
		}
	}
}
