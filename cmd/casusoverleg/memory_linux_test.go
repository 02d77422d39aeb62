package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"syscall"
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

// window is how much of a process is looked at in one piece.
const window = 8 << 20

// memoryHolds says what of a search is in the memory of a process, and in which
// part of it. The process stands still meanwhile, as it would for a core dump, and
// every part that can be read is read: heap, stacks, the files it has mapped. Where
// the system forbids to look at a child the test fails and says so.
func memoryHolds(t *testing.T, pid int, s *search) (where []string, looked uint64) {
	t.Helper()
	require.NoError(t, syscall.Kill(pid, syscall.SIGSTOP))
	defer func() { require.NoError(t, syscall.Kill(pid, syscall.SIGCONT)) }()
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	require.NoError(t, err, "the memory of a child cannot be read here: /proc/sys/kernel/yama/ptrace_scope must be 0 or 1, and the test unconfined")
	defer memory.Close()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	require.NoError(t, err)
	defer maps.Close()

	buffer := make([]byte, window+s.longest)
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		part := lines.Text()
		var from, to uint64
		var mode string
		_, err := fmt.Sscanf(part, "%x-%x %s", &from, &to, &mode)
		require.NoError(t, err, part)
		if mode[0] != 'r' || strings.Contains(part, "[v") { // [vvar] and [vsyscall] are the kernel's
			continue
		}
		for at := from; at < to; at += window {
			n, err := memory.ReadAt(buffer[:min(uint64(len(buffer)), to-at)], int64(at))
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, syscall.EIO) { // EIO: past the end of a mapped file
				require.NoError(t, err, part)
			}
			looked += uint64(min(n, window))
			for _, name := range s.in(buffer[:n]) {
				where = append(where, name+": "+part)
			}
		}
	}
	require.Greater(t, looked, uint64(10<<20), "this is not the memory of a server")
	return where, looked
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
