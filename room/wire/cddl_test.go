package wire_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write docs/protocol.cddl and docs/kinds.md anew")

var (
	cddlFile  = filepath.Join("..", "..", "docs", "protocol.cddl")
	kindsFile = filepath.Join("..", "..", "docs", "kinds.md")
)

// cddl writes the grammar of everything that is encoded, from the types themselves.
type cddl struct {
	out  strings.Builder
	done map[string]bool
	todo []reflect.Type
}

func (g *cddl) rule(t reflect.Type) {
	name := ruleName(t)
	if g.done[name] {
		return
	}
	g.done[name] = true
	array := false
	for i := range t.NumField() {
		array = array || t.Field(i).Name == "_" && strings.Contains(t.Field(i).Tag.Get("cbor"), "toarray")
	}
	open, closing := "{", "}"
	if array {
		open, closing = "[", "]"
	}
	fmt.Fprintf(&g.out, "%s = %s\n", name, open)
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Name == "_" || !f.IsExported() {
			continue
		}
		if array {
			fmt.Fprintf(&g.out, "  %s,\n", g.typeOf(f.Type))
			continue
		}
		key, optional := cborKey(f)
		fmt.Fprintf(&g.out, "  %s%s => %s, ; %s\n", optional, key, g.typeOf(f.Type), words(f.Name))
	}
	fmt.Fprintf(&g.out, "%s\n\n", closing)
	for len(g.todo) > 0 {
		next := g.todo[0]
		g.todo = g.todo[1:]
		g.rule(next)
	}
}

func cborKey(f reflect.StructField) (key, optional string) {
	parts := strings.Split(f.Tag.Get("cbor"), ",")
	if strings.Contains(f.Tag.Get("cbor"), "omitempty") {
		optional = "? "
	}
	return parts[0], optional
}

func (g *cddl) typeOf(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[crypto.Digest]():
		return "digest"
	case reflect.TypeFor[crypto.VerifyKey]():
		return "verify-key"
	case reflect.TypeFor[crypto.Signature]():
		return "signature"
	case reflect.TypeFor[crypto.Recipient]():
		return "recipient-key"
	case reflect.TypeFor[cbor.RawMessage]():
		return "payload"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.typeOf(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "[* " + g.typeOf(t.Elem()) + "]"
	case reflect.Array:
		return fmt.Sprintf("bytes .size %d", t.Len())
	case reflect.String:
		return "tstr"
	case reflect.Bool:
		return "bool"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "uint"
	case reflect.Int, reflect.Int64, reflect.Int32:
		return "int"
	case reflect.Struct:
		g.todo = append(g.todo, t)
		return ruleName(t)
	}
	panic("no CDDL for " + t.String())
}

func ruleName(t reflect.Type) string { return strings.ReplaceAll(words(t.Name()), " ", "-") }

// words turns a Go name into lower-case words.
func words(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func makeCDDL() string {
	g := &cddl{done: map[string]bool{}}
	g.out.WriteString(`; The grammar of everything casusoverleg encodes (RFC 8610), written from the
; types themselves. All of it is core deterministic CBOR (RFC 8949 § 4.2.1);
; anything else is refused. docs/protocol.md says what it means.

digest = bytes .size 32
verify-key = bytes .size 32        ; Ed25519, canonical, not of small order
signature = bytes .size 64
recipient-key = bytes .size 1216   ; age hybrid recipient, as in age1pq1…
payload = any                      ; of the act's kind, below

; --- the log (package chain) ---

`)
	for _, t := range []reflect.Type{
		reflect.TypeFor[chain.Act](), reflect.TypeFor[chain.Signed](), reflect.TypeFor[chain.Record](),
		reflect.TypeFor[chain.Entry](), reflect.TypeFor[chain.Heartbeat](),
	} {
		g.rule(t)
	}
	g.out.WriteString("; --- payloads by kind (package room) ---\n\n")
	for _, k := range room.Kinds() {
		t := reflect.TypeOf(k.Payload).Elem()
		fmt.Fprintf(&g.out, "; kind %q: %s\n", k.Kind, ruleName(t))
		g.rule(t)
	}
	g.out.WriteString("; --- beside and inside acts (package room) ---\n\n")
	for _, t := range []reflect.Type{
		reflect.TypeFor[room.Labels](), reflect.TypeFor[room.Bundle](), reflect.TypeFor[room.ItemText](),
		reflect.TypeFor[room.ContributionText](), reflect.TypeFor[room.DraftText](), reflect.TypeFor[room.ReasonText](), reflect.TypeFor[room.RequestText](), reflect.TypeFor[room.AgreedText](), reflect.TypeFor[room.ReleaseText](),
		reflect.TypeFor[room.InvitationText](),
	} {
		g.rule(t)
	}
	g.out.WriteString("; --- frames: one byte type, then this (package wire) ---\n\n")
	for _, f := range frames {
		fmt.Fprintf(&g.out, "; type %d\n", f.t)
		g.rule(f.body)
	}
	g.out.WriteString("; --- bodies of HTTP requests (package wire) ---\n\n")
	for _, t := range []reflect.Type{
		reflect.TypeFor[wire.ServerInfo](), reflect.TypeFor[wire.Found](), reflect.TypeFor[wire.Founded](),
		reflect.TypeFor[wire.Look](), reflect.TypeFor[wire.Looked](), reflect.TypeFor[wire.Knock](),
		reflect.TypeFor[wire.Wait](), reflect.TypeFor[wire.Waited](),
	} {
		g.rule(t)
	}
	return strings.TrimRight(g.out.String(), "\n") + "\n"
}

var frames = []struct {
	t    wire.Type
	body reflect.Type
}{
	{wire.TypeChallenge, reflect.TypeFor[wire.Challenge]()}, {wire.TypeWelcome, reflect.TypeFor[wire.Welcome]()},
	{wire.TypeRecords, reflect.TypeFor[wire.Records]()}, {wire.TypeReveal, reflect.TypeFor[wire.Reveal]()},
	{wire.TypeAck, reflect.TypeFor[wire.Ack]()}, {wire.TypeRefused, reflect.TypeFor[wire.Refused]()},
	{wire.TypeBeat, reflect.TypeFor[wire.Beat]()}, {wire.TypePresence, reflect.TypeFor[wire.Presence]()},
	{wire.TypeLobby, reflect.TypeFor[wire.Lobby]()}, {wire.TypeToken, reflect.TypeFor[wire.Token]()},
	{wire.TypeFile, reflect.TypeFor[wire.File]()}, {wire.TypeBye, reflect.TypeFor[wire.Bye]()},
	{wire.TypeHello, reflect.TypeFor[wire.Hello]()}, {wire.TypeSubmit, reflect.TypeFor[wire.Submit]()},
	{wire.TypeRenew, reflect.TypeFor[wire.Renew]()}, {wire.TypeFetch, reflect.TypeFor[wire.Fetch]()},
	{wire.TypeSpeakers, reflect.TypeFor[room.Speakers]()}, {wire.TypeGesture, reflect.TypeFor[room.Gesture]()},
}

// makeKinds writes the table of kinds for people.
func makeKinds() string {
	var b strings.Builder
	b.WriteString(`# The kinds of act

Written from the table in ` + "`room/kinds.go`" + `: every kind of act has exactly one row, and
nothing can happen that has no row. *Who* and *re-checked* are checked by the
server before it admits an act and again by every device that sees it; the last
column by the server and by devices that see everything. The names are those of
the checks in package ` + "`room`" + `.

| kind | signed by | audience | who may | re-checked by every device | only by who sees all |
|---|---|---|---|---|---|
`)
	for _, k := range room.Kinds() {
		by := "a seat"
		if k.ByServer {
			by = "the server"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", k.Kind, by, k.Audience,
			strings.Join(k.Who, ", "), strings.Join(k.Recheck, ", "), strings.Join(k.Server, ", "))
	}
	return b.String()
}

func TestGrammarIsCurrent(t *testing.T) {
	for file, want := range map[string]string{cddlFile: makeCDDL(), kindsFile: makeKinds()} {
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(want), 0o644))
		}
		have, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, want, string(have), "run: go test ./room/wire -run Grammar -update")
	}
}
