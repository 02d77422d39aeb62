package room

import (
	"encoding/binary"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// meeting is a room as its server has it, with everybody's keys at hand. Acts
// are signed for real; sealed files are digests only.
type meeting struct {
	testing.TB
	s     *State
	w     *chain.Writer
	now   int64 // server's clock, ms
	files uint64
	seats map[string]chain.Seat
	rules *covenant.Rules
	host  crypto.SigningKey  // the server's present key
	anew  map[string]*person // who came back on another device, or was never in the cast
	log   []logged
	after func() // after every act

	sealer Sealer       // nil where nobody asks for more of a sealed file than its digest
	seals  seal.Binding // of what is being sealed
}

// logged is one record as the server keeps it.
type logged struct {
	rec     *chain.Record
	device  crypto.VerifyKey // of its author
	labels  []byte
	effects Effects
	head    chain.Position // after it
}

// server is the key that the server begins with.
func server() crypto.SigningKey { return keyNamed("server") }

// emptyMeeting is a meeting before its genesis act. tb may bring how to seal.
func emptyMeeting(tb testing.TB) *meeting {
	m := &meeting{TB: tb, w: chain.NewWriter(), now: 1_795_000_000_000, seats: map[string]chain.Seat{}, rules: deWolden(), host: server(), anew: map[string]*person{}}
	if with, ok := tb.(interface{ Sealer() Sealer }); ok {
		m.sealer = with.Sealer()
	}
	return m
}

// person is somebody with the device he has now.
func (m *meeting) person(name string) *person {
	if p := m.anew[name]; p != nil {
		return p
	}
	return cast()[name]
}

// draft is an act before it is signed. What is not said is filled in as a
// well-behaved device would: header, refs to latest acts, files for whoever
// must be able to read.
type draft struct {
	by      string // "" is the server
	kind    chain.Kind
	payload any
	on      []crypto.Digest // creating acts of the objects it is about
	labels  *Labels
	sealed  []chain.Sealed    // instead of what fits
	tamper  func(*chain.Act)  // just before signing
	with    crypto.SigningKey // instead of the author's own key
	alter   func(*Submission) // after signing
}

// sign makes the submission of a draft.
func (m *meeting) sign(d draft) Submission {
	m.Helper()
	key := m.host
	if d.by != "" {
		key = m.person(d.by).key
	}
	if !d.with.IsZero() {
		key = d.with
	}
	counter, previous := uint64(1), crypto.Digest{}
	if m.s != nil {
		counter, previous = m.s.NextOf(key.Public())
	}
	sub := m.signWith(d, key, chain.Act{Counter: counter, Previous: previous, Seen: m.w.Head()})
	if d.kind == KindGenesis && m.s == nil {
		m.s = New(sub.Act.Hash(), 0, m.rules)
	}
	return sub
}

// signWith is sign by a device with this key; of act stand its turn and what it has seen.
func (m *meeting) signWith(d draft, key crypto.SigningKey, act chain.Act) Submission {
	m.Helper()
	if d.payload == nil && d.kind == KindDispatch {
		d.payload = &DispatchPayload{Keys: KeysDigest(m.s.fileKeys(m.s.packages[d.on[0]]))}
	}
	if d.payload == nil {
		d.payload = &Nothing{}
	}
	var sub Submission
	if d.labels != nil {
		sub.Labels = d.labels.Encode()
		switch p := d.payload.(type) {
		case *ContributePayload:
			p.Labels = LabelsDigest(sub.Labels)
		case *CorrectPayload:
			p.Labels = LabelsDigest(sub.Labels)
		}
	}
	act.Kind, act.Author, act.Epoch, act.Time, act.Payload, act.Sealed = d.kind, m.seats[d.by], 1, m.now, chain.Encode(d.payload), d.sealed
	if m.s != nil {
		act.Room, act.Epoch = m.s.id, m.s.epoch
		for _, created := range d.on {
			act.Refs = append(act.Refs, m.latest(created))
		}
		if d.sealed == nil {
			m.seals = m.bindingOf(d, key.Public(), act.Counter)
			act.Sealed = m.fittingFiles(d)
		}
	}
	if d.tamper != nil {
		d.tamper(&act)
	}
	signed, err := chain.Sign(act, key)
	require.NoError(m, err)
	sub.Act = signed
	if d.alter != nil {
		d.alter(&sub)
	}
	return sub
}

// latest is the act that the next one on an object must name; the digest itself
// where it names no object.
func (m *meeting) latest(created crypto.Digest) crypto.Digest {
	if k, ok := m.s.acts[created]; ok && k.object != nil {
		return k.object.latest
	}
	return created
}

// fittingFiles are the sealed files that a draft must bring.
func (m *meeting) fittingFiles(d draft) []chain.Sealed {
	var o *object
	if len(d.on) > 0 {
		if k, ok := m.s.acts[d.on[0]]; ok {
			o = k.object
		}
	}
	author := m.seats[d.by]
	switch p := d.payload.(type) {
	case *InvitePayload:
		return m.body(m.s.SealToLeads())
	case *ConsentPayload:
		return m.body(m.s.SealToRecorder(author))
	case *DescribePayload:
		return m.body(m.s.SealToItem(o.item))
	case *DecisionPayload:
		return m.body(m.s.SealToItem(p.Item))
	case *ActionPayload:
		return m.body(m.s.SealToItem(p.Item))
	case *ContributePayload:
		return m.body(m.s.SealToReaders(author, p.Readers))
	case *CorrectPayload:
		return m.body(m.s.SealToReaders(author, m.s.contributions[o.created].Readers))
	case *RequestPayload:
		return m.body(m.s.SealToRequest(p.Item, author, p.To))
	case *DraftPayload:
		return m.body(m.s.SealToDraft(p.Item, author, p.Place))
	case *ShowPayload:
		con := m.s.contributions[o.created]
		return m.envelopes(m.lacking(o, m.s.SealToReaders(con.Owner, append(p.Readers, con.Readers...))))
	case *ProposePayload:
		return m.body(m.s.SealToDeciders(p.Item, author, p.Owners))
	case *NamePayload:
		if o != nil {
			return m.envelopes(m.lacking(o, numbers(m.s.entitledTo(o))))
		}
		return m.body(m.s.SealToItem(p.Item))
	case *DispatchPayload:
		return []chain.Sealed{m.packed(m.s.packages[o.created].Recipient.Seat)}
	case *ProgressPayload:
		return m.body(m.s.SealToItem(o.item))
	case *InformPlanPayload:
		return m.body(m.s.SealToProfessionals(p.Item))
	case *OutsidePayload:
		if p.Kind != "" {
			return m.body(m.s.SealToScribes())
		}
	case *ReactPayload:
		if !p.None {
			return m.body(m.s.SealToReaction(author))
		}
	case *HandlePayload:
		if p.Answer {
			return m.body(m.s.SealToReaction(m.s.reactions[o.created].Seat))
		}
	case nil, *Nothing:
		if d.kind == KindHold || d.kind == KindRefuseRequest {
			return m.body(m.s.SealToHold(o.created))
		}
		if d.kind == KindShare {
			return m.envelopes(m.lacking(o, numbers(m.s.sharedWith(o))))
		}
	}
	return nil
}

func (m *meeting) lacking(o *object, seats []chain.Seat) []chain.Seat {
	var lack []chain.Seat
	for _, id := range seats {
		if _, has := o.envel[id]; !has || o.unread[id] {
			lack = append(lack, id)
		}
	}
	return lack
}

func (m *meeting) file() crypto.Digest {
	m.files++
	return crypto.Hash(crypto.LabelFile, binary.BigEndian.AppendUint64(nil, m.files))
}

// record is what the server would write for a submission, with the row's own audience.
func (m *meeting) record(sub Submission) (*chain.Record, []byte) {
	m.Helper()
	c, refusal := m.s.prepare(sub, m.now)
	require.Nil(m, refusal)
	rec, encoded, _ := m.w.Next(sub.Act, c.audience, m.now, crypto.Hash(crypto.LabelLeaf, sub.Act.Bytes))
	return rec, encoded
}

// admit does what a server does with an act that is not refused.
func (m *meeting) admit(sub Submission) (*chain.Record, *Refusal) {
	m.Helper()
	if refusal := m.s.Check(sub, m.now); refusal != nil {
		return nil, refusal
	}
	rec, encoded := m.record(sub)
	effects, refusal := m.s.Apply(rec, sub.Labels)
	require.Nil(m, refusal, "an act that Check lets through is applied")
	require.NoError(m, m.w.Take(rec, encoded))
	var act chain.Act
	require.NoError(m, chain.Decode(rec.Act.Bytes, &act))
	m.log = append(m.log, logged{rec, act.Device, sub.Labels, effects, m.w.Head()})
	m.now += 1000
	if m.after != nil {
		m.after()
	}
	return rec, nil
}

// do has an act admitted, and returns its hash.
func (m *meeting) do(d draft) crypto.Digest {
	m.Helper()
	sub := m.sign(d)
	rec, refusal := m.admit(sub)
	if refusal != nil {
		require.FailNow(m, "refused", "%s by %s: %v", d.kind, d.by, refusal)
	}
	return rec.Act.Hash()
}

// refused wants an act refused with a code, for these obligations. Nothing may have changed.
func (m *meeting) refused(d draft, code string, obligations ...string) {
	m.Helper()
	refusal := m.s.Check(m.sign(d), m.now)
	require.NotNil(m, refusal, "%s by %s must be refused", d.kind, d.by)
	require.Equal(m, code, string(refusal.Code))
	for _, id := range obligations {
		require.Contains(m, refusal.Obligations, id)
		require.NotEmpty(m, refusal.Articles)
	}
}

// effects are those of the last act.
func (m *meeting) effects() Effects { return m.log[len(m.log)-1].effects }

// view is what somebody sees now.
func (m *meeting) view(name string) View { return m.s.View(m.seats[name]) }

// at is what somebody sees of an item.
func (m *meeting) at(name string, item agenda.ItemID) ItemView {
	for _, v := range m.view(name).Items {
		if v.ID == item {
			return v
		}
	}
	require.FailNow(m, "no such item")
	return ItemView{}
}

// item is the creating act of an item.
func (m *meeting) item(id agenda.ItemID) crypto.Digest { return m.s.itemObjects[id-1].created }
