package main

import (
	"context"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/room"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// large is nearly the most that comes with one act.
const large = room.MaxSubmission - 12<<10

// flood is somebody who sends one large contribution after another, as fast as his line
// takes them, and comes back whenever he is cut off. Each is another, and in its turn:
// what is in the log already would cost a server next to nothing.
type flood struct {
	*gathering
	by   *roomtest.Person
	item *roomtest.Item
	stop chan struct{} // closed to end it
	cut  chan struct{} // gets one when it was cut off the first time

	// owned by comes until it returns
	signed         [][]byte // frames; nil those that are in the log
	cuts, admitted int
}

// comes floods until it is stopped.
func (f *flood) comes() {
	var first uint64 // length of the log before any of it
	for !f.stopped() {
		c := &caller{gathering: f.gathering, who: f.by, token: f.callers[f.by].token}
		if c.greets() != nil { // also that he may only so often
			time.Sleep(pace)
			continue
		}
		if first == 0 {
			first = c.head
		}
		f.admitted = int(c.head - first)
		clear(f.signed[:min(f.admitted, len(f.signed))])
		written := make(chan struct{})
		go func() {
			defer close(written)
			f.writes(c)
		}()
		switch f.bye(c) {
		case wire.ByeRate, wire.ByeSlow: // slow: it is shown all that it brings in, and takes that in too late
			if f.cuts++; f.cuts == 1 {
				f.cut <- struct{}{}
			}
		}
		<-written
	}
}

// writes sends what is next until the line breaks, and breaks it when the flood is stopped.
func (f *flood) writes(c *caller) {
	for i := f.admitted; !f.stopped(); i++ {
		if i == len(f.signed) {
			s := f.Sign(f.by, f.Contribution(f.by, f.item, roomtest.Bytes(large)))
			f.by.Admitted(s.Act) // the next is its next
			f.signed = append(f.signed, wire.Encode(wire.TypeSubmit, s))
		}
		if c.conn.Write(context.Background(), websocket.MessageBinary, f.signed[i]) != nil {
			return
		}
	}
	_ = c.conn.CloseNow()
}

// bye takes in all that comes until the line ends, and returns how the server ended it.
func (f *flood) bye(c *caller) (code wire.ByeCode) {
	for {
		kind, body, err := c.next()
		if err != nil {
			return code
		}
		if kind == wire.TypeBye {
			bye, err := wire.Decode[wire.Bye](body)
			require.NoError(f.t, err)
			code = bye.Code
		}
	}
}

func (f *flood) stopped() bool {
	select {
	case <-f.stop:
		return true
	default:
		return false
	}
}
