package main

import (
	"path/filepath"
	"testing"
	"time"

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
		Deadline:            time.Now().Add(4 * time.Minute), // a server that should not have started would run for ever
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "nl_NL.UTF-8")
			e.Setenv("TZ", "Europe/Amsterdam") // what must be in UTC is not by accident
			meetings, err := filepath.Abs(filepath.Join("..", "..", "client", "rehearse", "meetings"))
			if err != nil {
				return err
			}
			e.Setenv("MEETINGS", meetings)
			issued, err := filepath.Abs(filepath.Join("..", "..", "minutes", "testdata", "issued"))
			e.Setenv("ISSUED", issued) // packages, each with its proof
			return err
		},
		Cmds: scriptCommands(),
	})
}
