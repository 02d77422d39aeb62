package room_test

import (
	"flag"
	"fmt"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

var (
	simRooms = flag.Int("rooms", 300, "how many random rooms are simulated")
	simFrom  = flag.Uint64("from", 0, "the seed of the first of them")
	simSeed  = flag.Int64("seed", -1, "only the room of this seed, step by step")
	simSteps = flag.Int("steps", 0, "no more than so many steps each; 0: as the seed says")
)

// faults are the kinds of things that go wrong in a room.
type faults uint

const (
	faultNetwork  faults = 1 << iota // connections are cut, half open, slow
	faultDevice                      // devices are started anew
	faultRestart                     // the host is stopped and started
	faultJournal                     // appends and erasures fail, in both ways
	faultRestore                     // a backup is put back
	faultClock                       // clocks jump
	faultCheating                    // devices sign what their own copy of the room refuses

	allFaults = faultCheating<<1 - 1
)

func (f faults) has(one faults) bool { return f&one != 0 }

// Pauses and rounds of a room, in its own time.
const (
	endPause  = 7 * time.Second // long enough for an owner to count as returned after a loss
	endRounds = 6
)

// A room is random acts by random seats over a network that loses, on a host that stops,
// with backups that come back. After each step: nobody was sent a sealed file that he was
// not given, or opens what no act brought him, and what was withdrawn reaches nobody;
// nothing leaves without agreement and decision for exactly that text and recipient; every
// device that has all there is shows exactly its part of the room; the host's own state is
// that of the journal's records, followed one by one. Whenever the host was stopped, and at
// the end, that is also what they all give again from the first one on.
//
// A failing room prints its seed, and the least that must go wrong for it to fail.
func TestRoomsUnderFire(t *testing.T) {
	if *simSeed >= 0 {
		r, err := simulate(t, uint64(*simSeed), allFaults, true)
		t.Logf("refused: %v; connections ended: %v", r.refused, r.byes)
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	if testing.Short() {
		*simRooms = min(*simRooms, 40)
	}
	var next, steps, alike, records atomic.Int64
	var failed atomic.Bool // one failing room is enough to look at
	var mu sync.Mutex
	had := map[string]int{} // of what, in all rooms
	began := time.Now()
	for range runtime.GOMAXPROCS(0) {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for !failed.Load() {
				n := next.Add(1) - 1
				if n >= int64(*simRooms) {
					return
				}
				seed := *simFrom + uint64(n)
				r, err := simulate(t, seed, allFaults, false)
				steps.Add(int64(r.steps))
				alike.Add(int64(r.alike))
				records.Add(int64(r.records))
				mu.Lock()
				for kind, n := range r.kinds {
					had["act "+string(kind)] += n
				}
				for code, n := range r.byes {
					had["bye "+string(code)] += n
				}
				for code, n := range r.refused {
					had["refused "+string(code)] += n
				}
				for what, n := range r.went {
					had["step "+what] += n
				}
				mu.Unlock()
				if err != nil {
					failed.Store(true)
					t.Errorf("seed %d: %v\nthe least that must go wrong: %s\nagain: go test ./room -run TestRoomsUnderFire -seed %d -steps %d", seed, err, shrink(t, seed), seed, *simSteps)
				}
			}
		})
	}
	t.Cleanup(func() {
		took := time.Since(began)
		t.Logf("%d rooms, %d steps, %d records in %.1f s: %.0f rooms a minute", *simRooms, steps.Load(), records.Load(), took.Seconds(), float64(*simRooms)/took.Minutes())
		t.Logf("%6d times the host held the room, as its journal has it", alike.Load())
		if *simRooms >= enoughRooms && !failed.Load() && alike.Load()*10 < steps.Load()*9 {
			t.Error("the host could be compared with its journal too seldom")
		}
		for _, what := range slices.Sorted(maps.Keys(had)) {
			t.Logf("%6d %s", had[what], what)
		}
		for _, what := range enough() {
			if *simRooms >= enoughRooms && !failed.Load() && had[what] == 0 {
				t.Errorf("no room had: %s", what)
			}
		}
	})
}

// enoughRooms are so many that each of enough is among them.
const enoughRooms = 300

// enough is what some of many rooms must have had, so that they say something about it.
func enough() []string {
	return []string{
		"act " + string(room.KindWithdraw), "act " + string(room.KindErased), "act " + string(room.KindHide), "act " + string(room.KindUnseat),
		"act " + string(room.KindIssue), "act " + string(room.KindDelivered), "act " + string(room.KindReseat), "act " + string(room.KindTakeOver),
		"act " + string(room.KindEpoch), "act " + string(room.KindResume), "act " + string(room.KindRekey), "act " + string(room.KindDestroyed),
		"step a backup is put back", "step the host is started anew", "step the device of somebody is started anew", "step the clock jumps", "step the device of somebody sleeps",
		"bye " + string(wire.ByeGone), "bye " + string(wire.ByeToken), "bye " + string(wire.ByeReseated), "bye " + string(wire.ByeReplaced),
	}
}

// shrink takes away what goes wrong, one kind at a time, as long as the room still fails.
func shrink(t *testing.T, seed uint64) string {
	least := allFaults
	names := []string{"network", "devices", "restarts", "journal", "restores", "clocks", "cheating"}
	for i := range names {
		if _, err := simulate(t, seed, least&^(1<<i), false); err != nil {
			least &^= 1 << i
		}
	}
	_, err := simulate(t, seed, least, false)
	var need []string
	for i, name := range names {
		if least.has(1 << i) {
			need = append(need, name)
		}
	}
	return fmt.Sprintf("%v: %v", need, err)
}

var seatNumber = regexp.MustCompile(`seat \d+`)

// result is what became of a room.
type result struct {
	steps, alike, records int
	kinds                 map[chain.Kind]int
	byes                  map[wire.ByeCode]int
	refused               map[covenant.Code]int
	went                  map[string]int
}

// simulate plays the room of a seed, in a bubble of its own.
func simulate(t *testing.T, seed uint64, f faults, loud bool) (r result, err error) {
	synctest.Test(t, func(t *testing.T) {
		var w *world
		if w, err = newWorld(t, seed, f); err == nil {
			err = w.play(t, loud)
			r = result{steps: w.steps, alike: w.alike, records: int(w.game.Head().N), kinds: w.kinds, byes: w.byes, refused: w.refused, went: w.went}
		}
		_ = w.halt() // what is wrong was said
		if err != nil {
			err = fmt.Errorf("step %d: %w", w.steps, err)
		}
	})
	return r, err
}
