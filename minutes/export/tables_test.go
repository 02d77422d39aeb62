package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestExcelReadsTheWorkbook(t *testing.T) {
	p := open(t, list)
	actions := p.Actions()
	b, err := p.XLSX(actions)
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(b))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"Acties", "Over dit bestand"}, f.GetSheetList())
	rows, err := f.GetRows("Acties")
	require.NoError(t, err)
	require.Len(t, rows, len(actions)+1)
	require.Equal(t, []string{"Wat", "Wie", "Organisatie", "Wanneer", "Status"}, rows[0])
	require.Equal(t, []string{"Huisbezoek bij A, zonder B", "Samira Kaya", "Welzijn De Wolden", "04-12-2026", "Afgesproken"}, rows[1])
	require.Equal(t, "Vervallen", rows[12][4])
	require.Equal(t, "Klaar", rows[13][4])

	// A date is a number of days that is shown as a date.
	raw, err := f.GetCellValue("Acties", "D2", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, "46360", raw)
	when, err := excelize.ExcelDateToTime(46360, false)
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC), when)
	kind, err := f.GetCellType("Acties", "D2")
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeUnset, kind, "a number")

	// Texts that look like formulas are neither formulas nor become one.
	for i, row := range rows {
		for j := range row {
			formula, err := f.GetCellFormula("Acties", at(j, i+1))
			require.NoError(t, err)
			require.Empty(t, formula)
		}
	}
	require.Equal(t, `'=HYPERLINK("https://voorbeeld.example";"klik")`, rows[3][0])
	require.Equal(t, "'+31 bellen\nen terugbellen", rows[5][0])
	require.True(t, strings.HasPrefix(rows[7][0], "'-1"))
	require.True(t, strings.HasPrefix(rows[9][0], "'@"))
	kind, err = f.GetCellType("Acties", "A4")
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeSharedString, kind)

	panes, err := f.GetPanes("Acties")
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, 1, panes.YSplit)
	require.Zero(t, panes.XSplit)
	require.Contains(t, part(t, b, "xl/worksheets/sheet1.xml"), `<autoFilter ref="$A$1:$E$15"`)
	for i, want := range widths {
		width, err := f.GetColWidth("Acties", string(rune('A'+i)))
		require.NoError(t, err)
		require.Equal(t, want, width)
	}
	props, err := f.GetDocProps()
	require.NoError(t, err)
	require.Equal(t, "2026-11-27T08:17:20Z", props.Created)
	require.Equal(t, "nl", props.Language)
	purpose, err := f.GetCellValue("Over dit bestand", "B2")
	require.NoError(t, err)
	require.Contains(t, purpose, "collectieve problematiek")
}

func TestEnglishWorkbook(t *testing.T) {
	p := open(t, english)
	b, err := p.XLSX(p.Actions())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(b))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("Actions")
	require.NoError(t, err)
	require.Equal(t, []string{"What", "Who", "Organisation", "By when", "Status"}, rows[0])
	require.Equal(t, []string{"2026-12-04", "Agreed"}, rows[1][3:])
}

func TestAnActionThatNobodyHasYet(t *testing.T) {
	p := open(t, list)
	vacant := []Action{{Item: 1, Number: 1, What: "Sleutel zoeken", Status: Vacant}}
	b, err := p.CSV(vacant)
	require.NoError(t, err)
	require.Contains(t, string(b), "\r\nSleutel zoeken;;;;Nog niet afgesproken\r\n")
	b, err = p.XLSX(vacant)
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(b))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("Acties")
	require.NoError(t, err)
	require.Equal(t, []string{"Sleutel zoeken", "", "", "", "Nog niet afgesproken"}, rows[1])
	b, err = p.JSON(vacant)
	require.NoError(t, err)
	require.NoError(t, valid(t, b))
}

func TestDutchExcelReadsTheCSV(t *testing.T) {
	p := open(t, list)
	b, err := p.CSV(p.Actions())
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}))
	require.Equal(t, bytes.Count(b, []byte("\n")), bytes.Count(b, []byte("\r\n")))
	r := csv.NewReader(bytes.NewReader(b[3:]))
	r.Comma = ';'
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 15)
	require.Equal(t, []string{"Wat", "Wie", "Organisatie", "Wanneer", "Status"}, rows[0])
	require.Equal(t, []string{"Nieuwe betaalafspraak aanbieden", "Marieke Hulshof", "Woningcorporatie Actium", "2026-12-11", "Afgesproken"}, rows[2])
	require.Equal(t, "'+31 bellen\nen terugbellen", rows[5][0])
	for _, row := range rows {
		for _, c := range row {
			require.NotContains(t, "=+-@\t\r", c[:1])
		}
	}
}

// valid holds a file against the published schema.
func valid(t *testing.T, file []byte) error {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(filepath.Join("..", "..", "docs", "actions.schema.json"))
	require.NoError(t, err)
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(file))
	require.NoError(t, err)
	return schema.Validate(instance)
}

func TestJSONIsByItsSchema(t *testing.T) {
	for _, name := range []string{list, report, english} {
		p := open(t, name)
		b, err := p.JSON(p.Actions())
		require.NoError(t, err)
		require.NoError(t, valid(t, b), name)
		var got jsonList
		require.NoError(t, json.Unmarshal(b, &got))
		for i, a := range p.Actions() {
			require.Equal(t, a.What, got.Actions[i].What, "as it was approved, without any escape")
			require.Equal(t, a.due(), got.Actions[i].Due)
		}
	}
}

// The schema refuses what it should, or it would guard nothing.
func TestTheSchemaRefuses(t *testing.T) {
	p := open(t, list)
	good, err := p.JSON(p.Actions()[:1])
	require.NoError(t, err)
	for name, change := range map[string][2]string{
		"another format": {`"format": 1`, `"format": 2`},
		"date with time": {`"2026-12-04"`, `"2026-12-04T00:00:00Z"`},
		"no such day":    {`"2026-12-04"`, `"2026-02-30"`},
		"another field":  {`"status"`, `"secret": "x", "status"`},
		"no text":        {`"what": "Huisbezoek bij A, zonder B"`, `"what": ""`},
		"other status":   {`"agreed"`, `"almost"`},
		"vacant but due": {`"agreed"`, `"vacant"`},
		"local time":     {`"2026-11-27T08:00:00Z"`, `"2026-11-27T09:00:00+01:00"`},
	} {
		bad := strings.Replace(string(good), change[0], change[1], 1)
		require.NotEqual(t, string(good), bad, name)
		require.Error(t, valid(t, []byte(bad)), name)
	}
}

func TestMarkdownKeepsItsTable(t *testing.T) {
	p := open(t, list)
	b, err := p.Markdown(p.Actions())
	require.NoError(t, err)
	text := string(b)
	require.True(t, strings.HasPrefix(text, "# Actielijst van het overleg van vrijdag 27 november 2026\n\nDoel: "))
	table := strings.Split(strings.TrimSuffix(text[strings.Index(text, "| Wat"):], "\n"), "\n")
	require.Len(t, table, 16)
	for _, row := range table {
		bars := strings.Count(strings.ReplaceAll(row, `\|`, ""), "|")
		require.Equal(t, 6, bars, row)
	}
	require.Contains(t, text, `| -1 \| \*afgesproken\* \<b\>; |`)
	require.Contains(t, text, "| +31 bellen<br>en terugbellen |")
	require.NotContains(t, text, "<b>")
}
