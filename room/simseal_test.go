package room_test

import (
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
)

// possession makes sealed files without sealing: it remembers which envelope holds the
// key of which body, and for which key it was made. Who has a body, an envelope of it
// and the key of that envelope can open the body, and nobody else can. That sealed files
// behave so is what package crypto/seal is tested for: opening one costs as much as
// everything else that a step does.
type possession struct {
	files     map[crypto.Digest][]byte
	envelopes map[crypto.Digest]envelope
	order     []crypto.Digest // of envelopes, as they were made
	made      int
}

// envelope is what an envelope opens, and to whom.
type envelope struct {
	to   crypto.Recipient
	body crypto.Digest
}

func newPossession() *possession {
	return &possession{files: map[crypto.Digest][]byte{}, envelopes: map[crypto.Digest]envelope{}}
}

func fileDigest(file []byte) crypto.Digest { return crypto.Hash(crypto.LabelFile, file) }

func (p *possession) make(what string) []byte {
	p.made++
	file := fmt.Appendf(nil, "%s %d", what, p.made)
	p.files[fileDigest(file)] = file
	return file
}

// Seal implements room.Sealer.
func (p *possession) Seal(b seal.Binding, to []crypto.Recipient) ([]byte, [][]byte) {
	body := p.make("body")
	return body, p.SealAgain(b, fileDigest(body), to)
}

// SealAgain implements room.Sealer.
func (p *possession) SealAgain(_ seal.Binding, body crypto.Digest, to []crypto.Recipient) (files [][]byte) {
	for _, key := range to {
		e := p.make("envelope")
		p.envelopes[fileDigest(e)] = envelope{key, body}
		p.order = append(p.order, fileDigest(e))
		files = append(files, e)
	}
	return files
}

// Pack implements room.Sealer.
func (p *possession) Pack() []byte { return p.make("package") }

// opens says whether a key opens a body with an envelope.
func (p *possession) opens(key crypto.SeatKey, envelope, body crypto.Digest) bool {
	e, ok := p.envelopes[envelope]
	return ok && e.to == key.Recipient() && e.body == body
}

// sealedTo returns the envelopes that were ever made for a key, and their bodies.
func (p *possession) sealedTo(key crypto.Recipient) (files []crypto.Digest) {
	for _, file := range p.order {
		if e := p.envelopes[file]; e.to == key {
			files = append(files, file, e.body)
		}
	}
	return files
}

// file returns the bytes that were made under a digest.
func (p *possession) file(d crypto.Digest) []byte { return p.files[d] }
