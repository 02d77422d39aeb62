package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// part is one file of a zip.
func part(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	f, err := z.Open(name)
	require.NoError(t, err)
	b, err := io.ReadAll(f)
	require.NoError(t, err)
	return string(b)
}

func odt(t *testing.T, name string) []byte {
	t.Helper()
	b, err := open(t, name).ODT()
	require.NoError(t, err)
	return b
}

func TestTheFileIsAnOpenDocument(t *testing.T) {
	for _, name := range []string{list, report, english, extract} {
		b := odt(t, name)
		// Part 2, 3.3: at byte 30 the name, at 38 the type, as it is and without extra fields.
		require.Equal(t, "PK\x03\x04", string(b[:4]))
		require.Equal(t, "mimetype"+odtType+"PK", string(b[30:30+8+len(odtType)+2]))
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		require.NoError(t, err)
		require.Equal(t, zip.Store, z.File[0].Method)
		for _, f := range z.File[1:] {
			wellFormed(t, part(t, b, f.Name))
			if f.Name != "META-INF/manifest.xml" {
				require.Contains(t, odtManifest, `manifest:full-path="`+f.Name+`"`)
			}
		}
	}
}

// wellFormed reads a part strictly, and demands that every prefix is declared.
func wellFormed(t *testing.T, content string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		require.NoError(t, err)
		if s, ok := token.(xml.StartElement); ok {
			require.Contains(t, s.Name.Space, ":", s.Name.Local)
			for _, a := range s.Attr {
				require.True(t, a.Name.Space == "xmlns" || strings.Contains(a.Name.Space, ":"), a.Name.Local)
			}
		}
	}
}

func TestTheDocumentIsTaggedAndDutch(t *testing.T) {
	b := odt(t, report)
	styles, content, meta := part(t, b, "styles.xml"), part(t, b, "content.xml"), part(t, b, "meta.xml")
	require.Contains(t, styles, `fo:language="nl" fo:country="NL"`)
	require.Contains(t, meta, "<dc:language>nl-NL</dc:language>")
	require.Contains(t, meta, "<dc:title>Verslag van het overleg van vrijdag 27 november 2026</dc:title>")
	require.Contains(t, meta, "<meta:creation-date>2026-11-27T08:")
	page := string(page(t, report))
	for _, level := range []string{"1", "2", "3", "4"} {
		require.Contains(t, styles, `style:name="Heading_20_`+level+`"`)
		require.Equal(t, strings.Count(page, "<h"+level+">"), strings.Count(content, `text:outline-level="`+level+`"`))
	}
	tables := strings.Count(page, "<table>")
	require.Equal(t, 3, tables)
	require.Equal(t, tables, strings.Count(content, "<table:table-header-rows><table:table-row"))
	require.Equal(t, tables, strings.Count(content, "<table:title>"))
	require.Equal(t, strings.Count(page, "<tr>"), strings.Count(content, "<table:table-row "))
	require.Equal(t, strings.Count(page, "<li>"), strings.Count(content, "<text:list-item"))
	require.Contains(t, content, `text:start-value="3"`)
	require.Contains(t, content, "Bewoner A heeft 3 maanden huurachterstand.<text:line-break/>De betaalafspraak van mei is niet nagekomen.")
	require.Contains(t, content, "-1 | *afgesproken* &lt;b&gt;;")

	b = odt(t, english)
	require.Contains(t, part(t, b, "styles.xml"), `fo:language="en" fo:country="GB"`)
	require.Contains(t, part(t, b, "meta.xml"), "<dc:language>en-GB</dc:language>")
}

// Every style that is used is there.
func TestStylesAreDefined(t *testing.T) {
	b := odt(t, report)
	content := part(t, b, "content.xml")
	all := content + part(t, b, "styles.xml")
	for _, attribute := range []string{`text:style-name="`, `table:style-name="`} {
		for _, after := range strings.Split(content, attribute)[1:] {
			name := after[:strings.IndexByte(after, '"')]
			require.Contains(t, all, `style:name="`+name+`"`)
		}
	}
}

// words are the words of a document, whatever its form.
func words(s string) []string { return strings.Fields(s) }

// characters are the texts of an XML part.
func characters(t *testing.T, content string) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		require.NoError(t, err)
		switch x := token.(type) {
		case xml.CharData:
			b.Write(x)
		default:
			b.WriteByte(' ')
		}
	}
}

// No form of the document says less than the page: each word that the page
// shows is there, in the same order.
func TestNothingOfThePageIsLost(t *testing.T) {
	for _, name := range []string{list, report, english, extract} {
		p := open(t, name)
		var shown strings.Builder
		var walk func(*node)
		walk = func(n *node) {
			if n.name == "script" {
				return
			}
			if n.name != "" {
				shown.WriteByte(' ')
			}
			shown.WriteString(n.text)
			for _, c := range n.children {
				walk(c)
			}
		}
		walk(p.root.first("body"))
		for form, text := range map[string]string{"odt": characters(t, part(t, odt(t, name), "content.xml")), "text": string(p.Text())} {
			rest := words(text)
			if form == "text" {
				rest = words(strings.ReplaceAll(text, ":", ""))
			}
			if form == "odt" {
				require.Equal(t, words(strings.Join(words(shown.String()), " ")), once(rest, p))
				continue
			}
			for _, word := range words(strings.ReplaceAll(shown.String(), ":", "")) {
				require.Contains(t, rest, word, name)
			}
		}
		require.NotContains(t, string(p.Text()), "base64")
		require.NotContains(t, string(p.Text()), "<p")
	}
}

// once takes the title of each table away, which repeats its caption.
func once(found []string, p *Package) []string {
	text := strings.Join(found, " ")
	for _, c := range p.root.first("body").all("caption") {
		text = strings.Replace(text, c.line()+" "+c.line(), c.line(), 1)
	}
	return words(text)
}

func TestPlainText(t *testing.T) {
	text := string(open(t, report).Text())
	for _, want := range []string{
		"Verslag van het overleg van vrijdag 27 november 2026\n====================================================\n",
		"\nVoor: Marieke Hulshof, Woningcorporatie Actium\n",
		"\nCasus Populier\n--------------\n",
		"\n2. Bewoner A heeft 3 maanden huurachterstand.\n   De betaalafspraak van mei is niet nagekomen.\n   Uw eigen inbreng\n",
		"\n- Nr.: 6\n  Wat: Nieuwe betaalafspraak aanbieden\n  Wie: U, Woningcorporatie Actium\n  Wanneer: 11 december 2026\n",
	} {
		require.Contains(t, text, want)
	}
}

func TestMarkupOfAnotherVersionIsRefused(t *testing.T) {
	for name, bad := range map[string]string{
		"an element that is new": `<html><head><title>x</title></head><body><p>a <mark>b</mark></p></body></html>`,
		"no title":               `<html><body><p>a</p></body></html>`,
		"no body":                `<html><head><title>x</title></head></html>`,
		"broken":                 `<html><head><title>x</title></head><body><p`,
	} {
		_, err := parse([]byte(bad))
		require.ErrorIs(t, err, errPage, name)
	}
	root, err := parse([]byte("<html><head><meta charset=\"utf-8\"><title>x</title></head><body><p>a\uffff<br>b &amp; &#34;c&#34;</p></body></html>"))
	require.NoError(t, err)
	require.Equal(t, []string{"a\ufffd", `b & "c"`}, root.first("p").lines())
}

var soffice = flag.String("soffice", "", "the LibreOffice that makes a PDF of an ODT")

func TestLibreOfficeMakesAPDF(t *testing.T) {
	if *soffice == "" {
		return // `make office` runs it: LibreOffice is too much to ask of every machine
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "verslag.odt")
	require.NoError(t, os.WriteFile(file, odt(t, report), 0o600))
	out, err := exec.Command(*soffice, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, file).CombinedOutput()
	require.NoError(t, err, string(out))
	pdf, err := os.ReadFile(filepath.Join(folder, "verslag.pdf"))
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(pdf, []byte("%PDF")))
}
