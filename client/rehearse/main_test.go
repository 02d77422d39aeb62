package rehearse

import (
	"testing"

	"go.uber.org/goleak"
)

// Every client and every server of the tests ends.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
