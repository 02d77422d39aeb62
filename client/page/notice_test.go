package page

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/room"
)

// What is said of a text that does not open is not said any longer once every text opens:
// it was sealed again. What the device was refused stays said.
func TestWhatIsSaidOfAClosedTextGoesWithIt(t *testing.T) {
	gerda := newHouse(t).person()
	founds(gerda)
	gerda.sees(func(s Snapshot) bool { return s.Room.Phase != "" })
	gerda.desk.happened(client.Event{Kind: client.EventUnreadable})
	require.Nil(t, gerda.desk.now().Notice)
	gerda.desk.happened(client.Event{Kind: client.EventRefused, Refusal: &room.Refusal{Code: room.CodeSecrecy}})
	require.Equal(t, NoticeRefused, gerda.desk.now().Notice.Is)
}
