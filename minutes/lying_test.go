package minutes

import (
	"slices"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

const secret = "Dit mag niet naar buiten."

// smuggle makes a package for Marieke with one passage more than was allowed.
// The server admits everything; only the acts that people sign stand in the way.
func (m *meeting) smuggle(t *testing.T, proposal, latest crypto.Digest, by []chain.Seat, issuer *someone) (Contents, Proof) {
	compiled := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	c := compiled.Contents
	c.Items[0].Releases = append(c.Items[0].Releases, Release{
		Proposal: proposal, Kind: "passage", Salt: [32]byte(crypto.Hash(crypto.LabelFile, []byte(secret))), Text: secret, By: by, Independent: by[0] == m.els.seat,
	})
	compiled.Contents = c
	compiled.Refs = slices.Insert(compiled.Refs, 6, latest)
	compiled.Releases++
	m.lying = true
	issue := issuer.act(room.KindIssue, compiled.Payload(packageSalt), how{refs: compiled.Refs})
	return c, proven(t, m, c, issue)
}

func TestAServerThatAdmitsEverythingStillCannotLetSomethingOut(t *testing.T) {
	passage := func(m *meeting) release {
		return release{item: 1, kind: "passage", text: secret, to: []room.Recipient{seat(m.marieke)}, actions: []crypto.Digest{m.visit},
			sources: []crypto.Digest{m.reports}, owners: []*someone{m.ronald}}
	}
	cases := []struct {
		name string
		do   func(m *meeting) (proposal, latest crypto.Digest)
		code Code
	}{
		{"nothing wrong", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.approves(1, p, m.ronald.agrees(1, p, p), false)
		}, ""},
		{"a member decides", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.samira.approves(1, p, m.ronald.agrees(1, p, p), false)
		}, CodeNotChair},
		{"a member makes himself chair", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.samira.act(room.KindTakeOver, room.CodePayload{Nonce: [32]byte{1}}, in0)
			return p, m.samira.approves(1, p, a, false)
		}, CodeNotChair},
		{"a member is made chair by a member", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.els.act(room.KindHandOver, room.HandOverPayload{To: m.samira.seat}, in0)
			return p, m.samira.approves(1, p, a, false)
		}, CodeNotChair},
		{"a member appoints himself", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.samira.act(room.KindAppoint, room.AppointPayload{Seat: m.samira.seat, Post: agenda.Deputy}, in0)
			return p, m.samira.approves(1, p, a, false)
		}, CodeNotChair},
		{"a member makes a place for a deputy", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.places++
			place := agenda.PlaceID(m.places)
			m.samira.act(room.KindPlace, room.PlacePayload{Place: place, Party: welzijn, Function: "x", Post: agenda.Deputy}, in0)
			return p, m.joke.invitesTo(place, "Een Vriend", welzijn).approves(1, p, a, false)
		}, CodeNotChair},
		{"a deputy makes a place for a deputy", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.places++
			place := agenda.PlaceID(m.places)
			m.henk.act(room.KindPlace, room.PlacePayload{Place: place, Party: welzijn, Function: "x", Post: agenda.Deputy}, in0)
			return p, m.joke.invitesTo(place, "Een Vriend", welzijn).approves(1, p, a, false)
		}, CodeNotChair},
		{"a member admits a deputy", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.places++
			place := agenda.PlaceID(m.places)
			m.joke.act(room.KindPlace, room.PlacePayload{Place: place, Party: welzijn, Function: "x", Post: agenda.Deputy}, in0)
			return p, m.samira.invitesTo(place, "Een Vriend", welzijn).approves(1, p, a, false)
		}, CodeNotChair},
		{"the removed deputy decides", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.joke.act(room.KindRemove, room.RemovePayload{Seat: m.henk.seat}, in0)
			return p, m.henk.approves(1, p, a, false)
		}, CodeSigner},
		{"another device signs for the owner", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			stranger := &someone{w: m.world, seat: m.ronald.seat, key: newKey(m.t)}
			return p, m.joke.approves(1, p, stranger.agrees(1, p, p), false)
		}, CodeSigner},
		{"somebody who was never admitted signs", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			stranger := &someone{w: m.world, seat: 30, key: newKey(m.t)}
			return p, m.joke.approves(1, p, stranger.agrees(1, p, p), false)
		}, CodeSigner},
		{"Samira agrees in Ronald's place", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.approves(1, p, m.samira.agrees(1, p, p), false)
		}, CodeOtherOwner},
		{"nobody agreed", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.approves(1, p, p, false)
		}, CodeNoAgreement},
		{"Ronald took his agreement back", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			no := m.ronald.act(room.KindDecline, room.ProposalPayload{Proposal: p}, at(1, m.ronald.agrees(1, p, p)))
			return p, m.joke.approves(1, p, no, false)
		}, CodeNoAgreement},
		{"Ronald had left", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			m.ronald.act(room.KindLeave, room.Nothing{}, in0)
			return p, m.joke.approves(1, p, a, false)
		}, CodeNoAgreement},
		{"the chair said no", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.act(room.KindMinimise, room.MinimisePayload{Proposal: p}, at(1, m.ronald.agrees(1, p, p)))
		}, CodeNotApproved},
		{"the chair let it go", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.act(room.KindLapse, room.ProposalPayload{Proposal: p}, at(1, m.ronald.agrees(1, p, p)))
		}, CodeNotApproved},
		{"nobody decided", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.ronald.agrees(1, p, p)
		}, CodeNotApproved},
		{"the agreement is about another proposal", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.act(room.KindAgree, room.ProposalPayload{Proposal: m.passage}, at(1, p))
			return p, m.joke.approves(1, p, a, false)
		}, CodeProposal},
		{"the decision is about another proposal", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.agrees(1, p, p)
			return p, m.joke.approves(1, m.passage, a, false)
		}, CodeProposal},
		{"the decision states that nothing was used", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			return p, m.joke.approves(1, p, m.ronald.agrees(1, p, p), true)
		}, CodeProposal},
		{"it is proposed for Samira only", func(m *meeting) (p, l crypto.Digest) {
			r := passage(m)
			r.to = []room.Recipient{seat(m.samira)}
			p = m.els.proposes(r, m.joke, m.henk)
			return p, m.joke.approves(1, p, m.ronald.agrees(1, p, p), false)
		}, CodeNotRecipient},
		{"the decision does not follow the agreement", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			m.ronald.agrees(1, p, p)
			return p, m.joke.approves(1, p, p, false)
		}, CodeHistory},
		{"the agreement stands at another item", func(m *meeting) (p, l crypto.Digest) {
			p = m.els.proposes(passage(m), m.joke, m.henk)
			a := m.ronald.act(room.KindAgree, room.ProposalPayload{Proposal: p}, at(2, p))
			return p, m.joke.approves(1, p, a, false)
		}, CodeHistory},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			m := discussed(t)
			m.lying = true
			proposal, latest := tc.do(m)
			c, p := m.smuggle(t, proposal, latest, []chain.Seat{m.ronald.seat}, m.joke)
			if tc.code != "" {
				f := refused(t, c, p, tc.code)
				require.NotContains(t, f.Sentence(Dutch)+f.Error(), secret)
				return
			}
			doc, err := Document(c, p)
			require.NoError(t, err)
			_, err = Verify(doc, Expect{})
			require.NoError(t, err)
		})
	}
}

func TestOnlyChairDeputyAndSecretaryIssue(t *testing.T) {
	for _, tc := range []struct {
		who  func(*meeting) *someone
		code Code
	}{
		{func(m *meeting) *someone { return m.henk }, ""},
		{func(m *meeting) *someone { return m.els }, ""},
		{func(m *meeting) *someone { return m.samira }, CodeNotIssuer},
	} {
		m := discussed(t)
		c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
		m.lying = true
		issue := tc.who(m).act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
		p := proven(t, m, c.Contents, issue)
		if tc.code != "" {
			refused(t, c.Contents, p, tc.code)
			continue
		}
		_, err := Document(c.Contents, p)
		require.NoError(t, err)
	}
}

func TestWhatWasWithdrawnBeforeTheIssueIsNotOwnAnyMore(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	gone := m.marieke.act(room.KindWithdraw, room.Nothing{}, at(1, m.arrears))
	m.lying = true
	c.Refs[len(c.Refs)-1] = gone
	issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
	refused(t, c.Contents, proven(t, m, c.Contents, issue), CodeOwn)
}

func TestSomebodyElsesContributionIsNotOwn(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	theirs := m.joke.compiles(covenant.PackageMinutes, seat(m.samira)).Contents.Items[0].Own[0]
	c.Contents.Items[0].Own = append(c.Contents.Items[0].Own, theirs)
	c.Refs = append(c.Refs, m.worry)
	m.lying = true
	issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
	f := refused(t, c.Contents, proven(t, m, c.Contents, issue), CodeOwn)
	require.Equal(t, Where{1, 4}, f.Where)
}

// A server that rewrites its whole log, leaves, links, checkpoint and all, still
// has no signature of a person.
func TestAServerCannotRewriteWhatSomebodySigned(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	issue, _ := m.joke.issues(c)
	rewrite := func(change func(kind chain.Kind, rec *chain.Record)) Proof {
		n := &world{t: t, id: m.id, server: m.server, writer: chain.NewWriter(), sealed: m.sealed}
		for _, b := range m.records {
			rec, err := chain.DecodeRecord(b)
			require.NoError(t, err)
			change(kindOf(t, b), rec)
			b = rec.Encode()
			n.records, n.leaves = append(n.records, b), append(n.leaves, chain.Leaf(b))
		}
		link := chain.FirstLink()
		for _, leaf := range n.leaves {
			link = chain.Link(link, leaf)
		}
		note, err := chain.Checkpoint{Room: m.id, Epoch: 1, Head: chain.Position{N: uint64(len(n.leaves)), Link: link}}.Sign(m.server)
		require.NoError(t, err)
		n.note = note
		p, err := n.prover().Prove(c.Contents, packageSalt, issue)
		require.NoError(t, err)
		return p
	}
	for name, tc := range map[string]struct {
		change func(chain.Kind, *chain.Record)
		code   Code
	}{
		"a signature": {func(kind chain.Kind, rec *chain.Record) {
			if kind == room.KindStart {
				rec.Act.Signature[5]++
			}
		}, CodeRecord},
		"an audience": {func(kind chain.Kind, rec *chain.Record) {
			if kind == room.KindMinimise {
				rec.Audience = 2
			}
		}, CodeHistory},
		"a position": {func(kind chain.Kind, rec *chain.Record) {
			if kind == room.KindMinimise {
				rec.K = 1
			}
		}, CodeRecord},
		"a link of the audience": {func(_ chain.Kind, rec *chain.Record) {
			if rec.K > 1 {
				rec.ALink[0]++
			}
		}, CodeRecord},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.Contents, rewrite(tc.change), tc.code) })
	}
	_, err := Document(c.Contents, rewrite(func(chain.Kind, *chain.Record) {}))
	require.NoError(t, err)
}

func TestTheServerMayTakeANewKey(t *testing.T) {
	m := discussed(t)
	first := m.server.Public()
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	next := newKey(t)
	rekey := func(signer, proof crypto.SigningKey) {
		sig, err := crypto.Sign(crypto.LabelRekey, proof, m.id[:])
		require.NoError(t, err)
		s := &someone{w: m.world, key: signer}
		s.act(room.KindRekey, room.RekeyPayload{Key: next.Public(), Proof: sig}, in0)
	}
	rekey(m.server, next)
	m.server = next
	_, doc := m.joke.issues(c)
	_, err := Verify(doc, Expect{ServerKey: next.Public()})
	require.NoError(t, err)
	_, err = Verify(doc, Expect{ServerKey: first})
	require.Equal(t, fail(CodeOtherServer), err)

	for name, signers := range map[string]func() (signer, proof crypto.SigningKey){
		"signed by nobody who may":    func() (crypto.SigningKey, crypto.SigningKey) { return next, next },
		"not in the server's hands":   func() (crypto.SigningKey, crypto.SigningKey) { return m.server, m.server },
		"signed and proven by others": func() (crypto.SigningKey, crypto.SigningKey) { return newKey(t), newKey(t) },
	} {
		m = discussed(t)
		m.lying = true
		c = m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
		rekey(signers())
		m.server = next
		issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
		t.Log(name)
		refused(t, c.Contents, proven(t, m, c.Contents, issue), CodeCheckpoint)
	}
}

func TestAFailureSaysWhatIsWrongWhereAndWhatToDo(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range Codes() {
		for _, lang := range []Language{Dutch, English} {
			s := (&Failure{Code: code}).Sentence(lang)
			require.False(t, seen[s], code)
			seen[s] = true
			require.NotEqual(t, in(sentenceOf("?"), lang), in(sentenceOf(code), lang), code)
		}
	}
	f := &Failure{Code: CodeText, Where: Where{Item: 1, Passage: 3}}
	require.Equal(t, "Passage 3: De tekst is niet de tekst waarover akkoord en besluit gaan. Gebruik dit bestand niet. Bewaar het, en vraag de voorzitter om het opnieuw uit te geven.", f.Sentence(Dutch))
	require.Equal(t, "minutes: text_changed at passage 3", f.Error())
	f.Where.Passage = 0
	require.Contains(t, f.Sentence(English), "Name of item 1: ")
	require.Equal(t, "minutes: text_changed at item 1", f.Error())
}
