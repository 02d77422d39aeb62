package rehearse

import (
	"errors"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// node is a piece of a script as it was written: a word, a list, or keys.
type node struct {
	line   int
	kind   nodeKind
	text   string  // of a word
	items  []*node // of a list
	fields []field // of keys, in the order of the file
}

type nodeKind int

const (
	isText nodeKind = iota
	isList
	isKeys
)

type field struct {
	key  string
	line int
	val  *node
}

// read turns YAML into nodes and names what the format does not allow.
func read(m *mistakes, source []byte) *node {
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		m.syntax(err)
		return nil
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		m.bad(1, "een script is precies één YAML-document", "a script is exactly one YAML document")
		return nil
	}
	return m.node(tree.Docs[0].Body, 0)
}

// syntax tells where the YAML reader stopped. Its own rendering would repeat
// the source.
func (m *mistakes) syntax(err error) {
	var located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	line, what := 1, "?"
	if errors.As(err, &located) {
		what = located.GetMessage()
		if t := located.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	m.bad(line, "dit is geen geldige YAML: %s", "this is not valid YAML: %s", what)
}

func (m *mistakes) node(n ast.Node, depth int) *node {
	out := &node{line: n.GetToken().Position.Line}
	if depth > maxDepth {
		m.bad(out.line, "dit ligt te diep", "this lies too deep")
		return out
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		out.kind = isKeys
		for _, value := range n.Values {
			m.field(out, value, depth)
		}
	case *ast.MappingValueNode:
		out.kind = isKeys
		m.field(out, n, depth)
	case *ast.SequenceNode:
		out.kind = isList
		for _, value := range n.Values {
			out.items = append(out.items, m.node(value, depth+1))
		}
	case *ast.StringNode:
		out.text = n.Value
	case *ast.LiteralNode:
		out.text = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		out.text = n.GetToken().Value
	case *ast.NullNode:
		m.bad(out.line, "hier staat niets; laat de sleutel weg, of schrijf \"\" om iets met opzet leeg te laten",
			"there is nothing here; leave the key out, or write \"\" to leave something empty on purpose")
	default:
		m.bad(out.line, "ankers, verwijzingen en tags horen niet bij het format", "anchors, aliases and tags are not part of the format")
	}
	return out
}

func (m *mistakes) field(to *node, n *ast.MappingValueNode, depth int) {
	line := n.GetToken().Position.Line
	if n.Key.GetToken() != nil && n.Key.GetToken().Position != nil {
		line = n.Key.GetToken().Position.Line
	}
	if _, merge := n.Key.(*ast.MergeKeyNode); merge {
		m.bad(line, "ankers, verwijzingen en tags horen niet bij het format", "anchors, aliases and tags are not part of the format")
		return
	}
	f := field{key: n.Key.GetToken().Value, line: line, val: m.node(n.Value, depth+1)}
	for _, other := range to.fields {
		if other.key == f.key {
			m.bad(line, "de sleutel %q staat er twee keer", "the key %q occurs twice", f.key)
			return
		}
	}
	to.fields = append(to.fields, f)
}
