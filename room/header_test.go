package room

import (
	"slices"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// What no kind allows is refused before its row is asked. Every test here takes
// the act of each kind that is accepted, and changes one thing in its header.

// eachKind runs for every kind with an act that is accepted; genesis has tests of its own.
func eachKind(t *testing.T, f func(t *testing.T, kind chain.Kind, m *meeting, d draft)) {
	for kind, make := range accepted() {
		if kind == KindGenesis {
			continue
		}
		t.Run(string(kind), func(t *testing.T) {
			m, d := make(t)
			f(t, kind, m, d)
		})
	}
}

func tampered(d draft, change func(*chain.Act)) draft {
	first := d.tamper
	d.tamper = func(a *chain.Act) {
		if first != nil {
			first(a)
		}
		change(a)
	}
	return d
}

func TestAnActOfAnotherRoomOrEpoch(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		m.refused(tampered(d, func(a *chain.Act) { a.Room[0] ^= 1 }), "other_room")
		m.refused(tampered(d, func(a *chain.Act) { a.Room = crypto.Digest{} }), "other_room")
		m.refused(tampered(d, func(a *chain.Act) { a.Epoch++ }), "other_epoch")
		require.Nil(t, m.s.Check(m.sign(d), m.now))
	})
}

func TestAnActOutOfTurn(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		m.refused(tampered(d, func(a *chain.Act) { a.Counter, a.Previous = a.Counter+1, m.file() }), "out_of_turn")
		m.refused(tampered(d, func(a *chain.Act) { // as if it were the first act of the device
			if a.Counter == 1 {
				a.Counter = 2
			} else {
				a.Counter, a.Previous = 1, crypto.Digest{}
				return
			}
			a.Previous = m.file()
		}), "out_of_turn")
		m.refused(tampered(d, func(a *chain.Act) {
			if a.Counter == 1 {
				a.Counter = 2
			}
			a.Previous = m.file()
		}), "out_of_turn")
		sub := m.sign(d)
		_, refusal := m.admit(sub)
		require.Nil(t, refusal)
		refusal = m.s.Check(sub, m.now)
		require.NotNil(t, refusal, "the same act twice")
	})
}

// Who is not shown every act of a device still sees when it goes back.
func TestADeviceThatGoesBack(t *testing.T) {
	m, _ := contributed(t) // Piet's device has used a counter that Wim does not see
	w := newWatch(m)
	require.NoError(t, w.look())
	wims := w.devices[m.seats["Wim"]].s
	void := draft{by: "Piet", kind: KindVoid}
	require.Nil(t, wims.Check(m.sign(void), m.now), "a gap may be what he is not shown")
	again := m.sign(tampered(void, func(a *chain.Act) { a.Counter, a.Previous = 1, crypto.Digest{} }))
	refusal := wims.Check(again, m.now)
	require.NotNil(t, refusal)
	require.Equal(t, CodeOutOfTurn, refusal.Code)
	other := m.sign(tampered(void, func(a *chain.Act) { a.Counter, a.Previous = 2, m.file() })) // next, for him, and after another act
	refusal = wims.Check(other, m.now)
	require.NotNil(t, refusal)
	require.Equal(t, CodeOutOfTurn, refusal.Code)
}

func TestAnActOfSomebodyElse(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		if d.by == "" {
			d.with = cast()["Anneke"].key
			m.refused(d, "not_server")
			d.by, d.with = "Anneke", crypto.SigningKey{}
			m.refused(d, "not_server")
			return
		}
		d.with = keyNamed("a laptop that was found")
		m.refused(d, "not_your_device")
		d.with = server()
		m.refused(d, "not_your_device")
		d.with = crypto.SigningKey{}
		m.refused(tampered(d, func(a *chain.Act) { a.Author = chain.Server }), "not_seated", "DW-2.1")
		m.refused(tampered(d, func(a *chain.Act) { a.Author = 40 }), "not_seated", "DW-2.1")
	})
}

func TestWhoLeftMayDoNothing(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		if d.by == "" || d.by == "Anneke" {
			t.Skip("the server and the chair do not leave")
		}
		if m.s.phase == Closed {
			t.Skip("nobody leaves a closed room")
		}
		sealed := m.fittingFiles(d)
		m.do(draft{by: d.by, kind: KindLeave})
		d.sealed = sealed
		m.refused(d, "not_seated", "DW-2.1")
	})
}

func TestNothingBeforeSecrecyIsConfirmed(t *testing.T) {
	m := invited(t)
	m.enter("Kees")
	for _, kind := range []chain.Kind{KindVoid, KindMinutesKey} {
		d := draft{by: "Kees", kind: kind}
		if kind == KindMinutesKey {
			d = m.announcing("Kees")
		}
		m.refused(d, "secrecy_not_confirmed")
	}
	m.do(m.joining("Kees"))
	m.do(draft{by: "Kees", kind: KindVoid})
	m.arrive("Lies")
	m.do(draft{by: "Lies", kind: KindLeave}) // whoever does not confirm can go
}

// arrive makes a place before somebody enters it.
func (m *meeting) arrive(name string) {
	m.Helper()
	m.do(m.place(name))
	m.enter(name)
}

func TestNothingWhileALossIsNotAccepted(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		if kind == KindResume || kind == KindEpoch {
			t.Skip("these are about the loss")
		}
		head := m.w.Head()
		epoch := m.do(m.newEpoch())
		require.True(t, m.s.Suspended())
		m.refused(d, "awaiting_resume")
		m.do(draft{by: "Bram", kind: KindResume, on: []crypto.Digest{epoch}, payload: &ResumePayload{Head: head}})
		require.Nil(t, m.s.Check(m.sign(d), m.now), "once a deputy has resumed, it is accepted")
	})
}

func TestPayloadsAndKindsThatAreNotKnown(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		m.refused(tampered(d, func(a *chain.Act) { a.Payload = chain.Encode(map[int]int{99: 1}) }), "malformed")
		m.refused(tampered(d, func(a *chain.Act) { a.Payload = chain.Encode("") }), "malformed")
		m.refused(tampered(d, func(a *chain.Act) { a.Payload = []byte{0xf6} }), "malformed")
		m.refused(tampered(d, func(a *chain.Act) { a.Kind += "x" }), "unknown_kind")
	})
}

func TestLabelsOnlyWhereTheyBelong(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		d.alter = func(s *Submission) { s.Labels = labelsOf("Hanna").Encode() } // others than the act commits to
		m.refused(d, "malformed")
		if !hasLabels(m.s.rows[kind].payload()) {
			return
		}
		d.alter = func(s *Submission) { s.Labels = append(s.Labels, 0) }
		m.refused(d, "malformed")
	})
}

// lookUp refuses refs that are too many, too few, of other objects, or stale.
func TestRefsAreWhatTheKindSays(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		wrong := m.s.log[1].hash // the chair's join: an act, but no object
		tooMany := "malformed"
		if slices.Contains([]chain.Kind{KindIssue, KindContribute, KindHandle}, kind) {
			tooMany = "unknown_object" // as many own contributions, or corrections, as it likes; the draft that it signs
		}
		m.refused(tampered(d, func(a *chain.Act) { a.Refs = append(a.Refs, wrong) }), tooMany)
		for i := range d.on {
			m.refused(tampered(d, func(a *chain.Act) { a.Refs = slices.Delete(slices.Clone(a.Refs), i, i+1) }), "malformed")
			m.refused(tampered(d, func(a *chain.Act) { a.Refs[i] = m.file() }), "unknown_object")
			m.refused(tampered(d, func(a *chain.Act) { a.Refs[i] = wrong }), "unknown_object")
			for _, other := range m.otherObjects(kind, i, d) {
				m.refused(tampered(d, func(a *chain.Act) { a.Refs[i] = other }), "unknown_object")
			}
		}
		require.Nil(t, m.s.Check(m.sign(d), m.now))
	})
}

// otherObjects are the latest acts of objects of kinds that may not stand in this place.
func (m *meeting) otherObjects(kind chain.Kind, i int, d draft) []crypto.Digest {
	c, refusal := m.s.prepare(m.sign(d), m.now)
	require.Nil(m, refusal)
	seen := map[objectKind]bool{}
	var others []crypto.Digest
	for _, k := range m.s.log {
		if o := k.object; o != nil && !slices.Contains(c.rules[i].objects, o.kind) && !seen[o.kind] {
			seen[o.kind] = true
			others = append(others, o.latest)
		}
	}
	return others
}

// An act names the object's latest act, and nothing older: whoever agrees has
// seen what he agrees to.
func TestStaleRefs(t *testing.T) {
	stale := 0
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		old := m.sign(d)
		for i, created := range d.on {
			o := m.s.acts[created].object
			if !m.touch(o) {
				continue
			}
			stale++
			again := tampered(d, func(a *chain.Act) { // everything new but the ref
				var was chain.Act
				require.NoError(t, chain.Decode(old.Act.Bytes, &was))
				a.Refs[i] = was.Refs[i]
			})
			m.refused(again, "stale_object")
		}
	})
	require.GreaterOrEqual(t, stale, 20)
}

// touch has some harmless act happen to an object, where there is one.
func (m *meeting) touch(o *object) bool {
	switch o.kind {
	case objContribution, objProposal, objDecision, objAction:
		if con := m.s.contributions[o.created]; con != nil && con.Withdrawn {
			return false // nothing but its erasure comes after that
		}
		m.do(onObject("Anneke", KindUnreadable, o.created))
	case objItem:
		m.do(m.sitting("Kees", o.item, "informant"))
	default:
		return false // an object without later acts
	}
	return true
}

func TestTheGenesisActIsThatOfTheRoom(t *testing.T) {
	m := emptyMeeting(t)
	sub := m.sign(m.genesis())
	other := New(m.file(), 0, deWolden())
	refusal := other.Check(sub, m.now)
	require.NotNil(t, refusal)
	require.Equal(t, CodeOtherRoom, refusal.Code)
	_, refusal = m.admit(sub)
	require.Nil(t, refusal)
	refusal = m.s.Check(sub, m.now)
	require.NotNil(t, refusal, "the same genesis act again")
	require.Equal(t, CodeOutOfTurn, refusal.Code)

	m = emptyMeeting(t)
	d := tampered(m.genesis(), func(a *chain.Act) { a.Author = 2 })
	refusal = func() *Refusal { sub := m.sign(d); return m.s.Check(sub, m.now) }()
	require.Equal(t, CodeNotSeated, refusal.Code)
}

func TestNothingBeforeTheGenesisAct(t *testing.T) {
	m := emptyMeeting(t)
	m.sign(m.genesis())
	m.refused(m.joining("Anneke"), "other_room")
}

func TestARoomHoldsSoManyActsAndNoMore(t *testing.T) {
	m := invited(t)
	for len(m.s.log) < MaxActs {
		m.s.log = append(m.s.log, nil)
	}
	refusal := m.s.Check(m.sign(draft{by: "Piet", kind: KindVoid}), m.now)
	require.NotNil(t, refusal)
	require.Equal(t, CodeLimit, refusal.Code)
	require.Nil(t, m.s.Check(m.sign(draft{by: "Piet", kind: KindLeave}), m.now), "who wants to go can always go")
	d := tampered(m.newEpoch(), func(a *chain.Act) {
		a.Seen.N = MaxActs
		a.Payload = chain.Encode(EpochPayload{Old: 1, Head: a.Seen})
	})
	require.Nil(t, m.s.Check(m.sign(d), m.now), "the server can still say that it lost something")
}

// Nobody fills the room alone, and whoever tried can still take back what he said.
func TestADeviceSignsSoManyActsAndNoMore(t *testing.T) {
	m, con := contributed(t)
	piet := cast()["Piet"].key.Public()
	m.s.devices[piet] = deviceLog{counter: MaxActsOfDevice - 1, last: m.s.devices[piet].last}
	require.Nil(t, m.s.Check(m.sign(draft{by: "Piet", kind: KindVoid}), m.now))
	m.s.devices[piet] = deviceLog{counter: MaxActsOfDevice, last: m.s.devices[piet].last}
	m.refused(draft{by: "Piet", kind: KindVoid}, "limit")
	m.do(onObject("Piet", KindWithdraw, con))
	m.do(draft{by: "Hanna", kind: KindVoid})
}

// What one may not know is refused exactly like what does not exist.
func TestWhoDoesNotSitThereLearnsNothing(t *testing.T) {
	m, con := contributed(t)
	m.sit("Piet", 2, "content")
	for _, probe := range []struct{ real, none draft }{
		{m.contribution("Wim", 1), m.contribution("Wim", 9)},
		{onObject("Wim", KindUnreadable, con), onObject("Wim", KindUnreadable, m.file())},
		{onObject("Wim", KindWithdraw, con), onObject("Wim", KindWithdraw, m.file())},
	} {
		probe.real.sealed, probe.none.sealed = []chain.Sealed{}, []chain.Sealed{}
		there, nowhere := m.s.Check(m.sign(probe.real), m.now), m.s.Check(m.sign(probe.none), m.now)
		require.NotNil(t, there)
		require.Equal(t, nowhere, there, probe.real.kind)
		require.Equal(t, covenant.Code("unknown_object"), there.Code)
	}
}
