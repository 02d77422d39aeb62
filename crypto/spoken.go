package crypto

import (
	"crypto/rand"
	_ "embed" // for the word list
	"encoding/binary"
	"strings"

	"golang.org/x/crypto/scrypt"
)

// Work of the spoken code (design §5): memory 32 MiB, some 0.1 s. Fifty bits are
// few; the stretching is what makes a search for a second room with the same
// words cost more than a meeting lasts.
const (
	codeScryptN = 1 << 15
	codeScryptR = 8
	codeScryptP = 1
)

//go:embed words_nl.txt
var wordsNL string

// wordList returns the Dutch words in order. Word i stands for the number i.
func wordList() []string { return strings.Fields(wordsNL) }

// SpokenCode returns the five Dutch words that the chair reads aloud and every
// device computes for itself: scrypt of the hash of the chair's code act, with
// the room id as salt. Equal words mean that everyone sees the same log. It
// takes about a tenth of a second and 32 MiB.
func SpokenCode(room Digest, codeHash Digest) [CodeWords]string {
	key, err := scrypt.Key(codeHash[:], room[:], codeScryptN, codeScryptR, codeScryptP, 8)
	if err != nil {
		panic("crypto: scrypt refuses fixed parameters: " + err.Error())
	}
	return [CodeWords]string(pick(key, CodeWords))
}

// GeneratePassphrase returns a passphrase of [PassphraseWords] Dutch words with
// hyphens between them: 80 bits.
func GeneratePassphrase() string {
	// Two halves of 40 bits each, because pick takes 64 bits at most.
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the process instead
	const half = PassphraseWords / 2
	return strings.Join(append(pick(random[:8], half), pick(random[8:], half)...), "-")
}

// pick turns the first n × 10 bits of eight bytes into n words, at most six.
func pick(b []byte, n int) []string {
	list := wordList()
	bits := binary.BigEndian.Uint64(b)
	out := make([]string, n)
	for i := range out {
		out[i] = list[bits>>(64-wordBits)]
		bits <<= wordBits
	}
	return out
}
