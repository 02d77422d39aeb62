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

// regionally is the meeting under rules with a dossier: Samira directs the case,
// and the resident, who is outside the room, has a notice coming.
func regionally(t testing.TB) *meeting {
	m := discussedUnder(t, regional(t))
	m.joke.act(room.KindOutside, room.OutsidePayload{Number: 2, Kind: covenant.GuestPerson, Passphrase: true},
		how{}.sealing(room.OutsideText{Name: "mevrouw De Boer"}, m.joke, m.henk, m.els))
	m.joke.act(room.KindSit, room.SitPayload{Item: 1, Place: m.samira.place, Role: "director"}, at(1, m.latest(1)))
	m.joke.released(release{item: 1, kind: covenant.ReleaseNotice, text: "Wij hebben over u gesproken. Samira komt bij u langs.", to: []room.Recipient{m.resident()}}, m.joke, m.henk, m.els)
	return m
}

func (m *meeting) resident() room.Recipient { return room.Recipient{Outside: 2} }

// What the rules say is compared too, by who has them.
func (m *meeting) verifies(t *testing.T, doc []byte) *Verified {
	t.Helper()
	v, err := Verify(doc, Expect{Room: m.id, Rules: m.rules})
	require.NoError(t, err)
	_, err = Verify(doc, Expect{})
	require.NoError(t, err)
	return v
}

// The resident gets what was written for him and nothing else; the file does not
// know his name, nor who brought in what.
func TestTheNoticeToTheFamily(t *testing.T) {
	m := regionally(t)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageNotice, m.resident()))
	v := m.verifies(t, doc)
	require.Equal(t, Contents{}.Summary, v.Contents.Summary, "it is about himself")
	require.Contains(t, string(doc), "Wij hebben over u gesproken.")
	require.Contains(t, string(doc), "de persoon om wie het gaat")
	require.NotContains(t, string(doc), "De Boer")
	require.NotContains(t, string(doc), "Hierover is niets met u gedeeld.")

	c, p := parts(t, doc)
	c.OutsideKind = covenant.GuestRelative
	refused(t, c, p, CodeDetails)
	c.OutsideKind, c.Outside = "", "GGD Drenthe"
	refused(t, c, p, CodeDetails)
	c, p = parts(t, doc)
	c.Summary = []covenant.Text{{NL: "Alles mag.", EN: "Everything goes."}}
	refused(t, c, p, CodeDetails)
	c, p = parts(t, doc)
	c.ReactUntil = 20_900
	refused(t, c, p, CodeIssue)
}

// Somebody who may issue calls minutes a notice: the kinds of text in it give it away.
func TestANoticeHoldsNoticesOnly(t *testing.T) {
	m := regionally(t)
	for _, kind := range []covenant.Code{covenant.PackageNotice, covenant.PackageActionList} {
		compiled := m.joke.compiles(covenant.PackageExtract, seat(m.marieke))
		compiled.Contents.Kind, compiled.Contents.ReactUntil = kind, 0
		m.lying = true
		issue := m.joke.act(room.KindIssue, compiled.Payload(packageSalt), how{refs: compiled.Refs})
		refused(t, compiled.Contents, proven(t, m, compiled.Contents, issue), CodeParts)
	}
}

// Ronald keeps what he brought in, with the grounds he had.
func TestARecordOfOnesOwn(t *testing.T) {
	m := regionally(t)
	compiled := m.joke.compiles(covenant.PackageOwnRecord, seat(m.ronald))
	_, doc := m.joke.issues(compiled)
	v := m.verifies(t, doc)
	own := v.Contents.Items[0].Own[0]
	require.Equal(t, m.reports, own.Contribution)
	require.Equal(t, covenant.Code("police_provision"), own.Words.Basis.Code)
	require.Contains(t, string(doc), "Verstrekking op grond van de Wet politiegegevens")
	require.Contains(t, string(doc), "Handhaving van de rechtsorde")
	require.NotContains(t, string(doc), "huurachterstand", "that is Marieke's")
	require.NotContains(t, string(doc), "Concept")

	c, p := parts(t, doc)
	c.Items[0].Own[0].Words.Basis = Word{Code: "consent", Text: covenant.Text{NL: "Toestemming", EN: "Consent"}}
	refused(t, c, p, CodeOwn)
	c, p = parts(t, doc)
	c.Items[0].Own[0].Words = OwnWords{}
	refused(t, c, p, CodeOwn)
	c, p = parts(t, doc)
	c.Items[0].Own[0].Words.Basis.Text.NL = "Wat u maar wilt"
	refused(t, c, p, CodeIssue)

	// The issuer writes something else for what the code stands for; the rules know better.
	compiled.Contents.Items[0].Own[0].Words.Basis.Text.NL = "Wat u maar wilt"
	_, doc = m.joke.issues(compiled)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodeOtherRules))
	minutes := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	minutes.Contents.Items[0].Own[0].Words = own.Words
	m.lying = true
	issue := m.joke.act(room.KindIssue, minutes.Payload(packageSalt), how{refs: minutes.Refs})
	refused(t, minutes.Contents, proven(t, m, minutes.Contents, issue), CodeOwn)
}

// The dossier copy proves in which role its recipient sits at the case.
func TestTheDossierCopy(t *testing.T) {
	m := regionally(t)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageDossier, seat(m.samira)))
	v := m.verifies(t, doc)
	require.Len(t, v.Contents.Items, 1, "of the case she directs, and of no other")
	_, err := Compile(m.joke.input(covenant.PackageDossier, seat(m.marieke)))
	require.ErrorIs(t, err, ErrNotHolder)
	require.ErrorIs(t, err, ErrNothing)
	_, err = Compile(m.joke.input(covenant.PackageDossier, m.ggd))
	require.ErrorIs(t, err, ErrNothing)

	c, p := parts(t, doc)
	p.Records = slices.Delete(p.Records, find(t, p, room.KindSit, m.joke.seat), find(t, p, room.KindSit, m.joke.seat)+1)
	_, err = Verify(forged(c, p), Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodePage), "she still sits there as director")
	p.Records = slices.Delete(p.Records, find(t, p, room.KindSit, m.joke.seat), find(t, p, room.KindSit, m.joke.seat)+1)
	_, err = Verify(forged(c, p), Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodeNotHolder))
}

// The chair issues a dossier copy to somebody else, and the server lets her.
func TestADossierCopyForSomebodyElse(t *testing.T) {
	m := regionally(t)
	compiled := m.joke.compiles(covenant.PackageExtract, seat(m.marieke))
	compiled.Contents.Kind, compiled.Contents.ReactUntil = covenant.PackageDossier, 0
	m.lying = true
	_, doc := m.joke.issues(compiled)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodeNotHolder))
	require.Contains(t, err.(*Failure).Sentence(Dutch), "het dossier niet bijhoudt")

	// A seat at the item that nobody who may gave her makes no difference.
	m.marieke.act(room.KindSit, room.SitPayload{Item: 1, Place: m.marieke.place, Role: "director"}, at(1, m.latest(1)))
	c := compiled.Contents
	refused(t, c, proven(t, m, c, m.joke.act(room.KindIssue, compiled.Payload(packageSalt), how{refs: compiled.Refs})), CodeNotChair)
}

// Samira had her copy coming, and directs the case no more.
func TestADossierCopyForWhoWasDirector(t *testing.T) {
	m := regionally(t)
	compiled := m.joke.compiles(covenant.PackageDossier, seat(m.samira))
	m.lying = true
	m.joke.act(room.KindUnseat, room.UnseatPayload{Item: 1, Place: m.samira.place}, at(1, m.latest(1)))
	_, doc := m.joke.issues(compiled)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodeNotHolder))
	m.joke.act(room.KindUnseat, room.UnseatPayload{Item: 1, Place: m.samira.place}, how{audience: agenda.ItemID(2).Audience(), refs: []crypto.Digest{m.latest(2)}})
	issue := m.joke.act(room.KindIssue, compiled.Payload(packageSalt), how{refs: compiled.Refs})
	refused(t, compiled.Contents, proven(t, m, compiled.Contents, issue), CodeRecord)
}

// A third party is told the main lines of the covenant where the rules ask it.
func TestTheSummaryForAThirdParty(t *testing.T) {
	m := regionally(t)
	compiled := m.joke.compiles(covenant.PackageExtract, m.ggd)
	_, doc := m.joke.issues(compiled)
	m.verifies(t, doc)
	require.Contains(t, string(doc), "U mag dit alleen gebruiken om de actie uit te voeren.")
	compiled.Contents.Summary = nil
	_, doc = m.joke.issues(compiled)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.ErrorContains(t, err, string(CodeOtherRules))
	require.Nil(t, deWolden(t).Summary(), "De Wolden does not ask it")
}

// A correction stands in the proof like any other proposal, and what it replaced is left out.
func TestACorrectedText(t *testing.T) {
	m := regionally(t)
	text := "Wij hebben over u gesproken. Samira belt u."
	salt := [32]byte{3}
	older := m.proposalOf(t, covenant.ReleaseNotice)
	p := m.els.act(room.KindPropose, room.ProposePayload{
		Item: 1, Kind: covenant.ReleaseNotice, Digest: room.ReleaseDigest(salt, text), Recipients: []room.Recipient{m.resident()}, Independent: true, Corrects: true,
	}, at(1, older.Latest).sealing(room.ReleaseText{Salt: salt, Text: text}, m.joke, m.henk, m.els))
	m.joke.approves(1, p, p, true)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageNotice, m.resident()))
	m.verifies(t, doc)
	require.Contains(t, string(doc), "Samira belt u.")
	require.NotContains(t, string(doc), "komt bij u langs")
}

func (m *meeting) proposalOf(t *testing.T, kind covenant.Code) room.ProposalView {
	for _, it := range m.state.View(chain.Seat(1)).Items {
		for _, p := range it.Proposals {
			if p.Kind == kind {
				return p
			}
		}
	}
	require.FailNow(t, "no such proposal")
	return room.ProposalView{}
}
