package seal

import (
	"bytes"
	"encoding/binary"
	"testing"

	"filippo.io/age"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// refusedBody opens a file that must not open and checks that nothing came out.
func refusedBody(t *testing.T, b Binding, key ObjectKey, file []byte, how string, args ...any) {
	t.Helper()
	content, err := OpenBody(b, key, file)
	require.ErrorIs(t, err, ErrUnreadable, append([]any{how}, args...)...)
	require.Nil(t, content)
	require.NotContains(t, err.Error(), "Moeder")
}

// Cut off anywhere, a body shows no byte, also where whole chunks came through.
func TestTruncatedBodies(t *testing.T) {
	b := contribution(t)
	small, key, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	for n := range small {
		refusedBody(t, b, key, small[:n], "cut off at %d", n)
	}

	large, key, err := Body(b, bytes.Repeat([]byte(secretText), 3000))
	require.NoError(t, err)
	require.Greater(t, len(large), 3*streamChunk)
	header := len(large) - 256<<10 - 4*streamTag
	for chunk := range 4 {
		for _, off := range []int{-17, -16, -1, 0, 1, 15, 16, 17, 1000} {
			if n := header + chunk*(streamChunk+streamTag) + off; n > 0 {
				refusedBody(t, b, key, large[:n], "cut off at %d", n)
			}
		}
	}
	for _, n := range []int{1, 16, 17, 100} {
		refusedBody(t, b, key, large[:len(large)-n], "%d cut off", n)
	}
	_, err = OpenBody(b, key, large)
	require.NoError(t, err, "whole it opens")
}

func TestDamagedFiles(t *testing.T) {
	b, kees := contribution(t), seat(t)
	file, key, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	envelope, err := Envelope(b, key, kees.Recipient())
	require.NoError(t, err)
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1 << (i % 8)
		refusedBody(t, b, key, bad, "bit in byte %d", i)
	}
	for i := range envelope {
		bad := bytes.Clone(envelope)
		bad[i] ^= 1 << (i % 8)
		_, err := OpenEnvelope(b, kees, bad)
		require.ErrorIs(t, err, ErrUnreadable, "bit in byte %d", i)
		_, err = OpenEnvelope(b, kees, envelope[:i])
		require.ErrorIs(t, err, ErrUnreadable, "cut off at %d", i)
	}
	refusedBody(t, b, key, append(bytes.Clone(file), 0), "something after")
	refusedBody(t, b, key, append(bytes.Clone(file), file...), "twice")
	refusedBody(t, b, key, append(bytes.Clone(file), make([]byte, maxBodyFile)...), "too large")
	refusedBody(t, b, key, nil, "nothing")
	_, err = OpenEnvelope(b, kees, append(bytes.Clone(envelope), 0))
	require.ErrorIs(t, err, ErrUnreadable)
	_, err = OpenEnvelope(b, kees, append(bytes.Clone(envelope), make([]byte, maxEnvelope)...))
	require.ErrorIs(t, err, ErrUnreadable)
}

// An author seals with recipients that no act names, or weaker ones.
func TestMixedAndDowngradedSuites(t *testing.T) {
	b, kees, ghost := contribution(t), seat(t), seat(t)
	_, key, err := Body(b, nil)
	require.NoError(t, err)
	own := crypto.Recipient{}
	require.NoError(t, own.UnmarshalText([]byte(key.identity().Recipient().String())))
	plain := bodyPlain(b, []byte(secretText), 256)
	content, err := OpenBody(b, key, encryptTo(t, plain, own))
	require.NoError(t, err, "the helpers make files that open")
	require.Equal(t, secretText, string(content))

	refusedBody(t, b, key, encryptTo(t, plain, own, ghost.Recipient()), "a second reader")
	refusedBody(t, b, key, encryptTo(t, plain, ghost.Recipient(), own), "a second reader before")
	classic, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	to, err := own.Age()
	require.NoError(t, err)
	mixed, err := encrypt(plain, unlabelled{to}, classic.Recipient())
	require.NoError(t, err)
	refusedBody(t, b, key, mixed, "a classic recipient beside")
	toKees, err := kees.Recipient().Age()
	require.NoError(t, err)
	mixed, err = encrypt(plain, unlabelled{toKees}, classic.Recipient())
	require.NoError(t, err)
	_, err = decrypt(mixed, kees.Identity())
	require.NoError(t, err, "age alone opens it")
	refusedPackage(t, mixed, kees)

	named := b
	named.Reader = kees.Recipient()
	binding := named.digest(crypto.LabelSealEnvelope)
	inside := append(binding[:], key.identity().String()...)
	_, err = OpenEnvelope(b, kees, encryptTo(t, inside, kees.Recipient()))
	require.NoError(t, err, "the helpers make envelopes that open")
	_, err = OpenEnvelope(b, kees, encryptTo(t, inside, kees.Recipient(), ghost.Recipient()))
	require.ErrorIs(t, err, ErrUnreadable, "a second reader")
}

// unlabelled drops age's own guard against mixing.
type unlabelled struct{ r age.Recipient }

func (u unlabelled) Wrap(fileKey []byte) ([]*age.Stanza, error) { return u.r.Wrap(fileKey) }

func refusedPackage(t *testing.T, file []byte, key Identity) {
	t.Helper()
	content, err := OpenPackage(file, key)
	require.ErrorIs(t, err, ErrUnreadable)
	require.Nil(t, content)
}

// bodyPlain is a padded plaintext of any size.
func bodyPlain(b Binding, content []byte, size int) []byte {
	plain := make([]byte, size)
	binding := b.digest(crypto.LabelSealBody)
	copy(plain, binding[:])
	binary.BigEndian.PutUint32(plain[32:], uint32(len(content)))
	copy(plain[36:], content)
	return plain
}

// An author pads in his own way, to hide something or to be told apart.
func TestOtherPaddingIsRefused(t *testing.T) {
	b := contribution(t)
	_, key, err := Body(b, nil)
	require.NoError(t, err)
	own := crypto.Recipient{}
	require.NoError(t, own.UnmarshalText([]byte(key.identity().Recipient().String())))

	good := bodyPlain(b, []byte(secretText), 256)
	dirty := bytes.Clone(good)
	dirty[255] = 1
	first := bytes.Clone(good)
	first[36+len(secretText)] = 1
	length := bytes.Clone(good)
	binary.BigEndian.PutUint32(length[32:], 221)
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[32:], 0xffffffff)
	for name, plain := range map[string][]byte{
		"a size too large":    bodyPlain(b, []byte(secretText), 1024),
		"no padding":          bodyPlain(b, []byte(secretText), 36+len(secretText)),
		"a byte at the end":   dirty,
		"a byte at the start": first,
		"length over the end": length,
		"a huge length":       huge,
		"no content":          good[:36],
		"no length":           good[:35],
		"binding only":        good[:32],
	} {
		refusedBody(t, b, key, encryptTo(t, plain, own), name)
	}
	content, err := OpenBody(b, key, encryptTo(t, good[:31], own))
	require.ErrorIs(t, err, ErrBinding)
	require.Nil(t, content)
}

// An author gives a reader a junk envelope.
func TestJunkEnvelopes(t *testing.T) {
	b, kees := contribution(t), seat(t)
	_, key, err := Body(b, nil)
	require.NoError(t, err)
	named := b
	named.Reader = kees.Recipient()
	binding := named.digest(crypto.LabelSealEnvelope)
	classic, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	text := key.identity().String()
	for _, inside := range []string{"", "junk", classic.String(), text[1:], text + "\n", text + text, string(bytes.ToLower([]byte(text)))} {
		_, err := OpenEnvelope(b, kees, encryptTo(t, append(binding[:], inside...), kees.Recipient()))
		require.ErrorIs(t, err, ErrUnreadable)
		if len(inside) > 30 {
			require.NotContains(t, err.Error(), inside[20:30])
		}
	}
	file, _, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	_, err = OpenEnvelope(b, kees, file)
	require.ErrorIs(t, err, ErrUnreadable, "a body is no envelope")
}
