package client

import (
	"sync"

	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// EventKind says what an Event is about.
type EventKind string

// The kinds of event.
const (
	EventOnline      EventKind = "online"       // connected and up to date
	EventOffline     EventKind = "offline"      // the connection is gone; it comes back by itself
	EventBlocked     EventKind = "blocked"      // the server answers requests, but no socket opens: a network keeps it out
	EventChanged     EventKind = "changed"      // records were applied; several changes may come as one
	EventRefused     EventKind = "refused"      // an act the device did by itself was refused
	EventUnreadable  EventKind = "unreadable"   // a text that is sealed to this seat does not open
	EventViolation   EventKind = "violation"    // the server lied; the session has stopped
	EventSilence     EventKind = "silence"      // neither chair nor deputy was heard for 45 s
	EventSilenceOver EventKind = "silence_over" // they are heard again
	EventBehind      EventKind = "behind"       // chair or deputy have seen more than this device is given; see Suspicion
	EventBehindOver  EventKind = "behind_over"  // it was given it after all
	EventCode        EventKind = "code"         // there is a new code to read aloud or to compare
	EventLobby       EventKind = "lobby"        // who waits to be admitted has changed; chair and deputies
	EventPresence    EventKind = "presence"     // who is connected has changed
	EventSpeakers    EventKind = "speakers"     // who speaks or wants to speak at an item has changed
	EventLoss        EventKind = "loss"         // the server lost records; chair or deputy must resume
	EventLost        EventKind = "lost"         // these acts of one's own are gone after a resume
	EventEnded       EventKind = "ended"        // the session has ended for good; see Err
)

// Event tells a person's screen that something happened. What happened to the
// room is read from the view.
type Event struct {
	Kind      EventKind
	Head      uint64             // changed: records that are applied
	Act       chain.Kind         // refused: what was tried
	Refusal   *room.Refusal      // refused
	Evidence  *replica.Evidence  // violation
	Suspicion *replica.Suspicion // behind
	Loss      *replica.Loss      // loss
	Lost      []replica.Lost     // lost
	Err       error              // offline, ended
}

// events hands events to a callback, in order, one at a time, without holding
// up the session. Its goroutine ends with close.
type events struct {
	// static
	tell func(Event) // nil when nobody listens
	wake chan struct{}

	mu     sync.Mutex
	queue  []Event // guarded by mu
	closed bool    // guarded by mu
}

func newEvents(tell func(Event)) *events {
	return &events{tell: tell, wake: make(chan struct{}, 1)}
}

// send queues an event; a change joins the change that still waits.
func (e *events) send(ev Event) {
	if e.tell == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return
	}
	if n := len(e.queue); n > 0 && e.queue[n-1].Kind == ev.Kind && (ev.Kind == EventChanged || ev.Kind == EventPresence || ev.Kind == EventLobby || ev.Kind == EventSpeakers) {
		e.queue[n-1] = ev
		return
	}
	e.queue = append(e.queue, ev)
	e.nudge()
}

func (e *events) nudge() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// run hands out events until close; what was queued before is still handed out.
func (e *events) run() {
	for range e.wake {
		e.mu.Lock()
		queue, closed := e.queue, e.closed
		e.queue = nil
		e.mu.Unlock()
		for _, ev := range queue {
			e.tell(ev)
		}
		if closed {
			return
		}
	}
}

func (e *events) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.nudge()
}
