package seal

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
	"filippo.io/age"
	"github.com/stretchr/testify/require"
)

// vector is one file of the age test vectors.
type vector struct {
	expect     string
	payload    string // SHA-256 of what must come out, in hexadecimal
	identities []string
	passphrase string
	file       []byte
}

func readVector(t *testing.T, name string) vector {
	t.Helper()
	raw, err := fs.ReadFile(agetest.Vectors, name)
	require.NoError(t, err)
	r := bufio.NewReader(bytes.NewReader(raw))
	var v vector
	compressed := false
	for {
		line, err := r.ReadString('\n')
		require.NoError(t, err)
		if line == "\n" {
			break
		}
		key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		require.True(t, ok, line)
		switch key {
		case "expect":
			v.expect = value
		case "payload":
			v.payload = value
		case "identity":
			v.identities = append(v.identities, value)
		case "passphrase":
			v.passphrase = value
		case "compressed":
			compressed = value == "zlib"
		}
	}
	v.file, err = io.ReadAll(r)
	require.NoError(t, err)
	if compressed {
		z, err := zlib.NewReader(bytes.NewReader(v.file))
		require.NoError(t, err)
		v.file, err = io.ReadAll(z)
		require.NoError(t, err)
	}
	return v
}

// opens tries everything a vector gives, with open for its keys, and returns
// what came out.
func (v vector) opens(t *testing.T, open func([]byte, age.Identity) ([]byte, error)) ([]byte, bool) {
	t.Helper()
	if v.passphrase != "" {
		content, err := OpenPackageWithPassphrase(v.file, v.passphrase)
		return content, err == nil
	}
	for _, text := range v.identities {
		ids, err := age.ParseIdentities(strings.NewReader(text))
		if err != nil {
			continue
		}
		for _, id := range ids {
			if content, err := open(v.file, id); err == nil {
				return content, true
			}
		}
	}
	return nil, false
}

// asExpected checks what came out of a vector.
func (v vector) asExpected(t *testing.T, content []byte, ok bool) {
	t.Helper()
	require.Equal(t, v.expect == "success", ok, v.expect)
	if !ok {
		require.Nil(t, content, "nothing may come out of a file that does not hold")
		return
	}
	sum := sha256.Sum256(content)
	require.Equal(t, v.payload, hex.EncodeToString(sum[:]))
}

func openPackage(file []byte, id age.Identity) ([]byte, error) {
	return OpenPackage(file, anyIdentity{id})
}

// anyIdentity lets the vectors' own keys in, those that are not hybrid included.
type anyIdentity struct{ id age.Identity }

func (a anyIdentity) Identity() age.Identity { return a.id }

// Why a file that age may open is not opened here.
const (
	notHybrid = "a recipient is not post-quantum hybrid: no mixing, no downgrade (design §6)"
	isArmored = "packages are binary; text armor is one more encoding of the same file"
)

// strict names every vector that is treated differently from what it expects,
// all of them files that age opens and that are refused here.
var strict = map[string]string{
	"armor_crlf":                    isArmored,
	"armor_full_last_line":          isArmored,
	"armor_hybrid":                  isArmored,
	"armor_no_eol":                  isArmored,
	"armor_scrypt":                  isArmored,
	"armor_whitespace_outside":      isArmored,
	"armor_x25519":                  isArmored,
	"hybrid_and_x25519":             notHybrid,
	"hybrid_grease":                 notHybrid,
	"stanza_empty_body":             notHybrid,
	"stanza_empty_last_line":        notHybrid,
	"stanza_valid_characters":       notHybrid,
	"stream_257_chunks":             notHybrid,
	"stream_257_chunks_full":        notHybrid,
	"stream_258_chunks":             notHybrid,
	"stream_empty_payload":          notHybrid,
	"stream_last_chunk_full":        notHybrid,
	"stream_last_chunk_full_second": notHybrid,
	"stream_three_chunks":           notHybrid,
	"stream_two_chunks":             notHybrid,
	"x25519":                        notHybrid,
	"x25519_grease":                 notHybrid,
	"x25519_multiple_recipients":    notHybrid,
}

// Every age vector, through the functions that open packages: by themselves as
// the vector expects, and with the rule that everything is hybrid.
func TestAgeVectors(t *testing.T) {
	entries, err := fs.ReadDir(agetest.Vectors, ".")
	require.NoError(t, err)
	require.Len(t, entries, 147)
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			v := readVector(t, e.Name())
			why, listed := strict[e.Name()]
			if why != isArmored {
				content, ok := v.opens(t, decrypt)
				v.asExpected(t, content, ok)
			}
			content, ok := v.opens(t, openPackage)
			if listed {
				require.Equal(t, "success", v.expect, "listed, but treated as it expects")
				require.False(t, ok, why)
				return
			}
			v.asExpected(t, content, ok)
		})
	}
}

// docs/security.md lists each vector that is treated differently.
func TestTheListOfVectorsIsPublished(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "security.md"))
	require.NoError(t, err)
	for name := range strict {
		require.Contains(t, string(page), "`"+name+"`")
	}
}
