package export

import (
	"fmt"
	"strings"

	"casusoverleg/minutes"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// odtNames are the name spaces of every part.
const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
	`xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/"`

const odtManifest = xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
	`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + odtType + `"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`

// The columns of a table: the first narrow, the others alike, 17 cm together.
const (
	narrowColumn = "Narrow"
	tableWidth   = 17.0 // cm: A4 with margins of 2 cm
	narrowWidth  = 2.6  // cm
	mostColumns  = 6
)

func columnStyle(columns int) string { return fmt.Sprintf("Of%d", min(columns, mostColumns)) }

// odtColumns are the styles of tables, which belong to the content.
func odtColumns() string {
	var b strings.Builder
	column := func(name string, width float64) {
		fmt.Fprintf(&b, `<style:style style:name="%s" style:family="table-column"><style:table-column-properties style:column-width="%.2fcm"/></style:style>`, name, width)
	}
	fmt.Fprintf(&b, `<style:style style:name="Wide" style:family="table"><style:table-properties style:width="%.2fcm" table:align="left"/></style:style>`, tableWidth)
	column(narrowColumn, narrowWidth)
	for n := 2; n <= mostColumns; n++ {
		column(columnStyle(n), (tableWidth-narrowWidth)/float64(n-1))
	}
	b.WriteString(`<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>` +
		`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="0.5pt solid #6b747d"/></style:style>`)
	return b.String()
}

// odtStyles are the named styles, and the language of everything.
func odtStyles(lang minutes.Language) string {
	language, country, _ := strings.Cut(languageTag(lang), "-")
	var b strings.Builder
	b.WriteString(xmlHead + `<office:document-styles ` + odtNames + ` office:version="1.3">` +
		`<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="Arial, 'Liberation Sans', sans-serif" style:font-family-generic="swiss"/></office:font-face-decls>` +
		`<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Sans" fo:font-size="11pt" fo:language="` +
		language + `" fo:country="` + country + `"/></style:default-style>`)
	paragraph := func(name, display, parent, properties, text string) {
		b.WriteString(`<style:style style:name="` + name + `" style:display-name="` + display + `" style:family="paragraph"`)
		if parent != "" {
			b.WriteString(` style:parent-style-name="` + parent + `"`)
		}
		if strings.HasPrefix(name, "Heading_20_") {
			b.WriteString(` style:default-outline-level="` + strings.TrimPrefix(name, "Heading_20_") + `"`)
		}
		b.WriteString(` style:class="text"><style:paragraph-properties ` + properties + `/><style:text-properties ` + text + `/></style:style>`)
	}
	paragraph("Standard", "Standard", "", `fo:margin-top="0cm" fo:margin-bottom="0cm"`, `fo:color="#1b1f23"`)
	for i, size := range []string{"18pt", "15pt", "13pt", "11pt"} {
		level := fmt.Sprint(i + 1)
		paragraph("Heading_20_"+level, "Heading "+level, "Standard", `fo:margin-top="0.5cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"`,
			`fo:font-weight="bold" fo:font-size="`+size+`"`)
	}
	paragraph("Text_20_body", "Text body", "Standard", `fo:margin-bottom="0.15cm"`, `fo:color="#1b1f23"`)
	paragraph("Remark", "Remark", "Standard", `fo:margin-bottom="0.2cm"`, `fo:color="#4a535c" fo:font-size="10pt"`)
	paragraph("Term", "Term", "Standard", `fo:margin-top="0.15cm" fo:keep-with-next="always"`, `fo:font-weight="bold"`)
	paragraph("Detail", "Detail", "Standard", `fo:margin-left="0.6cm"`, `fo:color="#1b1f23"`)
	paragraph("Caption", "Caption", "Standard", `fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"`, `fo:color="#4a535c" fo:font-size="10pt"`)
	paragraph("Table_20_Contents", "Table Contents", "Standard", `fo:margin-bottom="0cm"`, `fo:color="#1b1f23"`)
	paragraph("Table_20_Heading", "Table Heading", "Table_20_Contents", `fo:keep-with-next="always"`, `fo:font-weight="bold"`)
	b.WriteString(`<text:list-style style:name="Passages"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">` +
		`<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" ` +
		`text:list-tab-stop-position="1cm" fo:text-indent="-1cm" fo:margin-left="1cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>` +
		`</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" ` +
		`fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/></style:page-layout></office:automatic-styles>` +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>`)
	return b.String()
}
