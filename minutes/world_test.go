package minutes

import (
	"crypto/rand"
	"iter"
	"slices"
	"testing"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"

	"github.com/stretchr/testify/require"
)

// world is one real room: a server's state and log, and people with keys who
// sign acts. Sealed files are stood in for by their content.
type world struct {
	t       testing.TB
	rules   *covenant.Rules
	server  crypto.SigningKey
	id      crypto.Digest
	state   *room.State
	writer  *chain.Writer
	records [][]byte
	leaves  []crypto.Digest
	clock   int64
	sealed  map[crypto.Digest][]byte
	seats   int
	places  int
	chair   *someone
	note    []byte // the checkpoint, when it is not simply that of the head
	lying   bool   // the server admits whatever it gets
}

// someone is a person with a device.
type someone struct {
	w        *world
	seat     chain.Seat
	place    agenda.PlaceID
	key      crypto.SigningKey
	claims   room.Claims
	counter  uint64
	previous crypto.Digest
	consent  crypto.Digest // what his contributions about a person rest on; zero for nothing
}

const (
	gemeente = "gemeente-de-wolden"
	politie  = "politie-zuidwest-drenthe"
	actium   = "actium"
	welzijn  = "welzijn-de-wolden"
)

func newKey(t testing.TB) crypto.SigningKey {
	key, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	return key
}

func newRecipient(t testing.TB) crypto.Recipient {
	key, err := crypto.NewSeatKey()
	require.NoError(t, err)
	return key.Recipient()
}

// deWolden are the rules of the meetings here, and regional those that ask more of
// what leaves: a dossier copy for the case director, and the main lines of the
// covenant for third parties.
func deWolden(t testing.TB) *covenant.Rules {
	rules, err := profiles.Resolve("de-wolden")
	require.NoError(t, err)
	return rules
}

func regional(t testing.TB) *covenant.Rules {
	p, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	p.Name = "regio"
	p.Keys.Packages = append(p.Keys.Packages, covenant.Entry{Code: covenant.PackageDossier, NL: "Dossierkopie", EN: "Dossier copy"})
	p.Keys.Dossier.Roles = []covenant.Code{"director"}
	p.Keys.ThirdParty.Summary = true
	p.Keys.Summary = []covenant.Text{{NL: "U mag dit alleen gebruiken om de actie uit te voeren.", EN: "You may use this only to carry out the action."}}
	rules, err := profiles.Complete(p)
	require.NoError(t, err)
	return rules
}

// newWorld founds a room with Joke as chair and promises place 2 to a deputy.
func newWorld(t testing.TB, rules *covenant.Rules) (*world, *someone) {
	w := &world{t: t, rules: rules, server: newKey(t), writer: chain.NewWriter(), sealed: map[crypto.Digest][]byte{},
		clock: time.Date(2026, 11, 27, 7, 40, 0, 0, time.UTC).UnixMilli()}
	joke := &someone{w: w, seat: 1, place: 1, key: newKey(t), claims: room.Claims{Name: "Joke Benning", Party: gemeente, Function: "Buurtregisseur", Contact: "joke@dewolden.example"}}
	bundle, err := room.SignBundle(room.Bundle{Recipient: newRecipient(t), Claims: joke.claims}, joke.key)
	require.NoError(t, err)
	genesis := room.Genesis{Kind: "case", Purpose: "collective_support", Profile: rules.Digest(), ServerKey: w.server.Public(),
		Chair: bundle, Deputies: []agenda.PlaceID{2}, Nonce: [32]byte{1}}
	signed, err := chain.Sign(chain.Act{Epoch: 1, Kind: room.KindGenesis, Author: 1, Counter: 1, Payload: chain.Encode(genesis)}, joke.key)
	require.NoError(t, err)
	w.id = signed.Hash()
	w.state = room.New(w.id, 0, rules)
	joke.counter, joke.previous, w.chair = 1, w.id, joke
	w.seats, w.places = 1, 1
	w.append(signed, chain.Room, nil)
	joke.act(room.KindJoin, room.JoinPayload{Secrecy: rules.SecrecyDigest()}, in0)
	joke.announce()
	return w, joke
}

// append is the server: it checks, unless it lies, and writes the record.
func (w *world) append(act chain.Signed, audience chain.Audience, labels []byte) crypto.Digest {
	w.t.Helper()
	w.clock += 20_000
	if !w.lying {
		if r := w.state.Check(room.Submission{Act: act, Labels: labels}, w.clock); r != nil {
			require.FailNow(w.t, "refused", "%s %s", r.Code, r.Subject)
		}
	}
	rec, b, head := w.writer.Next(act, audience, w.clock, [32]byte{byte(len(w.records)), byte(len(w.records) >> 8)})
	if !w.lying {
		_, r := w.state.Apply(rec, labels)
		require.Nil(w.t, r)
	}
	require.NoError(w.t, w.writer.Take(rec, b))
	w.records, w.leaves = append(w.records, b), append(w.leaves, chain.Leaf(b))
	require.Equal(w.t, head, w.writer.Head())
	return act.Hash()
}

// how is what an act has besides its payload.
type how struct {
	audience chain.Audience
	refs     []crypto.Digest
	text     any // of the sealed body
	readers  []*someone
	labels   []byte
}

var in0 = how{}

func at(item agenda.ItemID, refs ...crypto.Digest) how {
	return how{audience: item.Audience(), refs: refs}
}

func (h how) sealing(text any, readers ...*someone) how {
	h.text, h.readers = text, readers
	return h
}

// act signs and submits.
func (s *someone) act(kind chain.Kind, payload any, h how) crypto.Digest {
	s.w.t.Helper()
	a := chain.Act{Room: s.w.id, Epoch: 1, Kind: kind, Author: s.seat, Counter: s.counter + 1, Previous: s.previous,
		Seen: s.w.writer.Head(), SeenHere: s.w.writer.Here(h.audience), Time: s.w.clock, Refs: h.refs, Payload: chain.Encode(payload)}
	if h.text != nil {
		content := chain.Encode(h.text)
		body := crypto.Hash(crypto.LabelFile, []byte(kind), s.previous[:], content)
		s.w.sealed[body] = content
		a.Sealed = append(a.Sealed, chain.Sealed{Digest: body, Size: 1024})
	}
	for _, r := range slices.SortedFunc(slices.Values(h.readers), func(a, b *someone) int { return int(a.seat) - int(b.seat) }) {
		a.Sealed = append(a.Sealed, chain.Sealed{Digest: crypto.Hash(crypto.LabelFile, []byte{byte(r.seat)}, s.previous[:]), Size: 2048, Reader: r.seat})
	}
	signed, err := chain.Sign(a, s.key)
	require.NoError(s.w.t, err)
	hash := s.w.append(signed, h.audience, h.labels)
	s.counter, s.previous = s.counter+1, hash
	return hash
}

// announce gives the key that packages are encrypted to.
func (s *someone) announce() {
	s.act(room.KindMinutesKey, room.MinutesKeyPayload{Recipient: newRecipient(s.w.t)}, in0)
}

// invites makes a place, an invitation, and lets its holder in.
func (s *someone) invites(name, function string, party covenant.Code, post agenda.Post, leads ...*someone) *someone {
	s.w.t.Helper()
	s.w.places++
	place := agenda.PlaceID(s.w.places)
	s.act(room.KindPlace, room.PlacePayload{Place: place, Party: party, Function: function, Post: post}, in0)
	return s.invitesTo(place, name, party, leads...)
}

func (s *someone) invitesTo(place agenda.PlaceID, name string, party covenant.Code, leads ...*someone) *someone {
	w := s.w
	w.t.Helper()
	w.seats++
	n := &someone{w: w, seat: chain.Seat(w.seats), place: place, key: newKey(w.t),
		claims: room.Claims{Name: name, Party: party, Function: "Medewerker", Contact: "werk@voorbeeld.example"}}
	id := crypto.Hash(crypto.LabelInvitation, []byte{byte(n.seat)})
	invite := s.act(room.KindInvite, room.InvitePayload{Place: place, Invitation: id, LobbyHash: id, Expires: w.clock + 3_600_000},
		how{}.sealing(room.InvitationText{Secret: "s"}, append(leads, s)...))
	bundle, err := room.SignBundle(room.Bundle{Room: w.id, Invitation: id, Recipient: newRecipient(w.t), Claims: n.claims}, n.key)
	require.NoError(w.t, err)
	s.act(room.KindAdmit, room.AdmitPayload{Seat: n.seat, Place: place, Bundle: bundle}, how{refs: []crypto.Digest{invite}})
	n.act(room.KindJoin, room.JoinPayload{Secrecy: w.rules.SecrecyDigest()}, in0)
	n.announce()
	return n
}

// contributes brings something in; everybody at the item may read it.
func (s *someone) contributes(item agenda.ItemID, nature covenant.Code, text room.ContributionText, task, basis covenant.Code, readers ...*someone) crypto.Digest {
	l := room.Labels{Salt: [32]byte{9}, Category: "behaviour", Nature: nature, Basis: basis, Task: task,
		Purpose: "collective_support", Necessity: text.Necessity != "", Source: text.Source != "", Consent: s.consent}
	if !s.consent.IsZero() {
		l.Person = 1
	}
	labels := l.Encode()
	var named []room.Reader
	for _, r := range readers {
		if r.place > 2 && r != s {
			named = append(named, room.Reader{Place: r.place, Reason: "action"})
		}
	}
	h := at(item).sealing(text, readers...)
	h.labels = labels
	return s.act(room.KindContribute, room.ContributePayload{Item: item, Labels: room.LabelsDigest(labels), Readers: named}, h)
}

// asks records what person 1 of an item answered, and rests on it from then on.
func (s *someone) asks(item agenda.ItemID, change func(*room.ConsentPayload), leads ...*someone) crypto.Digest {
	p := room.ConsentPayload{
		Item: item, Person: 1, Answer: covenant.ConsentGiven, Level: covenant.ConsentOral, Day: day(2026, 11, 24),
		Signers: []covenant.Code{covenant.SignerSelf, covenant.SignerRepresentative}, Categories: []covenant.Code{"behaviour"},
		Purpose: "collective_support", Parties: []covenant.Code{actium}, Told: true,
	}
	if change != nil {
		change(&p)
	}
	s.consent = s.act(room.KindConsent, p, at(item).sealing(room.ConsentText{Note: "Aan de keukentafel."}, append(leads, s)...))
	return s.consent
}

// release is a proposal to be made.
type release struct {
	item    agenda.ItemID
	kind    covenant.Code
	text    string
	to      []room.Recipient
	actions []crypto.Digest
	sources []crypto.Digest
	owners  []*someone
	basis   covenant.Code
	task    covenant.Code
}

// proposes makes a proposal; openers must be able to open it.
func (s *someone) proposes(r release, openers ...*someone) crypto.Digest {
	salt := [32]byte(crypto.Hash(crypto.LabelFile, []byte(r.text)))
	p := room.ProposePayload{Item: r.item, Kind: r.kind, Digest: room.ReleaseDigest(salt, r.text), Recipients: r.to,
		Actions: uint32(len(r.actions)), Independent: len(r.sources) == 0, Basis: r.basis, Task: r.task}
	for _, o := range r.owners {
		p.Owners = append(p.Owners, o.seat)
		if !slices.Contains(openers, o) {
			openers = append(openers, o)
		}
	}
	if !slices.Contains(openers, s) {
		openers = append(openers, s)
	}
	return s.act(room.KindPropose, p, at(r.item, slices.Concat(r.actions, r.sources)...).sealing(room.ReleaseText{Salt: salt, Text: r.text}, openers...))
}

// agrees and approves follow the latest act on the proposal and return the new one.
func (s *someone) agrees(item agenda.ItemID, proposal, latest crypto.Digest) crypto.Digest {
	return s.act(room.KindAgree, room.ProposalPayload{Proposal: proposal}, at(item, latest))
}

func (s *someone) approves(item agenda.ItemID, proposal, latest crypto.Digest, independent bool) crypto.Digest {
	return s.act(room.KindMinimise, room.MinimisePayload{Proposal: proposal, Approve: true, Independent: independent}, at(item, latest))
}

// released takes a proposal all the way.
func (s *someone) released(r release, openers ...*someone) crypto.Digest {
	p := s.proposes(r, openers...)
	latest := p
	done := map[*someone]bool{}
	for _, o := range r.owners {
		if !done[o] {
			latest = o.agrees(r.item, p, latest)
			done[o] = true
		}
	}
	return s.w.chair.approves(r.item, p, latest, len(r.sources) == 0)
}

// open opens a sealed text of somebody's view, if he has an envelope.
func (w *world) open(v room.SealedView) ([]byte, error) {
	b, ok := w.sealed[v.Body]
	if !ok || v.Envelope.IsZero() {
		return nil, crypto.ErrNoKey
	}
	return b, nil
}

// input is what s would issue for a recipient.
func (s *someone) input(kind covenant.Code, to room.Recipient) Input {
	until, _ := s.w.state.ReactionDay(kind, s.w.clock)
	return Input{View: s.w.state.View(s.seat), Rules: s.w.rules, Recipient: to, Kind: kind, ReactUntil: until, Open: s.w.open}
}

func (s *someone) compiles(kind covenant.Code, to room.Recipient) *Compiled {
	s.w.t.Helper()
	c, err := Compile(s.input(kind, to))
	require.NoError(s.w.t, err)
	return c
}

var packageSalt = [32]byte{7, 7, 7}

// issues signs the issue act and makes the document.
func (s *someone) issues(c *Compiled) (crypto.Digest, []byte) {
	s.w.t.Helper()
	issue := s.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
	return issue, s.w.document(c.Contents, issue)
}

// sends has a package for a seat leave.
func (s *someone) sends(pack crypto.Digest, to *someone) {
	s.w.t.Helper()
	member, _ := s.w.state.Member(to.seat)
	s.act(room.KindDispatch, room.DispatchPayload{Keys: room.KeysDigest([]crypto.Recipient{member.MinutesKey})}, how{refs: []crypto.Digest{pack}, readers: []*someone{to}})
	packages := s.w.state.View(s.seat).Packages
	i := slices.IndexFunc(packages, func(p room.PackageView) bool { return p.Act == pack })
	counter, previous := s.w.state.NextOf(s.w.server.Public())
	signed, err := chain.Sign(chain.Act{
		Room: s.w.id, Epoch: 1, Kind: room.KindDelivered, Counter: counter, Previous: previous, Seen: s.w.writer.Head(), Time: s.w.clock,
		Refs: []crypto.Digest{packages[i].Latest}, Payload: chain.Encode(room.DeliveredPayload{File: packages[i].File}),
	}, s.w.server)
	require.NoError(s.w.t, err)
	s.w.append(signed, chain.Room, nil)
}

func (w *world) document(c Contents, issue crypto.Digest) []byte {
	w.t.Helper()
	proof, err := w.prover().Prove(c, packageSalt, issue)
	require.NoError(w.t, err)
	doc, err := Document(c, proof)
	require.NoError(w.t, err)
	return doc
}

func (w *world) prover() *Prover {
	w.t.Helper()
	p, err := NewProver(w)
	require.NoError(w.t, err)
	return p
}

// world is a Log.
func (w *world) Records() iter.Seq[[]byte]       { return slices.Values(w.records) }
func (w *world) Leaves(n uint64) []crypto.Digest { return w.leaves[:n] }
func (w *world) Checkpoint() []byte {
	if w.note != nil {
		return w.note
	}
	return w.checkpoint(w.server)
}

func (w *world) checkpoint(key crypto.SigningKey) []byte {
	b, err := chain.Checkpoint{Room: w.id, Epoch: 1, Head: w.writer.Head()}.Sign(key)
	require.NoError(w.t, err)
	return b
}

func seat(s *someone) room.Recipient { return room.Recipient{Seat: s.seat} }
