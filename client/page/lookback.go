package page

import (
	"context"
	"time"

	"casusoverleg/client"
	"casusoverleg/crypto"
)

// lookBack goes past the rooms that are kept, when the page is opened and every so often
// while it stays open: where this device's seat has ended meanwhile, its keys go now and
// not when somebody opens that room again. It ends with the desk.
func (d *Desk) lookBack() {
	clock := time.NewTicker(expiry)
	defer clock.Stop()
	for {
		rooms, _ := d.guard.Rooms(d.ctx) // a verb that needs the vault says what is wrong
		for _, id := range rooms {
			d.lookAt(id)
		}
		select {
		case <-clock.C:
		case <-d.ctx.Done():
			return
		}
	}
}

// lookAt looks back at one room, unless one is in it: what has ended is on the screen still.
func (d *Desk) lookAt(id crypto.Digest) {
	if s, err := d.inRoom(); err == nil && s.Err() == nil && s.Room() == id {
		return
	}
	ctx, stop := context.WithTimeout(d.ctx, lookTime)
	defer stop()
	_ = client.LookBack(ctx, id, d.options()) // without an answer it looks again later
	d.nudge()
}
