package room

import (
	"bytes"
	"slices"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
)

// fuzzed is a room with somebody who may do a kind, and the act that he would do.
type fuzzed struct {
	*meeting
	draft
	payload []byte
}

// each is one such room for every kind, in the order of their names.
func each(tb testing.TB) []fuzzed {
	var kinds []chain.Kind
	for kind := range accepted() {
		if kind != KindGenesis {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	var all []fuzzed
	for _, kind := range kinds {
		m, d := accepted()[kind](tb)
		sub := m.sign(d)
		var act chain.Act
		require.NoError(tb, chain.Decode(sub.Act.Bytes, &act))
		all = append(all, fuzzed{m, d, act.Payload})
	}
	return all
}

// Whatever anybody signs, the room answers; and what it lets through it can apply, on
// another copy of itself too.
func FuzzCheck(f *testing.F) {
	rooms := each(f)
	for i, r := range rooms {
		f.Add(uint8(i), uint8(0), r.payload, []byte{}, uint8(0))
	}
	f.Add(uint8(0), uint8(1), rooms[0].payload, []byte{0}, uint8(3))
	for _, b := range fuzztest.Nasty() {
		f.Add(uint8(1), uint8(2), b, []byte{1, 0}, uint8(1))
	}
	f.Fuzz(func(t *testing.T, which, by uint8, payload, refs []byte, sealed uint8) {
		if !signable(payload) || len(payload)+len(refs)*len(crypto.Digest{}) > chain.MaxAct/2 { // half is for the rest of an act
			return
		}
		r := rooms[int(which)%len(rooms)]
		m, d := r.meeting, r.draft
		m.TB = t
		if by > 0 { // somebody else
			d.by = m.nameOf(chain.Seat(int(by) % (m.s.Members() + 1)))
		}
		d.tamper = func(act *chain.Act) {
			act.Payload = payload
			for _, n := range refs { // something else
				act.Refs = append(act.Refs, m.s.log[int(n)%len(m.s.log)].hash)
			}
			if sealed > 0 {
				act.Sealed = m.body([]chain.Seat{chain.Seat(sealed)})
			}
		}
		sub := m.sign(d)
		var refusal *Refusal
		fuzztest.Bounded(t, len(sub.Act.Bytes), func() { refusal = m.s.Check(sub, m.now) })
		if refusal != nil {
			return
		}
		again := New(m.s.id, 0, m.s.rules)
		for _, l := range m.log {
			_, refusal := again.Apply(l.rec, l.labels)
			require.Nil(t, refusal)
		}
		rec, _ := m.record(sub)
		_, refusal = again.Apply(rec, sub.Labels)
		require.Nil(t, refusal, "%s is let through and not applied", d.kind)
	})
}

// signable says whether a device could have signed a payload: an act is canonical
// CBOR from end to end, and what is not is refused before anybody looks at it.
func signable(payload []byte) (ok bool) {
	defer func() { ok = recover() == nil }()
	chain.Encode(cbor.RawMessage(payload))
	return true
}

// readAgain reads one kind of bytes and writes them again.
type readAgain func([]byte) ([]byte, error)

func readAs[T any](b []byte) ([]byte, error) {
	var v T
	err := chain.Decode(b, &v)
	return chain.Encode(v), err
}

// fromOutside is everything this package reads of what a device or a server wrote:
// payloads by their kind, labels, bundles, and the texts inside sealed bodies.
func fromOutside() []readAgain {
	all := []readAgain{
		readAs[Labels], readAs[Bundle], readAs[Gesture], readAs[Speakers],
		readAs[ItemText], readAs[NameText], readAs[InformText], readAs[ContributionText], readAs[ConsentText], readAs[DraftText],
		readAs[RequestText], readAs[ReasonText], readAs[AgreedText], readAs[ReleaseText], readAs[OutsideText], readAs[ReactionText],
		readAs[AnswerText], readAs[InvitationText],
	}
	var kinds []chain.Kind
	for kind := range table() {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		payload := table()[kind].payload
		all = append(all, func(b []byte) ([]byte, error) {
			v := payload()
			err := chain.Decode(b, v)
			return chain.Encode(v), err
		})
	}
	return all
}

// What is read is its own encoding, whatever it is read as.
func FuzzRead(f *testing.F) {
	for _, r := range each(f) {
		f.Add(r.payload)
	}
	for _, b := range fuzztest.Nasty() {
		f.Add(b)
	}
	f.Add(labelsOf("Piet").Encode())
	f.Add(chain.Encode(ReleaseText{Text: "Er komt een gesprek."}))
	f.Add(chain.Encode(DraftText{About: crypto.Hash("about"), Labels: *labelsOf("Piet"), Readers: []Reader{{Place: 2, Reason: "own_task"}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		all := fromOutside()
		fuzztest.Bounded(t, len(b)*len(all), func() {
			for i, read := range all {
				if again, err := read(b); err == nil && !bytes.Equal(again, b) {
					t.Fatalf("two encodings, read as %d", i)
				}
			}
		})
	})
}
