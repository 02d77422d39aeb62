package rehearse

import (
	_ "embed"
	"fmt"
)

//go:embed meetings/demo.yaml
var demo []byte

// Demo is the meeting that `casusoverleg demo` plays: a buurtteam halfway, with
// a free place for a chair, a secretary and a professional.
func Demo() (*Script, error) {
	s, err := Parse("demo.yaml", demo)
	if err != nil {
		return nil, fmt.Errorf("rehearse: demo: %w", err)
	}
	return s, nil
}
