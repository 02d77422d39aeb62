package crypto_test

import (
	"bytes"
	gocrypto "crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

func newSigningKey(t testing.TB) crypto.SigningKey {
	k, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	return k
}

// labels reads the constants from the source, so that a new one cannot be
// forgotten here.
func labels(t *testing.T) map[string]crypto.Label {
	file, err := parser.ParseFile(token.NewFileSet(), "labels.go", nil, 0)
	require.NoError(t, err)
	found := map[string]crypto.Label{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			found[spec.Names[0].Name] = crypto.Label(text)
		}
		return true
	})
	require.Greater(t, len(found), 20)
	return found
}

func TestLabelsAreUnique(t *testing.T) {
	seen := map[crypto.Label]string{}
	for name, l := range labels(t) {
		require.Regexp(t, `^casusoverleg/v1/[a-z]+(-[a-z]+)*$`, string(l), name)
		require.Empty(t, seen[l], "%s has the label of another", name)
		seen[l] = name
	}
}

// What Anneke signed as one thing is worthless as any other.
func TestPurposesDoNotMix(t *testing.T) {
	key, message := newSigningKey(t), []byte("the same bytes")
	all := labels(t)
	for signedAs, p := range all {
		sig, err := crypto.Sign(p, key, message)
		require.NoError(t, err)
		for shownAs, q := range all {
			err := crypto.Verify(q, key.Public(), message, sig)
			if p == q {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, crypto.ErrSignature, "%s passed as %s", signedAs, shownAs)
				require.NotEqual(t, crypto.Hash(p, message), crypto.Hash(q, message))
			}
		}
	}
}

func TestLabelAndMessageDoNotFlowTogether(t *testing.T) {
	key := newSigningKey(t)
	sig, err := crypto.Sign("ab", key, []byte("c"))
	require.NoError(t, err)
	require.NoError(t, crypto.Verify("ab", key.Public(), []byte("c"), sig))
	require.ErrorIs(t, crypto.Verify("a", key.Public(), []byte("bc"), sig), crypto.ErrSignature)
	require.ErrorIs(t, crypto.Verify("abc", key.Public(), nil, sig), crypto.ErrSignature)
}

func TestSignedBytesAreFixed(t *testing.T) {
	key, err := crypto.NewSigningKey(bytes.NewReader(bytes.Repeat([]byte{1}, 32)))
	require.NoError(t, err)
	sig, err := crypto.Sign(crypto.LabelAct, key, []byte("abc"))
	require.NoError(t, err)

	// Made with the standard library alone.
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	want := ed25519.Sign(private, []byte("\x00\x00\x00\x13casusoverleg/v1/actabc"))
	require.Equal(t, hex.EncodeToString(want), hex.EncodeToString(sig[:]))
}

func TestAChangedBitIsRefused(t *testing.T) {
	key, message := newSigningKey(t), []byte("akkoord")
	sig, err := crypto.Sign(crypto.LabelAct, key, message)
	require.NoError(t, err)
	for bit := range len(sig) * 8 {
		bad := sig
		bad[bit/8] ^= 1 << (bit % 8)
		require.ErrorIs(t, crypto.Verify(crypto.LabelAct, key.Public(), message, bad), crypto.ErrSignature)
	}
	for bit := range len(message) * 8 {
		bad := bytes.Clone(message)
		bad[bit/8] ^= 1 << (bit % 8)
		require.ErrorIs(t, crypto.Verify(crypto.LabelAct, key.Public(), bad, sig), crypto.ErrSignature)
	}
	require.ErrorIs(t, crypto.Verify(crypto.LabelAct, newSigningKey(t).Public(), message, sig), crypto.ErrSignature)
	require.ErrorIs(t, crypto.Verify(crypto.LabelAct, crypto.VerifyKey{}, message, sig), crypto.ErrSignature)
}

// elsewhere is a signer whose key cannot be taken out, as in a browser.
type elsewhere struct {
	private ed25519.PrivateKey
	answer  func(sig []byte) ([]byte, error)
}

func (e elsewhere) Public() gocrypto.PublicKey { return e.private.Public() }

func (e elsewhere) Sign(_ io.Reader, message []byte, opts gocrypto.SignerOpts) ([]byte, error) {
	sig, err := e.private.Sign(nil, message, opts)
	if err != nil || e.answer == nil {
		return sig, err
	}
	return e.answer(sig)
}

func TestAKeyHeldElsewhere(t *testing.T) {
	private := ed25519.NewKeyFromSeed(make([]byte, 32))
	key, err := crypto.SigningKeyFrom(elsewhere{private: private})
	require.NoError(t, err)
	sig, err := crypto.Sign(crypto.LabelAct, key, []byte("m"))
	require.NoError(t, err)
	require.NoError(t, crypto.Verify(crypto.LabelAct, key.Public(), []byte("m"), sig))
	_, err = key.MarshalSecret()
	require.ErrorIs(t, err, crypto.ErrNotExportable)

	locked := errors.New("locked")
	key, err = crypto.SigningKeyFrom(elsewhere{private, func([]byte) ([]byte, error) { return nil, locked }})
	require.NoError(t, err)
	_, err = crypto.Sign(crypto.LabelAct, key, nil)
	require.ErrorIs(t, err, locked)

	key, err = crypto.SigningKeyFrom(elsewhere{private, func(sig []byte) ([]byte, error) { return sig[:63], nil }})
	require.NoError(t, err)
	_, err = crypto.Sign(crypto.LabelAct, key, nil)
	require.ErrorIs(t, err, crypto.ErrMalformed)

	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	_, err = crypto.SigningKeyFrom(other)
	require.ErrorIs(t, err, crypto.ErrMalformed)

	weak := append(bytes.Clone(private[:32]), 1)
	weak = append(weak, make([]byte, 31)...)
	_, err = crypto.SigningKeyFrom(ed25519.PrivateKey(weak))
	require.ErrorIs(t, err, crypto.ErrWeakKey)
}

func TestNewSigningKeyNeedsRandomness(t *testing.T) {
	_, err := crypto.NewSigningKey(strings.NewReader("too short"))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotEqual(t, newSigningKey(t).Public(), newSigningKey(t).Public())
}

func BenchmarkVerify(b *testing.B) {
	key, message := newSigningKey(b), make([]byte, 1024)
	sig, err := crypto.Sign(crypto.LabelAct, key, message)
	require.NoError(b, err)
	for b.Loop() {
		if crypto.Verify(crypto.LabelAct, key.Public(), message, sig) != nil {
			b.Fatal("refused")
		}
	}
}
