package independent

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

type vectors struct {
	Acts []struct{ Name, Act, Signature, Hash, Outcome string }
	Logs []struct {
		Name, Room, Outcome string
		Steps               []struct {
			Do, Bytes, Link string
			Audience, N     uint64
		}
		Head *struct {
			N    uint64
			Link string
		}
	}
	Checkpoints []struct {
		Name, Server, Note, Room, Outcome string
		Epoch                             uint64
		Head                              *struct {
			N    uint64
			Link string
		}
	}
}

func read(t *testing.T) (v vectors) {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "vectors", "chain.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Acts) < 15 || len(v.Logs) < 15 || len(v.Checkpoints) < 5 {
		t.Fatal("vectors are missing")
	}
	return v
}

func unhex(t *testing.T, s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func digest(t *testing.T, s string) (d [32]byte) {
	if copy(d[:], unhex(t, s)) != 32 {
		t.Fatal("not a digest")
	}
	return d
}

func TestActs(t *testing.T) {
	for _, v := range read(t).Acts {
		hash, outcome := Act(unhex(t, v.Act), unhex(t, v.Signature))
		if outcome != v.Outcome {
			t.Errorf("%s: %s, want %s", v.Name, outcome, v.Outcome)
		}
		if v.Outcome == "ok" && hash != digest(t, v.Hash) {
			t.Errorf("%s: other hash", v.Name)
		}
	}
}

func TestLogs(t *testing.T) {
	for _, v := range read(t).Logs {
		l := NewLog(digest(t, v.Room))
		outcome := ""
		for _, s := range v.Steps {
			if outcome != "" {
				t.Errorf("%s: %s before the last step", v.Name, outcome)
			}
			switch s.Do {
			case "record":
				outcome = l.Entry(unhex(t, s.Bytes), nil)
			case "stub":
				leaf := digest(t, s.Bytes)
				outcome = l.Entry(nil, &leaf)
			case "reveal":
				outcome = l.Reveal(unhex(t, s.Bytes))
			case "require":
				l.Require(s.Audience, s.N, digest(t, s.Link))
			default:
				outcome = l.Head(s.N, digest(t, s.Link), s.Do == "served")
			}
		}
		if outcome == "" {
			outcome = "ok"
		}
		if outcome != v.Outcome {
			t.Errorf("%s: %s, want %s", v.Name, outcome, v.Outcome)
		}
		if v.Head != nil && (v.Head.N != uint64(len(l.leaves)) || digest(t, v.Head.Link) != l.Links[v.Head.N]) {
			t.Errorf("%s: other head", v.Name)
		}
	}
}

func TestCheckpoints(t *testing.T) {
	for _, v := range read(t).Checkpoints {
		lines, ok := Checkpoint(v.Note, unhex(t, v.Server))
		if ok != (v.Outcome == "ok") {
			t.Errorf("%s: %v, want %s", v.Name, ok, v.Outcome)
		}
		if v.Outcome != "ok" {
			continue
		}
		link, err := base64.StdEncoding.DecodeString(lines[3])
		if err != nil || lines[0] != v.Room || lines[1] != strconv.FormatUint(v.Epoch, 10) ||
			lines[2] != strconv.FormatUint(v.Head.N, 10) || !bytes.Equal(link, unhex(t, v.Head.Link)) {
			t.Errorf("%s: other contents", v.Name)
		}
	}
}

// The point of this package: under 300 lines, and nothing of the project.
func TestIndependent(t *testing.T) {
	src, err := os.ReadFile("verifier.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(src, []byte("\n")); n >= 300 {
		t.Errorf("%d lines", n)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "verifier.go", src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, imp := range file.Imports {
		if strings.Contains(imp.Path.Value, ".") || strings.Contains(imp.Path.Value, "casusoverleg") {
			t.Errorf("imports %s", imp.Path.Value)
		}
	}
}
