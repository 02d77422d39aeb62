package live

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// host is a hub on a real journal, without HTTP around it.
type host struct {
	testing.TB
	hub     *Hub
	journal journal.Journal
	key     crypto.SigningKey
	tokens  *auth.Authority
	chair   crypto.InvitationSecret
}

const site = "http://127.0.0.1"

func newHost(tb testing.TB) *host {
	tb.Helper()
	j, err := sqlite.Open(filepath.Join(tb.TempDir(), "journal.db"), sqlite.Options{})
	require.NoError(tb, err)
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(tb, err)
	h := &host{TB: tb, journal: j, key: key, chair: crypto.NewInvitationSecret()}
	h.tokens, err = auth.New(auth.NewKey(), site, time.Now)
	require.NoError(tb, err)
	h.start()
	tb.Cleanup(func() {
		h.hub.Close()
		require.NoError(tb, j.Close())
	})
	return h
}

func (h *host) start() {
	h.Helper()
	const plenty = 1 << 30
	var err error
	h.hub, err = New(Config{
		Journal: h.journal, Keys: []crypto.SigningKey{h.key}, Rules: []*covenant.Rules{roomtest.Rules()}, Tokens: h.tokens,
		Chair: crypto.LobbyHash(h.chair.Lobby()), Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Limits: Limits{Rate: plenty, Burst: plenty, RoomRate: plenty, RoomBurst: plenty},
	})
	require.NoError(h, err)
}

// wire of a device that takes what it is sent and looks at no more than it must.
type line struct {
	acks    chan error
	head    atomic.Uint64 // records it has got
	moved   chan struct{}
	nonce   [32]byte
	bytes   atomic.Uint64
	reading func(wire.Type, []byte)
}

func (l *line) Close() {}

func (l *line) Write(frame []byte) error {
	l.bytes.Add(uint64(len(frame)))
	t, body, err := wire.Split(frame)
	if err != nil {
		return err
	}
	switch t {
	case wire.TypeChallenge:
		c, err := wire.Decode[wire.Challenge](body)
		l.nonce = c.Nonce
		return err
	case wire.TypeRecords:
		from, n, ok := wire.Span(body)
		if !ok {
			return wire.ErrFrame
		}
		l.head.Store(from + n - 1)
		select {
		case l.moved <- struct{}{}:
		default:
		}
	case wire.TypeAck:
		l.acks <- nil
	case wire.TypeRefused:
		f, err := wire.Decode[wire.Refused](body)
		if err != nil {
			return err
		}
		l.acks <- &f.Refusal
	}
	if l.reading != nil {
		l.reading(t, body)
	}
	return nil
}

// member is a person with a connection.
type member struct {
	*roomtest.Person
	conn *Conn
	line *line
}

// crew is a room with its people connected.
type crew struct {
	*host
	*roomtest.Table
	members map[*roomtest.Person]*member
}

func (h *host) connect(p *roomtest.Person, id crypto.Digest) *member {
	h.Helper()
	m := &member{Person: p, line: &line{acks: make(chan error, 1024), moved: make(chan struct{}, 1)}}
	var err error
	m.conn, err = h.hub.Open(id, site, m.line)
	require.NoError(h, err)
	token, err := h.tokens.Issue(id, p.Seat, p.Key.Public())
	require.NoError(h, err)
	proof, err := crypto.Sign(crypto.LabelHello, p.Key, wire.ProofMessage(crypto.LabelHello, m.line.nonce, site, token.Token))
	require.NoError(h, err)
	require.True(h, m.conn.Receive(wire.Encode(wire.TypeHello, wire.Hello{Token: token.Token, Proof: proof})))
	return m
}

func (h *host) crew(name string) *crew {
	h.Helper()
	p := roomtest.NewPerson(h, name, roomtest.Municipality)
	genesis := p.Genesis(h, h.key.Public())
	founded, refusal, err := h.hub.Found(context.Background(), wire.Found{Chair: h.chair.Lobby(), Genesis: genesis})
	require.Nil(h, refusal)
	require.NoError(h, err)
	c := &crew{host: h, members: map[*roomtest.Person]*member{}}
	c.Table = roomtest.NewTable(h, genesis, p, func(p *roomtest.Person, s wire.Submit) error {
		m := c.members[p]
		m.conn.Receive(wire.Encode(wire.TypeSubmit, s))
		return <-m.line.acks
	})
	c.members[p] = h.connect(p, founded.Room)
	c.Join(p)
	return c
}

func (c *crew) seat(name string) *member {
	c.host.Helper()
	p := roomtest.NewPerson(c.host, name, roomtest.Welfare)
	c.Enter(p, agenda.Member)
	c.members[p] = c.connect(p, c.Room)
	c.Join(p)
	return c.members[p]
}

// voids are n acts of somebody that mean nothing, signed beforehand.
func (c *crew) voids(p *roomtest.Person, n int) [][]byte {
	frames := make([][]byte, n)
	for i := range frames {
		s := c.Sign(p, roomtest.Draft{Kind: room.KindVoid})
		p.Admitted(s.Act)
		frames[i] = wire.Encode(wire.TypeSubmit, s)
	}
	return frames
}

// actsOfOne is how many acts one device of a benchmark signs: under room.MaxActsOfDevice,
// however many are asked for. After that there is another room.
const actsOfOne = 2000

// One act: signature checked, ruled on, durable, applied, acknowledged, one at a
// time in each room. ns/op is per act.
func BenchmarkAdmit(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			h := newHost(b)
			for left := b.N; left > 0; {
				b.StopTimer()
				each := max(min(left/writers, actsOfOne), 1)
				left -= each * writers
				crews, frames := make([]*crew, writers), make([][][]byte, writers)
				for i := range crews {
					crews[i] = h.crew(fmt.Sprint("chair ", i))
					frames[i] = crews[i].voids(crews[i].Chair, each)
				}
				b.StartTimer()
				var wg sync.WaitGroup
				for i, c := range crews {
					wg.Go(func() {
						m := c.members[c.Chair]
						for _, f := range frames[i] {
							m.conn.Receive(f)
							if err := <-m.line.acks; err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
			}
		})
	}
}

// The append alone, for comparison: the same bytes straight into the journal.
func BenchmarkAppendAlone(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			h := newHost(b)
			each := max(b.N/writers, 1)
			record := roomtest.Bytes(700)
			var wg sync.WaitGroup
			b.ResetTimer()
			for i := range writers {
				wg.Go(func() {
					var head journal.Head
					for range each {
						next := journal.Head{N: head.N + 1, Link: journal.Digest{byte(i), byte(head.N)}}
						if err := h.journal.Append(context.Background(), journal.Batch{
							Room: journal.Room{1, byte(i)}, Old: head, New: next, Entries: []journal.Entry{{Seq: next.N, Record: record}},
						}); err != nil {
							b.Error(err)
							return
						}
						head = next
					}
				})
			}
			wg.Wait()
		})
	}
}

// A contribution of 1 KB to 20 seats, from the submitted frame until the last of
// them has it. ns/op is per contribution, deliveries/s of all together.
func BenchmarkFanOut(b *testing.B) {
	for name, draft := range map[string]func(c *crew, it *roomtest.Item, seats []*roomtest.Person) roomtest.Draft{
		"sealed to each": func(c *crew, it *roomtest.Item, seats []*roomtest.Person) roomtest.Draft {
			return c.Contribution(seats[0], it, roomtest.Bytes(1024), seats[1:]...)
		},
		"the same for all": func(*crew, *roomtest.Item, []*roomtest.Person) roomtest.Draft {
			return roomtest.Draft{Kind: room.KindVoid}
		},
	} {
		b.Run(name, func(b *testing.B) {
			h, received := newHost(b), 0
			for left := b.N; left > 0; {
				b.StopTimer()
				n := min(left, actsOfOne)
				left -= n
				c := h.crew("chair")
				var seats []*roomtest.Person
				for i := range 19 {
					seats = append(seats, c.seat(fmt.Sprint("seat ", i)).Person)
				}
				it := c.NewItem(seats...)
				by := c.members[seats[0]]
				frames := make([][]byte, n)
				for i := range frames {
					s := c.Sign(by.Person, draft(c, it, seats))
					by.Admitted(s.Act)
					frames[i] = wire.Encode(wire.TypeSubmit, s)
				}
				head, err := h.journal.Head(context.Background(), journal.Room(c.Room))
				require.NoError(b, err)
				b.StartTimer()
				for i, f := range frames {
					by.conn.Receive(f)
					if err := <-by.line.acks; err != nil {
						b.Fatal(err)
					}
					for _, m := range c.members {
						for m.line.head.Load() < head.N+uint64(i)+1 {
							<-m.line.moved
						}
					}
				}
				received += n * len(c.members)
			}
			b.ReportMetric(float64(received)/b.Elapsed().Seconds(), "deliveries/s")
		})
	}
}

// A room of 5,000 acts, mostly contributions, from the journal into memory.
func BenchmarkLoad(b *testing.B) {
	h := newHost(b)
	c := h.crew("chair")
	seats := []*roomtest.Person{}
	for i := range 19 {
		seats = append(seats, c.seat(fmt.Sprint("seat ", i)).Person)
	}
	it := c.NewItem(seats...)
	for i := 0; ; i++ {
		p := seats[i%len(seats)]
		c.Do(p, c.Contribution(p, it, roomtest.Bytes(100), seats[(i+1)%len(seats)]))
		head, err := h.journal.Head(context.Background(), journal.Room(c.Room))
		require.NoError(b, err)
		if head.N >= 5000 {
			break
		}
	}
	for b.Loop() {
		core, _, err := h.hub.replay(context.Background(), c.Room)
		require.NoError(b, err)
		require.EqualValues(b, 5000, core.writer.Head().N)
	}
}

// Joining a room at its head: token, proof of the device, welcome.
func BenchmarkJoin(b *testing.B) {
	h := newHost(b)
	c := h.crew("chair")
	m := c.seat("Kees")
	for b.Loop() {
		again := &line{acks: make(chan error, 1), moved: make(chan struct{}, 1)}
		conn, err := h.hub.Open(c.Room, site, again)
		require.NoError(b, err)
		token, err := h.tokens.Issue(c.Room, m.Seat, m.Key.Public())
		require.NoError(b, err)
		proof, err := crypto.Sign(crypto.LabelHello, m.Key, wire.ProofMessage(crypto.LabelHello, again.nonce, site, token.Token))
		require.NoError(b, err)
		var have chain.Position
		require.NoError(b, h.hub.with(context.Background(), c.Room, func(r *liveRoom) { have = r.core.writer.Head() }))
		require.True(b, conn.Receive(wire.Encode(wire.TypeHello, wire.Hello{Token: token.Token, Proof: proof, Have: have})))
		conn.Close()
	}
}
