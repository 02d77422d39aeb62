package seal_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/crypto/seal"
)

// sealedFile is one file of a kind: how it opens, and what it then gives.
type sealedFile struct {
	file    []byte
	open    func([]byte) ([]byte, error)
	content []byte
}

// Nothing opens but the file that was sealed, bit for bit: no body, envelope or package
// has a twin, and what does not open says why in one of a few words.
func FuzzOpen(f *testing.F) {
	reader, err := crypto.NewSeatKey()
	require.NoError(f, err)
	minutes, err := crypto.NewMinutesKey()
	require.NoError(f, err)
	device := crypto.VerifyKey(crypto.Hash("device"))
	b := seal.Binding{Room: crypto.Hash("room"), Kind: "contribution", Author: device, Object: seal.ObjectID{Device: device, Counter: 7}, Version: 1}
	content := []byte("Er is 's nachts lawaai in de straat.")
	body, key, err := seal.Body(b, content)
	require.NoError(f, err)
	envelope, err := seal.Envelope(b, key, reader.Recipient())
	require.NoError(f, err)
	pack, err := seal.Package(content, minutes.Recipient(), reader.Recipient())
	require.NoError(f, err)
	files := []sealedFile{
		{body, func(file []byte) ([]byte, error) { return seal.OpenBody(b, key, file) }, content},
		{pack, func(file []byte) ([]byte, error) { return seal.OpenPackage(file, minutes) }, content},
		{envelope, func(file []byte) ([]byte, error) {
			k, err := seal.OpenEnvelope(b, reader, file)
			if err != nil {
				return nil, err
			}
			return seal.OpenBody(b, k, body)
		}, content},
	}
	f.Add([]byte{}, []byte{})
	f.Add([]byte("age-encryption.org/v1\n---\n"), []byte{0, 0, 30, 1})
	f.Add([]byte("age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n"), []byte{0, 6, 200, 255, 0, 0, 0, 32})
	f.Add(body[:100], []byte{0, 6, 64, 0})
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, s := range files {
			for _, file := range [][]byte{raw, fuzztest.Edited(s.file, edits), append(fuzztest.Edited(s.file, edits), raw...)} {
				var content []byte
				var err error
				fuzztest.Bounded(t, len(file), func() { content, err = s.open(file) })
				if (err == nil) != bytes.Equal(file, s.file) {
					t.Fatal("another file opens, or this one does not")
				}
				if err == nil {
					require.Equal(t, s.content, content)
					continue
				}
				require.Empty(t, content)
				says := err.Error()
				for _, what := range []string{"open body: ", "open envelope: ", "open package: "} {
					if rest, ok := bytes.CutPrefix([]byte(says), []byte(what)); ok {
						says = string(rest)
					}
				}
				require.Contains(t, []string{seal.ErrUnreadable.Error(), seal.ErrBinding.Error(), seal.ErrTooLarge.Error()}, says)
			}
		}
	})
}
