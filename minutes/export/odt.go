package export

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"casusoverleg/minutes"
)

// odtType is the media type that the first part of the file names.
const odtType = "application/vnd.oasis.opendocument.text"

// Part is one file of a document that is several files in a zip.
type Part struct {
	Name  string
	Bytes []byte
}

// ODTParts are the files of the document as OpenDocument text 1.3 (ISO/IEC 26300), in
// their order, for Word and LibreOffice: headings are headings, lists are lists, tables
// have a title and rows marked as their header, and the language is that of the
// package. A PDF made from it keeps all that. The first part says the type, and must be
// stored uncompressed (OpenDocument part 2, 3.3).
func (p *Package) ODTParts() []Part {
	return []Part{
		{"mimetype", []byte(odtType)},
		{"META-INF/manifest.xml", []byte(odtManifest)},
		{"meta.xml", []byte(p.odtMeta())},
		{"styles.xml", []byte(odtStyles(p.language()))},
		{"content.xml", []byte(p.odtContent())},
	}
}

func (p *Package) odtMeta() string {
	when := p.issued().Format(time.RFC3339)
	return xmlHead + `<office:document-meta ` + odtNames + ` office:version="1.3"><office:meta><meta:generator>casusoverleg</meta:generator>` +
		`<dc:title>` + escaped(p.Title()) + `</dc:title><dc:language>` + languageTag(p.language()) + `</dc:language>` +
		`<meta:creation-date>` + when + `</meta:creation-date><dc:date>` + when + `</dc:date></office:meta></office:document-meta>`
}

func (p *Package) odtContent() string {
	w := &odtWriter{}
	w.b.WriteString(xmlHead + `<office:document-content ` + odtNames + ` office:version="1.3"><office:automatic-styles>` + odtColumns() +
		`</office:automatic-styles><office:body><office:text>`)
	w.write(p.root.first("body"))
	w.b.WriteString(`</office:text></office:body></office:document-content>`)
	return w.b.String()
}

// odtWriter writes the body of a document.
type odtWriter struct {
	b      strings.Builder
	tables int
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// inside writes the lines of a text.
func (w *odtWriter) inside(n *node) {
	for i, l := range n.lines() {
		if i > 0 {
			w.b.WriteString(`<text:line-break/>`)
		}
		w.b.WriteString(escaped(l))
	}
}

func (w *odtWriter) paragraph(style string, n *node) {
	w.b.WriteString(`<text:p text:style-name="` + style + `">`)
	w.inside(n)
	w.b.WriteString(`</text:p>`)
}

func (w *odtWriter) write(n *node) {
	switch n.name {
	case "h1", "h2", "h3", "h4":
		level := n.name[1:]
		w.b.WriteString(`<text:h text:style-name="Heading_20_` + level + `" text:outline-level="` + level + `">`)
		w.inside(n)
		w.b.WriteString(`</text:h>`)
	case "p":
		w.paragraph(paragraphStyle(n), n)
	case "dt":
		w.paragraph("Term", n)
	case "dd":
		w.paragraph("Detail", n)
	case "ol":
		w.list(n)
	case "table":
		w.table(n)
	case "script":
	default:
		for _, c := range n.elements() {
			w.write(c)
		}
	}
}

func paragraphStyle(n *node) string {
	switch n.class {
	case "from", "none":
		return "Remark"
	}
	return "Text_20_body"
}

func (w *odtWriter) list(n *node) {
	w.b.WriteString(`<text:list text:style-name="Passages">`)
	for i, li := range n.elements() {
		w.b.WriteString(`<text:list-item`)
		if i == 0 {
			w.b.WriteString(` text:start-value="` + strconv.Itoa(startOf(n)) + `"`)
		}
		w.b.WriteString(`>`)
		for _, c := range li.elements() {
			w.write(c)
		}
		w.b.WriteString(`</text:list-item>`)
	}
	w.b.WriteString(`</text:list>`)
}

// table writes a table with its caption as title, for who has it read aloud,
// and above it for who sees it.
func (w *odtWriter) table(n *node) {
	w.tables++
	caption, head := n.first("caption"), n.first("thead").all("th")
	w.paragraph("Caption", caption)
	w.b.WriteString(`<table:table table:name="Tabel` + strconv.Itoa(w.tables) + `" table:style-name="Wide"><table:title>` + escaped(caption.line()) + `</table:title>`)
	for i := range head {
		style := columnStyle(len(head))
		if i == 0 {
			style = narrowColumn
		}
		w.b.WriteString(`<table:table-column table:style-name="` + style + `"/>`)
	}
	w.b.WriteString(`<table:table-header-rows>`)
	w.row(head, "Table_20_Heading")
	w.b.WriteString(`</table:table-header-rows>`)
	for _, row := range n.first("tbody").all("tr") {
		w.row(row.elements(), "Table_20_Contents")
	}
	w.b.WriteString(`</table:table>`)
}

func (w *odtWriter) row(cells []*node, style string) {
	w.b.WriteString(`<table:table-row table:style-name="Row">`)
	for _, c := range cells {
		w.b.WriteString(`<table:table-cell table:style-name="Cell" office:value-type="string">`)
		w.paragraph(style, c)
		w.b.WriteString(`</table:table-cell>`)
	}
	w.b.WriteString(`</table:table-row>`)
}

func languageTag(lang minutes.Language) string {
	if lang == minutes.English {
		return "en-GB"
	}
	return "nl-NL"
}
