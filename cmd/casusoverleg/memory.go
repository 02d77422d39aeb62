package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Go collects garbage when as much was made as is in use, and a server in which nothing
// happens makes none: whatever its rooms were loaded and its people let in with would stay
// its own until somebody does something. So a quiet server is looked at from time to time.

// memory is what the runtime says of the heap, in bytes.
type memory struct {
	made uint64 // allocated since the start
	used uint64 // was in use when garbage was last collected
	held uint64 // not given back to the system: what is in use, garbage, and free pages
}

// idle says whether little happened since before, and there is something to give back.
// Little is less than what is in use: a busier server collects its garbage by itself, and
// needs what it holds.
func (m memory) idle(before memory) bool {
	return m.made-before.made < m.used && m.held >= m.used+spareMemory
}

// giveBack gives the system what a quiet server holds and does not use, until the
// function it returns is called, which waits for that.
func giveBack(read func() memory, free func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	before := read()
	var running sync.WaitGroup
	running.Go(func() {
		look := time.NewTicker(memoryLook)
		defer look.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-look.C:
			}
			now := read()
			if now.idle(before) {
				free()
			}
			before = now
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}

// readMemory asks the runtime, which stops nobody for it.
func readMemory() memory {
	samples := []metrics.Sample{
		{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/live:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	return memory{
		made: samples[0].Value.Uint64(), used: samples[1].Value.Uint64(),
		held: samples[2].Value.Uint64() + samples[3].Value.Uint64(),
	}
}

// freeMemory collects garbage beside whatever else runs, and returns all free pages.
func freeMemory() { debug.FreeOSMemory() }
