package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// accepted is a room and an act of each kind that is admitted there. Refusing
// tests start from the same room and change one thing.
func accepted() map[chain.Kind]func(testing.TB) (*meeting, draft) {
	return map[chain.Kind]func(testing.TB) (*meeting, draft){
		KindGenesis: func(tb testing.TB) (*meeting, draft) { m := emptyMeeting(tb); return m, m.genesis() },
		KindPlace:   func(tb testing.TB) (*meeting, draft) { m := invited(tb); return m, m.place("Lies") },
		KindInvite:  func(tb testing.TB) (*meeting, draft) { m := invited(tb); return m, m.invitation("Kees") },
		KindUninvite: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, onObject("Anneke", KindUninvite, m.do(m.invitation("Kees")))
		},
		KindAdmit: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, m.admission("Kees", m.do(m.invitation("Kees")))
		},
		KindReseat: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, m.reseating("Anneke", "Piet", "Piet's second laptop", m.do(m.returnLink("Anneke", "Piet")))
		},
		KindJoin: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			m.enter("Kees")
			return m, m.joining("Kees")
		},
		KindLeave: func(tb testing.TB) (*meeting, draft) { return invited(tb), draft{by: "Wim", kind: KindLeave} },
		KindRemove: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, draft{by: "Anneke", kind: KindRemove, payload: &RemovePayload{Seat: m.seats["Wim"]}}
		},
		KindAppoint: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: m.seats["Wim"], Post: agenda.Secretary}}
		},
		KindHandOver: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, draft{by: "Anneke", kind: KindHandOver, payload: &HandOverPayload{To: m.seats["Bram"], Code: CodePayload{Nonce: [32]byte{2}}}}
		},
		KindTakeOver: func(tb testing.TB) (*meeting, draft) {
			return discussing(tb), draft{by: "Bram", kind: KindTakeOver, payload: &CodePayload{Nonce: [32]byte{2}}}
		},
		KindPresent: func(tb testing.TB) (*meeting, draft) {
			return invited(tb), draft{by: "Bram", kind: KindPresent, payload: &PresentPayload{Place: cast()["Kees"].place}}
		},
		KindMinutesKey: func(tb testing.TB) (*meeting, draft) { m := invited(tb); return m, m.announcing("Piet") },
		KindOutside: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			return m, m.outside(OutsidePayload{Kind: covenant.GuestPerson, Passphrase: true})
		},
		KindConfirmKey: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			m.do(m.announcing("Piet"))
			m.do(m.renewing("Piet"))
			return m, m.confirmingKey("Piet")
		},
		KindArchive: func(tb testing.TB) (*meeting, draft) {
			return invited(tb), draft{by: "Piet", kind: KindArchive, payload: &ArchivePayload{Recipient: cast()["Lies"].minutes}}
		},

		KindStart: func(tb testing.TB) (*meeting, draft) { m := invited(tb); return m, m.starting() },
		KindCode: func(tb testing.TB) (*meeting, draft) {
			return discussing(tb), draft{by: "Anneke", kind: KindCode, payload: &CodePayload{Nonce: [32]byte{2}}}
		},
		KindConfirm: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, onObject("Piet", KindConfirm, m.s.CodeAct())
		},
		KindWrapUp: func(tb testing.TB) (*meeting, draft) { return startedRoom(tb), draft{by: "Anneke", kind: KindWrapUp} },
		KindAdopt: func(tb testing.TB) (*meeting, draft) {
			m := startedRoom(tb)
			m.meetGates()
			m.do(draft{by: "Anneke", kind: KindWrapUp})
			return m, draft{by: "Anneke", kind: KindAdopt}
		},
		KindClose: func(tb testing.TB) (*meeting, draft) {
			m, d := accepted()[KindAdopt](tb)
			m.do(d)
			return m, draft{by: "Anneke", kind: KindClose}
		},
		KindDestroy: func(tb testing.TB) (*meeting, draft) {
			m := startedRoom(tb)
			m.close()
			return m, draft{by: "Anneke", kind: KindDestroy}
		},
		KindVoid: func(tb testing.TB) (*meeting, draft) { return invited(tb), draft{by: "Piet", kind: KindVoid} },

		KindItem: func(tb testing.TB) (*meeting, draft) {
			return invited(tb), draft{by: "Anneke", kind: KindItem, payload: &ItemPayload{Item: 3, Minutes: 10}}
		},
		KindAgenda: func(tb testing.TB) (*meeting, draft) {
			return invited(tb), draft{by: "Anneke", kind: KindAgenda, payload: &AgendaPayload{Order: []agenda.ItemID{2, 1}}}
		},
		KindDescribe: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.describing(1, complete()) },
		KindSit:      func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.sitting("Wim", 1, "adviser") },
		KindUnseat:   func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.unseating("Hanna", 1) },
		KindOpenItem: func(tb testing.TB) (*meeting, draft) { m := startedRoom(tb); return m, m.onItem(KindOpenItem, 1) },
		KindEndItem:  func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.onItem(KindEndItem, 1) },
		KindOutcome:  func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.outcome(1, "followed", "") },
		KindShare: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			m.do(m.describing(1, complete()))
			m.sit("Wim", 1, "adviser")
			return m, m.onItem(KindShare, 1)
		},

		KindName: func(tb testing.TB) (*meeting, draft) { m := visited(tb); return m, m.naming("Fatima", 1) },

		KindInformPlan: func(tb testing.TB) (*meeting, draft) { m := absent(tb); return m, m.informing(1, "Piet") },
		KindInformed: func(tb testing.TB) (*meeting, draft) {
			m := absent(tb)
			return m, m.informed("Piet", m.do(m.informing(1, "Piet")))
		},
		KindInviteResponse: func(tb testing.TB) (*meeting, draft) { m := absent(tb); return m, m.inviting("Sofie", 1) },
		KindNoResponse:     func(tb testing.TB) (*meeting, draft) { m := absent(tb); return m, m.onItem(KindNoResponse, 1) },

		KindContribute: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, m.contribution("Piet", 1, "Hanna")
		},
		KindCorrect: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Piet"), payload: &CorrectPayload{}}
		},
		KindShow: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, m.showing("Piet", con, "Sofie")
		},
		KindHide: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, m.hiding("Piet", con, "Hanna")
		},
		KindWithdraw: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, onObject("Piet", KindWithdraw, con)
		},
		KindUnreadable: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, onObject("Hanna", KindUnreadable, con)
		},

		KindDraft: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.drafting("Sofie", 1, "Piet") },
		KindDropDraft: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, onObject("Sofie", KindDropDraft, m.do(m.drafting("Sofie", 1, "Piet")))
		},

		KindRequest: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.asking("Piet", "Hanna") },
		KindRefuseRequest: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, onObject("Hanna", KindRefuseRequest, m.do(m.asking("Piet", "Hanna")))
		},
		KindHold: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, onObject("Piet", KindHold, con)
		},
		KindLiftHold: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, onObject("Piet", KindLiftHold, m.do(onObject("Piet", KindHold, con)))
		},

		KindConsent: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.consenting("Piet", nil) },
		KindWithdrawConsent: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, m.withdrawing("Piet", m.do(m.consenting("Piet", nil)))
		},

		KindDecision: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.decision("Sofie", 1) },
		KindAction:   func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.action("Sofie", 1, "Hanna") },
		KindRetract: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, onObject("Sofie", KindRetract, m.do(m.action("Anneke", 1, "Hanna")))
		},
		KindProgress: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			return m, progressing("Hanna", m.do(m.action("Sofie", 1, "Hanna")), ProgressDone)
		},

		KindPropose: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			return m, m.passage("Piet", con, m.do(m.action("Anneke", 1, "Hanna")), "Hanna")
		},
		KindAgree: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, onProposal("Piet", KindAgree, proposal)
		},
		KindDecline: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, onProposal("Piet", KindDecline, proposal)
		},
		KindMinimise: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			m.do(onProposal("Piet", KindAgree, proposal))
			return m, minimising("Anneke", proposal, true)
		},
		KindLapse: func(tb testing.TB) (*meeting, draft) {
			m, _, _, proposal := proposed(tb)
			return m, onProposal("Anneke", KindLapse, proposal)
		},
		KindNothingFor: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.nothingFor("Sofie") },

		KindIssue: func(tb testing.TB) (*meeting, draft) {
			m, _, proposal := approved(tb)
			return m, m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal})
		},
		KindReissue: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			m.do(m.renewing("Hanna"))
			m.do(m.confirmingKey("Hanna"))
			return m, onObject("Anneke", KindReissue, pack)
		},
		KindDispatch: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := issued(tb)
			d := onObject("Anneke", KindDispatch, pack)
			d.payload = &DispatchPayload{Keys: KeysDigest(m.s.fileKeys(m.s.packages[pack]))}
			return m, d
		},
		KindDelivered: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			return m, m.delivery(pack)
		},
		KindOpened: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := dispatchedPack(tb)
			m.do(m.delivery(pack))
			return m, onObject("Hanna", KindOpened, pack)
		},
		KindReact: func(tb testing.TB) (*meeting, draft) {
			m, _, pack := concept(tb)
			return m, reacting("Hanna", pack, false)
		},
		KindHandle: func(tb testing.TB) (*meeting, draft) {
			m, d := accepted()[KindReact](tb)
			return m, handling("Anneke", m.do(d))
		},

		KindEpoch: func(tb testing.TB) (*meeting, draft) { m := discussing(tb); return m, m.newEpoch() },
		KindResume: func(tb testing.TB) (*meeting, draft) {
			m := discussing(tb)
			head := m.w.Head()
			return m, draft{by: "Anneke", kind: KindResume, on: []crypto.Digest{m.do(m.newEpoch())}, payload: &ResumePayload{Head: head}}
		},
		KindErased: func(tb testing.TB) (*meeting, draft) {
			m, con := contributed(tb)
			m.do(onObject("Piet", KindWithdraw, con))
			return m, draft{kind: KindErased, on: []crypto.Digest{con}}
		},
		KindDestroyed: func(tb testing.TB) (*meeting, draft) {
			m, d := accepted()[KindDestroy](tb)
			m.do(d)
			return m, draft{kind: KindDestroyed}
		},
		KindRekey: func(tb testing.TB) (*meeting, draft) {
			m := invited(tb)
			next := keyNamed("next server")
			proof, err := crypto.Sign(crypto.LabelRekey, next, m.s.id[:])
			require.NoError(tb, err)
			return m, draft{kind: KindRekey, payload: &RekeyPayload{Key: next.Public(), Proof: proof}}
		},
	}
}

func (m *meeting) newEpoch() draft {
	return draft{
		kind: KindEpoch, payload: &EpochPayload{Old: m.s.epoch, Head: m.w.Head()},
		tamper: func(a *chain.Act) { a.Epoch = m.s.epoch + 1 },
	}
}

func TestEveryKindIsAccepted(t *testing.T) {
	acts := accepted()
	for kind := range table() {
		t.Run(string(kind), func(t *testing.T) {
			make, ok := acts[kind]
			require.True(t, ok, "no accepted act of this kind")
			m, d := make(t)
			before := uint64(0)
			if m.s != nil {
				before = m.s.Len()
			}
			hash := m.do(d)
			seq, ok := m.s.Admitted(hash)
			require.True(t, ok)
			require.Equal(t, before+1, seq)
		})
	}
	require.Len(t, acts, len(table()), "an act of a kind that has no row")
}
