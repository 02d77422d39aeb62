package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/invopop/jsonschema"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes"
	"casusoverleg/minutes/export"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

var update = flag.Bool("update", false, "write the schema of the contract anew")

const (
	schemaFile   = "contract.schema.json"
	contractFile = "../web/src/core/contract.ts"
)

// Types of the contract that are words of a fixed list, and where the list is.
var enums = map[reflect.Type]string{
	reflect.TypeFor[Stage]():              ".",
	reflect.TypeFor[Ending]():             ".",
	reflect.TypeFor[ConnectionState]():    ".",
	reflect.TypeFor[TroubleKind]():        ".",
	reflect.TypeFor[ProgressKind]():       ".",
	reflect.TypeFor[NoticeKind]():         ".",
	reflect.TypeFor[TextState]():          ".",
	reflect.TypeFor[ProblemCode]():        ".",
	reflect.TypeFor[Format]():             ".",
	reflect.TypeFor[Way]():                ".",
	reflect.TypeFor[agenda.Post]():        "../../agenda",
	reflect.TypeFor[agenda.Stage]():       "../../agenda",
	reflect.TypeFor[room.Phase]():         "../../room",
	reflect.TypeFor[room.ProposalState](): "../../room",
	reflect.TypeFor[minutes.Language]():   "../../minutes",
	reflect.TypeFor[minutes.Code]():       "../../minutes",
	reflect.TypeFor[export.Status]():      "../../minutes/export",
	reflect.TypeFor[identify.Kind]():      "../../minutes/identify",
}

// nameOf is what the page calls an enum: names of other packages are taken here.
func nameOf(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[agenda.Stage]():
		return "ItemStage"
	case reflect.TypeFor[minutes.Code]():
		return "FailureCode"
	case reflect.TypeFor[export.Status]():
		return "WorkStatus"
	case reflect.TypeFor[identify.Kind]():
		return "MarkKind"
	}
	return t.Name()
}

// constants are the values of a type's constants, in the order of the source.
func constants(t *testing.T, dir, name string) []any {
	t.Helper()
	var values []any
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); ok && id.Name == name && len(spec.Values) == 1 {
				if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
					value, err := strconv.Unquote(lit.Value)
					require.NoError(t, err)
					values = append(values, value)
				}
			}
			return true
		})
	}
	require.NotEmpty(t, values, "%s in %s", name, dir)
	return values
}

func ref(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/" + name} }

// contract makes the schema of everything that page and core say to each other.
func contract(t *testing.T) []byte {
	t.Helper()
	defs := jsonschema.Definitions{
		"Act":   {Type: "string", Description: "An act, and what it made, by its hash in lower-case hex; empty for none."},
		"Code":  {Type: "string", Description: "A stable word of the covenant."},
		"Bytes": {Extras: map[string]any{"tsType": "Uint8Array"}, Description: "A file."},
	}
	for e, dir := range enums {
		defs[nameOf(e)] = &jsonschema.Schema{Type: "string", Enum: constants(t, dir, e.Name())}
	}
	r := &jsonschema.Reflector{Anonymous: true, Namer: func(of reflect.Type) string {
		if of == reflect.TypeFor[chain.Seat]() { // not the Seat of the contract, and looked up by name first
			return "SeatNumber"
		}
		return of.Name()
	}, Mapper: func(of reflect.Type) *jsonschema.Schema {
		switch of {
		case reflect.TypeFor[Act](), reflect.TypeFor[crypto.Digest]():
			return ref("Act")
		case reflect.TypeFor[covenant.Code]():
			return ref("Code")
		case reflect.TypeFor[covenant.Article]():
			return &jsonschema.Schema{Type: "string"}
		case reflect.TypeFor[Bytes]():
			return ref("Bytes")
		case reflect.TypeFor[chain.Seat]():
			return &jsonschema.Schema{Type: "integer"}
		}
		if _, ok := enums[of]; ok {
			return ref(nameOf(of))
		}
		return nil
	}}
	require.NoError(t, r.AddGoComments("casusoverleg/client/page", ".", jsonschema.WithFullComment()))
	require.NoError(t, r.AddGoComments("casusoverleg/minutes/export", "../../minutes/export", jsonschema.WithFullComment()))
	define := func(of reflect.Type) *jsonschema.Schema {
		maps.Copy(defs, r.ReflectFromType(of).Definitions)
		return defs[of.Name()]
	}
	results := object()
	results.Description = "What each verb answers when it went well."
	var requests []*jsonschema.Schema
	for _, v := range Verbs() {
		asked := object()
		asked.Properties.Set("do", &jsonschema.Schema{Const: v.Do})
		asked.Required = []string{"do"}
		from := define(v.Ask)
		for pair := from.Properties.Oldest(); pair != nil; pair = pair.Next() {
			asked.Properties.Set(pair.Key, pair.Value)
		}
		asked.Required = append(asked.Required, from.Required...)
		name := "Do" + camel(v.Do)
		defs[name] = asked
		requests = append(requests, ref(name))
		define(v.OK)
		results.Properties.Set(v.Do, ref(v.OK.Name()))
		results.Required = append(results.Required, v.Do)
	}
	for _, v := range Verbs() { // requests have them written out
		if strings.HasPrefix(v.Ask.Name(), "Ask") {
			delete(defs, v.Ask.Name())
		}
	}
	defs["Request"] = &jsonschema.Schema{AnyOf: requests, Description: "Everything that the page may ask."}
	defs["Results"] = results
	root := object()
	for _, of := range []reflect.Type{
		reflect.TypeFor[Snapshot](), reflect.TypeFor[Refusal](), reflect.TypeFor[Problem](),
	} {
		define(of)
		root.Properties.Set(strings.ToLower(of.Name()), ref(of.Name()))
	}
	root.Properties.Set("request", ref("Request"))
	root.Properties.Set("results", ref("Results"))
	root.Required = []string{"snapshot", "refusal", "problem", "request", "results"}
	root.Title = "Contract"
	root.Description = "All that page and core say to each other, for generating these types."
	root.Definitions = defs
	b, err := json.MarshalIndent(root, "", " ")
	require.NoError(t, err)
	return append(b, '\n')
}

func object() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
}

func camel(do string) string {
	var b strings.Builder
	for _, part := range strings.Split(do, "_") {
		runes := []rune(part)
		runes[0] = unicode.ToUpper(runes[0])
		b.WriteString(string(runes))
	}
	return b.String()
}

// The page's types are made from the schema by npm run contract, which writes the
// schema's digest above them; so neither can be changed alone.
func TestContractIsCurrent(t *testing.T) {
	want := contract(t)
	if *update {
		require.NoError(t, os.WriteFile(schemaFile, want, 0o644))
	}
	have, err := os.ReadFile(schemaFile)
	require.NoError(t, err)
	require.Equal(t, string(want), string(have), "run: go test ./client/page -run Contract -update, then npm run contract in client/web")
	types, err := os.ReadFile(contractFile)
	require.NoError(t, err)
	digest := sha256.Sum256(have)
	require.True(t, bytes.Contains(types, []byte(hex.EncodeToString(digest[:]))), "run: npm run contract in client/web")
}

func TestEveryVerbHasItsOwnName(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range Verbs() {
		require.False(t, seen[v.Do], v.Do)
		require.NotEmpty(t, v.Do)
		seen[v.Do] = true
	}
}

// A type that could carry a key would be one of package crypto's: none is in the
// contract, save the digest that names an act.
func TestNothingOfTheContractCanHoldAKey(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(of reflect.Type) {
		if seen[of] || of == reflect.TypeFor[crypto.Digest]() {
			return
		}
		seen[of] = true
		require.False(t, strings.HasPrefix(of.PkgPath(), "casusoverleg/crypto") && of.Kind() != reflect.Uint32 && of.Kind() != reflect.Uint64, of.String())
		switch of.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			walk(of.Elem())
		case reflect.Struct:
			for i := range of.NumField() {
				walk(of.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Snapshot]())
	for _, v := range Verbs() {
		walk(v.Ask)
		walk(v.OK)
	}
}

func TestEveryProblemHasItsSentences(t *testing.T) {
	var codes []any
	for code, words := range sentences {
		codes = append(codes, string(code))
		require.NotEmpty(t, words.NL, code)
		require.NotEmpty(t, words.EN, code)
	}
	require.ElementsMatch(t, constants(t, ".", "ProblemCode"), codes)
}
