package export

import (
	"bytes"
	"encoding/csv"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV is a table of actions as Dutch Excel opens it: UTF-8 with a byte order
// mark, semicolons, CRLF (RFC 4180 otherwise), dates as ISO 8601.
func (p *Package) CSV(actions []Action) ([]byte, error) {
	if len(actions) == 0 {
		return nil, ErrNoActions
	}
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	rows := [][]string{p.columns()}
	for _, a := range actions {
		rows = append(rows, []string{cell(a.What), cell(a.Who), cell(a.Organisation), a.due(), p.status(a.Status)})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
