package minutes

import (
	"bytes"
	"encoding/base64"
	"slices"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// forged is a page for contents and proof that nobody checked: what somebody
// would make who wants to deceive.
func forged(c Contents, p Proof) []byte {
	page, _ := document(&Verified{Contents: c}, &manifest{Format: Format, Contents: c.Encode(), Proof: p})
	return page
}

// refused checks that a forged package is refused with this code, by who would
// make it and by who reads it.
func refused(t *testing.T, c Contents, p Proof, code Code) *Failure {
	t.Helper()
	_, err := Document(c, p)
	var made *Failure
	require.ErrorAs(t, err, &made)
	require.Equal(t, code, made.Code)
	_, err = Verify(forged(c, p), Expect{})
	var read *Failure
	require.ErrorAs(t, err, &read)
	require.Equal(t, made, read)
	return read
}

// parts of a real package, to be changed.
func parts(t testing.TB, doc []byte) (Contents, Proof) {
	m, f := manifestIn(doc)
	require.Nil(t, f)
	c, err := DecodeContents(m.Contents)
	require.NoError(t, err)
	p := m.Proof
	p.Records, p.Leaves = slices.Clone(p.Records), slices.Clone(p.Leaves)
	return c, p
}

// find is the place of a record in a proof, by kind and author.
func find(t testing.TB, p Proof, kind chain.Kind, author chain.Seat) int {
	i := slices.IndexFunc(p.Records, func(b []byte) bool {
		rec, err := chain.DecodeRecord(b)
		require.NoError(t, err)
		var act chain.Act
		require.NoError(t, chain.Decode(rec.Act.Bytes, &act))
		return act.Kind == kind && act.Author == author
	})
	require.GreaterOrEqual(t, i, 0)
	return i
}

func TestSomebodyWhoOnlyHasTheFileCannotChangeIt(t *testing.T) {
	m := discussed(t)
	compiled := m.joke.compiles(covenant.PackageMinutes, seat(m.marieke))
	_, doc := m.joke.issues(compiled)
	samiras, samirasDoc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.samira)))
	english := m.joke.input(covenant.PackageMinutes, seat(m.marieke))
	english.Language = English
	other, err := Compile(english)
	require.NoError(t, err)
	otherIssue, _ := m.joke.issues(other)
	stub := slices.IndexFunc(m.records, func(b []byte) bool { // the contribution of the police officer: sealed from her
		rec, err := chain.DecodeRecord(b)
		require.NoError(t, err)
		return rec.Act.Hash() == m.reports
	})

	release := func(c *Contents, kind covenant.Code) *Release {
		for i := range c.Items {
			for j := range c.Items[i].Releases {
				if c.Items[i].Releases[j].Kind == kind {
					return &c.Items[i].Releases[j]
				}
			}
		}
		return nil
	}
	cases := []struct {
		name   string
		change func(*Contents, *Proof)
		code   Code
		where  Where
	}{
		{"another text", func(c *Contents, _ *Proof) { release(c, "passage").Text += " Er is wel aangifte." }, CodeText, Where{1, 1}},
		{"another salt", func(c *Contents, _ *Proof) { release(c, "passage").Salt[0]++ }, CodeText, Where{1, 1}},
		{"another name of the case", func(c *Contents, _ *Proof) { release(c, releaseLabel).Text = "Casus Eik" }, CodeText, Where{1, 0}},
		{"another kind", func(c *Contents, _ *Proof) { release(c, "passage").Kind = releaseDecision }, CodeDetails, Where{1, 3}},
		{"a statement that nothing was used", func(c *Contents, _ *Proof) { release(c, "passage").Independent = true }, CodeDetails, Where{1, 1}},
		{"another speaker", func(c *Contents, _ *Proof) { release(c, "passage").By = []chain.Seat{m.els.seat} }, CodeDetails, Where{1, 1}},
		{"needed for another action", func(c *Contents, _ *Proof) { release(c, "passage").For = []crypto.Digest{m.arrangement} }, CodeDetails, Where{1, 1}},
		{"needed for nothing that exists", func(c *Contents, _ *Proof) { release(c, "passage").For = []crypto.Digest{{}} }, CodeDetails, Where{1, 1}},
		{"another date", func(c *Contents, _ *Proof) { release(c, covenant.ReleaseAction).Work[0].Due++ }, CodeDetails, Where{1, 5}},
		{"another assignee", func(c *Contents, _ *Proof) { release(c, covenant.ReleaseAction).Work[0].Assignee = m.marieke.place }, CodeDetails, Where{1, 5}},
		{"a basis that was not given", func(c *Contents, _ *Proof) { release(c, "passage").Basis.Code = "consent" }, CodeDetails, Where{1, 1}},
		{"another item", func(c *Contents, _ *Proof) { c.Items[0].ID = 2 }, CodeDetails, Where{2, 0}},
		{"a passage less", func(c *Contents, _ *Proof) { c.Items[0].Releases = c.Items[0].Releases[:5] }, CodeParts, Where{}},
		{"a passage twice", func(c *Contents, _ *Proof) { c.Items[0].Releases = append(c.Items[0].Releases, *release(c, "passage")) }, CodeParts, Where{}},
		{"own contribution left out", func(c *Contents, _ *Proof) { c.Items[0].Own = nil }, CodeParts, Where{}},
		{"an opinion that passes for a fact", func(c *Contents, _ *Proof) { release(c, "passage").Nature = covenant.Opinion }, CodeIssue, Where{}},
		{"own contribution as an opinion", func(c *Contents, _ *Proof) { c.Items[0].Own[0].Labels.Nature = covenant.Opinion }, CodeOwn, Where{1, 3}},
		{"own contribution rewritten", func(c *Contents, _ *Proof) { c.Items[0].Own[0].Text = "Geen achterstand." }, CodeIssue, Where{}},
		{"an action as own contribution", func(c *Contents, _ *Proof) { c.Items[0].Own[0].Contribution = m.visit }, CodeOwn, Where{1, 2}},
		{"another term", func(c *Contents, _ *Proof) { c.Retention.NL = "Voor altijd." }, CodeIssue, Where{}},
		{"another purpose", func(c *Contents, _ *Proof) { c.Purpose.Code = "policy" }, CodeDetails, Where{}},
		{"another profile", func(c *Contents, _ *Proof) { c.Profile[0]++ }, CodeDetails, Where{}},
		{"another day", func(c *Contents, _ *Proof) { c.Started += 86_400_000 }, CodeDetails, Where{}},
		{"another chair", func(c *Contents, _ *Proof) { c.Chair = m.samira.seat }, CodeDetails, Where{}},
		{"another name", func(c *Contents, _ *Proof) { c.Persons[0].Name = "Jan Jansen" }, CodeDetails, Where{}},
		{"somebody who has nothing to do with it", func(c *Contents, _ *Proof) {
			c.Persons = append(c.Persons, Person{Seat: 9, Name: "x"})
		}, CodeDetails, Where{}},
		{"a place too many", func(c *Contents, _ *Proof) { c.Places = append(c.Places, c.Places[0]) }, CodeDetails, Where{}},
		{"another party's words", func(c *Contents, _ *Proof) { c.Parties[0].Code = "aa" }, CodeDetails, Where{}},
		{"an organisation for a seat", func(c *Contents, _ *Proof) { c.Outside = "GGD" }, CodeDetails, Where{}},
		{"another room", func(c *Contents, _ *Proof) { c.Room[0]++ }, CodeGenesis, Where{}},
		{"another recipient", func(c *Contents, _ *Proof) { c.Recipient = seat(m.samira) }, CodeIssue, Where{}},
		{"another kind of package", func(c *Contents, _ *Proof) { c.Kind = covenant.PackageExtract }, CodeIssue, Where{}},
		{"another salt of the contents", func(_ *Contents, p *Proof) { p.Salt[0]++ }, CodeIssue, Where{}},
		{"the issue act of Samira's package", func(c *Contents, p *Proof) { *p = proven(t, m, *c, samiras) }, CodeIssue, Where{}},
		{"the issue act of another package for her", func(c *Contents, p *Proof) { *p = proven(t, m, *c, otherIssue) }, CodeIssue, Where{}},
		{"no issue act", func(_ *Contents, p *Proof) { p.Records = drop(p.Records, find(t, *p, room.KindIssue, 1)) }, CodeIssue, Where{}},
		{"a release for Samira", func(c *Contents, p *Proof) {
			theirs, _ := parts(t, samirasDoc)
			c.Items[0].Releases = append(c.Items[0].Releases, *release(&theirs, releaseOutcome))
			*p = proven(t, m, *c, p.Issue)
		}, CodeNotRecipient, Where{1, 5}},
		{"a release that was never proposed", func(c *Contents, _ *Proof) {
			c.Items[0].Releases = append(c.Items[0].Releases, Release{Kind: "passage", Text: "x", By: []chain.Seat{1}})
		}, CodeProposal, Where{1, 4}},
		{"a leaf of an act inside", func(_ *Contents, p *Proof) { p.Leaves[0]++ }, CodeNotInLog, Where{}},
		{"a leaf of an act elsewhere", func(_ *Contents, p *Proof) { p.Leaves[stub*32]++ }, CodeLog, Where{}},
		{"a leaf less", func(_ *Contents, p *Proof) { p.Leaves = p.Leaves[:len(p.Leaves)-32] }, CodeNotInLog, Where{}},
		{"a leaf more", func(_ *Contents, p *Proof) { p.Leaves = append(p.Leaves, make([]byte, 32)...) }, CodeLog, Where{}},
		{"half a leaf", func(_ *Contents, p *Proof) { p.Leaves = p.Leaves[:len(p.Leaves)-1] }, CodeLog, Where{}},
		{"leaves up to before the issue", func(_ *Contents, p *Proof) { p.Leaves = p.Leaves[:32] }, CodeNotInLog, Where{}},
		{"a checkpoint by another server", func(_ *Contents, p *Proof) { p.Checkpoint = m.checkpoint(newKey(t)) }, CodeCheckpoint, Where{}},
		{"a checkpoint of another room", func(_ *Contents, p *Proof) {
			b, err := chain.Checkpoint{Room: crypto.Digest{1}, Epoch: 1, Head: m.writer.Head()}.Sign(m.server)
			require.NoError(t, err)
			p.Checkpoint = b
		}, CodeCheckpoint, Where{}},
		{"no checkpoint", func(_ *Contents, p *Proof) { p.Checkpoint = nil }, CodeCheckpoint, Where{}},
		{"a very long checkpoint", func(_ *Contents, p *Proof) { p.Checkpoint = make([]byte, MaxNote+1) }, CodeCheckpoint, Where{}},
		{"an agreement left out", func(_ *Contents, p *Proof) { p.Records = drop(p.Records, find(t, *p, room.KindAgree, m.ronald.seat)) }, CodeHistory, Where{}},
		{"an admission left out", func(_ *Contents, p *Proof) { p.Records = drop(p.Records, admission(t, *p, m.samira.seat)) }, CodeSigner, Where{1, 3}},
		{"a stranger's act put in", func(_ *Contents, p *Proof) {
			p.Records = insert(t, p.Records, m.records[stub])
		}, CodeSurplus, Where{}},
		{"an act of no use", func(_ *Contents, p *Proof) {
			i := slices.IndexFunc(m.records, func(b []byte) bool { return kindOf(t, b) == room.KindWrapUp })
			p.Records = insert(t, p.Records, m.records[i])
		}, CodeSurplus, Where{}},
		{"acts in another order", func(_ *Contents, p *Proof) { slices.Reverse(p.Records) }, CodeNotInLog, Where{}},
		{"an act that is none", func(_ *Contents, p *Proof) { p.Records[3] = []byte{0xa0} }, CodeRecord, Where{}},
		{"no acts", func(_ *Contents, p *Proof) { p.Records = nil }, CodeLog, Where{}},
		{"no genesis", func(_ *Contents, p *Proof) { p.Records = p.Records[1:] }, CodeGenesis, Where{}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, p := parts(t, doc)
			tc.change(&c, &p)
			f := refused(t, c, p, tc.code)
			require.Equal(t, tc.where, f.Where)
		})
	}
	c, p := parts(t, doc) // nothing changed: nothing refused
	again, err := Document(c, p)
	require.NoError(t, err)
	require.Equal(t, doc, again)
}

func proven(t testing.TB, m *meeting, c Contents, issue crypto.Digest) Proof {
	p, err := m.prover().Prove(c, packageSalt, issue)
	require.NoError(t, err)
	return p
}

func drop(records [][]byte, i int) [][]byte { return slices.Delete(slices.Clone(records), i, i+1) }

func kindOf(t testing.TB, b []byte) chain.Kind {
	rec, err := chain.DecodeRecord(b)
	require.NoError(t, err)
	var act chain.Act
	require.NoError(t, chain.Decode(rec.Act.Bytes, &act))
	return act.Kind
}

// insert puts a record where it belongs by its number.
func insert(t testing.TB, records [][]byte, b []byte) [][]byte {
	seq := func(b []byte) uint64 {
		rec, err := chain.DecodeRecord(b)
		require.NoError(t, err)
		return rec.Seq
	}
	all := append(slices.Clone(records), b)
	slices.SortFunc(all, func(a, b []byte) int { return int(seq(a)) - int(seq(b)) })
	return all
}

// admission is the place of the record that admits a seat.
func admission(t testing.TB, p Proof, id chain.Seat) int {
	i := slices.IndexFunc(p.Records, func(b []byte) bool {
		ev := newEvidence(nil)
		require.NoError(t, ev.add(b))
		a, ok := ev.entries[0].payload.(*room.AdmitPayload)
		return ok && a.Seat == id
	})
	require.GreaterOrEqual(t, i, 0)
	return i
}

func TestThePageIsExactlyWhatTheManifestGives(t *testing.T) {
	m := discussed(t)
	_, mariekes := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	_, samiras := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.samira)))
	code := func(html []byte) Code {
		_, err := Verify(html, Expect{})
		var f *Failure
		require.ErrorAs(t, err, &f)
		return f.Code
	}

	t.Run("another word on the page", func(t *testing.T) {
		_, err := Verify(bytes.Replace(mariekes, []byte("vijf meldingen"), []byte("zes  meldingen"), 1), Expect{})
		var f *Failure
		require.ErrorAs(t, err, &f)
		require.Equal(t, Failure{CodePage, Where{1, 1}}, *f)
	})
	t.Run("one byte anywhere", func(t *testing.T) {
		for i := 0; i < len(mariekes); i += 211 {
			changed := slices.Clone(mariekes)
			changed[i] ^= 1
			_, err := Verify(changed, Expect{})
			require.Error(t, err, "byte %d", i)
		}
	})
	manifestOf := func(doc []byte) []byte {
		from := bytes.LastIndex(doc, []byte(manifestOpen)) + len(manifestOpen)
		return doc[from : from+bytes.Index(doc[from:], []byte(manifestClose))]
	}
	require.Equal(t, CodePage, code(bytes.Replace(mariekes, manifestOf(mariekes), manifestOf(samiras), 1)))
	require.Equal(t, CodePage, code(append(slices.Clone(mariekes), "<p>Nog iets</p>"...)))
	require.Equal(t, CodePage, code(append(slices.Clone(mariekes), ' ')))
	require.Equal(t, CodePage, code(append([]byte(" "), mariekes...)))
	require.Equal(t, CodePage, code(mariekes[:len(mariekes)-1]))
	require.Equal(t, CodePage, code(slices.Concat(mariekes, samiras)))
	require.Equal(t, CodePage, code(bytes.Replace(mariekes, []byte("</main>"), []byte("<script>1</script></main>"), 1)))
	require.Equal(t, CodePage, code(bytes.Replace(mariekes, []byte("   -->"), []byte(" x -->"), 1)))

	require.Equal(t, CodeNotAPackage, code(nil))
	require.Equal(t, CodeNotAPackage, code([]byte("<p>Verslag</p>")))
	require.Equal(t, CodeNotAPackage, code([]byte(manifestOpen)))
	require.Equal(t, CodeNotAPackage, code([]byte(manifestOpen+"!!"+manifestClose)))
	require.Equal(t, CodeNotAPackage, code([]byte(manifestOpen+"AAAA"+manifestClose)))
	require.Equal(t, CodeNotAPackage, code(make([]byte, MaxDocument+1)))
	require.Equal(t, CodeNotAPackage, code(bytes.Replace(mariekes, manifestOf(mariekes), manifestOf(mariekes)[4:], 1)))
	later := base64.StdEncoding.EncodeToString(chain.Encode(manifest{Format: 2}))
	require.Equal(t, CodeFormat, code([]byte(manifestOpen+later+manifestClose)))
	unreadable := base64.StdEncoding.EncodeToString(chain.Encode(manifest{Format: 1, Contents: []byte{0xa0}}))
	require.Equal(t, CodeNotAPackage, code([]byte(manifestOpen+unreadable+manifestClose)))
}

func TestTheReaderKnowsWhatHeExpects(t *testing.T) {
	m := discussed(t)
	_, doc := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	for code, expect := range map[Code]Expect{
		CodeOtherRoom:      {Room: crypto.Digest{1}},
		CodeOtherServer:    {ServerKey: newKey(t).Public()},
		CodeOtherRecipient: {Recipient: seat(m.samira)},
	} {
		_, err := Verify(doc, expect)
		require.Equal(t, fail(code), err)
	}
	c, _ := parts(t, doc)
	c.Purpose.Text.NL = "Alles"
	compiled := &Compiled{Contents: c, Refs: m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)).Refs}
	for _, it := range c.Items {
		compiled.Releases += uint32(len(it.Releases))
	}
	_, doc = m.joke.issues(compiled) // a chair whose page says another purpose
	_, err := Verify(doc, Expect{})
	require.NoError(t, err)
	_, err = Verify(doc, Expect{Rules: m.rules})
	require.Equal(t, fail(CodeOtherRules), err)
}
