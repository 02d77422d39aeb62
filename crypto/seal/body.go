package seal

import (
	"encoding/binary"
	"fmt"

	"filippo.io/age"

	"casusoverleg/crypto"
)

// ObjectKey opens one body: a fresh hybrid key per version of an object. It
// travels in envelopes only. The zero value is no key.
type ObjectKey struct {
	crypto.Redacted
	identity func() *age.HybridIdentity // a func: reflection does not open it
}

// IsZero says whether no key was set.
func (k ObjectKey) IsZero() bool { return k.identity == nil }

func objectKey(id *age.HybridIdentity) ObjectKey {
	return ObjectKey{identity: func() *age.HybridIdentity { return id }}
}

// PaddedSize returns how many bytes the plaintext of a body has that holds n
// bytes of content: 256 B, 1, 4, 16, 64 or 256 KiB, the binding included. Over
// [MaxContent] it returns [ErrTooLarge].
func PaddedSize(n int) (int, error) {
	for _, size := range paddedSizes {
		if n >= 0 && n <= size-bodyPrefix {
			return size, nil
		}
	}
	return 0, fmt.Errorf("content of %d bytes, at most %d: %w", n, MaxContent, ErrTooLarge)
}

// Body seals content to a fresh key and returns the age file and that key. The
// plaintext is binding ‖ content length (four bytes big-endian) ‖ content ‖
// zeros, of [PaddedSize]. The binding must be complete and have no reader
// ([ErrBinding]); content may be empty and at most [MaxContent] ([ErrTooLarge]).
func Body(b Binding, content []byte) (file []byte, key ObjectKey, err error) {
	if !b.complete() || !b.Reader.IsZero() {
		return nil, ObjectKey{}, fmt.Errorf("seal body: incomplete binding: %w", ErrBinding)
	}
	size, err := PaddedSize(len(content))
	if err != nil {
		return nil, ObjectKey{}, fmt.Errorf("seal body: %w", err)
	}
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, ObjectKey{}, fmt.Errorf("seal body: %w", err)
	}
	plain := make([]byte, size)
	binding := b.digest(crypto.LabelSealBody)
	copy(plain, binding[:])
	binary.BigEndian.PutUint32(plain[len(binding):], uint32(len(content)))
	copy(plain[bodyPrefix:], content)

	file, err = encrypt(plain, id.Recipient())
	if err != nil {
		return nil, ObjectKey{}, fmt.Errorf("seal body: %w", err)
	}
	return file, objectKey(id), nil
}

// OpenBody returns the content of a body once the whole file is authenticated
// and its binding compared. It returns [ErrUnreadable] where the file does not
// open with the key or is not padded as [Body] pads, and [ErrBinding] where it
// belongs elsewhere. With an error it returns no byte of content.
func OpenBody(b Binding, key ObjectKey, file []byte) (content []byte, err error) {
	if !b.complete() || !b.Reader.IsZero() {
		return nil, fmt.Errorf("open body: incomplete binding: %w", ErrBinding)
	}
	if key.IsZero() || len(file) > maxBodyFile {
		return nil, fmt.Errorf("open body: %w", ErrUnreadable)
	}
	plain, err := decrypt(file, hybridOnly{id: key.identity(), max: 1})
	if err != nil {
		return nil, fmt.Errorf("open body: %w", err)
	}
	if !startsWith(plain, b.digest(crypto.LabelSealBody)) {
		return nil, fmt.Errorf("open body: %w", ErrBinding)
	}
	if content, err = unpad(plain); err != nil {
		return nil, fmt.Errorf("open body: %w", err)
	}
	return content, nil
}

// unpad returns the content of a plaintext that is padded exactly as Body does,
// so that one content has one plaintext and nothing hides in the padding.
func unpad(plain []byte) ([]byte, error) {
	if len(plain) < bodyPrefix {
		return nil, ErrUnreadable
	}
	n := int(binary.BigEndian.Uint32(plain[bodyPrefix-4:]))
	if size, err := PaddedSize(n); err != nil || size != len(plain) {
		return nil, ErrUnreadable
	}
	end := bodyPrefix + n
	for _, c := range plain[end:] {
		if c != 0 {
			return nil, ErrUnreadable
		}
	}
	return plain[bodyPrefix:end:end], nil
}
