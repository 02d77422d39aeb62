package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "casusoverleg"

// layers is the table of docs/architecture.md: a package may import packages of
// a lower layer only. A package that stands below another one's folder and is
// not named here belongs to that one's layer.
var layers = map[string]int{
	"crypto": 0,

	"crypto/chain":     1,
	"crypto/seal":      1,
	"minutes/identify": 1,

	"room/covenant": 2,

	"agenda": 3,

	"room": 4,

	"minutes":             5,
	"room/wire":           5,
	"room/journal":        5,
	"room/journal/sqlite": 5,

	"minutes/export": 6,
	"room/live":      6,
	"room/auth":      6,
	"client/vault":   6,
	"client/replica": 6,

	"client":      7,
	"room/server": 7,

	"client/bench":    8,
	"client/rehearse": 8,
	"client/page":     8,
	"client/web":      8,

	"cmd/casusoverleg": 9,
}

// inside are packages that belong to another one and may import it, or be
// imported by it, in their own layer.
var inside = map[string]string{
	"client/web/test/times/crowd": "client/web", // for measuring only
	"crypto/chain/independent":    "crypto/chain",
	"room/covenant/profiles":      "room/covenant",
	"room/journal/sqlite":         "room/journal",
	"room/journal/journaltest":    "room/journal",
	"client/wasm":                 "client/page",
	"room/roomtest":               "room/live", // for tests only
	"crypto/fuzztest":             "crypto",    // for tests only
}

// only says which packages alone may import a library.
var only = map[string][]string{
	"filippo.io/age":                 {"crypto", "crypto/seal"},
	"github.com/golang-jwt/jwt/v5":   {"room/auth"},
	"github.com/coder/websocket":     {"room/server", "client", "client/bench"},
	"modernc.org/sqlite":             {"room/journal/sqlite"},
	"filippo.io/edwards25519":        {"crypto"},
	"golang.org/x/crypto/scrypt":     {"crypto"},
	"github.com/fxamacker/cbor/v2":   {"crypto/chain", "crypto/seal", "room/covenant"},
	"github.com/goccy/go-yaml":       {"room/covenant/profiles", "client/rehearse", "cmd/casusoverleg"},
	"github.com/spf13/cobra":         {"cmd/casusoverleg"},
	"github.com/knadh/koanf/v2":      {"cmd/casusoverleg"},
	"golang.org/x/mod/sumdb/note":    {"crypto/chain"},
	"github.com/rickar/cal/v2":       {"room/covenant"},
	"golang.org/x/text/unicode/norm": {"minutes/identify"},
	"github.com/xuri/excelize/v2":    {"minutes/export"},
	"github.com/arran4/golang-ical":  {"minutes/export"},

	// docs/crypto-inventory.md
	"crypto/ed25519": {"crypto", "crypto/chain/independent", "room/auth", "client/vault"}, // vault: the type of a public key that the browser holds
	"crypto/hkdf":    {"crypto"},
	"crypto/hmac":    {"crypto", "room/live"},                                                                     // live compares with it
	"crypto/sha256":  {"crypto", "crypto/chain/independent", "room/journal/journaltest", "minutes", "client/web"}, // minutes: the hash of its style in its policy; client/web: the hash that is published
	"crypto/aes":     nil, "crypto/cipher": nil, "crypto/des": nil, "crypto/dsa": nil, "crypto/ecdh": nil,
	"crypto/ecdsa": nil, "crypto/elliptic": nil, "crypto/md5": nil, "crypto/mlkem": nil, "crypto/pbkdf2": nil,
	"crypto/rc4": nil, "crypto/rsa": nil, "crypto/sha1": nil, "crypto/sha3": nil, "crypto/sha512": nil,
}

// pure packages neither do I/O nor read a clock nor make randomness.
var pure = map[string][]string{
	"room":             {"os", "net", "net/http", "crypto/rand", "math/rand", "math/rand/v2", "io/fs", "log", "log/slog", "context", "sync", "time"},
	"agenda":           {"os", "net", "net/http", "crypto/rand", "math/rand", "math/rand/v2", "io/fs", "log", "log/slog", "context", "sync", "time"},
	"crypto/chain":     {"os", "net", "net/http", "crypto/rand", "math/rand", "math/rand/v2", "io/fs", "log", "log/slog", "context", "sync", "time"},
	"minutes/identify": {"os", "net", "net/http", "crypto/rand", "math/rand", "math/rand/v2", "io/fs", "log", "log/slog", "context", "sync", "time"},
}

// imported returns, per package folder, what its non-test files import.
func imported(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || name == "build" || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		if _, ok := found[pkg]; !ok {
			found[pkg] = nil
		}
		for _, spec := range file.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[pkg] = append(found[pkg], p)
		}
		return nil
	})
	require.NoError(t, err)
	return found
}

func layerOf(pkg string) (int, bool) {
	if owner, ok := inside[pkg]; ok {
		pkg = owner
	}
	n, ok := layers[pkg]
	return n, ok
}

func family(pkg string) string {
	if owner, ok := inside[pkg]; ok {
		return owner
	}
	return pkg
}

// violations names every import that does not run strictly downward.
func violations(found map[string][]string) []string {
	var bad []string
	for pkg, imports := range found {
		mine, ok := layerOf(pkg)
		if !ok {
			bad = append(bad, pkg+" has no layer")
			continue
		}
		for _, p := range imports {
			for lib, allowed := range only {
				if (p == lib || strings.HasPrefix(p, lib+"/")) && !slices.Contains(allowed, pkg) {
					bad = append(bad, pkg+" may not import "+p)
				}
			}
			if slices.Contains(pure[pkg], p) {
				bad = append(bad, pkg+" is pure and may not import "+p)
			}
			below, inModule := strings.CutPrefix(p, module+"/")
			if !inModule || family(below) == family(pkg) {
				continue
			}
			theirs, ok := layerOf(below)
			if !ok {
				bad = append(bad, below+" has no layer")
			} else if theirs >= mine {
				bad = append(bad, pkg+" may not import "+below)
			}
		}
	}
	slices.Sort(bad)
	return slices.Compact(bad)
}

func TestImportsRunDownward(t *testing.T) {
	require.Empty(t, violations(imported(t, filepath.Join("..", ".."))))
}

// A test that cannot fail guards nothing: each kind of violation is seen.
func TestViolationsAreSeen(t *testing.T) {
	for name, c := range map[string]struct {
		found map[string][]string
		bad   string
	}{
		"upward":      {map[string][]string{"agenda": {"casusoverleg/room"}}, "agenda may not import room"},
		"sideways":    {map[string][]string{"crypto/seal": {"casusoverleg/crypto/chain"}}, "crypto/seal may not import crypto/chain"},
		"library":     {map[string][]string{"room": {"filippo.io/age/armor"}}, "room may not import filippo.io/age/armor"},
		"cipher":      {map[string][]string{"room/live": {"crypto/aes"}}, "room/live may not import crypto/aes"},
		"clock":       {map[string][]string{"room": {"time"}}, "room is pure and may not import time"},
		"new package": {map[string][]string{"room/gossip": nil}, "room/gossip has no layer"},
	} {
		require.Contains(t, violations(c.found), c.bad, name)
	}
	require.Empty(t, violations(map[string][]string{"room": {"casusoverleg/agenda", "fmt"}}))
}
