// Package roomtest plays a room by hand, for tests of what carries rooms: it
// signs the acts of people without a client, and counts for them. Sealed files
// are random bytes; whoever tests what is in them uses the client.
//
// It is imported by tests only.
package roomtest

import (
	"cmp"
	"crypto/rand"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
	"casusoverleg/room/wire"
)

// Rules are those of De Wolden.
var Rules = sync.OnceValue(func() *covenant.Rules {
	rules, err := profiles.Resolve("de-wolden")
	if err != nil {
		panic(err)
	}
	return rules
})

// Parties of De Wolden.
const (
	Municipality covenant.Code = "gemeente-de-wolden"
	Police       covenant.Code = "politie-zuidwest-drenthe"
	Housing      covenant.Code = "actium"
	Welfare      covenant.Code = "welzijn-de-wolden"
)

// Person is somebody with the keys of his device.
type Person struct {
	Name     string
	Party    covenant.Code
	Function string
	Key      crypto.SigningKey
	Sealed   crypto.Recipient

	Seat  chain.Seat
	Place agenda.PlaceID

	counter  uint64
	previous crypto.Digest
}

// NewPerson makes a person with fresh keys.
func NewPerson(tb testing.TB, name string, party covenant.Code) *Person {
	tb.Helper()
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(tb, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(tb, err)
	return &Person{Name: name, Party: party, Function: "professional", Key: key, Sealed: seat.Recipient()}
}

// Bundle is what a person brings when he joins; of the chair in the genesis act, without room and invitation.
func (p *Person) Bundle(tb testing.TB, id, invitation crypto.Digest) chain.Signed {
	tb.Helper()
	signed, err := room.SignBundle(room.Bundle{
		Room: id, Invitation: invitation, Recipient: p.Sealed,
		Claims: room.Claims{Name: p.Name, Party: p.Party, Function: p.Function},
	}, p.Key)
	require.NoError(tb, err)
	return signed
}

// Genesis is the act by which a person founds a room as its chair.
func (p *Person) Genesis(tb testing.TB, server crypto.VerifyKey) chain.Signed {
	tb.Helper()
	var nonce [32]byte
	_, _ = rand.Read(nonce[:])
	p.Seat, p.Place, p.counter, p.previous = 1, 1, 0, crypto.Digest{}
	return p.sign(tb, chain.Act{Epoch: 1, Kind: room.KindGenesis, Payload: chain.Encode(room.Genesis{
		Kind: "case", Purpose: "collective_support", Profile: Rules().Digest(), ServerKey: server,
		Chair: p.Bundle(tb, crypto.Digest{}, crypto.Digest{}), Nonce: nonce,
	})})
}

func (p *Person) sign(tb testing.TB, act chain.Act) chain.Signed {
	tb.Helper()
	act.Author, act.Counter, act.Previous = p.Seat, p.counter+1, p.previous
	act.Time = time.Now().UnixMilli()
	signed, err := chain.Sign(act, p.Key)
	require.NoError(tb, err)
	return signed
}

// Admitted notes that an act of this person is in the log.
func (p *Person) Admitted(signed chain.Signed) {
	p.counter++
	p.previous = signed.Hash()
}

// Table is a room with the people in it. Submit offers an act of somebody and
// returns nil when it was admitted; a *room.Refusal where it was refused.
type Table struct {
	TB     testing.TB
	Room   crypto.Digest
	Epoch  uint64
	Chair  *Person
	Submit func(p *Person, s wire.Submit) error

	Seated []*Person // by seat, the chair first
	leads  []*Person
	places agenda.PlaceID
	items  []*Item
}

// Item is an item with who sits there besides chair and deputies.
type Item struct {
	ID     agenda.ItemID
	Latest crypto.Digest
	At     []*Person
}

// NewTable is a room that has just been founded; the chair has yet to join.
func NewTable(tb testing.TB, genesis chain.Signed, chair *Person, submit func(*Person, wire.Submit) error) *Table {
	chair.Admitted(genesis)
	return &Table{
		TB: tb, Room: genesis.Hash(), Epoch: 1, Chair: chair, Submit: submit,
		Seated: []*Person{chair}, leads: []*Person{chair}, places: 1,
	}
}

// Draft is an act to be signed.
type Draft struct {
	Kind    chain.Kind
	Payload any // room.Nothing when nil
	Refs    []crypto.Digest
	Labels  []byte
	Body    []byte    // a sealed body for Readers; nil for none
	Readers []*Person // who get an envelope
	Sealed  int       // bytes of each envelope; 600 when 0
	Staged  bool      // the body was staged before
	Seen    chain.Position
}

// Sign makes the submission of a draft, and changes nothing.
func (t *Table) Sign(p *Person, d Draft) wire.Submit {
	t.TB.Helper()
	if d.Payload == nil {
		d.Payload = room.Nothing{}
	}
	act := chain.Act{Room: t.Room, Epoch: t.Epoch, Kind: d.Kind, Refs: d.Refs, Seen: d.Seen, Payload: chain.Encode(d.Payload)}
	var files [][]byte
	add := func(data []byte, reader chain.Seat) {
		act.Sealed = append(act.Sealed, chain.Sealed{Digest: crypto.Hash(crypto.LabelFile, data), Size: uint32(len(data)), Reader: reader})
		files = append(files, data)
	}
	if d.Body != nil {
		add(d.Body, 0)
	}
	readers := slices.Clone(d.Readers)
	slices.SortFunc(readers, func(a, b *Person) int { return int(a.Seat) - int(b.Seat) })
	for _, r := range slices.Compact(readers) {
		add(Bytes(cmp.Or(d.Sealed, 600)), r.Seat)
	}
	if d.Staged {
		files[0] = nil
	}
	return wire.Submit{Act: p.sign(t.TB, act), Labels: d.Labels, Files: files}
}

// Offer signs and submits a draft, and returns the act's hash.
func (t *Table) Offer(p *Person, d Draft) (crypto.Digest, error) {
	t.TB.Helper()
	s := t.Sign(p, d)
	if err := t.Submit(p, s); err != nil {
		return crypto.Digest{}, err
	}
	p.Admitted(s.Act)
	return s.Act.Hash(), nil
}

// Do is Offer for what must be admitted.
func (t *Table) Do(p *Person, d Draft) crypto.Digest {
	t.TB.Helper()
	hash, err := t.Offer(p, d)
	require.NoError(t.TB, err)
	return hash
}

// Join confirms secrecy, the first act of every seat.
func (t *Table) Join(p *Person) {
	t.TB.Helper()
	t.Do(p, Draft{Kind: room.KindJoin, Payload: room.JoinPayload{Secrecy: Rules().SecrecyDigest()}})
}

// Invitation is a link for one place.
type Invitation struct {
	ID     crypto.Digest
	Act    crypto.Digest // the invite act
	Place  agenda.PlaceID
	Secret crypto.InvitationSecret
}

// Invite makes a place for a person and a link to it, valid for a time.
func (t *Table) Invite(p *Person, post agenda.Post, valid time.Duration) Invitation {
	t.TB.Helper()
	place := t.places + 1
	t.Do(t.Chair, Draft{Kind: room.KindPlace, Payload: room.PlacePayload{Place: place, Party: p.Party, Function: p.Function, Post: post}})
	t.places = place
	inv := Invitation{ID: crypto.Digest(Bytes(32)), Place: place, Secret: crypto.NewInvitationSecret()}
	inv.Act = t.Do(t.Chair, Draft{
		Kind: room.KindInvite, Body: Bytes(300), Readers: t.leads,
		Payload: room.InvitePayload{
			Place: place, Invitation: inv.ID, LobbyHash: crypto.LobbyHash(inv.Secret.Lobby()),
			Expires: time.Now().Add(valid).UnixMilli(),
		},
	})
	return inv
}

// Admit lets a person in with a bundle he brought.
func (t *Table) Admit(p *Person, post agenda.Post, inv Invitation, bundle chain.Signed) crypto.Digest {
	t.TB.Helper()
	seat := chain.Seat(len(t.Seated) + 1)
	hash := t.Do(t.Chair, Draft{
		Kind: room.KindAdmit, Refs: []crypto.Digest{inv.Act},
		Payload: room.AdmitPayload{Seat: seat, Place: inv.Place, Bundle: bundle},
	})
	p.Seat, p.Place = seat, inv.Place
	t.Seated = append(t.Seated, p)
	if post == agenda.Deputy {
		t.leads = append(t.leads, p)
	}
	return hash
}

// Enter invites and admits a person, without the lobby. He has yet to join.
func (t *Table) Enter(p *Person, post agenda.Post) {
	t.TB.Helper()
	inv := t.Invite(p, post, time.Hour)
	t.Admit(p, post, inv, p.Bundle(t.TB, t.Room, inv.ID))
}

// NewItem makes an item that may be discussed, where these people sit as
// professionals. Chair and deputies see it anyway.
func (t *Table) NewItem(at ...*Person) *Item {
	t.TB.Helper()
	it := &Item{ID: agenda.ItemID(len(t.items) + 1)}
	it.Latest = t.Do(t.Chair, Draft{Kind: room.KindItem, Payload: room.ItemPayload{Item: it.ID, Minutes: 20}})
	t.items = append(t.items, it)
	it.Latest = t.Do(t.Chair, Draft{
		Kind: room.KindDescribe, Refs: []crypto.Digest{it.Latest}, Body: Bytes(300), Readers: t.leads,
		Payload: room.DescribePayload{
			Purpose: "collective_support", Criterion: "nuisance", Inform: covenant.Informed, InformDay: 20_700, Named: true,
			Persons: []room.PersonLabels{{Relation: "resident", AgeBand: "adult"}},
		},
	})
	for _, p := range at {
		t.Sit(it, p)
	}
	return it
}

// Sit seats a person at an item.
func (t *Table) Sit(it *Item, p *Person) {
	t.TB.Helper()
	it.Latest = t.Do(t.Chair, Draft{
		Kind: room.KindSit, Refs: []crypto.Digest{it.Latest},
		Payload: room.SitPayload{Item: it.ID, Place: p.Place, Role: "content"},
	})
	it.At = append(it.At, p)
}

// Contribution is the draft of something a person brings in.
func (t *Table) Contribution(p *Person, it *Item, body []byte, readers ...*Person) Draft {
	task := map[covenant.Code]covenant.Code{Municipality: "support", Police: "assistance", Housing: "liveability", Welfare: "community"}
	basis := covenant.Code("public_task")
	if p.Party == Police {
		basis = "police_provision"
	}
	labels := room.Labels{
		Salt: [32]byte(Bytes(32)), Person: 1, Category: "behaviour", Nature: covenant.Fact, Basis: basis,
		Task: task[p.Party], Purpose: "collective_support", Necessity: true,
	}.Encode()
	payload := room.ContributePayload{Item: it.ID, Labels: room.LabelsDigest(labels)}
	readers = slices.Clone(readers)
	slices.SortFunc(readers, func(a, b *Person) int { return int(a.Place) - int(b.Place) })
	for _, r := range readers {
		payload.Readers = append(payload.Readers, room.Reader{Place: r.Place, Reason: "own_task"})
	}
	return Draft{
		Kind: room.KindContribute, Payload: payload, Labels: labels, Body: body,
		Readers: slices.Concat([]*Person{p}, t.leads, readers),
	}
}

// Bytes are n random ones.
func Bytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}
