package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run this very program: testscript starts the test binary again
// under the name of the command.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casusoverleg": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "nl_NL.UTF-8")
			meetings, err := filepath.Abs(filepath.Join("..", "..", "client", "rehearse", "meetings"))
			e.Setenv("MEETINGS", meetings)
			return err
		},
		Cmds: scriptCommands(),
	})
}
