package room

import (
	"maps"
	"testing"

	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// audiences is who is shown an act of each kind: everybody in the room, or who
// sits at the item. A change here changes who may see what.
func audiences() map[chain.Kind]string {
	return map[chain.Kind]string{
		KindGenesis: "room", KindPlace: "room", KindInvite: "room", KindUninvite: "room", KindAdmit: "room", KindReseat: "room", KindJoin: "room",
		KindLeave: "room", KindPresent: "room", KindRemove: "room", KindAppoint: "room", KindHandOver: "room", KindTakeOver: "room",
		KindMinutesKey: "room", KindConfirmKey: "room", KindArchive: "room", KindOutside: "room",
		KindStart: "room", KindCode: "room", KindConfirm: "room", KindWrapUp: "room", KindAdopt: "room", KindClose: "room",
		KindDestroy: "room", KindVoid: "room", KindItem: "room", KindAgenda: "room",
		KindDescribe: "item", KindSit: "item", KindUnseat: "item", KindOpenItem: "item", KindEndItem: "item",
		KindOutcome: "item", KindShare: "item",
		KindName: "item", KindInformPlan: "item", KindInformed: "item", KindInviteResponse: "item", KindNoResponse: "item",
		KindContribute: "item", KindCorrect: "item", KindShow: "item", KindHide: "item", KindWithdraw: "item", KindUnreadable: "item",
		KindDraft: "item", KindDropDraft: "item", KindRequest: "item", KindRefuseRequest: "item", KindHold: "item", KindLiftHold: "item",
		KindConsent: "item", KindWithdrawConsent: "item",
		KindDecision: "item", KindAction: "item", KindRetract: "item", KindProgress: "item",
		KindPropose: "item", KindAgree: "item", KindDecline: "item", KindMinimise: "item", KindLapse: "item",
		KindNothingFor: "room", KindIssue: "room", KindReissue: "room", KindDispatch: "room", KindDelivered: "room", KindOpened: "room",
		KindReact: "room", KindHandle: "room",
		KindEpoch: "room", KindResume: "room", KindErased: "item", KindDestroyed: "room", KindRekey: "room",
	}
}

// goesTo is where a room puts an act, by the row it has.
func goesTo(m *meeting, sub Submission) string {
	c, refusal := m.s.prepare(sub, m.now)
	switch {
	case refusal != nil:
		return "nowhere: " + string(refusal.Code)
	case c.audience == chain.Room:
		return "room"
	case c.item != nil && c.item.ID.Audience() == c.audience:
		return "item"
	}
	return "elsewhere"
}

func TestEveryKindHasItsAudience(t *testing.T) {
	golden := audiences()
	require.Len(t, golden, len(table()))
	for kind, make := range accepted() {
		t.Run(string(kind), func(t *testing.T) {
			m, d := make(t)
			sub := m.sign(d)
			require.Equal(t, golden[kind], goesTo(m, sub))
			// The other audience in its row would be noticed.
			row := m.s.rows[kind]
			row.audience = map[string]audienceRule{"room": ofItem, "item": toRoom}[golden[kind]]
			if row.seals != nil {
				row.seals = func(*change) *Refusal { return nil } // which would count on the item
			}
			m.s.rows = maps.Clone(m.s.rows) // the table is every room's
			m.s.rows[kind] = row
			require.NotEqual(t, golden[kind], goesTo(m, sub))
		})
	}
}

// A server that files an act under another audience than its kind has is found
// out by everybody who applies it.
func TestARecordInTheWrongAudienceIsRefused(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		sub := m.sign(d)
		rec, _ := m.record(sub)
		wrong := *rec
		wrong.Audience++
		_, refusal := m.s.Apply(&wrong, sub.Labels)
		require.NotNil(t, refusal)
		wrong = *rec
		wrong.Seq++
		_, refusal = m.s.Apply(&wrong, sub.Labels)
		require.NotNil(t, refusal, "not the next record")
		_, refusal = m.s.Apply(rec, sub.Labels)
		require.Nil(t, refusal)
	})
}

// Who is at the item sees its acts; who is not, sees none of them; chair and
// deputy see all.
func TestWhoIsShownAnAct(t *testing.T) {
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		rec, refusal := m.admit(m.sign(d))
		require.Nil(t, refusal)
		for name, seat := range m.seats {
			present := m.s.seat(seat).Gone == ""
			want := present && (audiences()[kind] == "room" || m.at(name, 1).Here)
			if kind == KindLeave || kind == KindRemove {
				want = true // the record that ends a seat is the last it is shown
			}
			if kind == KindUnseat && name == "Hanna" {
				want = true // as the one that takes her from the item is of that
			}
			require.Equal(t, want, m.s.Shows(seat, rec.Seq), name)
			require.False(t, m.s.Shows(seat, rec.Seq+1))
			require.False(t, m.s.Shows(seat, 0))
		}
		require.False(t, m.s.Shows(40, rec.Seq))
	})
}
