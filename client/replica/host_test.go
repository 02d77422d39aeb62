package replica_test

import (
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/wire"
)

// host is a server that a test can make lie: it admits, keeps and shows, with
// the same core as the real one.
type host struct {
	t       *testing.T
	rules   *covenant.Rules
	key     crypto.SigningKey
	id      crypto.Digest
	state   *room.State
	writer  *chain.Writer
	records [][]byte
	labels  [][]byte
	files   map[crypto.Digest][]byte
	last    crypto.Digest // last act of the server
	counter uint64
	now     int64
	people  []*person
	// revealLate sends reveals after the records they belong to, instead of before.
	revealLate bool
	reveals    map[chain.Seat][]room.Reveal
	// parting is the record that took a seat away from an item where its device knew
	// that it sat. It is sent as its last there, unless partsByStub is set.
	parting     map[chain.Seat]uint64
	partsByStub bool
	// meddle changes what a person is sent.
	meddle func(p *person, rs *wire.Records)
}

// person is somebody with a device.
type person struct {
	*host
	name    string
	claims  room.Claims
	signing crypto.SigningKey
	seatKey crypto.SeatKey
	seat    chain.Seat
	place   agenda.PlaceID
	replica *replica.Replica
	offline bool
}

func newHost(t *testing.T) *host {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	return &host{
		t: t, rules: rules, key: key, writer: chain.NewWriter(), files: map[crypto.Digest][]byte{},
		now: 1_790_000_000_000, reveals: map[chain.Seat][]room.Reveal{}, parting: map[chain.Seat]uint64{},
	}
}

func (h *host) person(name string, party covenant.Code, function string) *person {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(h.t, err)
	seatKey, err := crypto.NewSeatKey()
	require.NoError(h.t, err)
	return &person{host: h, name: name, signing: signing, seatKey: seatKey,
		claims: room.Claims{Name: name, Party: party, Function: function}}
}

func (p *person) bundle(invitation crypto.Digest) chain.Signed {
	b, err := room.SignBundle(room.Bundle{Room: p.id, Invitation: invitation, Recipient: p.seatKey.Recipient(), Claims: p.claims}, p.signing)
	require.NoError(p.t, err)
	return b
}

// found makes p the chair of a new room.
func (h *host) found(p *person, deputies ...agenda.PlaceID) {
	genesis := room.Genesis{
		Kind: "case", Purpose: "collective_support", Profile: h.rules.Digest(), ServerKey: h.key.Public(),
		Chair: p.bundle(crypto.Digest{}), Deputies: deputies, Nonce: [32]byte{1},
	}
	act, err := chain.Sign(chain.Act{Epoch: 1, Kind: room.KindGenesis, Author: 1, Counter: 1, Time: h.now, Payload: chain.Encode(genesis)}, p.signing)
	require.NoError(h.t, err)
	h.id = act.Hash()
	h.state = room.New(h.id, 0, h.rules)
	p.seat, p.place = 1, 1
	p.start()
	require.Nil(h.t, h.admit(wire.Submit{Act: act}))
	p.must(replica.Draft{Kind: room.KindJoin, Payload: room.JoinPayload{Secrecy: h.rules.SecrecyDigest()}})
}

func (p *person) start() {
	p.replica = replica.New(p.id, replica.Owner{Seat: p.seat, Device: p.signing.Public(), Key: p.seatKey}, p.rules, nil)
	p.people = append(p.people, p)
}

// admit checks, writes, applies and shows an act, as the server does.
func (h *host) admit(sub wire.Submit) *room.Refusal {
	h.now += 1000
	if r := h.state.Check(room.Submission{Act: sub.Act, Labels: sub.Labels}, h.now); r != nil {
		return r
	}
	var act chain.Act
	require.NoError(h.t, chain.Decode(sub.Act.Bytes, &act))
	h.append(sub, h.audienceOf(act))
	return nil
}

// audienceOf finds the audience by trying: the state refuses every other.
func (h *host) audienceOf(act chain.Act) []chain.Audience {
	audiences := []chain.Audience{chain.Room}
	for i := range h.state.View(1).Items {
		audiences = append(audiences, chain.Audience(i+1))
	}
	return audiences
}

func (h *host) append(sub wire.Submit, audiences []chain.Audience) {
	for _, a := range audiences {
		var salt [32]byte
		_, _ = rand.Read(salt[:])
		rec, encoded, _ := h.writer.Next(sub.Act, a, h.now, salt)
		effects, refusal := h.state.Apply(rec, sub.Labels)
		if refusal != nil && refusal.Subject == "record" {
			continue
		}
		require.Nil(h.t, refusal)
		require.NoError(h.t, h.writer.Take(rec, encoded))
		h.records, h.labels = append(h.records, encoded), append(h.labels, sub.Labels)
		for _, f := range sub.Files {
			h.files[replica.FileDigest(f)] = f
		}
		h.parts(rec)
		for _, r := range append(effects.Reveals, effects.Labels...) {
			h.reveals[r.Seat] = append(h.reveals[r.Seat], r)
		}
		h.show()
		for _, e := range effects.Erase {
			for _, f := range e.Files {
				delete(h.files, f)
			}
			h.own(room.KindErased, room.Nothing{}, e.Latest)
		}
		return
	}
	require.Fail(h.t, "no audience took the act")
}

// parts notes whom a record takes away from an item.
func (h *host) parts(rec *chain.Record) {
	act, err := rec.Act.Open()
	require.NoError(h.t, err)
	var p room.UnseatPayload
	if act.Kind != room.KindUnseat || h.partsByStub {
		return
	}
	require.NoError(h.t, chain.Decode(act.Payload, &p))
	for _, q := range h.people {
		if q.place == p.Place {
			h.parting[q.seat] = rec.Seq
		}
	}
}

// own signs and admits an act of the server.
func (h *host) own(kind chain.Kind, payload any, refs ...crypto.Digest) {
	h.counter++
	act := chain.Act{
		Room: h.id, Epoch: h.state.Epoch(), Kind: kind, Counter: h.counter, Previous: h.last, Seen: h.writer.Head(),
		Time: h.now, Refs: refs, Payload: chain.Encode(payload),
	}
	if kind == room.KindEpoch {
		act.Epoch++
	}
	signed, err := chain.Sign(act, h.key)
	require.NoError(h.t, err)
	h.last = signed.Hash()
	h.append(wire.Submit{Act: signed}, h.audienceOf(act))
}

// rekey has the server go on under a new key.
func (h *host) rekey() {
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(h.t, err)
	proof, err := crypto.Sign(crypto.LabelRekey, key, h.id[:])
	require.NoError(h.t, err)
	h.own(room.KindRekey, room.RekeyPayload{Key: key.Public(), Proof: proof})
	h.key, h.counter, h.last = key, 0, crypto.Digest{}
}

func (h *host) checkpoint() []byte {
	note, err := chain.Checkpoint{Room: h.id, Epoch: h.state.Epoch(), Head: h.writer.Head()}.Sign(h.key)
	require.NoError(h.t, err)
	return note
}

// delivery is what a seat is sent of the record at seq.
func (h *host) delivery(seat chain.Seat, seq uint64) wire.Delivery {
	if !h.state.Shows(seat, seq) {
		leaf := chain.Leaf(h.records[seq-1])
		return wire.Delivery{Entry: chain.Entry{Stub: &leaf}}
	}
	d := wire.Delivery{Entry: chain.Entry{Record: h.records[seq-1]}}
	if h.state.ShowsLabels(seat, seq) {
		d.Labels = h.labels[seq-1]
	}
	rec, err := chain.DecodeRecord(h.records[seq-1])
	require.NoError(h.t, err)
	act, err := rec.Act.Open()
	require.NoError(h.t, err)
	for _, f := range h.state.FilesFor(seat, seq, act.Sealed) {
		d.Files = append(d.Files, h.files[f])
	}
	return d
}

// show sends everybody what is new.
func (h *host) show() {
	for _, p := range h.people {
		if p.offline || p.replica.Evidence() != nil {
			continue
		}
		_ = p.receive()
	}
}

// receive sends one person what is new for him.
func (p *person) receive() error {
	from := p.replica.Head().N + 1
	var before, after wire.Reveal
	for _, r := range p.reveals[p.seat] {
		if r.Seq < from {
			before.Deliveries = append(before.Deliveries, p.delivery(p.seat, r.Seq))
		} else {
			after.Deliveries = append(after.Deliveries, p.delivery(p.seat, r.Seq))
		}
	}
	p.reveals[p.seat] = nil
	if p.revealLate {
		before, after = wire.Reveal{}, wire.Reveal{Deliveries: append(before.Deliveries, after.Deliveries...)}
	}
	if len(before.Deliveries) > 0 {
		if err := p.replica.Reveal(before, p.now); err != nil {
			return err
		}
	}
	rs := wire.Records{From: from, Checkpoint: p.checkpoint()}
	for seq := from; seq <= uint64(len(p.records)); seq++ {
		d := p.delivery(p.seat, seq)
		if p.parting[p.seat] == seq {
			d = wire.Delivery{Entry: chain.Entry{Record: p.records[seq-1]}}
		}
		rs.Deliveries = append(rs.Deliveries, d)
	}
	if p.meddle != nil {
		p.meddle(p, &rs)
	}
	if err := p.replica.Records(rs, p.now); err != nil {
		return err
	}
	if len(after.Deliveries) > 0 {
		if err := p.replica.Reveal(after, p.now); err != nil {
			return err
		}
	}
	return p.fetch()
}

// fetch asks for files that did not come with their records.
func (p *person) fetch() error {
	for _, digest := range p.replica.Missing() {
		if p.state.Opens(p.seat, digest) && p.files[digest] != nil {
			if err := p.replica.File(digest, p.files[digest]); err != nil {
				return err
			}
		}
	}
	return nil
}

// try composes an act on the person's own replica and offers it to the host.
func (p *person) try(d replica.Draft) (crypto.Digest, *room.Refusal) {
	p.t.Helper()
	sub, refusal, err := p.replica.Compose(d, p.replica.Turn(), p.signing, p.now, p.now)
	require.NoError(p.t, err)
	if refusal != nil {
		return crypto.Digest{}, refusal
	}
	return sub.Act.Hash(), p.admit(sub)
}

func (p *person) must(d replica.Draft) crypto.Digest {
	p.t.Helper()
	hash, refusal := p.try(d)
	if refusal != nil {
		require.Failf(p.t, "refused", "%s, %s: %v", p.name, d.Kind, refusal)
	}
	return hash
}

// comesIn makes q the seat at a new place, by an invitation of p.
func (p *person) comesIn(q *person, post agenda.Post) {
	p.t.Helper()
	p.invited(q, post)
	p.admitted(q)
}

func (p *person) invited(q *person, post agenda.Post) {
	p.t.Helper()
	q.place = agenda.PlaceID(len(p.replica.View().Places) + 1)
	p.must(replica.Draft{Kind: room.KindPlace, Payload: room.PlacePayload{Place: q.place, Party: q.claims.Party, Function: q.claims.Function, Post: post}})
}

func (p *person) admitted(q *person) {
	p.t.Helper()
	secret := crypto.NewInvitationSecret()
	text, err := secret.MarshalSecret()
	require.NoError(p.t, err)
	id := crypto.Hash(crypto.LabelInvitation, []byte(text))
	invite := p.must(replica.Draft{
		Kind:    room.KindInvite,
		Payload: room.InvitePayload{Place: q.place, Invitation: id, LobbyHash: crypto.LobbyHash(secret.Lobby()), Expires: p.now + 86_400_000},
		Body:    &replica.Body{Kind: "invitation", Text: room.InvitationText{Secret: text}},
		Readers: p.state.SealToLeads(),
	})
	q.seat = chain.Seat(len(p.replica.View().Seats) + 1)
	q.start()
	p.must(replica.Draft{Kind: room.KindAdmit, Refs: []crypto.Digest{invite}, Payload: room.AdmitPayload{Seat: q.seat, Place: q.place, Bundle: q.bundle(id)}})
	q.must(replica.Draft{Kind: room.KindJoin, Payload: room.JoinPayload{Secrecy: p.rules.SecrecyDigest()}})
}

// lawHolds compares everybody's replica with the view of the whole log, and with
// that of a device that was started anew.
func (h *host) lawHolds() {
	h.t.Helper()
	for _, p := range h.people {
		if p.offline {
			continue
		}
		require.Nil(h.t, p.replica.Evidence(), p.name)
		require.Falsef(h.t, p.replica.Waiting(), "%s waits", p.name)
		require.Equal(h.t, h.state.View(p.seat), p.replica.View(), p.name)
		fresh := h.again(p)
		require.Nil(h.t, fresh.Evidence(), p.name)
		require.Falsef(h.t, fresh.Waiting(), "%s waits", p.name)
		require.Equal(h.t, p.replica.View(), fresh.View(), p.name)
	}
}

// again starts a person's device anew: it has the note it kept, and takes the log.
func (h *host) again(p *person) *replica.Replica {
	r := replica.New(h.id, p.replica.Owner(), h.rules, p.replica.Held())
	rs := wire.Records{From: 1, Checkpoint: h.checkpoint()}
	for n := uint64(1); n <= uint64(len(h.records)); n++ {
		rs.Deliveries = append(rs.Deliveries, h.delivery(p.seat, n))
	}
	_ = r.Records(rs, h.now) // it keeps what was wrong
	return r
}
