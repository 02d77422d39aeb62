package room

import (
	"maps"
	"slices"
	"testing"

	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// refused is an act that one check, and no other, keeps out: a room and an act
// that would be accepted, and what is different.
type refused struct {
	kind        chain.Kind
	check       string
	code        covenant.Code
	obligations []string                           // which it is refused for
	room        func(testing.TB) (*meeting, draft) // instead of where the kind is accepted
	twist       func(m *meeting, d *draft)         // one act, or one field, away
}

func refusals() []refused {
	return slices.Concat(refusalsOfSeats(), refusalsOfCourse(), refusalsOfItems(), refusalsOfContributions(), refusalsOfDrafts(), refusalsOfConsents(), refusalsOfHolds(), refusalsOfRequests(),
		refusalsOfReleases(), refusalsOfPackages(), refusalsOfServer(), refusalsOfFamily(), refusalsOfProgress())
}

// notAlone are checks that no act can run into alone, and why.
func notAlone() map[string]string {
	return map[string]string{
		"minimise/sourcesKnown":    "the whole room knows every source; TestTheChairDecidesOnlyOnSourcesSheKnows is about a device that does not",
		"genesis/beforeEverything": "the genesis act of a room can only be itself, and its device has used counter 1: out_of_turn comes first",
	}
}

// prepare makes the room and the act of a case.
func (r refused) prepare(tb testing.TB) (*meeting, Submission) {
	tb.Helper()
	room := r.room
	if room == nil {
		room = accepted()[r.kind]
	}
	m, d := room(tb)
	if r.twist != nil {
		r.twist(m, &d)
	}
	return m, m.sign(d)
}

// Every check of every row has an act that only this check refuses: with it the
// act is refused, without it the act is accepted.
func TestEveryCheckRefusesAlone(t *testing.T) {
	cases := map[string]int{}
	for _, r := range refusals() {
		name := string(r.kind) + "/" + r.check
		cases[name]++
		t.Run(name+"/"+string(r.code), func(t *testing.T) {
			m, sub := r.prepare(t)
			refusal := m.s.Check(sub, m.now)
			require.NotNil(t, refusal, "accepted")
			require.Equal(t, r.code, refusal.Code)
			for _, id := range r.obligations {
				require.Contains(t, refusal.Obligations, id)
				require.NotEmpty(t, refusal.Articles)
			}
			m.s.rows = maps.Clone(m.s.rows) // the table is every room's
			row := m.s.rows[r.kind]
			if i := named(row.server, r.check); i >= 0 {
				row.server = slices.Delete(slices.Clone(row.server), i, i+1)
				m.s.rows[r.kind] = row
				again := m.s.Check(sub, m.now)
				require.True(t, again == nil || again.Code != r.code, "something else refuses it with this code too: %v", again)
				return
			}
			// What every seeing client re-checks also refuses a record that the server let in.
			rec, _ := m.record(sub)
			_, refusal = m.s.Apply(rec, sub.Labels)
			require.NotNil(t, refusal, "applied")
			require.Equal(t, r.code, refusal.Code)
			row.who, row.recheck = without(row.who, r.check), without(row.recheck, r.check)
			row.apply = applyNothing // which may count on its checks
			m.s.rows[r.kind] = row
			_, refusal = m.s.Apply(rec, sub.Labels)
			require.Nil(t, refusal, "something else refuses it too")
		})
	}
	for kind, row := range table() {
		for _, ch := range slices.Concat(row.who, row.recheck, row.server) {
			name := string(kind) + "/" + ch.name
			if notAlone()[name] == "" && cases[name] == 0 {
				t.Errorf("no refused act for %s", name)
			}
			delete(cases, name)
		}
	}
	require.Empty(t, cases, "cases of checks that are in no row")
}

func named(cs []check, name string) int {
	return slices.IndexFunc(cs, func(c check) bool { return c.name == name })
}

func without(cs []check, name string) []check {
	return slices.DeleteFunc(slices.Clone(cs), func(c check) bool { return c.name == name })
}

// elsewhere are refusal codes of enforced obligations that are refused before a
// row is asked; the tests of the header show them.
func elsewhere() []covenant.Code { return []covenant.Code{CodeNotSeated, CodeSecrecy} }

// Enforced means that an act is refused for it, with each code the register names.
func TestEveryEnforcedObligationRefusesAnAct(t *testing.T) {
	shown := map[string]bool{}
	for _, r := range refusals() {
		for _, id := range r.obligations {
			shown[id+" "+string(r.code)] = true
		}
	}
	for _, o := range covenant.Obligations() {
		if !o.Enforced() || o.Profile != "de-wolden" {
			continue
		}
		for _, code := range o.Refusals {
			if !slices.Contains(elsewhere(), code) && !shown[o.ID+" "+string(code)] {
				t.Errorf("no act is refused for %s with %s", o.ID, code)
			}
		}
	}
}

// The twists that many kinds share.

func by(name string) func(*meeting, *draft) {
	return func(_ *meeting, d *draft) { d.by = name }
}

func afterClosing(m *meeting, _ *draft) { m.close() }

func afterDestroying(m *meeting, _ *draft) {
	m.close()
	m.destroy()
}

// with changes the payload.
func with[P any](change func(*P)) func(*meeting, *draft) {
	return func(_ *meeting, d *draft) { change(d.payload.(*P)) }
}

// labelled changes the labels.
func withLabels(change func(*Labels)) func(*meeting, *draft) {
	return func(_ *meeting, d *draft) { change(d.labels) }
}

// after has something happen first.
func after(happens func(m *meeting)) func(*meeting, *draft) {
	return func(m *meeting, _ *draft) { happens(m) }
}

// notByLead and notWhenClosed are refusals that many kinds have.
func notByLead(kind chain.Kind) refused {
	return refused{kind: kind, check: "byLead", code: CodeNotChair, obligations: []string{"DW-11.2"}, twist: by("Piet")}
}

func notByScribe(kind chain.Kind) refused {
	return refused{kind: kind, check: "byScribe", code: CodeNotScribe, twist: by("Piet")}
}

func notWhenClosed(kind chain.Kind) refused {
	return refused{kind: kind, check: "notClosed", code: CodeRoomClosed, obligations: []string{"DW-9.1/9.2"}, twist: afterClosing}
}

func notWhenDestroyed(kind chain.Kind) refused {
	return refused{kind: kind, check: "notDestroyed", code: CodeRoomClosed, twist: afterDestroying}
}

func ids(obligations ...string) []string { return obligations }
