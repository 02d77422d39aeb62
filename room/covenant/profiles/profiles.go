// Package profiles reads covenant profiles that were written in YAML, and
// holds those that come with the program. It is not for the browser: a page
// gets the rules in their canonical encoding.
//
// docs/profile.md describes the format.
package profiles

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"casusoverleg/room/covenant"
)

//go:embed *.yaml
var files embed.FS

const extension = ".yaml"

// MaxFileSize is how many bytes a profile file may have.
const MaxFileSize = 512 << 10

// ErrUnknown is the error for a name that no profile of this program has.
var ErrUnknown = errors.New("no profile of this name")

// List gives the names of the profiles that come with the program, sorted.
func List() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("profiles: " + err.Error()) // our own embedded directory
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), extension))
	}
	slices.Sort(names)
	return names
}

// Load reads a profile that comes with the program. [ErrUnknown] when there is
// none of that name.
func Load(name string) (*covenant.Profile, error) {
	p, err := load(name)
	if err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return p, nil
}

func load(name string) (*covenant.Profile, error) {
	if !slices.Contains(List(), name) {
		return nil, fmt.Errorf("%q: %w", name, ErrUnknown)
	}
	source, err := files.ReadFile(name + extension)
	if err != nil {
		return nil, err
	}
	return parse(name+extension, source)
}

// LoadFile reads a profile from a file. What it extends must come with the
// program. Everything that is wrong is named at once, with file, line and key.
func LoadFile(path string) (*covenant.Profile, error) {
	p, err := loadFile(path)
	if err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return p, nil
}

func loadFile(path string) (*covenant.Profile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1))
	if err != nil {
		return nil, err
	}
	if len(source) > MaxFileSize {
		return nil, fmt.Errorf("%s: more than %d bytes", path, MaxFileSize)
	}
	return parse(path, source)
}

// Resolve makes the rules of a room under the profiles of these names,
// together with everything they extend.
func Resolve(names ...string) (*covenant.Rules, error) {
	var ps []*covenant.Profile
	for _, name := range names {
		p, err := load(name)
		if err != nil {
			return nil, fmt.Errorf("profiles: %w", err)
		}
		ps = append(ps, p)
	}
	return Complete(ps...)
}

// Complete makes the rules of a room under these profiles, also ones read with
// [LoadFile], together with everything they extend.
func Complete(ps ...*covenant.Profile) (*covenant.Rules, error) {
	all := slices.Clone(ps)
	for _, p := range ps {
		extended, err := extendedBy(p)
		if err != nil {
			return nil, fmt.Errorf("profiles: %w", err)
		}
		all = append(all, extended...)
	}
	rules, err := covenant.Merge(all...)
	if err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return rules, nil
}

// extendedBy reads every profile that p extends, directly or not.
func extendedBy(p *covenant.Profile) ([]*covenant.Profile, error) {
	var out []*covenant.Profile
	for _, name := range p.Extends {
		q, err := load(string(name))
		if err != nil {
			return nil, err
		}
		below, err := extendedBy(q)
		if err != nil {
			return nil, err
		}
		out = append(append(out, q), below...)
	}
	return out, nil
}
