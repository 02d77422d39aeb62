package room_test

import (
	"fmt"
	"slices"

	"casusoverleg/room"
)

// stage is a stretch of a room: what people are mostly busy with, and what happens as it
// begins. Everything else happens in it as well.
type stage struct {
	steps  int
	topic  room.Topic
	share  int                         // how many of a hundred acts are about it
	begins func(stage) (string, error) // nil for nothing
}

// plot is how a room goes. Left to chance alone most rooms would end before a text had
// left, or had been taken back in records that are lost: a plot leads there fast.
func (w *world) plot() []stage {
	some := func(least, more int) int { return least + w.rng.IntN(more) }
	switch n := w.rng.IntN(100); {
	case n < 1: // to the end of the meeting and beyond
		return []stage{{steps: 250}}
	case w.decided() && n < 80:
		return []stage{{some(7, 9), room.TopicRelease, 75, nil}, {some(3, 3), room.TopicTakingBack, 60, nil}}
	case n < 30:
		return []stage{{steps: some(8, 20)}}
	case n < 65: // people come to read, and do not any more
		return []stage{{some(3, 4), room.TopicTexts, 75, nil}, {some(6, 9), room.TopicReaders, 60, nil}}
	}
	// What is taken back is lost, and who was away meanwhile comes.
	return []stage{
		{some(2, 2), room.TopicTexts, 80, w.nap},
		{some(2, 3), room.TopicTexts, 90, nil},
		{some(2, 3), room.TopicTakingBack, 85, w.keeps},
		{some(6, 5), room.TopicReaders, 30, w.puts},
	}
}

// decided says whether a text was approved before the room began.
func (w *world) decided() bool {
	return slices.ContainsFunc(w.oracle.things, func(t *thing) bool { return t.approved })
}

// nap has somebody's device be away for a while.
func (w *world) nap(stage) (string, error) {
	d := w.devices[w.rng.IntN(len(w.devices))]
	d.wakes = w.steps + 6 + w.rng.IntN(10)
	d.cut()
	return fmt.Sprintf("the device of seat %d sleeps", d.seat), w.settle()
}

// keeps makes a backup of all that is said.
func (w *world) keeps(stage) (string, error) {
	if err := w.calm(w.devices...); err != nil {
		return "", err
	}
	w.backup()
	return "backup", nil
}

// puts has a backup be put back, if there is one.
func (w *world) puts(stage) (string, error) {
	if !w.faults.has(faultRestore) || len(w.backups) == 0 {
		return "", nil
	}
	return "a backup is put back", w.restore()
}
