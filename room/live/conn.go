package live

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// Conn takes in the frames of one connection, one after the other. It is used
// by one goroutine, the one that reads.
type Conn struct {
	// static
	hub    *Hub
	id     crypto.Digest
	origin string
	link   Link
	nonce  [32]byte

	// owned by the reading goroutine
	room    *liveRoom // nil until a Hello was taken
	session *session
	early   *bucket // frames before the Hello; nil after it
}

// Open greets a device: the server speaks first. origin is where the client
// came from, which its proofs must name.
func (h *Hub) Open(id crypto.Digest, origin string, link Link) (*Conn, error) {
	c := &Conn{hub: h, id: id, origin: origin, link: link, early: newBucket(1, earlyFrames, h.now())}
	_, _ = rand.Read(c.nonce[:]) // never fails: crypto/rand ends the process instead
	return c, link.Write(wire.Encode(wire.TypeChallenge, wire.Challenge{Nonce: c.nonce}))
}

// Close is to be called once when the connection has ended.
func (c *Conn) Close() {
	if c.session == nil {
		c.link.Close()
		return
	}
	c.session.gone()
	c.room.tell(func() { c.room.leave(c.session) })
	c.hub.release(c.room)
}

// Joined says whether the device has said who it is.
func (c *Conn) Joined() bool { return c.session != nil }

// Malformed ends the connection over a message that is no frame at all.
func (c *Conn) Malformed() { c.bye(wire.ByeMalformed) }

// bye ends the connection and says why.
func (c *Conn) bye(code wire.ByeCode) bool {
	if c.session != nil {
		c.session.bye(code, false)
		return false
	}
	_ = c.link.Write(wire.Encode(wire.TypeBye, wire.Bye{Code: code})) // it ends anyway
	c.link.Close()
	return false
}

// Receive takes in one frame. False: read no more, the connection is ending.
// The frame may be kept.
func (c *Conn) Receive(frame []byte) bool {
	t, body, err := wire.Split(frame)
	if err != nil {
		return c.bye(wire.ByeMalformed)
	}
	if !c.inTime(t) {
		return c.bye(wire.ByeRate)
	}
	switch {
	case t == wire.TypeBye:
		return handle(c, body, func(wire.Bye) bool { return c.bye(wire.ByeDone) })
	case c.session != nil && c.session.until.Load() != 0:
		return true // its seat has ended: nothing it asks is answered, nor does asking keep it here
	case t == wire.TypeRenew:
		return handle(c, body, c.renew)
	case t == wire.TypeHello && c.session == nil:
		return handle(c, body, c.hello)
	case c.session == nil:
	case t == wire.TypeSubmit:
		return c.submit(body)
	case t == wire.TypeFetch:
		return handle(c, body, c.fetch)
	case t == wire.TypeBeat:
		return handle(c, body, c.beat)
	case t == wire.TypeGesture:
		return handle(c, body, func(g room.Gesture) bool {
			return c.room.tell(func() { c.room.gesture(c.session, g) })
		})
	}
	return c.bye(wire.ByeMalformed)
}

// inTime says whether a device keeps to its rate. Files it may ask for as many
// as it needs; it waits for them.
func (c *Conn) inTime(t wire.Type) bool {
	if c.session == nil {
		return c.early.take(c.hub.now())
	}
	for !c.session.rate.take(c.hub.now()) {
		if t != wire.TypeFetch {
			return false
		}
		select {
		case <-time.After(fetchWait):
		case <-c.room.stopped:
			return true
		}
	}
	return true
}

func handle[T any](c *Conn, body []byte, do func(T) bool) bool {
	v, err := wire.Decode[T](body)
	if err != nil {
		return c.bye(wire.ByeMalformed)
	}
	return do(v)
}

// send writes to the device, in turn with what its session has queued.
func (c *Conn) send(frame []byte) bool {
	if c.session != nil {
		c.session.send(frame)
		return true
	}
	return c.link.Write(frame) == nil
}

// refuse has the room's goroutine answer: it has the profile, which tells the articles.
func (c *Conn) refuse(what crypto.Digest, code covenant.Code, subject ...string) bool {
	return c.room.tell(func() { c.session.send(refusedFrame(what, c.room.refusal(code, subject...))) })
}

// renew gives a new token for an old one, on the proof of its device and as
// long as its seat exists.
func (c *Conn) renew(f wire.Renew) bool {
	s, err := c.hub.tokens.VerifyForRenewal(f.Token)
	if err != nil || s.Room != c.id || s.Prove(crypto.LabelSessionRenew, c.nonce, c.origin, f.Token, f.Proof) != nil {
		return c.bye(wire.ByeToken)
	}
	if c.session != nil && (s.Seat != c.session.seat || s.Device != c.session.device) {
		return c.bye(wire.ByeToken)
	}
	here := false
	if err := c.hub.with(c.hub.ctx, c.id, func(r *liveRoom) { here = r.has(s) }); err != nil {
		return c.bye(byeFor(err))
	}
	if !here {
		if c.session != nil {
			return true // the room tells its session, and shows how
		}
		return c.bye(wire.ByeGone)
	}
	token, err := c.hub.tokens.Issue(s.Room, s.Seat, s.Device)
	if err != nil {
		return c.bye(wire.ByeFailure)
	}
	if c.session != nil {
		c.session.expires.Store(token.Expires)
	}
	return c.send(wire.Encode(wire.TypeToken, token))
}

func byeFor(err error) wire.ByeCode {
	switch {
	case errors.Is(err, ErrNoRoom):
		return wire.ByeNoRoom
	case errors.Is(err, ErrClosed):
		return wire.ByeShutdown
	}
	return wire.ByeFailure
}

// hello joins the room. A token that has expired opens nothing; only who slept while his
// seat ended is shown how.
func (c *Conn) hello(f wire.Hello) bool {
	token, err := c.hub.tokens.VerifyForRenewal(f.Token)
	if err != nil || token.Room != c.id || token.Prove(crypto.LabelHello, c.nonce, c.origin, f.Token, f.Proof) != nil {
		return c.bye(wire.ByeToken)
	}
	r, err := c.hub.acquire(c.hub.ctx, c.id)
	if err != nil {
		return c.bye(byeFor(err))
	}
	s := &session{room: r, link: c.link, seat: token.Seat, device: token.Device}
	s.expires.Store(token.Expires)
	code := wire.ByeFailure
	if r.ask(c.hub.ctx, func() { code = r.join(s, f) }) && code == "" {
		c.room, c.session, c.early = r, s, nil
		return true
	}
	c.hub.release(r)
	return c.bye(code)
}

// submit checks what can be checked without the room, and hands the act to it.
func (c *Conn) submit(body []byte) bool {
	f, err := wire.DecodeSubmit(body)
	if err != nil {
		return c.bye(wire.ByeMalformed)
	}
	hash := f.Act.Hash()
	refuse := func(subject string) bool { return c.refuse(hash, room.CodeMalformed, subject) }
	act, err := f.Act.Open()
	if err != nil {
		return refuse("act")
	}
	if act.Device != c.session.device || act.Author != c.session.seat {
		return c.refuse(hash, room.CodeNotYourDevice)
	}
	sub := &submission{act: act, signed: f.Act, hash: hash, labels: f.Labels, files: map[crypto.Digest][]byte{}, from: c.session}
	if len(f.Files) != len(act.Sealed) {
		return refuse("files")
	}
	for i, data := range f.Files {
		sealed := act.Sealed[i]
		switch {
		case len(data) == 0:
			sub.staged = append(sub.staged, journal.Staged{Digest: journal.Digest(sealed.Digest), Size: sealed.Size})
		case uint32(len(data)) != sealed.Size || crypto.Hash(crypto.LabelFile, data) != sealed.Digest:
			return refuse("files")
		default:
			sub.files[sealed.Digest] = data
		}
	}
	return c.room.tell(func() { c.room.submit(sub) })
}

// fetch sends one sealed file. A package counts as delivered from before its first byte.
func (c *Conn) fetch(f wire.Fetch) bool {
	var refusal *room.Refusal
	if !c.room.ask(c.room.ctx, func() { refusal = c.room.release(c.session.seat, f.Digest) }) {
		return false
	}
	if refusal != nil {
		return c.send(refusedFrame(f.Digest, refusal))
	}
	ctx, cancel := context.WithTimeout(c.room.ctx, storageTimeout)
	defer cancel()
	data, err := c.hub.journal.Blob(ctx, c.room.key, journal.Digest(f.Digest))
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return c.refuse(f.Digest, room.CodeUnknownObject)
	case err != nil:
		return c.refuse(f.Digest, wire.CodeTryAgain)
	}
	// Past the queue, which a large file would overflow: who asks for files reads no faster than he takes them.
	return c.link.Write(wire.Encode(wire.TypeFile, wire.File{Digest: f.Digest, Data: data})) == nil
}

// beat hands heartbeats of this seat to who is meant to hear them.
func (c *Conn) beat(f wire.Beat) bool {
	if len(f.Beats) > maxBeats {
		return c.bye(wire.ByeMalformed)
	}
	beats := make([]chain.Heartbeat, len(f.Beats))
	for i, signed := range f.Beats { // what a client that keeps to the protocol never signs
		var err error
		beats[i], err = chain.OpenHeartbeat(signed, func(id chain.Seat) (crypto.VerifyKey, bool) {
			return c.session.device, id == c.session.seat
		})
		if err != nil || beats[i].Room != c.id {
			return c.bye(wire.ByeMalformed)
		}
	}
	return c.room.tell(func() { c.room.relay(c.session, f.Beats, beats) })
}
