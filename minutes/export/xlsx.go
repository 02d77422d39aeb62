//go:build !js

package export

import (
	"bytes"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// XLSX is a workbook: a sheet of actions with a frozen header, a filter and real
// dates, and a sheet that says what it may be used for (TS-P-3.4).
func (p *Package) XLSX(actions []Action) (file []byte, err error) {
	book, err := p.Book(actions)
	if err != nil {
		return nil, err
	}
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	w := &workbook{Book: book, f: f}
	w.properties()
	w.actions()
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
	*Book
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
	when := time.UnixMilli(w.Issued).UTC().Format(time.RFC3339)
	w.do(w.f.SetDocProps(&excelize.DocProperties{Creator: "casusoverleg", LastModifiedBy: "casusoverleg",
		Title: w.Title, Language: string(w.Language), Created: when, Modified: when}))
}

func (w *workbook) actions() {
	sheet := w.Sheet
	w.do(w.f.SetSheetName("Sheet1", sheet))
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	text, day := w.style(excelize.Style{Alignment: top}), w.style(excelize.Style{Alignment: top, CustomNumFmt: &w.Day})
	for i, c := range w.Columns {
		column := string(rune('A' + i))
		w.do(w.f.SetColWidth(sheet, column, column, c.Width))
		w.do(w.f.SetCellStr(sheet, at(i, 1), c.Name))
	}
	last := at(len(w.Columns)-1, len(w.Rows)+1)
	w.do(w.f.SetCellStyle(sheet, "A2", last, text))
	for i, r := range w.Rows {
		row := i + 2
		w.do(w.f.SetCellStr(sheet, at(0, row), r.What))
		w.do(w.f.SetCellStr(sheet, at(1, row), r.Who))
		w.do(w.f.SetCellStr(sheet, at(2, row), r.Organisation))
		if r.Due != 0 {
			w.do(w.f.SetCellValue(sheet, at(3, row), date(r.Due)))
			w.do(w.f.SetCellStyle(sheet, at(3, row), at(3, row), day))
		}
		w.do(w.f.SetCellStr(sheet, at(4, row), r.Status))
	}
	bold := w.style(excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}}})
	w.do(w.f.SetCellStyle(sheet, "A1", at(len(w.Columns)-1, 1), bold))
	w.do(w.f.AutoFilter(sheet, "A1:"+last, nil))
	w.do(w.f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	landscape, wide, high := "landscape", 1, 0
	fit := true
	w.do(w.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w.do(w.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}))
}

func (w *workbook) about() {
	_, err := w.f.NewSheet(w.About)
	w.do(err)
	style := w.style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	w.do(w.f.SetColWidth(w.About, "A", "A", 26))
	w.do(w.f.SetColWidth(w.About, "B", "B", 90))
	for i, f := range w.Facts {
		w.do(w.f.SetCellStr(w.About, at(0, i+1), f.Name))
		w.do(w.f.SetCellStr(w.About, at(1, i+1), f.Text))
	}
	w.do(w.f.SetCellStyle(w.About, "A1", at(1, len(w.Facts)), style))
}
