package covenant

import (
	"errors"
	"fmt"
)

// ConflictError is the error for profiles that together allow nothing under one
// key, so that no room can run under them: its message says which key, and what
// each side allows.
type ConflictError struct {
	Key           string // "parties", "bases of politie"
	First, Second []Code // names of the profiles merged so far, and of the one that conflicts; empty within one
	Before, After []Code // what each of the two allows
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s: the profiles have nothing in common (%s; %s)", e.Key, side(e.First, e.Before), side(e.Second, e.After))
}

// side is what one side allows, and which profiles it is.
func side(names, codes []Code) string {
	if len(names) == 0 {
		return shown(codes)
	}
	return listed(names) + " only " + shown(codes)
}

// shown lists codes, the first few of a long list.
func shown(codes []Code) string {
	if len(codes) > maxShown {
		return fmt.Sprintf("%s and %d more", listed(codes[:maxShown]), len(codes)-maxShown)
	}
	return listed(codes)
}

// conflictBetween adds to a conflict the names of the profiles it is between:
// the covenants so far, or else general law, and the next.
func conflictBetween(err error, before []orderedProfile, next orderedProfile) error {
	var conflict *ConflictError
	if !errors.As(err, &conflict) {
		return err
	}
	for _, o := range before {
		if !o.profile.General {
			conflict.First = append(conflict.First, o.profile.Name)
		}
	}
	if len(conflict.First) == 0 {
		conflict.First = []Code{before[0].profile.Name}
	}
	conflict.Second = []Code{next.profile.Name}
	return err
}
