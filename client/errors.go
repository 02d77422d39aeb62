package client

import (
	"errors"

	"casusoverleg/room/wire"
)

// Errors of a session. A refused act returns *room.Refusal, a lying server
// *replica.Evidence.
var (
	// ErrClosed says that the session was closed.
	ErrClosed = errors.New("client: the session is closed")
	// ErrGone says that the seat left the room or was removed.
	ErrGone = errors.New("client: the seat is no longer in the room")
	// ErrReplaced says that the same seat connected elsewhere.
	ErrReplaced = errors.New("client: the seat connected from elsewhere")
	// ErrReseated says that the seat has another device now: this one's keys are ended.
	ErrReseated = errors.New("client: the seat has another device now")
	// ErrTurnedAway says that the server ended the session as if the seat had ended, and
	// showed no record of that: this device keeps its keys.
	ErrTurnedAway = errors.New("client: the server says that the seat ended, and does not show it")
	// ErrLocked says that who holds the device did not show that he is its owner.
	ErrLocked = errors.New("client: not unlocked")
	// ErrNoRoom says that the server knows no such room, or not for this device.
	ErrNoRoom = errors.New("client: there is no such room, or not for you")
	// ErrOtherPast says that what this device has verified is, as the server says, not its
	// log: this device keeps its keys.
	ErrOtherPast = errors.New("client: the server has another past than this device")
	// ErrLink says that a text is no link of this kind.
	ErrLink = errors.New("client: not an invitation link")
	// ErrSpent says that an invitation was used, withdrawn or has expired.
	ErrSpent = errors.New("client: the invitation was used, withdrawn or has expired")
	// ErrUnknown says that this device is not shown what was named.
	ErrUnknown = errors.New("client: there is no such thing here, or not for you")
	// ErrForged says that a joiner did not have the invitation link: the server or somebody else made him up.
	ErrForged = errors.New("client: this joiner does not have the invitation")
	// ErrServer says that the server answered with what no server of this protocol answers.
	ErrServer = errors.New("client: the server answered something else")
	// ErrUnread says that a text must be opened on this device before it is agreed to or decided on.
	ErrUnread = errors.New("client: the text cannot be read on this device")
	// ErrNoCheckpoint says that the present head has not been signed by the server yet.
	ErrNoCheckpoint = errors.New("client: no checkpoint of the present head yet")
)

// ended is the error behind a bye, or nil when it is worth coming back.
func ended(code wire.ByeCode) error {
	switch code {
	case wire.ByeGone:
		return ErrGone
	case wire.ByeReplaced:
		return ErrReplaced
	case wire.ByeReseated:
		return ErrReseated
	case wire.ByeNoRoom:
		return ErrNoRoom
	case wire.ByeForked:
		return ErrOtherPast
	}
	return nil
}
