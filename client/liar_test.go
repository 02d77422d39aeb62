package client_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"casusoverleg/room/wire"
)

// frame is one message on its way.
type frame struct {
	kind wire.Type
	body []byte
}

func framed(kind wire.Type, body any) frame {
	b := wire.Encode(kind, body)
	return frame{wire.Type(b[0]), b[1:]}
}

// cheat is what the liar does to one frame: it returns what goes on instead of it.
type cheat func(frame) []frame

// swap is what the liar does to one request or answer over HTTP.
type swap func(path string, body []byte) []byte

// lies are the cheats that are on; each by the name of the person it is for.
type lies struct {
	told    map[string]cheat // what he is told
	said    map[string]cheat // what he says
	asked   map[string]swap  // his requests
	replied map[string]swap  // the answers to them
}

func noLies() lies {
	return lies{map[string]cheat{}, map[string]cheat{}, map[string]swap{}, map[string]swap{}}
}

// line is one connection of a person through the liar to a real server.
type line struct {
	person         string
	ctx            context.Context
	cancel         context.CancelFunc
	client, server *websocket.Conn
}

// wires are all connections through the liar. Its goroutines end with stop.
type wires struct {
	// cheating is held for reading by whoever applies a cheat: after lie has returned none
	// of the earlier cheats is still at work. Taken before mu.
	cheating sync.RWMutex

	mu      sync.Mutex
	running int                // guarded by mu: connections that did not end
	ended   *sync.Cond         // of mu: running became less, or open more
	lies    lies               // guarded by mu
	open    map[string]*line   // guarded by mu: by person, the last one
	heard   map[string][]frame // guarded by mu: by person, everything the real server told him
}

func newWires() *wires {
	w := &wires{lies: noLies(), open: map[string]*line{}, heard: map[string][]frame{}}
	w.ended = sync.NewCond(&w.mu)
	return w
}

// whoIs names who makes a request; his transport says so (person.transport).
const whoIs = "Person"

// ServeHTTP is the liar as its people reach it.
func (l *liar) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Upgrade") != "" {
		l.connect(w, r)
		return
	}
	who := r.Header.Get(whoIs)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	change, changeAnswer := l.wires.swaps(who)
	if change != nil {
		body = change(r.URL.Path, body)
	}
	real := r.Clone(r.Context())
	real.Body, real.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	answer := httptest.NewRecorder()
	l.hostOf(who).server.Handler().ServeHTTP(answer, real)
	body = answer.Body.Bytes()
	if changeAnswer != nil {
		body = changeAnswer(r.URL.Path, body)
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(body)
}

func (w *wires) swaps(who string) (asked, replied swap) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lies.asked[who], w.lies.replied[who]
}

// connect joins a person's socket to one of the real server.
func (l *liar) connect(w http.ResponseWriter, r *http.Request) {
	l.wires.runs(1)
	defer l.wires.runs(-1)
	who := r.Header.Get(whoIs)
	client, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		return
	}
	defer func() { _ = client.CloseNow() }()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	server, _, err := websocket.Dial(ctx, l.hostOf(who).web.URL+r.URL.Path, &websocket.DialOptions{
		HTTPClient: l.inside, Host: r.Host, HTTPHeader: http.Header{"Origin": r.Header["Origin"]},
	})
	if err != nil {
		return
	}
	defer func() { _ = server.CloseNow() }()
	client.SetReadLimit(wire.MaxServerFrame)
	server.SetReadLimit(wire.MaxServerFrame)
	n := &line{person: who, ctx: ctx, cancel: cancel, client: client, server: server}
	l.wires.mu.Lock()
	l.wires.open[who] = n
	l.wires.ended.Broadcast()
	l.wires.mu.Unlock()
	both := sync.WaitGroup{}
	both.Go(func() { l.pump(n, server, client, true) })
	both.Go(func() { l.pump(n, client, server, false) })
	both.Wait()
}

// pump hands frames on, as they are or as the cheats want them, until one side goes.
func (l *liar) pump(n *line, from, to *websocket.Conn, down bool) {
	defer n.cancel()
	for {
		_, b, err := from.Read(n.ctx)
		if err != nil || len(b) < 2 {
			return
		}
		for _, f := range l.wires.cheats(n.person, frame{wire.Type(b[0]), b[1:]}, down) {
			if to.Write(n.ctx, websocket.MessageBinary, append([]byte{byte(f.kind)}, f.body...)) != nil {
				return
			}
		}
	}
}

// cheats is what goes on instead of a frame to (down) or from a person.
func (w *wires) cheats(who string, f frame, down bool) []frame {
	w.cheating.RLock()
	defer w.cheating.RUnlock()
	w.mu.Lock()
	change := w.lies.said[who]
	if down {
		change = w.lies.told[who]
		w.heard[who] = append(w.heard[who], f)
	}
	w.mu.Unlock()
	if change == nil {
		return []frame{f}
	}
	return change(f)
}

// lie sets what the liar does from now on; the zero change is the truth again.
func (l *liar) lie(change func(*lies)) {
	l.wires.cheating.Lock()
	defer l.wires.cheating.Unlock()
	l.wires.mu.Lock()
	defer l.wires.mu.Unlock()
	l.wires.lies = noLies()
	if change != nil {
		change(&l.wires.lies)
	}
}

func (l *liar) lineOf(p *person) *line {
	l.wires.mu.Lock()
	defer l.wires.mu.Unlock()
	return l.wires.open[p.name]
}

// tells sends a person a frame that no real server sent him.
func (l *liar) tells(p *person, f frame) {
	l.Helper()
	n := l.lineOf(p)
	require.NoError(l, n.client.Write(n.ctx, websocket.MessageBinary, append([]byte{byte(f.kind)}, f.body...)))
}

// says sends the real server a frame over a person's connection that his program
// would not send: it was changed.
func (l *liar) says(p *person, f frame) {
	l.Helper()
	n := l.lineOf(p)
	require.NoError(l, n.server.Write(n.ctx, websocket.MessageBinary, append([]byte{byte(f.kind)}, f.body...)))
}

// told is everything the real server told a person.
func (l *liar) told(p *person) []frame {
	l.wires.mu.Lock()
	defer l.wires.mu.Unlock()
	return slices.Clone(l.wires.heard[p.name])
}

// lines are the connections there are, by person.
func (w *wires) lines() map[string]*line {
	w.mu.Lock()
	defer w.mu.Unlock()
	there := map[string]*line{}
	for who, n := range w.open {
		if n.ctx.Err() == nil {
			there[who] = n
		}
	}
	return there
}

// cut ends all connections.
func (w *wires) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.running > 0 {
		for _, n := range w.open {
			n.cancel()
		}
		w.ended.Wait()
	}
}

func (w *wires) runs(more int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running += more
	w.ended.Broadcast()
}
