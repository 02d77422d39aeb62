//go:build !js

package export

import (
	"bytes"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// widths of the columns, in characters.
var widths = [...]float64{60, 26, 34, 14, 22}

// XLSX is a workbook: a sheet of actions with a frozen header, a filter and real
// dates, and a sheet that says what it may be used for (TS-P-3.4).
func (p *Package) XLSX(actions []Action) (file []byte, err error) {
	if len(actions) == 0 {
		return nil, ErrNoActions
	}
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	w := &workbook{p: p, f: f}
	w.properties()
	w.actions(actions)
	w.about()
	if w.err != nil {
		return nil, fmt.Errorf("workbook: %w", w.err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return b.Bytes(), nil
}

// workbook is a file being written; the first error stays.
type workbook struct {
	p   *Package
	f   *excelize.File
	err error
}

func (w *workbook) do(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *workbook) style(s excelize.Style) int {
	id, err := w.f.NewStyle(&s)
	w.do(err)
	return id
}

func at(column, row int) string { return fmt.Sprintf("%c%d", 'A'+column, row) }

func (w *workbook) properties() {
	when := w.p.issued().Format(time.RFC3339)
	w.do(w.f.SetDocProps(&excelize.DocProperties{Creator: "casusoverleg", LastModifiedBy: "casusoverleg",
		Title: w.p.Title(), Language: string(w.p.language()), Created: when, Modified: when}))
}

func (w *workbook) actions(actions []Action) {
	sheet := w.p.say("Acties", "Actions")
	w.do(w.f.SetSheetName("Sheet1", sheet))
	format := w.p.say("dd-mm-yyyy", "yyyy-mm-dd")
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	text, day := w.style(excelize.Style{Alignment: top}), w.style(excelize.Style{Alignment: top, CustomNumFmt: &format})
	for i, name := range w.p.columns() {
		column := string(rune('A' + i))
		w.do(w.f.SetColWidth(sheet, column, column, widths[i]))
		w.do(w.f.SetCellStr(sheet, at(i, 1), name))
	}
	last := at(len(widths)-1, len(actions)+1)
	w.do(w.f.SetCellStyle(sheet, "A2", last, text))
	for i, a := range actions {
		row := i + 2
		w.do(w.f.SetCellStr(sheet, at(0, row), cell(a.What)))
		w.do(w.f.SetCellStr(sheet, at(1, row), cell(a.Who)))
		w.do(w.f.SetCellStr(sheet, at(2, row), cell(a.Organisation)))
		if a.Due != 0 {
			w.do(w.f.SetCellValue(sheet, at(3, row), date(a.Due)))
			w.do(w.f.SetCellStyle(sheet, at(3, row), at(3, row), day))
		}
		w.do(w.f.SetCellStr(sheet, at(4, row), w.p.status(a.Status)))
	}
	bold := w.style(excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}}})
	w.do(w.f.SetCellStyle(sheet, "A1", at(len(widths)-1, 1), bold))
	w.do(w.f.AutoFilter(sheet, "A1:"+last, nil))
	w.do(w.f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	landscape, wide, high := "landscape", 1, 0
	fit := true
	w.do(w.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w.do(w.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}))
}

func (w *workbook) about() {
	p, c := w.p, &w.p.verified.Contents
	sheet := p.say("Over dit bestand", "About this file")
	_, err := w.f.NewSheet(sheet)
	w.do(err)
	rows := [][2]string{
		{p.say("Document", "Document"), p.Title()},
		{p.say("Doel", "Purpose"), p.in(c.Purpose.Text)},
		{p.say("Bewaren", "Retention"), p.in(c.Retention)},
		{p.say("Gebruik", "Use"), p.say("Gebruik dit alleen voor dit doel. Geef het niet door zonder eigen grondslag.",
			"Use this for this purpose only. Do not pass it on without a legal basis of your own.")},
		{p.say("Kenmerk van het overleg", "Reference of the meeting"), c.Room.String()},
	}
	style := w.style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	w.do(w.f.SetColWidth(sheet, "A", "A", 26))
	w.do(w.f.SetColWidth(sheet, "B", "B", 90))
	row := 0
	for _, r := range rows {
		if r[1] == "" {
			continue
		}
		row++
		w.do(w.f.SetCellStr(sheet, at(0, row), r[0]))
		w.do(w.f.SetCellStr(sheet, at(1, row), cell(plain(r[1]))))
	}
	w.do(w.f.SetCellStyle(sheet, "A1", at(1, row), style))
}
