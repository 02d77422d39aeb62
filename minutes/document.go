package minutes

import (
	"encoding/base64"

	"casusoverleg/crypto/chain"
)

// The manifest stands in a data block: a script element of a type that no
// browser runs.
const (
	manifestOpen  = `<script type="application/vnd.casusoverleg.manifest">`
	manifestClose = `</script>`
)

// Document makes the file of a package: one page with contents and proof
// inside, padded. It checks the proof as Verify does, so that it never makes a
// file that would be refused; the error is a *Failure. The file is sealed to the
// recipient afterwards (crypto/seal.Package).
func Document(c Contents, p Proof) ([]byte, error) { return documentOf(c, p, nil) }

// Document is Document for a proof that this prover made: it verifies again what is in
// it, except the signatures of records that were verified for an earlier one.
func (p *Prover) Document(c Contents, proof Proof) ([]byte, error) {
	return documentOf(c, proof, p.readings)
}

func documentOf(c Contents, p Proof, known readings) ([]byte, error) {
	encoded := c.Encode()
	again, err := DecodeContents(encoded)
	if err != nil {
		return nil, fail(CodeNotAPackage)
	}
	v, f := check(&again, encoded, &p, known)
	if f != nil {
		return nil, f
	}
	page, _ := document(v, &manifest{Format: Format, Contents: encoded, Proof: p})
	if len(page) > MaxDocument {
		return nil, fail(CodeNotAPackage)
	}
	return page, nil
}

// Render shows contents as a page without proof: what the file will say, before
// it is issued, or the same contents in the other language. An unknown language
// is Dutch.
func Render(c Contents, lang Language) []byte {
	if lang != English {
		lang = Dutch
	}
	m := &markup{lang: lang}
	writePage(m, &c, nil)
	m.raw("</html>\n")
	return m.b
}

// document is the one page that belongs to a verified manifest.
func document(v *Verified, m *manifest) ([]byte, []mark) {
	w := &markup{lang: v.Contents.Language}
	writePage(w, &v.Contents, v)
	w.b = w.b[:len(w.b)-len(bodyClose)]
	w.raw(manifestOpen)
	w.b = base64.StdEncoding.AppendEncode(w.b, chain.Encode(m))
	w.raw(manifestClose + "\n" + bodyClose + "</html>\n")
	return pad(w.b), w.marks
}

const bodyClose = "</body>\n"

// pad fills a page up with spaces in a last comment.
func pad(page []byte) []byte {
	const open, end = "<!--", "-->\n"
	n := len(page) + len(open) + len(end)
	size := (n + padStep - 1) / padStep * padStep
	for i := len(padTo) - 1; i >= 0 && n <= padTo[i]; i-- {
		size = padTo[i]
	}
	page = append(page, open...)
	for range size - n {
		page = append(page, ' ')
	}
	return append(page, end...)
}
