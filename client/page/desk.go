package page

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Options are what a Desk needs from whoever runs it.
type Options struct {
	Origin string             // of the page; links of other sites are refused
	HTTP   *client.HTTPClient // nil for the standard one
	Vault  vault.Locked
	Tell   func(event []byte) // gets every event, one at a time
	Now    func() time.Time   // nil for the system's clock
}

// Desk answers one page. Its methods may be called from several goroutines.
type Desk struct {
	// static
	opts  Options
	verbs map[string]Verb
	ctx   context.Context // ends with Close
	stop  context.CancelFunc
	wg    sync.WaitGroup
	wake  chan struct{} // to narrate: there may be something to tell
	guard *guard        // the vault, with the minutes key behind its lock

	library client.Library // rules that were fetched

	turn sync.Mutex // held while one enters or leaves a room

	mu sync.Mutex

	// guarded by mu
	session  *client.Session // nil outside a room
	invited  *client.Invitation
	party    covenant.Code // of the place that the invitation is for
	guest    covenant.Code // kind of guest that it is for; empty for a professional
	returns  *room.Claims  // of who comes back by it on another device; nil for somebody new
	stopWait context.CancelFunc
	rules    *covenant.Rules // last that were seen: for the sentences of refusals
	snapshot Snapshot        // all but Room and what follows from the session
	losses   map[Act]replica.Lost
	aside    map[chain.Seat]int // newcomers whose question was put aside, and how much it was about
	calls    map[uint64]context.CancelFunc
}

// New opens a desk. Close ends it.
func New(o Options) *Desk {
	if o.Now == nil {
		o.Now = time.Now
	}
	d := &Desk{
		opts: o, verbs: map[string]Verb{}, wake: make(chan struct{}, 1),
		snapshot: Snapshot{Stage: StageStart, Connection: Connection{Is: Connecting, Since: o.Now().UnixMilli()}},
		losses:   map[Act]replica.Lost{}, aside: map[chain.Seat]int{}, calls: map[uint64]context.CancelFunc{},
	}
	d.guard = newGuard(o.Vault, o.Now, func(u *Unlock) { d.tell(func(s *Snapshot) { s.Unlock = u }) })
	d.ctx, d.stop = context.WithCancel(context.Background())
	for _, v := range Verbs() {
		d.verbs[v.Do] = v
	}
	d.wg.Add(2)
	go func() { defer d.wg.Done(); d.narrate() }()
	go func() { defer d.wg.Done(); d.lookBack() }()
	d.tell(func(*Snapshot) {})
	return d
}

// Close leaves the room, if any, and waits until nothing of the desk runs any
// more. Requests that are being answered must have been answered.
func (d *Desk) Close() {
	d.shut()
	d.stop()
	d.wg.Wait()
}

// Answer answers one request. It returns when that is done: acts wait for the
// server, also while there is no connection.
func (d *Desk) Answer(raw []byte) []byte {
	r, rest, err := split(raw)
	if err != nil || len(raw) > MaxRequest {
		return encode(Reply{ID: r.ID, Problem: wrong("")})
	}
	asked, ok := d.verbs[r.Do]
	if !ok {
		return encode(Reply{ID: r.ID, Problem: wrong("do")})
	}
	ctx, done := d.begin(r, asked, rest)
	defer done()
	answer := Reply{ID: r.ID}
	result, err := asked.run(ctx, &call{desk: d, id: r.ID}, rest)
	var refusal *room.Refusal
	switch {
	case err == nil:
		answer.OK = result
	case errors.As(err, &refusal):
		answer.Refusal = refusalOf(refusal, d.known())
	default:
		answer.Problem = ProblemOf(err)
	}
	return encode(answer)
}

// begin notes a request that is being answered; done forgets it.
func (d *Desk) begin(r request, asked Verb, rest json.RawMessage) (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancel(context.WithValue(d.ctx, verb{}, r.Do))
	d.mu.Lock()
	d.calls[r.ID] = cancel
	if asked.Acts {
		p := Pending{ID: r.ID, Do: r.Do}
		p.Item, p.Text = typed(rest)
		d.snapshot.Pending = append(d.snapshot.Pending[:len(d.snapshot.Pending):len(d.snapshot.Pending)], p)
	}
	d.mu.Unlock()
	d.nudge()
	return ctx, func() {
		cancel()
		d.mu.Lock()
		delete(d.calls, r.ID)
		var left []Pending
		for _, p := range d.snapshot.Pending {
			if p.ID != r.ID {
				left = append(left, p)
			}
		}
		d.snapshot.Pending = left
		d.mu.Unlock()
		d.nudge()
	}
}

// typed finds what was typed, and for which item, in any request that has it.
func typed(rest json.RawMessage) (agenda.ItemID, string) {
	type at struct {
		Item agenda.ItemID `json:"item"`
		Text string        `json:"text"`
	}
	var r struct {
		at
		Contribution at `json:"contribution"`
		Proposal     at `json:"proposal"`
	}
	_ = json.Unmarshal(rest, &r) // the verb itself says what is wrong with it
	for _, found := range []at{r.at, r.Contribution, r.Proposal} {
		if found.Text != "" || found.Item != 0 {
			return found.Item, found.Text
		}
	}
	return 0, ""
}

func (d *Desk) cancel(id uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if stop := d.calls[id]; stop != nil {
		stop()
	}
}

// inRoom is the session there is.
func (d *Desk) inRoom() (*client.Session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.session == nil {
		return nil, Problematic(ProblemNoRoom)
	}
	return d.session, nil
}

func (d *Desk) options() client.Options {
	return client.Options{HTTP: d.opts.HTTP, Library: &d.library, Vault: d.guard, Now: d.opts.Now, Events: d.happened, Unlock: d.guard.unlock}
}

// know keeps rules for the sentences of refusals.
func (d *Desk) know(rules *covenant.Rules) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rules = rules
}

func (d *Desk) known() *covenant.Rules {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.rules
}

func (d *Desk) invite(inv client.Invitation, w client.Welcome) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.invited, d.party, d.guest, d.returns = &inv, w.Party, w.Guest, w.Returns
}

// comesBack are the claims of the seat that the invitation lets come back; nil for a
// new one.
func (d *Desk) comesBack() *room.Claims {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.returns
}

// invitation is the one that was looked at, with the party, or the kind of guest,
// that its place is for.
func (d *Desk) invitation() (inv client.Invitation, party, guest covenant.Code, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.invited == nil {
		return client.Invitation{}, "", "", false
	}
	return *d.invited, d.party, d.guest, true
}

// lost is an act that a resume left behind.
func (d *Desk) lost(act Act) (replica.Lost, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l, ok := d.losses[act]
	return l, ok
}

// found forgets such an act once it was repeated.
func (d *Desk) found(act Act) {
	d.mu.Lock()
	delete(d.losses, act)
	d.mu.Unlock()
	d.nudge()
}
