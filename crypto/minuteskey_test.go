package crypto_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// protect makes an identity file with any content and work.
func protect(t *testing.T, content, passphrase string, work int) []byte {
	r, err := age.NewScryptRecipient(passphrase)
	require.NoError(t, err)
	r.SetWorkFactor(work)
	var file bytes.Buffer
	w, err := age.Encrypt(&file, r)
	require.NoError(t, err)
	_, err = io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return file.Bytes()
}

func newMinutesKey(t testing.TB) crypto.MinutesKey {
	k, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	return k
}

// Samira saves her key, loses her laptop and reads it back on another one.
func TestIdentityFile(t *testing.T) {
	key, passphrase := newMinutesKey(t), crypto.GeneratePassphrase()
	var file bytes.Buffer
	require.NoError(t, key.WriteIdentityFile(&file, passphrase))
	require.Contains(t, file.String(), "-> scrypt ")
	require.Contains(t, strings.SplitN(file.String(), "\n", 3)[1], " 15", "the work factor")

	back, err := crypto.ReadIdentityFile(bytes.NewReader(file.Bytes()), passphrase)
	require.NoError(t, err)
	require.Equal(t, key.Recipient(), back.Recipient())

	_, err = crypto.ReadIdentityFile(bytes.NewReader(file.Bytes()), crypto.GeneratePassphrase())
	require.ErrorIs(t, err, crypto.ErrPassphrase)
	require.NotContains(t, err.Error(), passphrase)
	_, err = crypto.ReadIdentityFile(bytes.NewReader(file.Bytes()), "")
	require.ErrorIs(t, err, crypto.ErrPassphrase)

	require.ErrorIs(t, key.WriteIdentityFile(io.Discard, ""), crypto.ErrPassphrase)
	require.ErrorIs(t, crypto.MinutesKey{}.WriteIdentityFile(io.Discard, passphrase), crypto.ErrNoKey)
	full := errors.New("disk full")
	require.ErrorIs(t, key.WriteIdentityFile(failingWriter{full}, passphrase), full)
	_, err = crypto.ReadIdentityFile(iotest.ErrReader(full), passphrase)
	require.ErrorIs(t, err, full)
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestOtherIdentityFilesAreRefused(t *testing.T) {
	const passphrase, work = "een lange zin", 2
	classic, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	one, err := age.GenerateHybridIdentity()
	require.NoError(t, err)
	two, err := age.GenerateHybridIdentity()
	require.NoError(t, err)
	good := protect(t, fmt.Sprintf("# made elsewhere\n\n%s\n", one), passphrase, work)
	read, err := crypto.ReadIdentityFile(bytes.NewReader(good), passphrase)
	require.NoError(t, err, "the helper makes files that are accepted")
	require.Equal(t, one.Recipient().String(), read.Recipient().String())

	var toKey bytes.Buffer
	w, err := age.Encrypt(&toKey, one.Recipient())
	require.NoError(t, err)
	require.NoError(t, w.Close())

	for name, file := range map[string][]byte{
		"empty":           {},
		"in the clear":    []byte(one.String() + "\n"),
		"classic":         protect(t, classic.String(), passphrase, work),
		"two keys":        protect(t, one.String()+"\n"+two.String(), passphrase, work),
		"mixed":           protect(t, one.String()+"\n"+classic.String(), passphrase, work),
		"no key":          protect(t, "# nothing\n", passphrase, work),
		"something else":  protect(t, "beste Samira", passphrase, work),
		"sealed to a key": toKey.Bytes(),
		"too much work":   bytes.Replace(good, []byte(" 2\n"), []byte(" 19\n"), 1),
		"damaged at end":  append(bytes.Clone(good[:len(good)-1]), good[len(good)-1]^1),
		"something after": append(bytes.Clone(good), 0),
		"too large":       append(bytes.Clone(good), make([]byte, crypto.MaxIdentityFile)...),
	} {
		_, err := crypto.ReadIdentityFile(bytes.NewReader(file), passphrase)
		require.ErrorIs(t, err, crypto.ErrMalformed, name)
		require.NotContains(t, err.Error(), "Samira")
		require.NotContains(t, err.Error(), "AGE-SECRET")
	}
	for n := range good {
		_, err := crypto.ReadIdentityFile(bytes.NewReader(good[:n]), passphrase)
		require.ErrorIs(t, err, crypto.ErrMalformed, "cut off at %d", n)
	}
}
