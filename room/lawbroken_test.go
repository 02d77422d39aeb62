package room

import (
	"errors"
	"fmt"
	"maps"
	"testing"

	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// neededRefs says for each kind which of its refs are needed: shown with the act
// to whoever sees the act. The others are provenance, and show nothing.
func neededRefs() map[chain.Kind][]bool {
	one := []bool{true}
	return map[chain.Kind][]bool{
		KindUninvite: one, KindAdmit: one, KindReseat: one, KindConfirm: one, KindDispatch: one, KindDelivered: one, KindOpened: one, KindResume: one,
		KindDescribe: one, KindSit: one, KindUnseat: one, KindOpenItem: one, KindEndItem: one, KindOutcome: one, KindShare: one,
		KindInformed: one, KindInviteResponse: one, KindNoResponse: one,
		KindCorrect: one, KindShow: one, KindHide: one, KindWithdraw: one, KindWithdrawConsent: one, KindUnreadable: one, KindErased: one, KindDropDraft: one, KindHold: one, KindRefuseRequest: one, KindLiftHold: one,
		KindRetract: one, KindProgress: one, KindAgree: one, KindDecline: one, KindMinimise: one, KindLapse: one,
		KindReissue: one, KindReact: one, KindHandle: one,
		KindPropose: {true, false}, // the action, and the source
		KindIssue:   {false},
	}
}

// Kees comes to the item late, and then an act happens on what was there before
// him: what the act needs is revealed to him. If a kind forgot to say what it
// needs, the law would not hold for him.
func TestWhatAnActNeedsIsRevealed(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		c, refusal := m.s.prepare(m.sign(d), m.now)
		require.Nil(t, refusal)
		var needed []bool
		for i, rule := range c.rules {
			needed = append(needed, rule.needed)
			if rule.needed && audiences()[kind] == "room" {
				require.Zero(t, c.refs[i].item, "an act of the room may need only what the whole room sees")
			}
		}
		require.Equal(t, neededRefs()[kind], needed)
		if len(needed) == 0 || audiences()[kind] == "room" {
			return
		}
		require.NoError(t, withLatecomer(t, kind, true, nil))
		require.NoError(t, withLatecomer(t, kind, false, nil))
		for i := range needed {
			if !needed[i] {
				continue
			}
			forgets := func(rules []refRule) { rules[i].needed = false }
			before, after := withLatecomer(t, kind, true, forgets), withLatecomer(t, kind, false, forgets)
			require.Error(t, errors.Join(before, after), "nobody missed ref %d", i)
		}
	})
}

// withLatecomer seats Kees just before the act or just after it, and says whether
// the law holds to the end.
func withLatecomer(t *testing.T, kind chain.Kind, before bool, spoil func([]refRule)) (broken error) {
	defer func() {
		if r := recover(); r != nil {
			broken = fmt.Errorf("panic: %v", r)
		}
	}()
	m, d := accepted()[kind](t)
	if spoil != nil {
		row := m.s.rows[kind]
		refs := row.refs
		row.refs = func(c *change) []refRule {
			rules := append([]refRule{}, refs(c)...)
			spoil(rules)
			return rules
		}
		m.s.rows = maps.Clone(m.s.rows) // the table is every room's
		m.s.rows[kind] = row
	}
	w := newWatch(m)
	m.after = func() {
		if broken == nil {
			broken = w.look()
		}
	}
	m.join("Kees")
	if before {
		m.sit("Kees", 1, "content")
	}
	m.do(d)
	m.sit("Kees", 1, "director")
	return broken
}

// The other way round: a source is provenance. Whoever comes late is not shown
// what a proposal draws on; the owner agrees for it, the chair has checked it.
func TestASourceIsNotShownWithItsProposal(t *testing.T) {
	m, con := contributed(t)
	action := m.do(m.action("Anneke", 1, "Hanna"))
	m.join("Kees")
	m.sit("Kees", 1, "content")
	proposal := m.do(m.passage("Piet", con, action, "Hanna"))
	m.do(onProposal("Piet", KindAgree, proposal))
	seen := m.at("Kees", 1)
	require.Len(t, seen.Proposals, 1)
	require.Len(t, seen.Agreed, 1, "the action it is needed for")
	require.Empty(t, seen.Contributions, "the source")
	require.NoError(t, newWatch(m).look())

	m.do(m.showing("Piet", con, "Kees"))
	require.Len(t, m.at("Kees", 1).Contributions, 1, "after his grant")
	require.NoError(t, newWatch(m).look())
}

// An action was retracted after a proposal for it, and then Kees comes: the
// agreement shows him the proposal, that shows him the action, and the action
// comes with its retraction. An object is shown whole or not at all.
func TestAnObjectIsShownWholeOrNotAtAll(t *testing.T) {
	m, _, action, proposal := proposed(t)
	m.do(onObject("Sofie", KindRetract, action))
	m.join("Kees")
	m.sit("Kees", 1, "content")
	require.Empty(t, m.at("Kees", 1).Agreed)
	m.do(onProposal("Piet", KindAgree, proposal))
	require.Len(t, m.at("Kees", 1).Proposals, 1)
	require.Len(t, m.at("Kees", 1).Agreed, 1)
	require.True(t, m.at("Kees", 1).Agreed[0].Retracted)
	require.NoError(t, newWatch(m).look())
}

// Who is taken from an item and seated again begins anew: nothing of before is
// left to him, on his device as little as on the server.
func TestWhoIsSeatedAgainBeginsAnew(t *testing.T) {
	m, con, _, proposal := proposed(t)
	m.join("Kees")
	m.sit("Kees", 1, "content")
	m.do(m.showing("Piet", con, "Kees"))
	m.do(onProposal("Piet", KindDecline, proposal))
	require.Len(t, m.at("Kees", 1).Contributions, 1)
	require.Len(t, m.at("Kees", 1).Proposals, 1)
	require.Len(t, m.at("Kees", 1).Agreed, 1)

	m.do(m.unseating("Kees", 1))
	m.do(onObject("Hanna", KindUnreadable, con))
	m.do(onObject("Piet", KindWithdraw, con))
	m.sit("Kees", 1, "content")
	require.Empty(t, m.at("Kees", 1).Contributions)
	require.Empty(t, m.at("Kees", 1).Proposals)
	require.Empty(t, m.at("Kees", 1).Agreed)
	require.NoError(t, newWatch(m).look())
}

// Also what he was shown only because something else needed it.
func TestNothingIsLeftOfWhatANeedShowed(t *testing.T) {
	m, con := contributed(t)
	action := m.do(m.action("Sofie", 1, "Hanna"))
	m.join("Kees")
	m.sit("Kees", 1, "content")
	m.do(m.passage("Piet", con, action, "Hanna"))
	require.Len(t, m.at("Kees", 1).Agreed, 1)
	m.do(m.unseating("Kees", 1))
	m.sit("Kees", 1, "content")
	require.Empty(t, m.at("Kees", 1).Agreed)
	require.NoError(t, newWatch(m).look())
}

// A withdrawal lapses what draws on it; who sees the one sees the other.
func TestALapseIsShownWithItsProposal(t *testing.T) {
	m, con := contributed(t)
	action := m.do(m.action("Sofie", 1, "Hanna"))
	m.join("Kees")
	m.sit("Kees", 1, "content")
	proposal := m.do(m.passage("Piet", con, action, "Hanna"))
	m.do(onObject("Piet", KindWithdraw, con))
	require.Equal(t, ProposalLapsed, m.proposalOf("Kees", proposal).State)
	require.True(t, m.find("Kees", con).Withdrawn)
	require.NoError(t, newWatch(m).look())
	m.refused(onObject("Anneke", KindShare, proposal), "malformed") // nothing is left to share
}
