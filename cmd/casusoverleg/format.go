package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casusoverleg/minutes/export"
)

// documentFormats are the forms of a whole document; the first is the page itself.
func documentFormats() []string { return []string{"html", "odt", "text"} }

// actionFormats are the forms of a list of actions.
func actionFormats() []string { return []string{"xlsx", "csv", "ics", "json", "md"} }

// binary formats are for a file, not for a terminal.
func binary(format string) bool { return format == "xlsx" || format == "odt" }

func listed(formats []string) string { return strings.Join(formats, ", ") }

func (p *program) formatFlag(c *cobra.Command, format *string, formats []string) {
	kinds := strings.Join(formats, "|")
	c.Flags().StringVar(format, "format", "", p.sayf(
		"`%s` vorm van het bestand; anders volgt die uit de naam na --out",
		"`%s` form of the file; otherwise the name after --out tells", kinds))
}

// formatOf is the form that was asked for, by name or by the name of the file;
// empty when neither says.
func (p *program) formatOf(given, out string, formats []string) (string, error) {
	if given == "" {
		given = strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), ".")
		switch given {
		case "txt":
			given = "text"
		case "htm":
			given = "html"
		}
		if !slices.Contains(formats, given) {
			given = ""
		}
	} else if !slices.Contains(formats, given) {
		return "", p.misuse("--format kan zijn: %s, niet %q.", "--format may be: %s, not %q.", listed(formats), given)
	}
	if binary(given) && out == "" {
		return "", p.misuse("%s is geen tekst: zeg met --out in welk bestand het moet.", "%s is no text: say with --out which file it goes to.", given)
	}
	return given, nil
}

// formatUnknown refuses when nothing says what a file must be.
func (p *program) formatUnknown(c *cobra.Command, formats []string) error {
	return p.misuse("zeg met --format of met de naam na --out wat het moet worden: %s.%s",
		"say with --format, or with the name after --out, what it must be: %s.%s", listed(formats), p.seeHelp(c))
}

func documentAs(pkg *export.Package, format string) ([]byte, error) {
	switch format {
	case "odt":
		return pkg.ODT()
	case "text":
		return pkg.Text(), nil
	}
	return pkg.HTML(), nil
}

// openPackage opens a file and verifies what is in it.
func (p *program) openPackage(path string, o opening) (*export.Package, error) {
	page, err := p.pageOf(path, o)
	if err != nil {
		return nil, err
	}
	return p.verifyPage(path, page, o)
}

// writeExport writes a new file, or standard output when none is named.
func (p *program) writeExport(out string, content []byte) error {
	if out != "" {
		return p.writeNew(out, content)
	}
	_, err := p.out.Write(content)
	return err
}
