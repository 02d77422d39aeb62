package client

import (
	"context"
	"time"

	"casusoverleg/room/wire"
)

// pace keeps a device within the rate of the server: who sends faster is cut off.
// It is used by one goroutine and measures time that no clock setting moves. The
// zero pace does not wait.
type pace struct {
	every time.Duration // between frames in the long run
	ahead time.Duration // how far a burst may run ahead
	next  time.Time     // when the frames so far are paid for
}

func newPace(l wire.LimitsFrame) pace {
	if l.Rate == 0 {
		return pace{}
	}
	every := time.Second / time.Duration(l.Rate)
	burst := max(int(l.Burst)-4, 1) // a little room for the frames of the greeting
	return pace{every: every, ahead: time.Duration(burst) * every}
}

// wait returns when the next frame may go.
func (p *pace) wait(ctx context.Context) error {
	if p.every == 0 {
		return nil
	}
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	p.next = p.next.Add(p.every)
	d := p.next.Sub(now) - p.ahead
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
