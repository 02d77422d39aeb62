package seal

import (
	"bytes"
	"crypto/subtle"
	"errors"
	"fmt"

	"filippo.io/age"

	"casusoverleg/crypto"
)

const hybridStanza = "mlkem768x25519"

// encrypt returns one age file with content for the recipients.
func encrypt(content []byte, to ...age.Recipient) ([]byte, error) {
	var file bytes.Buffer
	file.Grow(len(to)*maxHeader + streamNonce + len(content) + streamTag*(len(content)/streamChunk+1))
	w, err := age.Encrypt(&file, to...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// decrypt returns the content of an age file once all of it is authenticated,
// and nothing but ErrUnreadable otherwise: age's errors may repeat what is in
// the file.
func decrypt(file []byte, id age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(file), id)
	if err != nil {
		return nil, ErrUnreadable
	}
	var content bytes.Buffer
	content.Grow(len(file)) // ReadFrom keeps bytes.MinRead spare; the header leaves that much
	if _, err := content.ReadFrom(r); err != nil {
		return nil, ErrUnreadable
	}
	return content.Bytes(), nil
}

// hybridOnly opens a file only if every recipient is hybrid, and there are at
// most max of them: no mixing, no downgrade (design §6). With max 1 no file has
// a second reader that its act does not name.
type hybridOnly struct {
	crypto.Redacted
	id  age.Identity
	max int
}

// Unwrap implements [age.Identity].
func (h hybridOnly) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) > h.max {
		return nil, errors.New("too many recipients")
	}
	for _, s := range stanzas {
		if s.Type != hybridStanza {
			return nil, fmt.Errorf("recipient is not hybrid: %w", age.ErrIncorrectIdentity)
		}
	}
	return h.id.Unwrap(stanzas)
}

// startsWith says in constant time whether the binding stands at the start.
func startsWith(plain []byte, binding crypto.Digest) bool {
	return len(plain) >= len(binding) && subtle.ConstantTimeCompare(plain[:len(binding)], binding[:]) == 1
}
