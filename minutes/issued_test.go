package minutes

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// issuedPages are whole packages, made once and kept with their proof: whoever
// has one keeps it for years, so a later version must still verify it. The tests
// of package export use them too. -update issues them again.
func issuedPages(t *testing.T) map[string][]byte {
	m := discussed(t)
	marieke := []room.Recipient{seat(m.marieke)}
	for _, text := range []string{
		`=HYPERLINK("https://voorbeeld.example";"klik")`, "+31 bellen\nen terugbellen", "-1 | *afgesproken* <b>;",
		"@Samira: \"bezoek\", \\ daarna verslag; zie ook bijlage & agenda, en spreek af wie de sleutel van de berging bewaart",
	} {
		m.joke.released(release{item: 1, kind: covenant.ReleaseAction, text: text, to: marieke, actions: []crypto.Digest{m.visit, m.arrangement}}, m.joke, m.henk, m.els)
	}
	extra := m.joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: m.ronald.place, Due: day(2026, 12, 18)}, at(1).sealing(room.AgreedText{Text: "Ronde."}, m.all...))
	m.joke.released(release{item: 1, kind: covenant.ReleaseAction, text: "Bezoek en ronde.", to: marieke, actions: []crypto.Digest{m.visit, extra}}, m.joke, m.henk, m.els)
	m.joke.act(room.KindRetract, room.Nothing{}, at(1, extra))
	done := m.joke.act(room.KindAction, room.ActionPayload{Item: 1, Assignee: m.marieke.place, Due: day(2026, 12, 18)}, at(1).sealing(room.AgreedText{Text: "Brief."}, m.all...))
	m.joke.released(release{item: 1, kind: covenant.ReleaseAction, text: "Brief aan de bewoner.", to: marieke, actions: []crypto.Digest{done}}, m.joke, m.henk, m.els)
	m.progress(m.marieke, done, room.ProgressDone)
	english := m.joke.input(covenant.PackageMinutes, seat(m.samira))
	english.Language = English
	samiras, err := Compile(english)
	require.NoError(t, err)
	pages := map[string][]byte{}
	_, pages["actielijst.html"] = m.joke.issues(m.joke.compiles(covenant.PackageActionList, seat(m.marieke)))
	_, pages["verslag.html"] = m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	_, pages["minutes.html"] = m.joke.issues(samiras)
	_, pages["uittreksel.html"] = m.joke.issues(m.joke.compiles(covenant.PackageExtract, m.ggd))
	m = regionally(t)
	_, pages["bericht.html"] = m.joke.issues(m.joke.compiles(covenant.PackageNotice, m.resident()))
	_, pages["eigen.html"] = m.joke.issues(m.joke.compiles(covenant.PackageOwnRecord, seat(m.ronald)))
	_, pages["dossier.html"] = m.joke.issues(m.joke.compiles(covenant.PackageDossier, seat(m.samira)))
	return pages
}

// issuedPassphrase is what the resident was told by telephone. It opens a file of
// invented people, and nothing else.
const issuedPassphrase = "anker brons citer duinen eiland fluit"

func TestPackagesIssuedEarlierStillVerify(t *testing.T) {
	folder := filepath.Join("testdata", "issued")
	if *update {
		require.NoError(t, os.MkdirAll(folder, 0o755))
		for name, page := range issuedPages(t) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, name), page, 0o644))
			if name == "bericht.html" {
				file, err := seal.PackageWithPassphrase(page, issuedPassphrase)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(filepath.Join(folder, "bericht.age"), file, 0o644))
			}
		}
	}
	for _, name := range []string{"actielijst.html", "verslag.html", "minutes.html", "uittreksel.html", "bericht.html", "eigen.html", "dossier.html"} {
		page, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		_, err = Verify(page, Expect{})
		require.NoError(t, err, name)
		_, err = Verify(bytes.Replace(page, []byte("2026"), []byte("2025"), 1), Expect{})
		require.Error(t, err, name)
	}
	file, err := os.ReadFile(filepath.Join(folder, "bericht.age"))
	require.NoError(t, err)
	page, err := os.ReadFile(filepath.Join(folder, "bericht.html"))
	require.NoError(t, err)
	opened, err := seal.OpenPackageWithPassphrase(file, issuedPassphrase)
	require.NoError(t, err)
	require.Equal(t, page, opened)
}
