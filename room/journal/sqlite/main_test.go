package sqlite_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childMode names the environment variable that makes this test binary play
// another process: the name of the part, and in childPath the database.
const (
	childMode = "JOURNAL_TEST_CHILD"
	childPath = "JOURNAL_TEST_PATH"
)

func TestMain(m *testing.M) {
	if part := os.Getenv(childMode); part != "" {
		children[part](os.Getenv(childPath))
		return
	}
	goleak.VerifyTestMain(m)
}

var children = map[string]func(path string){
	"writer":   writeUntilKilled,
	"limited":  limitedChild(),
	"unsynced": unsyncedChild(),
	"second":   openAsSecond,
}
