package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// configFile reads the settings file: one flat YAML mapping. What it does not
// know, and what is written in another way, is refused with file and line.
func (p *program) configFile(path string) (layer, error) {
	source, err := p.readFile(path, MaxConfigFile)
	if err != nil {
		return layer{}, err
	}
	return p.configSource(path, source)
}

func (p *program) configSource(path string, source []byte) (layer, error) {
	l := newLayer()
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		return layer{}, p.noYAML(path, err)
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil {
			continue // comments only
		}
		var lines []*ast.MappingValueNode
		switch body := doc.Body.(type) {
		case *ast.MappingNode:
			lines = body.Values
		case *ast.MappingValueNode:
			lines = []*ast.MappingValueNode{body}
		default:
			return layer{}, p.misuse("%s:%d: hier horen regels als \"listen: 127.0.0.1:8080\".",
				"%s:%d: lines like \"listen: 127.0.0.1:8080\" belong here.", path, line(doc.Body))
		}
		for _, entry := range lines {
			if err := p.configLine(l, path, entry); err != nil {
				return layer{}, err
			}
		}
	}
	return l, nil
}

func (p *program) configLine(l layer, path string, entry *ast.MappingValueNode) error {
	at := fmt.Sprintf("%s:%d", path, line(entry.Key))
	key := entry.Key.GetToken().Value
	s, known := settingOf(key)
	if !known {
		return p.misuse("%s: er is geen instelling %q.", "%s: there is no setting %q.", at, key)
	}
	if first, twice := l.from[key]; twice {
		return p.misuse("%s: %s staat ook al in %s.", "%s: %s is already in %s.", at, key, first)
	}
	value, ok := configValue(entry.Value, s.kind == manyValue)
	if !ok {
		if s.kind == manyValue {
			return p.misuse("%s: %s is een lijst: [een, twee].", "%s: %s is a list: [one, two].", at, key)
		}
		return p.misuse("%s: %s heeft één waarde.", "%s: %s has one value.", at, key)
	}
	l.set(key, value, at)
	return nil
}

// configValue takes a scalar or a list of scalars as text, as it is written.
func configValue(node ast.Node, list bool) (any, bool) {
	if !list {
		return scalar(node)
	}
	sequence, ok := node.(*ast.SequenceNode)
	if !ok {
		return nil, false
	}
	words := []string{}
	for _, n := range sequence.Values {
		word, ok := scalar(n)
		if !ok {
			return nil, false
		}
		words = append(words, word.(string))
	}
	return words, true
}

func scalar(node ast.Node) (any, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return nil, false
}

func line(node ast.Node) int {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// noYAML gives the line of what cannot be read; the reader's own rendering
// would repeat the source, and there may be a secret in it.
func (p *program) noYAML(path string, err error) error {
	at := 1
	var located interface{ GetToken() *token.Token }
	if errors.As(err, &located) {
		if t := located.GetToken(); t != nil && t.Position != nil {
			at = t.Position.Line
		}
	}
	return p.misuse("%s:%d: dit is niet als YAML te lezen.", "%s:%d: this cannot be read as YAML.", path, at)
}
