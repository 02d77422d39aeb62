package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write what the page is held to anew")

// In the browser the page writes the workbook and the calendar file. It is held to
// the files that are written here, of the same actions, by this file:
// client/web/test/logic/sheets.test.ts.
func TestWhatThePageIsHeldToIsCurrent(t *testing.T) {
	p := open(t, list)
	book, err := p.Book(p.Actions())
	require.NoError(t, err)
	calendar, err := p.Calendar(p.Actions())
	require.NoError(t, err)
	file, err := p.XLSX(p.Actions())
	require.NoError(t, err)
	ics, err := p.ICS(p.Actions())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(file))
	require.NoError(t, err)
	defer f.Close()
	sheets := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		sheets[name], err = f.GetRows(name, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	require.NoError(t, e.Encode(map[string]any{"book": book, "calendar": calendar, "sheets": sheets, "ics": string(ics)}))
	path := filepath.Join("testdata", "actions.json")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o644))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, b.String(), string(have), "run: go test ./minutes/export -run PageIsHeldTo -update, then npm test in client/web")
}
