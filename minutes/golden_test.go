package minutes

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// The pages of one meeting. Keys are fresh in every run, so room id and
// manifest are left out of the comparison; Verify covers them.
func TestPagesAreWhatTheyWere(t *testing.T) {
	m := discussed(t)
	english := m.joke.input(covenant.PackageMinutes, seat(m.samira))
	english.Language = English
	samiras, err := Compile(english)
	require.NoError(t, err)
	manifest := regexp.MustCompile(`(?s)` + regexp.QuoteMeta(manifestOpen) + `.*?` + manifestClose)
	issuedAt := regexp.MustCompile(`[0-9]{2}:[0-9]{2}\.</p>`)
	region := regionally(t)
	rooms := map[string]*meeting{
		"verslag-marieke.html": m, "minutes-samira.html": m, "uittreksel-ggd.html": m, "actielijst-marieke.html": m,
		"bericht-bewoner.html": region, "eigen-gegevens-ronald.html": region, "dossierkopie-samira.html": region, "uittreksel-ggd-regio.html": region,
	}
	for name, c := range map[string]*Compiled{
		"verslag-marieke.html":       m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)),
		"minutes-samira.html":        samiras,
		"uittreksel-ggd.html":        m.joke.compiles(covenant.PackageExtract, m.ggd),
		"actielijst-marieke.html":    m.joke.compiles(covenant.PackageActionList, seat(m.marieke)),
		"bericht-bewoner.html":       region.joke.compiles(covenant.PackageNotice, region.resident()),
		"eigen-gegevens-ronald.html": region.joke.compiles(covenant.PackageOwnRecord, seat(region.ronald)),
		"dossierkopie-samira.html":   region.joke.compiles(covenant.PackageDossier, seat(region.samira)),
		"uittreksel-ggd-regio.html":  region.joke.compiles(covenant.PackageExtract, region.ggd),
	} {
		t.Run(name, func(t *testing.T) {
			m := rooms[name]
			_, doc := m.joke.issues(c)
			page := manifest.ReplaceAllString(string(doc), manifestOpen+manifestClose)
			page = strings.ReplaceAll(page, m.id.String(), strings.Repeat("0", 64))
			page = strings.TrimRight(page[:strings.LastIndex(page, "-->")], " ") + "-->\n"
			page = issuedAt.ReplaceAllString(page, "00:00.</p>") // the packages are issued in no particular order
			file := filepath.Join("testdata", name)
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(page), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), page)
		})
	}
}
