package minutes

import (
	"strings"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

func TestMariekeGetsWhatWasApprovedForHerAndHerOwnContribution(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	issue, doc := m.joke.issues(c)
	v, err := Verify(doc, Expect{Room: m.id, ServerKey: m.server.Public(), Recipient: seat(m.marieke), Rules: m.rules})
	require.NoError(t, err)
	page := string(doc)
	for _, text := range []string{
		"<h2>Casus Populier</h2>", "vijf meldingen van geluid", "Ronald Kuiper, Politie basisteam Zuidwest Drenthe",
		"Nodig voor: Huisbezoek bij A, zonder B", "hulp aan huis &amp; liever niet", "blijft casushouder",
		"3 maanden huurachterstand", "Huuradministratie &lt;Actium&gt;", "Uw eigen inbreng", "Nieuwe betaalafspraak aanbieden",
		"U, Woningcorporatie Actium", "11 december 2026", "Samira Kaya, Welzijn De Wolden", "<h2>Agendapunt 2</h2>",
		"vrijdag 27 november 2026, begonnen om 09:00", "Marieke Hulshof, Woningcorporatie Actium", "Joke Benning, Gemeente De Wolden",
		"Privacyconvenant Buurtteams De Wolden, versie 1.0", "Actium bewaart dit niet langer dan nodig", "U kunt reageren tot en met 11 december 2026",
		"Ondersteuning en waar mogelijk oplossingen bij collectieve problematiek", m.id.String(),
	} {
		require.Contains(t, page, text)
	}
	for _, text := range []string{
		"mevrouw Visser",    // the source of what she got, not approved for anybody
		"tot maart",         // approved for Samira
		"over gezondheid",   // approved for the GGD
		"Ik denk",           // Samira's own words
		"Overlast en schul", // the item's description
		"winkelplein",       // its label, which was never approved
		"dewolden.example",  // business contact
	} {
		require.NotContains(t, page, text)
	}

	require.Equal(t, "Klopt: 7 passages, akkoord van ieder, besluit van de voorzitter", v.Headline(Dutch))
	require.Equal(t, issue, v.Issue.Act)
	require.Equal(t, "Joke Benning", v.Issue.Name)
	require.Len(t, v.Passages, 8)
	for _, p := range v.Passages {
		if p.Own {
			require.Equal(t, Where{1, 2}, p.Where)
			continue
		}
		require.Equal(t, "Joke Benning", p.Decision.Name)
		require.Equal(t, agenda.Chair, p.Decision.Post)
		require.NotZero(t, p.Decision.Time)
	}
	mixed := v.Passages[3]
	require.Equal(t, Where{1, 3}, mixed.Where)
	require.Equal(t, []string{"Ronald Kuiper", "Samira Kaya"}, []string{mixed.Agreements[0].Name, mixed.Agreements[1].Name})
	require.Contains(t, v.Checked(Dutch), "Het bestand is voor Marieke Hulshof, Woningcorporatie Actium en voor niemand anders.")
	require.Contains(t, strings.Join(v.Limits(Dutch), "\n"), "of iemand nog iets introk")
	require.Contains(t, strings.Join(v.Limits(English), "\n"), "withdrew")
}

func TestFactsAndOpinionsStandApart(t *testing.T) {
	m := discussed(t)
	page := string(Render(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)).Contents, Dutch))
	facts, opinions, plan := strings.Index(page, "<h4>Feiten</h4>"), strings.Index(page, "<h4>Meningen</h4>"), strings.Index(page, "<h3>Plan</h3>")
	reports, help := strings.Index(page, "vijf meldingen"), strings.Index(page, "hulp aan huis")
	require.True(t, 0 < facts && facts < reports && reports < opinions && opinions < help && help < plan, page)
}

func TestWhatDrawsOnAFactAndAnOpinionIsAnOpinion(t *testing.T) {
	k := &compiler{natures: map[crypto.Digest]covenant.Code{{1}: covenant.Fact, {2}: covenant.Opinion}}
	for _, tc := range []struct {
		sources []crypto.Digest
		nature  covenant.Code
	}{
		{nil, ""}, {[]crypto.Digest{{1}}, covenant.Fact}, {[]crypto.Digest{{2}}, covenant.Opinion},
		{[]crypto.Digest{{1}, {2}}, covenant.Opinion}, {[]crypto.Digest{{2}, {1}}, covenant.Opinion},
		{[]crypto.Digest{{1}, {3}}, ""},
	} {
		require.Equal(t, tc.nature, k.nature(room.ProposalView{Sources: tc.sources}))
	}
}

func TestTheNatureOfASourceIsKnownWhateverItsLatestAct(t *testing.T) {
	m := prepared(t)
	m.opens(1)
	brought := m.ronald.contributes(1, covenant.Fact, room.ContributionText{Text: "x", Necessity: "y", Source: "z"}, "enforcement", "police_provision", m.joke, m.henk, m.ronald)
	shown := m.ronald.act(room.KindShow, room.ShowPayload{Readers: []room.Reader{{Place: m.samira.place, Reason: "action"}}},
		at(1, brought).sealingOnly(m.samira))
	action := m.joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: 4, Due: day(2026, 12, 4)}, at(1).sealing(room.AgreedText{Text: "a"}, m.all...))
	m.els.released(release{item: 1, kind: "passage", text: "Een feit.", to: []room.Recipient{seat(m.samira)}, actions: []crypto.Digest{action},
		sources: []crypto.Digest{shown}, owners: []*someone{m.ronald}}, m.joke, m.henk, m.els)
	m.ronald.act(room.KindShow, room.ShowPayload{Readers: []room.Reader{{Place: m.marieke.place, Reason: "action"}}},
		at(1, shown).sealingOnly(m.marieke))
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.samira)).Contents
	require.Equal(t, covenant.Fact, c.Items[0].Releases[0].Nature)
}

// sealingOnly brings envelopes without a body.
func (h how) sealingOnly(readers ...*someone) how {
	h.readers = readers
	return h
}

func TestSamiraGetsHersAndNothingOfMariekes(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.samira))
	_, doc := m.joke.issues(c)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.NoError(t, err)
	page := string(doc)
	require.Contains(t, page, "tot maart")
	require.Contains(t, page, "Ik denk dat bewoner A")
	require.NotContains(t, page, "huurachterstand")
	require.NotContains(t, page, "betaalafspraak")
	require.NotContains(t, page, "lampen")
	require.Len(t, c.Contents.Items, 1)
	require.NotContains(t, string(c.Contents.Encode()), "betaalafspraak")
}

func TestTheGGDGetsAnExtractWithTheGroundOfItsDisclosure(t *testing.T) {
	m := discussed(t)
	m.joke.act(room.KindOutside, room.OutsidePayload{Number: 2, Organisation: "Een derde", Recipient: newRecipient(t)}, in0)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageExtract, m.ggd))
	v, err := Verify(doc, Expect{Recipient: m.ggd, Rules: m.rules})
	require.NoError(t, err)
	page := string(doc)
	require.Contains(t, page, "<h1>Uittreksel uit het verslag")
	require.Contains(t, page, "GGD Drenthe")
	require.Contains(t, page, "Grondslag: Taak van algemeen belang of openbaar gezag")
	require.Contains(t, page, "Taak: Maatschappelijke ondersteuning")
	require.NotContains(t, page, "huisbezoek") // the action it is needed for was not approved for the GGD
	require.NotContains(t, page, "Marieke")
	require.NotContains(t, string(chain.Encode(v.Contents)), "Samira")
	_, p := parts(t, doc)
	for _, b := range p.Records {
		require.NotContains(t, string(b), "Een derde")
		require.NotContains(t, string(b), "Marieke Hulshof", "who signed nothing and is not named stays out of the proof")
	}
	require.Contains(t, v.Checked(Dutch), "Het bestand is voor GGD Drenthe en voor niemand anders.")
	require.Contains(t, strings.Join(v.Limits(Dutch), "\n"), "verklaarden de opsteller en de voorzitter")
}

func TestTheActionListHasActionsAndNothingElse(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageActionList, seat(m.marieke))
	_, doc := m.joke.issues(c)
	_, err := Verify(doc, Expect{Rules: m.rules})
	require.NoError(t, err)
	page := string(doc)
	require.Contains(t, page, "<h1>Actielijst van het overleg van vrijdag 27 november 2026</h1>")
	require.Equal(t, 3, strings.Count(page, `<th scope="row" class="text">`))
	require.NotContains(t, page, "huurachterstand")
	require.NotContains(t, page, "Populier")
	require.NotContains(t, page, "Beschrijving")
}

func TestAnExtractMayBeOfOneItem(t *testing.T) {
	m := discussed(t)
	in := m.joke.input(covenant.PackageExtract, seat(m.marieke))
	in.Items = []agenda.ItemID{2}
	c, err := Compile(in)
	require.NoError(t, err)
	require.Len(t, c.Contents.Items, 1)
	require.Equal(t, agenda.ItemID(2), c.Contents.Items[0].ID)
	m.joke.issues(c)
}

func TestWhatWasWithdrawnDoesNotLeave(t *testing.T) {
	m := discussed(t)
	before := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	m.ronald.act(room.KindWithdraw, room.Nothing{}, at(1, m.reports))
	m.marieke.act(room.KindWithdraw, room.Nothing{}, at(1, m.arrears))
	after := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	require.Len(t, after.Refs, len(before.Refs)-3) // two passages that draw on it, and her own
	page := string(Render(after.Contents, Dutch))
	require.NotContains(t, page, "vijf meldingen")
	require.NotContains(t, page, "hulp aan huis")
	require.NotContains(t, page, "huurachterstand")
	_, doc := m.joke.issues(after)
	_, err := Verify(doc, Expect{})
	require.NoError(t, err)
}

func TestWhatWasNeededForADroppedActionDoesNotLeave(t *testing.T) {
	m := discussed(t)
	both := m.joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: 4, Due: day(2026, 12, 18)}, at(1).sealing(room.AgreedText{Text: "Samen."}, m.joke, m.henk, m.els, m.ronald, m.marieke, m.samira))
	m.joke.released(release{item: 1, kind: covenant.ReleaseAction, text: "Bezoek en nazorg.", to: []room.Recipient{seat(m.samira)}, actions: []crypto.Digest{m.visit, both}}, m.joke, m.henk, m.els)
	m.joke.act(room.KindRetract, room.Nothing{}, at(1, m.visit))
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.samira)))
	_, err := Verify(doc, Expect{})
	require.NoError(t, err)
	require.NotContains(t, string(doc), "Huisbezoek bij A", "needed for the dropped action alone")
	require.Contains(t, string(doc), "Bezoek en nazorg.", "needed for another one too")
	require.Contains(t, string(doc), "<td>Vervallen</td>")
}

func TestACaseThatWasRenamedTellsBoth(t *testing.T) {
	m := discussed(t)
	m.joke.released(release{item: 1, kind: releaseLabel, text: "Casus Eik", to: []room.Recipient{seat(m.samira)}, actions: []crypto.Digest{m.visit}}, m.joke, m.henk, m.els)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.samira)))
	_, err := Verify(doc, Expect{})
	require.NoError(t, err)
	require.Contains(t, string(doc), "<h2>Casus Eik</h2>")
	require.Contains(t, string(doc), "Heette eerder: Casus Populier")
}

func TestWhatWasNotApprovedDoesNotLeave(t *testing.T) {
	m := discussed(t)
	before := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	propose := func(text string) crypto.Digest {
		return m.joke.proposes(release{item: 1, kind: "passage", text: text, to: []room.Recipient{seat(m.marieke)}, actions: []crypto.Digest{m.visit}}, m.joke, m.henk, m.els)
	}
	refusal, lapse := propose("Geweigerd."), propose("Vervallen.")
	propose("Nog open.")
	m.joke.act(room.KindMinimise, room.MinimisePayload{Proposal: refusal, Independent: true}, at(1, refusal))
	m.joke.act(room.KindLapse, room.ProposalPayload{Proposal: lapse}, at(1, lapse))
	require.Equal(t, before, m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
}

func TestADeputyDecidesAndBecomesChair(t *testing.T) {
	m := discussed(t)
	p := m.els.proposes(release{item: 1, kind: "passage", text: "Henk besluit.", to: []room.Recipient{seat(m.samira)}, actions: []crypto.Digest{m.visit},
		sources: []crypto.Digest{m.reports}, owners: []*someone{m.ronald}}, m.joke, m.henk, m.els)
	m.henk.approves(1, p, m.ronald.agrees(1, p, p), false)
	m.joke.act(room.KindHandOver, room.HandOverPayload{To: m.henk.seat, Code: room.CodePayload{Nonce: [32]byte{8}}}, in0)
	_, doc := m.henk.issues(m.henk.compiles(covenant.PackageMinutes, seat(m.samira)))
	v, err := Verify(doc, Expect{})
	require.NoError(t, err)
	require.Equal(t, m.henk.seat, v.Contents.Chair)
	require.Equal(t, "Henk Doldersum", v.Issue.Name)
	require.Equal(t, agenda.Chair, v.Issue.Post)
	decided := v.Passages[2]
	require.Equal(t, "Henk Doldersum", decided.Decision.Name)
	require.Equal(t, agenda.Deputy, decided.Decision.Post, "he was deputy then")
	require.Contains(t, v.Checked(Dutch), "De voorzitter of een plaatsvervanger besloot over elke passage.")
}

func TestANewDeputyIsShownAProposalAndDecidesOnIt(t *testing.T) {
	m := discussed(t)
	p := m.els.proposes(release{item: 1, kind: "passage", text: "Samira besluit.", to: []room.Recipient{seat(m.marieke)}, actions: []crypto.Digest{m.visit},
		sources: []crypto.Digest{m.reports}, owners: []*someone{m.ronald}}, m.joke, m.henk, m.els)
	m.joke.act(room.KindAppoint, room.AppointPayload{Seat: m.samira.seat, Post: agenda.Deputy}, in0)
	shared := m.joke.act(room.KindShare, room.Nothing{}, at(1, p).sealingOnly(m.samira))
	no := m.ronald.act(room.KindDecline, room.ProposalPayload{Proposal: p}, at(1, shared))
	yes := m.ronald.agrees(1, p, no)
	cannot := m.samira.act(room.KindUnreadable, room.Nothing{}, at(1, yes))
	again := m.joke.act(room.KindShare, room.Nothing{}, at(1, cannot).sealingOnly(m.samira))
	m.samira.approves(1, p, again, false)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	v, err := Verify(doc, Expect{})
	require.NoError(t, err)
	decided := v.Passages[2]
	require.Equal(t, []string{"Ronald Kuiper", "Samira Kaya"}, []string{decided.Agreements[0].Name, decided.Decision.Name})
	require.Equal(t, agenda.Deputy, decided.Decision.Post)
}

func TestASubstituteTakesOverAnAction(t *testing.T) {
	m := discussed(t)
	m.samira.act(room.KindLeave, room.Nothing{}, in0)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	_, err := Verify(doc, Expect{})
	require.NoError(t, err)
	require.Contains(t, string(doc), "<td>Ouderenadviseur, Welzijn De Wolden</td>", "nobody fills the place")
	m.joke.invitesTo(m.samira.place, "Bart Nijhuis", welzijn, m.henk)
	_, doc = m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	_, err = Verify(doc, Expect{})
	require.NoError(t, err)
	require.Contains(t, string(doc), "<td>Bart Nijhuis, Welzijn De Wolden</td>")
}

func TestWhatCannotBeCompiled(t *testing.T) {
	m := discussed(t)
	compile := func(change func(*Input)) error {
		in := m.joke.input(covenant.PackageMinutes, seat(m.marieke))
		change(&in)
		_, err := Compile(in)
		return err
	}
	require.NoError(t, compile(func(*Input) {}))
	require.ErrorIs(t, compile(func(in *Input) { in.Kind = "dossier" }), ErrKind)
	require.ErrorIs(t, compile(func(in *Input) { in.Recipient = room.Recipient{} }), ErrRecipient)
	require.ErrorIs(t, compile(func(in *Input) { in.Recipient = room.Recipient{Seat: 40} }), ErrRecipient)
	require.ErrorIs(t, compile(func(in *Input) { in.Recipient = room.Recipient{Outside: 2} }), ErrRecipient)
	require.ErrorIs(t, compile(func(in *Input) { in.Recipient = room.Recipient{Seat: 1, Outside: 1} }), ErrRecipient)
	require.ErrorIs(t, compile(func(in *Input) { in.Recipient = seat(m.els) }), ErrNothing)
	require.ErrorIs(t, compile(func(in *Input) { in.View.Started = 0 }), ErrNotNow)
	require.ErrorIs(t, compile(func(in *Input) { in.Open = func(room.SealedView) ([]byte, error) { return nil, crypto.ErrNoKey } }), ErrUnopened)
	require.ErrorIs(t, compile(func(in *Input) { in.Open = func(room.SealedView) ([]byte, error) { return []byte{1}, nil } }), ErrText)
	require.ErrorIs(t, compile(func(in *Input) { // a device that opened something else than was agreed on
		in.Open = func(v room.SealedView) ([]byte, error) {
			if v.Kind == "proposal" {
				return chain.Encode(room.ReleaseText{Text: "iets anders"}), nil
			}
			return m.open(v)
		}
	}), ErrText)

	// Els sees everything at the items but is no reader of Marieke's contribution.
	in := m.els.input(covenant.PackageMinutes, seat(m.marieke))
	_, err := Compile(in)
	require.ErrorIs(t, err, ErrUnopened)
	in.WithoutOwn = true
	c, err := Compile(in)
	require.NoError(t, err)
	require.Empty(t, c.Contents.Items[0].Own)
	require.Empty(t, c.Contents.Items[0].Releases[3].Nature, "nor does she know what is a fact")
	_, doc := m.els.issues(c)
	_, err = Verify(doc, Expect{})
	require.NoError(t, err)
}

func TestATextThatCouldDeceiveTheEyeDoesNotLeave(t *testing.T) {
	m := discussed(t)
	text := "Bewoner A \u202Eteog si"
	require.Error(t, identify.Clean(text))
	m.joke.released(release{item: 1, kind: "passage", text: text, to: []room.Recipient{seat(m.samira)}, actions: []crypto.Digest{m.visit}}, m.joke, m.henk, m.els)
	_, err := Compile(m.joke.input(covenant.PackageMinutes, seat(m.samira)))
	require.ErrorIs(t, err, ErrText)
}

func TestMorePartsThanAnIssueActCanName(t *testing.T) {
	m := prepared(t)
	m.opens(1)
	for range chain.MaxRefs {
		m.ronald.contributes(1, covenant.Fact, room.ContributionText{Text: "x", Necessity: "y", Source: "z"}, "enforcement", "police_provision", m.joke, m.henk, m.ronald)
	}
	m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.ronald)))
	m.ronald.contributes(1, covenant.Fact, room.ContributionText{Text: "x", Necessity: "y", Source: "z"}, "enforcement", "police_provision", m.joke, m.henk, m.ronald)
	_, err := Compile(m.joke.input(covenant.PackageMinutes, seat(m.ronald)))
	require.ErrorIs(t, err, ErrTooMany)
}

func TestAProofNeedsALogThatGoesFarEnough(t *testing.T) {
	m := discussed(t)
	c := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	note := m.checkpoint(m.server)
	issue := m.joke.act(room.KindIssue, c.Payload(packageSalt), how{refs: c.Refs})
	_, err := m.prover().Prove(c.Contents, packageSalt, crypto.Digest{1})
	require.ErrorIs(t, err, ErrLog)
	m.note = note
	_, err = m.prover().Prove(c.Contents, packageSalt, issue)
	require.ErrorIs(t, err, ErrLog)
	m.note = []byte("?")
	_, err = NewProver(m)
	require.ErrorIs(t, err, ErrLog)
}

func TestTheSizeOfAFileTellsLittle(t *testing.T) {
	m := discussed(t)
	for _, to := range []room.Recipient{seat(m.marieke), seat(m.samira), m.ggd} {
		_, doc := m.joke.issues(m.joke.compiles(covenant.PackageExtract, to))
		require.Equal(t, 64<<10, len(doc))
	}
	for _, tc := range [][2]int{{1, 16 << 10}, {16<<10 - 8, 16 << 10}, {16<<10 - 7, 64 << 10}, {200 << 10, 256 << 10}, {257 << 10, 320 << 10}} {
		require.Len(t, pad(make([]byte, tc[0])), tc[1])
	}
}

func TestDatesAreThoseOfAmsterdam(t *testing.T) {
	for ms, want := range map[int64]string{
		1774745999999: "29 maart 2026, 01:59",
		1774746000000: "29 maart 2026, 03:00",
		1792889999999: "25 oktober 2026, 02:59",
		1792890000000: "25 oktober 2026, 02:00",
		0:             "1 januari 1970, 01:00",
	} {
		require.Equal(t, want, moment(ms, Dutch))
	}
	require.Equal(t, "Friday 27 November 2026", longDate(1795766400000, English))
	require.Equal(t, "4 december 2026", dayDate(day(2026, 12, 4), Dutch))
}
