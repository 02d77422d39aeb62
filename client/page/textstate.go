package page

import (
	"errors"

	"casusoverleg/client/replica"
)

// TextState says whether a sealed text is shown, and why not.
type TextState string

// The states of a sealed text.
const (
	TextOpen       TextState = "open"
	TextNotForYou  TextState = "not_for_you" // nobody sealed it to this seat
	TextTakenBack  TextState = "taken_back"  // withdrawn, erased or destroyed
	TextNotHere    TextState = "not_here"    // on its way, or not written yet
	TextUnreadable TextState = "unreadable"  // does not open; this device tells who seals it again
	TextDiffers    TextState = "differs"     // not the text that its proposal commits to
)

// StateOf says what an error of opening a text comes to; nil is an open one.
func StateOf(err error) TextState {
	switch {
	case err == nil:
		return TextOpen
	case errors.Is(err, replica.ErrNotForYou):
		return TextNotForYou
	case errors.Is(err, replica.ErrTakenBack):
		return TextTakenBack
	case errors.Is(err, replica.ErrNotHere):
		return TextNotHere
	case errors.Is(err, replica.ErrDiffers):
		return TextDiffers
	}
	return TextUnreadable
}
