package rehearse

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"casusoverleg/agenda"
	"casusoverleg/room/covenant"
)

// Format is the version of the script format that this package reads.
const Format = 1

// Script is a meeting to play. docs/rehearsal.md says what every key means.
type Script struct {
	File string // as given to Load

	Format    int              `script:"format,required"`
	Title     string           `script:"title,required"`
	Profile   []covenant.Code  `script:"profile,required"` // one, or several that hold together
	Kind      covenant.Code    `script:"kind,required"`
	Purpose   covenant.Code    `script:"purpose,required"`
	Internal  bool             `script:"internal"`
	Note      string           `script:"note"`
	Before    FileRef          `script:"before"` // the script that is played first, silently
	People    Named[Person]    `script:"people,required"`
	Outsiders Named[Outsider]  `script:"outsiders"`
	Items     Named[ItemFacts] `script:"items"`
	Steps     []Step           `script:"steps,required"`

	earlier *Script          // what Before names; nil for none
	made    map[string]thing // every name that a step gave, once the script was checked
}

// Person is somebody who takes part, with the defaults of what he brings in.
type Person struct {
	Line     int
	Name     string        `script:"name,required"`
	Party    covenant.Code `script:"party"`    // with Function, of a professional
	Function string        `script:"function"` //
	Guest    covenant.Code `script:"guest"`    // kind of guest, instead of a party and function
	Contact  string        `script:"contact"`
	Post     agenda.Post   `script:"post"`
	Late     bool          `script:"late"`  // comes in by a step
	Basis    covenant.Code `script:"basis"` // of contributions, unless they say otherwise
	Task     covenant.Code `script:"task"`
}

// ItemFacts is an agenda item as far as a step, or the agenda, describes it.
// What is nil is not said.
type ItemFacts struct {
	Line        int
	General     *bool          `script:"general"`
	Label       *string        `script:"label"`
	Description *string        `script:"description"`
	Minutes     int            `script:"minutes"`
	Purpose     *covenant.Code `script:"purpose"`
	Criterion   *covenant.Code `script:"criterion"`
	Phase       *covenant.Code `script:"phase"` // step of the work process
	Inform      *Inform        `script:"inform"`
	Ladder      Named[string]  `script:"ladder"` // question to answer
	Named       *bool          `script:"named"`
	Persons     []Subject      `script:"persons"`    // added to those that are there
	Seats       PersonWords    `script:"seats"`      // person to role
	Contact     *PersonRef     `script:"contact"`    // the family's one fixed contact
	FollowsUp   *bool          `script:"follows_up"` // goes on after the earlier meeting
}

// Inform says whether the person discussed was told (DW art. 10.1).
type Inform struct {
	Line   int
	State  covenant.Code `script:"state,required,main"`
	Date   Day           `script:"date"`
	Ground covenant.Code `script:"ground"`
	Reason string        `script:"reason"`
}

// Subject is somebody an item is about.
type Subject struct {
	Line      int
	Pseudonym string        `script:"pseudonym,required"`
	Names     []string      `script:"names"`
	Relation  covenant.Code `script:"relation"`
	Age       covenant.Code `script:"age"`
}

func (s *Script) setLine(int)       {}
func (p *Person) setLine(l int)     { p.Line = l }
func (f *ItemFacts) setLine(l int)  { f.Line = l }
func (i *Inform) setLine(l int)     { i.Line = l }
func (s *Subject) setLine(line int) { s.Line = line }

// Load reads a script file. A file that cannot be read gives the system's
// error; one with mistakes a [*ScriptError] that names them all.
func Load(path string) (*Script, error) {
	source, err := readScript(path)
	if err != nil {
		return nil, err
	}
	return parse(filepath.Base(path), source, filepath.Dir(path))
}

// readScript reads a script file, and one byte more than it may have.
func readScript(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("rehearse: %w", err)
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, MaxScriptSize+1))
	if err != nil {
		return nil, fmt.Errorf("rehearse: %w", err)
	}
	return source, nil
}

// Parse reads a script. Its mistakes are a [*ScriptError], in which file stands
// for where it comes from. It cannot go on after another script: that takes [Load].
func Parse(file string, source []byte) (*Script, error) { return parse(file, source, "") }

// parse reads a script that is in a directory; "" for none.
func parse(file string, source []byte, directory string) (*Script, error) {
	m := &mistakes{file: file}
	if len(source) > MaxScriptSize {
		m.bad(1, "dit bestand is groter dan %d bytes", "this file is larger than %d bytes", MaxScriptSize)
		return nil, m.err()
	}
	root := read(m, source)
	if m.any() {
		return nil, m.err()
	}
	s := &Script{}
	(&decoder{m}).into(root, reflect.ValueOf(s).Elem())
	s.File = file
	if !m.any() {
		s.loadEarlier(m, directory)
	}
	if !m.any() {
		check(m, s)
	}
	if m.any() {
		return nil, m.err()
	}
	return s, nil
}

// Mistaken says whether an error is about mistakes in a script.
func Mistaken(err error) (*ScriptError, bool) {
	var mistaken *ScriptError
	ok := errors.As(err, &mistaken)
	return mistaken, ok
}
