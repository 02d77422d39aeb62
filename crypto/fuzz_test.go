package crypto_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/fuzztest"
)

// written reads a text as one kind of key, and writes it again.
type written func(text string) (again string, err error)

func secretText[K interface{ MarshalSecret() (string, error) }](parse func(string) (K, error)) written {
	return func(text string) (string, error) {
		k, err := parse(text)
		if err != nil {
			return "", err
		}
		return k.MarshalSecret()
	}
}

// keyTexts are the texts in which keys come: from links, files and vaults.
func keyTexts() map[string]written {
	return map[string]written{
		"signing key": secretText(crypto.ParseSigningKey),
		"seat key":    secretText(crypto.ParseSeatKey),
		"minutes key": secretText(crypto.ParseMinutesKey),
		"invitation":  secretText(crypto.ParseInvitationSecret),
		"recipient": func(text string) (string, error) {
			r, err := crypto.ParseRecipient(text)
			return r.String(), err
		},
		"digest": func(text string) (string, error) {
			var d crypto.Digest
			err := d.UnmarshalText([]byte(text))
			return d.String(), err
		},
	}
}

// A key has one text, and no error repeats any of it.
func FuzzKeyText(f *testing.F) {
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(f, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(f, err)
	minutes, err := crypto.NewMinutesKey()
	require.NoError(f, err)
	for _, k := range []interface{ MarshalSecret() (string, error) }{signing, seat, minutes, crypto.NewInvitationSecret()} {
		text, err := k.MarshalSecret()
		require.NoError(f, err)
		f.Add(text)
		f.Add(text + "\n")
		f.Add(strings.ToUpper(text))
		f.Add(text[:len(text)-1])
	}
	f.Add(seat.Recipient().String())
	f.Add(crypto.Hash("seed").String())
	f.Add(strings.ToUpper(crypto.Hash("seed").String()))
	f.Fuzz(func(t *testing.T, text string) {
		for name, read := range keyTexts() {
			var again string
			var err error
			fuzztest.Bounded(t, len(text), func() { again, err = read(text) })
			switch {
			case err != nil && !errors.Is(err, crypto.ErrMalformed):
				t.Fatalf("%s: an error that is not ErrMalformed", name)
			case err != nil && len(text) > 12 && strings.Contains(err.Error(), text):
				t.Fatalf("%s: the error repeats the text", name)
			case err == nil && again != text:
				t.Fatalf("a %s with two texts", name)
			}
		}
	})
}

// An identity file opens with its passphrase and unchanged, or not at all.
func FuzzReadIdentityFile(f *testing.F) {
	key, err := crypto.NewMinutesKey()
	require.NoError(f, err)
	var whole bytes.Buffer
	require.NoError(f, key.WriteIdentityFile(&whole, "paars-fiets-wolk"))
	text, err := key.MarshalSecret()
	require.NoError(f, err)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n"), []byte{})
	f.Add([]byte("-----BEGIN AGE ENCRYPTED FILE-----\n"), []byte{0, 0, 60, 1})
	f.Add([]byte{}, []byte{0, 0, 200, 128})
	f.Fuzz(func(t *testing.T, raw, edits []byte) {
		for _, file := range [][]byte{raw, fuzztest.Edited(whole.Bytes(), edits)} {
			k, err := crypto.ReadIdentityFile(bytes.NewReader(file), "paars-fiets-wolk")
			switch {
			case err == nil && !bytes.Equal(file, whole.Bytes()):
				t.Fatal("a file that nobody wrote")
			case err == nil:
				again, err := k.MarshalSecret()
				require.NoError(t, err)
				require.Equal(t, text, again)
			default:
				fuzztest.Says(t, errors.Unwrap(err), crypto.ErrPassphrase.Error(), crypto.ErrMalformed.Error(),
					"over 65536 bytes: "+crypto.ErrMalformed.Error())
			}
		}
	})
}
