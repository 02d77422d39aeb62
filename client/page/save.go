package page

import (
	"bytes"
	"context"
	"errors"
	"time"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/minutes/export"
)

// Format is a form of a package that people keep.
type Format string

// The formats. Age is the encrypted file itself; for an outsider, whose package
// the issuer fetches, it is the only one.
const (
	FormatAge      Format = "age"
	FormatHTML     Format = "html"
	FormatODT      Format = "odt"
	FormatText     Format = "txt"
	FormatXLSX     Format = "xlsx"
	FormatCSV      Format = "csv"
	FormatICS      Format = "ics"
	FormatJSON     Format = "json"
	FormatMarkdown Format = "md"
)

// AskConvert asks for a package in a form.
type AskConvert struct {
	Package crypto.Digest `json:"package"`
	To      Format        `json:"to"`
}

// SavedFile is a file to keep.
type SavedFile struct {
	Name  string `json:"name"`
	Type  string `json:"type"` // media type
	Bytes Bytes  `json:"bytes"`
	// Parts, when there are any, are the file: a zip of them that the page makes, the
	// first stored as it is.
	Parts []SavedPart `json:"parts"`
	// Book or Calendar, when it is there, is what the file holds, and the page writes it.
	Book     *export.Book     `json:"book" jsonschema:"nullable"`
	Calendar *export.Calendar `json:"calendar" jsonschema:"nullable"`
}

// SavedPart is one file in a zip.
type SavedPart struct {
	Name  string `json:"name"`
	Bytes Bytes  `json:"bytes"`
}

func convert(ctx context.Context, s *client.Session, ask AskConvert) (SavedFile, error) {
	if ask.To == FormatAge {
		file, err := s.FetchFile(ctx, ask.Package)
		return SavedFile{Name: "casusoverleg.html.age", Type: "application/octet-stream", Bytes: file}, err
	}
	p, _, err := fetched(ctx, s, ask.Package)
	if err != nil {
		return SavedFile{}, err
	}
	f := SavedFile{Name: string(p.Verified().Contents.Kind) + "-" + time.UnixMilli(p.Verified().Issue.Time).UTC().Format(time.DateOnly) + "." + string(ask.To)}
	switch ask.To {
	case FormatHTML:
		f.Type, f.Bytes = "text/html", p.HTML()
	case FormatText:
		f.Type, f.Bytes = "text/plain", p.Text()
	case FormatODT:
		f.Type = "application/vnd.oasis.opendocument.text"
		for _, part := range p.ODTParts() {
			f.Parts = append(f.Parts, SavedPart{Name: part.Name, Bytes: part.Bytes})
		}
	case FormatXLSX:
		f.Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		f.Book, err = p.Book(p.Actions())
	case FormatICS:
		f.Type = "text/calendar"
		f.Calendar, err = p.Calendar(p.Actions())
	case FormatCSV:
		f.Type = "text/csv"
		f.Bytes, err = p.CSV(p.Actions())
	case FormatJSON:
		f.Type = "application/json"
		f.Bytes, err = p.JSON(p.Actions())
	case FormatMarkdown:
		f.Type = "text/markdown"
		f.Bytes, err = p.Markdown(p.Actions())
	default:
		return SavedFile{}, wrong("to")
	}
	if errors.Is(err, export.ErrNoActions) {
		err = Problematic(ProblemNothing)
	}
	return f, err
}

// saveLog gives the log as this device verified it: no contents.
func saveLog(_ context.Context, s *client.Session, _ Nothing) (SavedFile, error) {
	log, err := s.Log()
	if err != nil {
		return SavedFile{}, err
	}
	var b bytes.Buffer
	if err := log.Write(&b); err != nil {
		return SavedFile{}, err
	}
	return SavedFile{Name: "casusoverleg.log", Type: "application/octet-stream", Bytes: b.Bytes()}, nil
}

// saveEvidence gives what this device stopped on, for who investigates: signatures and
// acts it was shown, no contents.
func saveEvidence(_ context.Context, s *client.Session, _ Nothing) (SavedFile, error) {
	file, err := s.EvidenceFile()
	if errors.Is(err, client.ErrNoEvidence) {
		err = Problematic(ProblemNothing)
	}
	return SavedFile{Name: "casusoverleg-bewijs", Type: "application/octet-stream", Bytes: file}, err
}
