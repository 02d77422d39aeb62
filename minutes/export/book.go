package export

import "casusoverleg/minutes"

// Book is what the workbook of actions holds, whoever writes the file: XLSX here,
// the page in the browser, where the writer of this package is too big. Texts
// that a spreadsheet could take for a formula have an apostrophe before them.
type Book struct {
	Title    string           `json:"title"`
	Language minutes.Language `json:"language"`
	Issued   int64            `json:"issued"` // milliseconds since 1970, by the server's clock
	Sheet    string           `json:"sheet"`  // name of the sheet of actions
	Columns  []Column         `json:"columns"`
	Rows     []Row            `json:"rows"`
	Day      string           `json:"day"`   // number format of dates
	About    string           `json:"about"` // name of the sheet that says what the file may be used for (TS-P-3.4)
	Facts    []Fact           `json:"facts"`
}

// Column of the sheet of actions, in the order of the fields of Row.
type Column struct {
	Name  string  `json:"name"`
	Width float64 `json:"width"` // in characters
}

// Row is one action in the sheet.
type Row struct {
	What         string `json:"what"`
	Who          string `json:"who"`
	Organisation string `json:"organisation"`
	Due          int64  `json:"due"` // days since 1970-01-01; 0 when vacant
	Status       string `json:"status"`
}

// Fact is one line about the file.
type Fact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// widths of the columns, in characters.
var widths = [...]float64{60, 26, 34, 14, 22}

// Book is the workbook of these actions, or ErrNoActions.
func (p *Package) Book(actions []Action) (*Book, error) {
	if len(actions) == 0 {
		return nil, ErrNoActions
	}
	b := &Book{Title: p.Title(), Language: p.language(), Issued: p.verified.Issue.Time, Sheet: p.say("Acties", "Actions"),
		Day: p.say("dd-mm-yyyy", "yyyy-mm-dd"), About: p.say("Over dit bestand", "About this file")}
	for i, name := range p.columns() {
		b.Columns = append(b.Columns, Column{name, widths[i]})
	}
	for _, a := range actions {
		b.Rows = append(b.Rows, Row{cell(a.What), cell(a.Who), cell(a.Organisation), a.Due, p.status(a.Status)})
	}
	c := &p.verified.Contents
	for _, f := range []Fact{
		{p.say("Document", "Document"), p.Title()},
		{p.say("Doel", "Purpose"), p.in(c.Purpose.Text)},
		{p.say("Bewaren", "Retention"), p.in(c.Retention)},
		{p.say("Gebruik", "Use"), p.say("Gebruik dit alleen voor dit doel. Geef het niet door zonder eigen grondslag.",
			"Use this for this purpose only. Do not pass it on without a legal basis of your own.")},
		{p.say("Kenmerk van het overleg", "Reference of the meeting"), c.Room.String()},
	} {
		if f.Text != "" {
			b.Facts = append(b.Facts, Fact{f.Name, cell(plain(f.Text))})
		}
	}
	return b, nil
}
