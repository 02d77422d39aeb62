package minutes

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// comeBack gives somebody another device, by a lead, with these claims.
func (s *someone) comeBack(by *someone, claims room.Claims, key crypto.SigningKey, leads ...*someone) *someone {
	w := s.w
	w.t.Helper()
	id := crypto.Hash(crypto.LabelInvitation, []byte("back"), by.previous[:])
	invite := by.act(room.KindInvite, room.InvitePayload{Place: s.place, Invitation: id, LobbyHash: id, Expires: w.clock + 3_600_000, Returns: s.seat},
		how{}.sealing(room.InvitationText{Secret: "s"}, leads...))
	n := &someone{w: w, seat: s.seat, place: s.place, key: key, claims: claims}
	bundle, err := room.SignBundle(room.Bundle{Room: w.id, Invitation: id, Recipient: newRecipient(w.t), Claims: claims}, key)
	require.NoError(w.t, err)
	by.act(room.KindReseat, room.ReseatPayload{Seat: s.seat, Bundle: bundle}, how{refs: []crypto.Digest{invite}})
	n.act(room.KindJoin, room.JoinPayload{Secrecy: w.rules.SecrecyDigest()}, in0)
	return n
}

func ronaldsPassage(m *meeting) release {
	return release{item: 1, kind: "passage", text: secret, to: []room.Recipient{seat(m.marieke)}, actions: []crypto.Digest{m.visit},
		sources: []crypto.Digest{m.reports}, owners: []*someone{m.ronald}}
}

// Ronald agrees on another laptop than he came with: that holds, and is marked.
func TestAnAgreementAfterAReseatIsMarked(t *testing.T) {
	m := discussed(t)
	p := m.els.proposes(ronaldsPassage(m), m.joke, m.henk)
	back := m.ronald.comeBack(m.henk, m.ronald.claims, newKey(t), m.joke, m.henk)
	shared := m.joke.act(room.KindShare, room.Nothing{}, at(1, p).sealingOnly(back))
	m.joke.approves(1, p, back.agrees(1, p, shared), false)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	v, err := Verify(doc, Expect{Rules: m.rules})
	require.NoError(t, err)
	marked := 0
	for _, passage := range v.Passages {
		for _, a := range passage.Agreements {
			if a.Anew {
				marked++
				require.Equal(t, p, passage.Proposal, "what he agreed to before is as it was")
			}
		}
	}
	require.Equal(t, 1, marked)
	require.Contains(t, string(doc), "(op een ander apparaat, opnieuw toegelaten)")
	require.Contains(t, v.Limits(Dutch), "Iemand gaf akkoord of besloot op een ander apparaat dan waarmee hij binnenkwam. Dat het dezelfde persoon is, is het woord van wie hem opnieuw toeliet.")
	c, proof := parts(t, doc)
	proof.Records = drop(proof.Records, find(t, proof, room.KindReseat, m.henk.seat))
	refused(t, c, proof, CodeSigner)
}

// A server that lets everything in still cannot make somebody else sign for Ronald.
func TestAGhostOnAnotherDevice(t *testing.T) {
	cases := []struct {
		name string
		do   func(m *meeting, p crypto.Digest) (latest crypto.Digest)
		code Code
	}{
		{"the device he had", func(m *meeting, p crypto.Digest) crypto.Digest {
			m.ronald.comeBack(m.joke, m.ronald.claims, newKey(t), m.joke, m.henk)
			return m.joke.approves(1, p, m.ronald.agrees(1, p, p), false)
		}, CodeSigner},
		{"a device that a member let in", func(m *meeting, p crypto.Digest) crypto.Digest {
			return m.joke.approves(1, p, m.ronald.comeBack(m.samira, m.ronald.claims, newKey(t)).agrees(1, p, p), false)
		}, CodeNotChair},
		{"a device of somebody else", func(m *meeting, p crypto.Digest) crypto.Digest {
			return m.joke.approves(1, p, m.ronald.comeBack(m.joke, m.samira.claims, newKey(t)).agrees(1, p, p), false)
		}, CodeSigner},
		{"a key that another seat has", func(m *meeting, p crypto.Digest) crypto.Digest {
			return m.joke.approves(1, p, m.ronald.comeBack(m.joke, m.ronald.claims, m.samira.key).agrees(1, p, p), false)
		}, CodeSigner},
		{"the key that was ended, once more", func(m *meeting, p crypto.Digest) crypto.Digest {
			second := m.ronald.comeBack(m.joke, m.ronald.claims, newKey(t))
			return m.joke.approves(1, p, second.comeBack(m.joke, m.ronald.claims, m.ronald.key).agrees(1, p, p), false)
		}, CodeSigner},
		{"the chair's seat, by her deputy", func(m *meeting, p crypto.Digest) crypto.Digest {
			agreed := m.ronald.agrees(1, p, p)
			return m.joke.comeBack(m.henk, m.joke.claims, newKey(t)).approves(1, p, agreed, false)
		}, CodeNotChair},
		{"the deputy's seat, by himself", func(m *meeting, p crypto.Digest) crypto.Digest {
			agreed := m.ronald.agrees(1, p, p)
			return m.henk.comeBack(m.henk, m.henk.claims, newKey(t)).approves(1, p, agreed, false)
		}, CodeNotChair},
		{"signed by the server's own key", func(m *meeting, p crypto.Digest) crypto.Digest {
			ghost := &someone{w: m.world, seat: m.joke.seat, place: m.joke.place, key: m.server, claims: m.joke.claims}
			return m.joke.approves(1, p, m.ronald.comeBack(ghost, m.ronald.claims, newKey(t)).agrees(1, p, p), false)
		}, CodeSigner},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			m := discussed(t)
			p := m.els.proposes(ronaldsPassage(m), m.joke, m.henk)
			m.lying = true
			latest := tc.do(m, p)
			m.lying = false
			c, proof := m.smuggle(t, p, latest, []chain.Seat{m.ronald.seat}, m.els)
			refused(t, c, proof, tc.code)
		})
	}
}
