package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/crypto"
)

// secretText stands for what may never come out of a file that is refused.
const secretText = "Moeder zegt dat het beter gaat sinds de verhuizing."

func device(t testing.TB) crypto.VerifyKey {
	k, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	return k.Public()
}

func seat(t testing.TB) crypto.SeatKey {
	k, err := crypto.NewSeatKey()
	require.NoError(t, err)
	return k
}

func contribution(t testing.TB) Binding {
	anneke := device(t)
	return Binding{
		Room: crypto.Hash("room", []byte("1")), Kind: "contribute", Author: anneke,
		Object: ObjectID{Device: anneke, Counter: 7}, Version: 1,
	}
}

// moves are the ways to pass a file off as something else.
func moves(t testing.TB) map[string]func(*Binding) {
	return map[string]func(*Binding){
		"another room":    func(b *Binding) { b.Room = crypto.Hash("room", []byte("2")) },
		"another kind":    func(b *Binding) { b.Kind = "propose" },
		"longer kind":     func(b *Binding) { b.Kind += "r" },
		"another author":  func(b *Binding) { b.Author = device(t) },
		"another device":  func(b *Binding) { b.Object.Device = device(t) },
		"another object":  func(b *Binding) { b.Object.Counter++ },
		"another version": func(b *Binding) { b.Version++ },
		"earlier version": func(b *Binding) { b.Version-- },
	}
}

// Anneke seals a contribution to Kees; Kees reads it, Fatima does not.
func TestAReaderReads(t *testing.T) {
	b, kees, fatima := contribution(t), seat(t), seat(t)
	file, key, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	envelope, err := Envelope(b, key, kees.Recipient())
	require.NoError(t, err)

	opened, err := OpenEnvelope(b, kees, envelope)
	require.NoError(t, err)
	content, err := OpenBody(b, opened, file)
	require.NoError(t, err)
	require.Equal(t, secretText, string(content))

	named := b
	named.Reader = kees.Recipient()
	_, err = OpenEnvelope(named, kees, envelope)
	require.NoError(t, err, "naming the right reader is the same")

	_, err = OpenEnvelope(b, fatima, envelope)
	require.ErrorIs(t, err, ErrUnreadable)
	named.Reader = fatima.Recipient()
	_, err = OpenEnvelope(named, kees, envelope)
	require.ErrorIs(t, err, ErrBinding)
	_, err = Envelope(named, key, kees.Recipient())
	require.ErrorIs(t, err, ErrBinding)
	_, other, err := Body(b, nil)
	require.NoError(t, err)
	content, err = OpenBody(b, other, file)
	require.ErrorIs(t, err, ErrUnreadable)
	require.Nil(t, content)
}

func TestEveryContentComesBack(t *testing.T) {
	b := contribution(t)
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "content")
		file, key, err := Body(b, content)
		require.NoError(t, err)
		back, err := OpenBody(b, key, file)
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, back))
	})
}

// The length of a sealed text says which of six sizes it has, nothing more.
func TestPadding(t *testing.T) {
	b := contribution(t)
	sizes := []int{256, 1024, 4096, 16384, 65536, 262144}
	fileSizes := map[int]bool{}
	low := 0
	for _, size := range sizes {
		high := size - 36
		want := 0
		for _, n := range []int{low, low + 1, (low + high) / 2, high - 1, high} {
			padded, err := PaddedSize(n)
			require.NoError(t, err)
			require.Equal(t, size, padded, "%d bytes", n)
			content := bytes.Repeat([]byte{0}, n) // zeros, like the padding
			file, key, err := Body(b, content)
			require.NoError(t, err)
			if want == 0 {
				want = len(file)
			}
			require.Len(t, file, want, "%d bytes", n)
			back, err := OpenBody(b, key, file)
			require.NoError(t, err)
			require.Len(t, back, n)
		}
		fileSizes[want] = true
		low = high + 1
	}
	require.Len(t, fileSizes, len(sizes))
	require.Equal(t, low-1, MaxContent)

	for _, n := range []int{MaxContent + 1, 1 << 30, -1} {
		_, err := PaddedSize(n)
		require.ErrorIs(t, err, ErrTooLarge)
	}
	_, _, err := Body(b, make([]byte, MaxContent+1))
	require.ErrorIs(t, err, ErrTooLarge)
}

func TestEnvelopesHaveOneSize(t *testing.T) {
	b := contribution(t)
	size := 0
	for _, kind := range []string{"a", strings.Repeat("k", MaxKind)} {
		b.Kind = kind
		_, key, err := Body(b, nil)
		require.NoError(t, err)
		envelope, err := Envelope(b, key, seat(t).Recipient())
		require.NoError(t, err)
		if size == 0 {
			size = len(envelope)
		}
		require.Len(t, envelope, size)
	}
	require.Less(t, 40*size, 128<<10, "forty envelopes leave half a submission for the body")
}

// The server, or a reader, moves a file to where it does not belong.
func TestMovedFilesAreRefused(t *testing.T) {
	b, kees := contribution(t), seat(t)
	file, key, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	envelope, err := Envelope(b, key, kees.Recipient())
	require.NoError(t, err)

	for name, move := range moves(t) {
		moved := b
		move(&moved)
		content, err := OpenBody(moved, key, file)
		require.ErrorIs(t, err, ErrBinding, name)
		require.Nil(t, content, name)
		opened, err := OpenEnvelope(moved, kees, envelope)
		require.ErrorIs(t, err, ErrBinding, name)
		require.True(t, opened.IsZero(), name)
	}
	_, err = OpenBody(b, key, file)
	require.NoError(t, err, "where it belongs it opens")
}

// Kees opens his envelope and seals what is in it to Fatima unchanged: her
// envelope says that it was made for Kees.
func TestAnEnvelopePassedOnIsRefused(t *testing.T) {
	b, kees, fatima := contribution(t), seat(t), seat(t)
	_, key, err := Body(b, []byte(secretText))
	require.NoError(t, err)
	envelope, err := Envelope(b, key, kees.Recipient())
	require.NoError(t, err)
	inside, err := decrypt(envelope, kees.Identity())
	require.NoError(t, err)
	passedOn := encryptTo(t, inside, fatima.Recipient())
	_, err = OpenEnvelope(b, fatima, passedOn)
	require.ErrorIs(t, err, ErrBinding)
}

func encryptTo(t testing.TB, plain []byte, to ...crypto.Recipient) []byte {
	var recipients []age.Recipient
	for _, r := range to {
		a, err := r.Age()
		require.NoError(t, err)
		recipients = append(recipients, a)
	}
	file, err := encrypt(plain, recipients...)
	require.NoError(t, err)
	return file
}

func TestIncompleteBindingsAreRefused(t *testing.T) {
	full, kees := contribution(t), seat(t)
	file, key, err := Body(full, nil)
	require.NoError(t, err)
	envelope, err := Envelope(full, key, kees.Recipient())
	require.NoError(t, err)
	for name, strip := range map[string]func(*Binding){
		"room":     func(b *Binding) { b.Room = crypto.Digest{} },
		"kind":     func(b *Binding) { b.Kind = "" },
		"too long": func(b *Binding) { b.Kind = strings.Repeat("k", MaxKind+1) },
		"author":   func(b *Binding) { b.Author = crypto.VerifyKey{} },
		"object":   func(b *Binding) { b.Object = ObjectID{} },
	} {
		b := full
		strip(&b)
		_, _, err := Body(b, nil)
		require.ErrorIs(t, err, ErrBinding, name)
		_, err = OpenBody(b, key, file)
		require.ErrorIs(t, err, ErrBinding, name)
		_, err = Envelope(b, key, kees.Recipient())
		require.ErrorIs(t, err, ErrBinding, name)
		_, err = OpenEnvelope(b, kees, envelope)
		require.ErrorIs(t, err, ErrBinding, name)
	}
	withReader := full
	withReader.Reader = kees.Recipient()
	_, _, err = Body(withReader, nil)
	require.ErrorIs(t, err, ErrBinding, "a body has no reader")
	_, err = OpenBody(withReader, key, file)
	require.ErrorIs(t, err, ErrBinding)
	_, err = Envelope(full, key, crypto.Recipient{})
	require.ErrorIs(t, err, ErrBinding)
	_, err = Envelope(full, ObjectKey{}, kees.Recipient())
	require.ErrorIs(t, err, ErrUnreadable)
	_, err = OpenBody(full, ObjectKey{}, file)
	require.ErrorIs(t, err, ErrUnreadable)
	_, err = OpenEnvelope(full, crypto.SeatKey{}, envelope)
	require.ErrorIs(t, err, ErrUnreadable)
}

// Two objects whose counter, version and kind would run together if they were
// only put behind each other.
func TestBindingFieldsDoNotFlowTogether(t *testing.T) {
	seen := map[crypto.Digest]bool{}
	b := contribution(t)
	for _, kind := range []string{"a", "ab", "b"} {
		for counter := range uint64(4) {
			for version := range uint32(4) {
				b.Kind, b.Object.Counter, b.Version = kind, counter, version
				for _, label := range []crypto.Label{crypto.LabelSealBody, crypto.LabelSealEnvelope} {
					seen[b.digest(label)] = true
				}
			}
		}
	}
	require.Len(t, seen, 3*4*4*2)
}

func TestObjectKeyDoesNotPrint(t *testing.T) {
	b := contribution(t)
	_, key, err := Body(b, nil)
	require.NoError(t, err)
	text := key.identity().String()
	require.True(t, strings.HasPrefix(text, "AGE-SECRET-KEY-PQ-1"))
	nested := struct{ k ObjectKey }{key}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q", "%d"} {
		require.NotContains(t, fmt.Sprintf(verb, key), text[19:30])
		require.NotContains(t, fmt.Sprintf(verb, nested), text[19:30])
	}
	_, err = json.Marshal(key)
	require.ErrorIs(t, err, crypto.ErrSecret)
}

func TestObjectIDInCBOR(t *testing.T) {
	want := contribution(t).Object
	data, err := cbor.Marshal(want)
	require.NoError(t, err)
	var back ObjectID
	require.NoError(t, cbor.Unmarshal(data, &back))
	require.Equal(t, want, back)
	require.True(t, ObjectID{}.IsZero())
	require.False(t, back.IsZero())
}
