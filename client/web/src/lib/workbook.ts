import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx'
import type { Book } from '../core/contract.ts'

const day = 86_400_000
const text: CellStyle = { alignment: { vertical: 'top', wrapText: true } }
const header: CellStyle = { ...text, font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE8ECEF' } } }

/** The workbook as a file (ECMA-376), equal to what minutes/export writes outside the browser. */
export async function workbook(book: Book): Promise<Uint8Array<ArrayBuffer>> {
  const rows: CellValue[][] = [
    book.columns.map((column) => column.name),
    ...book.rows.map((row) => [row.what, row.who, row.organisation, row.due === 0 ? null : new Date(row.due * day), row.status]),
  ]
  const issued = new Date(book.issued)
  const file = await writeXlsx({
    properties: { title: book.title, creator: 'casusoverleg', lastModifiedBy: 'casusoverleg', created: issued, modified: issued },
    sheets: [
      {
        name: book.sheet,
        columns: book.columns.map(({ width }) => ({ width, style: text })),
        rows,
        cells: styled(rows, book.day),
        autoFilter: { range: `A1:E${rows.length}` },
        freezePane: { rows: 1 },
        pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
      { name: book.about, columns: [{ width: 26, style: text }, { width: 90, style: text }], rows: book.facts.map((fact) => [fact.name, fact.text]) },
    ],
  })
  return file as Uint8Array<ArrayBuffer>
}

/** The header, and dates that are shown as dates, by the library's name for a cell. */
function styled(rows: CellValue[][], numFmt: string): Map<string, { style: CellStyle }> {
  const styles = new Map<string, { style: CellStyle }>()
  rows.forEach((row, at) => row.forEach((cell, column) => {
    if (at === 0) styles.set(`${at},${column}`, { style: header })
    else if (cell instanceof Date) styles.set(`${at},${column}`, { style: { ...text, numFmt } })
  }))
  return styles
}
