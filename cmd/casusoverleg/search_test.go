package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// spellings are the ways in which a program might keep a text: as it is, in
// UTF-16 of either order, in hexadecimal, and in base64 of either alphabet at
// each of its three offsets.
func spellings(text []byte) map[string][]byte {
	all := map[string][]byte{
		"UTF-8": text, "hexadecimal": []byte(hex.EncodeToString(text)),
		"HEXADECIMAL": []byte(strings.ToUpper(hex.EncodeToString(text))),
	}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		all["UTF-16LE"] = append(all["UTF-16LE"], byte(unit), byte(unit>>8))
		all["UTF-16BE"] = append(all["UTF-16BE"], byte(unit>>8), byte(unit))
	}
	for name, alphabet := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		for before := range 3 {
			// what stands before and behind the text decides the characters at the seams
			within := alphabet.EncodeToString(append(make([]byte, before), text...))
			all[fmt.Sprint(name, " after ", before)] = []byte(within[(before*8+5)/6 : (before+len(text))*8/6])
		}
	}
	return all
}

// search finds any of many texts in one pass: a process has a lot of memory.
type search struct {
	begins  [1 << 16]bool // the first two bytes of a text
	texts   map[[8]byte]map[string][]byte
	count   int
	longest int
}

// searchFor makes a search for texts of eight bytes or more, each under a name.
func searchFor(texts map[string][]byte) *search {
	s := &search{texts: map[[8]byte]map[string][]byte{}, count: len(texts)}
	for name, text := range texts {
		s.begins[int(text[0])<<8|int(text[1])] = true
		at := [8]byte(text)
		if s.texts[at] == nil {
			s.texts[at] = map[string][]byte{}
		}
		s.texts[at][name] = text
		s.longest = max(s.longest, len(text))
	}
	return s
}

// in names what stands in data, each once.
func (s *search) in(data []byte) []string {
	found := map[string]bool{}
	for i := 0; i+8 <= len(data); i++ {
		if !s.begins[int(data[i])<<8|int(data[i+1])] {
			continue
		}
		for name, text := range s.texts[[8]byte(data[i:])] {
			if bytes.HasPrefix(data[i:], text) {
				found[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// The search finds a text however it is spelled, wherever it stands.
func TestTheSearchFinds(t *testing.T) {
	text := []byte("Kanarie 6f1e: Sjoerd zingt niet meer thuis?>")
	for before := range 3 {
		stuffed := append(append(bytes.Repeat([]byte("é"), 5)[:before+3], text...), "en verder"...)
		for name, encoded := range map[string][]byte{
			"UTF-8": stuffed, "hexadecimal": []byte(hex.EncodeToString(stuffed)), "HEXADECIMAL": []byte(strings.ToUpper(hex.EncodeToString(stuffed))),
			"UTF-16LE": spellings(append([]byte("voor "), text...))["UTF-16LE"], "UTF-16BE": spellings(append([]byte("voor "), text...))["UTF-16BE"],
			fmt.Sprint("base64 after ", before):    []byte(base64.StdEncoding.EncodeToString(stuffed)),
			fmt.Sprint("base64url after ", before): []byte(base64.URLEncoding.EncodeToString(stuffed)),
		} {
			require.Contains(t, searchFor(spellings(text)).in(encoded), name)
		}
	}
}
