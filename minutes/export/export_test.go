package export

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/minutes"

	"github.com/stretchr/testify/require"
)

// The pages were issued in one meeting on Friday 27 November 2026, soon
// after nine; minutes/issued_test.go has it.
const (
	list    = "actielijst.html" // for Marieke of Actium
	report  = "verslag.html"    // the same, with everything
	english = "minutes.html"    // for Samira of Welzijn
	extract = "uittreksel.html" // for the GGD; no actions
)

func page(t testing.TB, name string) []byte {
	b, err := os.ReadFile(filepath.Join("..", "testdata", "issued", name))
	require.NoError(t, err)
	return b
}

func open(t testing.TB, name string) *Package {
	p, err := Open(page(t, name), minutes.Expect{})
	require.NoError(t, err)
	return p
}

func TestWhatDoesNotVerifyIsNotExported(t *testing.T) {
	good := page(t, list)
	for name, bad := range map[string][]byte{
		"another date":   bytes.Replace(good, []byte("4 december 2026"), []byte("5 december 2026"), 1),
		"another text":   bytes.Replace(good, []byte("Huisbezoek"), []byte("Huiszoekin"), 1),
		"without proof":  good[:bytes.Index(good, []byte("<script"))],
		"some other CSV": []byte("Wat;Wie\n"),
		"nothing":        nil,
	} {
		p, err := Open(bad, minutes.Expect{})
		var f *minutes.Failure
		require.ErrorAs(t, err, &f, name)
		require.Nil(t, p, name)
	}
	_, err := Open(good, minutes.Expect{Room: crypto.Digest{1}})
	require.Error(t, err)
}

func TestActionsAreThoseOfThePage(t *testing.T) {
	p := open(t, list)
	actions := p.Actions()
	require.Len(t, actions, 14)
	require.Equal(t, Action{Act: actions[0].Act, Item: 1, Number: 1, What: "Huisbezoek bij A, zonder B", Who: "Samira Kaya",
		Party: "welzijn-de-wolden", Organisation: "Welzijn De Wolden", Due: day(2026, 12, 4), Status: Agreed}, actions[0])
	require.Equal(t, Action{Act: actions[1].Act, Item: 1, Number: 2, What: "Nieuwe betaalafspraak aanbieden", Who: "Marieke Hulshof",
		Party: "actium", Organisation: "Woningcorporatie Actium", Due: day(2026, 12, 11), Status: Agreed, Mine: true}, actions[1])
	dropped := actions[11]
	require.Equal(t, Dropped, dropped.Status)
	require.Equal(t, "Ronald Kuiper", dropped.Who)
	require.Equal(t, Done, actions[12].Status)
	text := string(p.Text())
	for _, a := range actions {
		require.False(t, a.Act.IsZero())
		require.Contains(t, text, strings.ReplaceAll(a.What, "\n", "\n    "))
	}
	require.Empty(t, open(t, extract).Actions())
	require.Equal(t, "Welzijn De Wolden (welfare organisation)", open(t, english).Actions()[0].Organisation)
	require.True(t, open(t, english).Actions()[0].Mine)
}

func day(y int, m time.Month, d int) int64 {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

func TestWithoutActionsNothingIsWritten(t *testing.T) {
	p := open(t, extract)
	for name, write := range map[string]func([]Action) ([]byte, error){"csv": p.CSV, "json": p.JSON, "md": p.Markdown, "xlsx": p.XLSX, "ics": p.ICS} {
		b, err := write(p.Actions())
		require.ErrorIs(t, err, ErrNoActions, name)
		require.Nil(t, b, name)
	}
	_, err := p.ICS([]Action{{What: "Nog te verdelen", Status: Vacant}}) // a calendar needs a date
	require.ErrorIs(t, err, ErrNoActions)
}

func TestTheSamePackageGivesTheSameFile(t *testing.T) {
	a, b := open(t, report), open(t, report)
	for name, write := range map[string]func(*Package) ([]byte, error){
		"csv":  func(p *Package) ([]byte, error) { return p.CSV(p.Actions()) },
		"json": func(p *Package) ([]byte, error) { return p.JSON(p.Actions()) },
		"md":   func(p *Package) ([]byte, error) { return p.Markdown(p.Actions()) },
		"ics":  func(p *Package) ([]byte, error) { return p.ICS(p.Actions()) },
		"odt":  (*Package).ODT,
	} {
		first, err := write(a)
		require.NoError(t, err)
		second, err := write(b)
		require.NoError(t, err)
		require.Equal(t, first, second, name)
	}
	require.Equal(t, page(t, report), a.HTML())
}

func TestFormulasStayText(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+31": "'+31", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "\r=1": "'\r=1", "\tx": "'\tx",
		" =1": "' =1", "\n=1": "'\n=1", "\u00a0+1": "'\u00a0+1", "＝1": "'＝1", "'=1": "'=1",
		"a=1": "a=1", "": "", "3 - 1": "3 - 1", "Bellen": "Bellen",
	} {
		require.Equal(t, want, cell(text), "%q", text)
	}
}

func TestTextsCannotSteer(t *testing.T) {
	require.Equal(t, "a\nb\ufffd\ufffd\ufffd\ufffdc", plain("a\nb\r\u202e\u2028\uffffc"))
}
