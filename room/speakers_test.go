package room

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
)

// handsUp is the list of item 1 as a host keeps it.
type handsUp struct {
	*meeting
	list Speakers
	now  int64
}

func (h *handsUp) does(who string, do GestureKind, whom ...string) *Refusal {
	g := Gesture{Item: 1, Do: do}
	if len(whom) > 0 {
		g.Seat = h.seats[whom[0]]
	}
	h.now++
	return h.s.Gesture(&h.list, h.seats[who], g, h.now)
}

func (h *handsUp) order() (names []string) {
	for _, hand := range h.list.Hands {
		names = append(names, h.nameOf(hand.Seat))
	}
	return names
}

// Piet and Hanna raise their hands; Sofie has a point of order and goes first.
// Anneke gives the floor, closes the list and opens it; nobody else does.
func TestHandsGoInTurn(t *testing.T) {
	h := &handsUp{meeting: discussing(t)}
	require.Nil(t, h.does("Piet", RaiseHand))
	require.Nil(t, h.does("Hanna", RaiseHand))
	require.Nil(t, h.does("Piet", RaiseHand), "again, and he keeps his place and time")
	require.EqualValues(t, 1, h.list.Hands[0].Since)
	require.Nil(t, h.does("Sofie", RaiseOrder))
	require.Equal(t, []string{"Sofie", "Piet", "Hanna"}, h.order())
	require.Nil(t, h.does("Hanna", RaiseOrder))
	require.Equal(t, []string{"Sofie", "Hanna", "Piet"}, h.order())

	for _, do := range []GestureKind{GiveFloor, CloseHands, ReopenHands} {
		require.Equal(t, CodeNotChair, h.does("Piet", do, "Piet").Code, do)
	}
	require.Equal(t, CodeNotChair, h.does("Piet", LowerHand, "Hanna").Code)
	require.Nil(t, h.does("Anneke", GiveFloor, "Sofie"))
	require.Equal(t, h.seats["Sofie"], h.list.Floor)
	require.Equal(t, []string{"Hanna", "Piet"}, h.order())
	require.Nil(t, h.does("Sofie", LowerHand))
	require.Zero(t, h.list.Floor, "she has said it")

	require.Nil(t, h.does("Bram", CloseHands))
	refusal := h.does("Sofie", RaiseHand)
	require.Equal(t, CodeNotNow, refusal.Code)
	require.Equal(t, "list_closed", refusal.Subject)
	require.Nil(t, h.does("Sofie", RaiseOrder), "a point of order is always possible")
	require.Nil(t, h.does("Bram", LowerHand, "Sofie"))
	require.Equal(t, []string{"Hanna", "Piet"}, h.order())
	require.Nil(t, h.does("Bram", ReopenHands))
	require.Nil(t, h.does("Sofie", RaiseHand))
	require.Equal(t, CodeMalformed, h.does("Sofie", "wave").Code)
}

// Kees does not sit at the case: for him there is no list, and nobody gives him the
// floor. Who is taken from it is taken from the list, and at its end there is none.
func TestHandsAreOfWhoSitsThere(t *testing.T) {
	h := &handsUp{meeting: discussing(t)}
	h.join("Kees")
	require.Equal(t, CodeUnknownObject, h.does("Kees", RaiseHand).Code)
	require.Equal(t, CodeUnknownObject, h.does("Anneke", GiveFloor, "Kees").Code)
	require.Equal(t, CodeUnknownObject, h.s.Gesture(&h.list, h.seats["Anneke"], Gesture{Item: agenda.ItemID(99), Do: RaiseHand}, 1).Code)

	require.Nil(t, h.does("Piet", RaiseHand))
	require.Nil(t, h.does("Anneke", GiveFloor, "Hanna"))
	open, changed := h.s.Tidy(&h.list)
	require.True(t, open)
	require.False(t, changed)
	h.do(draft{by: "Piet", kind: KindLeave})
	h.do(h.unseating("Hanna", 1))
	open, changed = h.s.Tidy(&h.list)
	require.True(t, open)
	require.True(t, changed)
	require.Empty(t, h.list.Hands)
	require.Equal(t, chain.Seat(0), h.list.Floor)

	h.do(h.onItem(KindEndItem, 1))
	open, _ = h.s.Tidy(&h.list)
	require.False(t, open)
	require.Equal(t, CodeItemNotOpen, h.does("Anneke", RaiseHand).Code)
}
