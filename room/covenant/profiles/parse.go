package profiles

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"casusoverleg/room/covenant"
)

// Mistake is one thing that is wrong in a profile file.
type Mistake struct {
	File string
	Line int    // from 1
	Key  string // "parties[1].nl"; "" when the file cannot be read as YAML
	What string
}

func (m Mistake) String() string {
	if m.Key == "" {
		return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.What)
	}
	return fmt.Sprintf("%s:%d: %s: %s", m.File, m.Line, m.Key, m.What)
}

// FileError is the error for a profile file with mistakes, in the order in
// which they were found.
type FileError struct{ Mistakes []Mistake }

func (e *FileError) Error() string {
	lines := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// parse reads one YAML document, strictly, and checks what it says.
func parse(file string, source []byte) (*covenant.Profile, error) {
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		return nil, syntax(file, err)
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &FileError{Mistakes: []Mistake{{File: file, Line: 1, What: "must be exactly one YAML document"}}}
	}
	layout := outline{file: file, lines: map[string]int{}}
	layout.walk("$", tree.Docs[0].Body)
	if len(layout.mistakes) > 0 {
		return nil, &FileError{Mistakes: layout.mistakes}
	}
	var p covenant.Profile
	if err := yaml.NodeToValue(tree.Docs[0].Body, &p, yaml.Strict()); err != nil {
		return nil, syntax(file, err)
	}
	extended, err := extendedBy(&p)
	if err != nil {
		return nil, &FileError{Mistakes: []Mistake{{
			File: file, Line: layout.line("$.extends"), Key: "extends", What: err.Error(),
		}}}
	}
	if problems := p.Check(extended...); len(problems) > 0 {
		return nil, layout.located(problems)
	}
	return &p, nil
}

// syntax turns an error of the YAML reader into a mistake with its line. Its
// own rendering would repeat the source.
func syntax(file string, err error) error {
	var located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	m := Mistake{File: file, Line: 1, What: "cannot be read as YAML"}
	if errors.As(err, &located) {
		m.What = located.GetMessage()
		var kind *yaml.TypeError // its message speaks of Go types
		if errors.As(err, &kind) {
			m.What = "a key has another kind of value than the format says"
		}
		if t := located.GetToken(); t != nil && t.Position != nil {
			m.Line = t.Position.Line
		}
	}
	return &FileError{Mistakes: []Mistake{m}}
}

// outline knows the line of every key, and what the format does not allow.
type outline struct {
	file     string
	lines    map[string]int
	mistakes []Mistake
}

func (o *outline) walk(path string, node ast.Node) {
	if _, known := o.lines[path]; !known {
		o.lines[path] = node.GetToken().Position.Line
	}
	switch n := node.(type) {
	case *ast.MappingNode:
		if len(n.Values) == 0 {
			o.bad(path, node, "says nothing; leave the key out")
		}
		for _, value := range n.Values {
			o.value(path, value)
		}
	case *ast.MappingValueNode:
		o.value(path, n)
	case *ast.SequenceNode:
		if len(n.Values) == 0 {
			o.bad(path, node, "an empty list says nothing; leave the key out")
		}
		for i, value := range n.Values {
			o.walk(fmt.Sprintf("%s[%d]", path, i), value)
		}
	case *ast.NullNode:
		o.bad(path, node, "has no value; leave the key out")
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		o.bad(path, node, "anchors, aliases and tags are not part of the format")
	}
}

func (o *outline) value(path string, n *ast.MappingValueNode) {
	if _, merge := n.Key.(*ast.MergeKeyNode); merge {
		o.bad(path, n, "anchors, aliases and tags are not part of the format")
		return
	}
	below := path + "." + n.Key.GetToken().Value
	o.lines[below] = n.Key.GetToken().Position.Line
	o.walk(below, n.Value)
}

func (o *outline) bad(path string, node ast.Node, what string) {
	o.mistakes = append(o.mistakes, Mistake{
		File: o.file, Line: node.GetToken().Position.Line, Key: strings.TrimPrefix(path, "$."), What: what,
	})
}

// line is the line of a key, or of the nearest key around it.
func (o *outline) line(path string) int {
	for {
		if line, ok := o.lines[path]; ok {
			return line
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut <= 0 {
			return 1
		}
		path = path[:cut]
	}
}

func (o *outline) located(problems []covenant.Problem) error {
	e := &FileError{}
	for _, p := range problems {
		e.Mistakes = append(e.Mistakes, Mistake{
			File: o.file, Line: o.line(p.Path), Key: strings.TrimPrefix(p.Path, "$."), What: p.What,
		})
	}
	return e
}
