package page

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/replica"
)

// However a session ends, the page says how, and not merely that the browser keeps nothing:
// what only the server says is told as its word.
func TestEveryEndOfASessionIsToldAsItIs(t *testing.T) {
	for err, ending := range map[error]Ending{
		client.ErrGone: EndingGone, client.ErrReseated: EndingReseated, client.ErrReplaced: EndingReplaced,
		client.ErrTurnedAway: EndingTurnedAway, client.ErrOtherPast: EndingOtherPast,
		client.ErrSpent: EndingSpent, client.ErrNoRoom: EndingNoRoom,
		&replica.Evidence{}: EndingEvidence, errors.New("disk"): EndingStorage,
	} {
		require.Equal(t, ending, endingOf(fmt.Errorf("while connecting: %w", err)), err)
	}
}
