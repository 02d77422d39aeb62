// Package export converts an issued package into people's formats: the document
// as OpenDocument or plain text, its actions as XLSX, CSV, calendar file, JSON
// and Markdown.
//
// [Open] is the only way in and verifies first, so what does not verify is not
// exported. What comes out is the issued page in another form and nothing else:
// documents are made from the page itself, actions from the contents it proves.
//
// The package reads no clock: times are those of the log, so the same package
// gives the same dates every time. What the workbook and the calendar file hold is
// [Book] and [Calendar]; the libraries that write them are too big for the browser
// core and exist outside it only: there the page writes the same.
package export
