package agenda_test

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSittingAtAnItem(t *testing.T) {
	it := &agenda.Item{ID: 3}
	_, ok := it.Sitting(4)
	require.False(t, ok)
	it.Sit(agenda.Sitting{Place: 4, Role: "director", From: chain.Position{N: 2}})
	it.Sit(agenda.Sitting{Place: 2, Role: "adviser"})
	s, ok := it.Sitting(4)
	require.True(t, ok)
	require.Equal(t, covenant.Code("director"), s.Role)
	it.Sit(agenda.Sitting{Place: 4, Role: "content"})
	require.Len(t, it.Sittings, 2, "another role is not another sitting")
	s, _ = it.Sitting(4)
	require.Equal(t, covenant.Code("content"), s.Role)
	it.Unseat(4)
	it.Unseat(4)
	_, ok = it.Sitting(4)
	require.False(t, ok)
	require.Len(t, it.Sittings, 1)
	require.Equal(t, chain.Audience(3), it.ID.Audience())
}

// However places come and go, an item knows exactly who sits, in order.
func TestSittingsAreASortedSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		it, want := &agenda.Item{}, map[agenda.PlaceID]bool{}
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			p := agenda.PlaceID(rapid.IntRange(1, 8).Draw(t, "place"))
			if rapid.Bool().Draw(t, "sit") {
				it.Sit(agenda.Sitting{Place: p})
				want[p] = true
			} else {
				it.Unseat(p)
				delete(want, p)
			}
		}
		require.Len(t, it.Sittings, len(want))
		for i, s := range it.Sittings {
			require.True(t, want[s.Place])
			require.True(t, i == 0 || it.Sittings[i-1].Place < s.Place)
		}
	})
}

func TestPersonsAreNumberedFromOne(t *testing.T) {
	it := &agenda.Item{Persons: []agenda.Person{{Handle: 1, Relation: "resident"}, {Handle: 2, Relation: "child"}}}
	for handle, there := range map[uint32]bool{0: false, 1: true, 2: true, 3: false, 1 << 31: false} {
		p, ok := it.Person(handle)
		require.Equal(t, there, ok, handle)
		require.True(t, !there || p.Handle == handle)
	}
}

func TestACloneSharesNothing(t *testing.T) {
	it := &agenda.Item{
		Facts: covenant.ItemFacts{Ladder: []covenant.Code{"anonymous"}}, Sittings: []agenda.Sitting{{Place: 1}},
		Persons: []agenda.Person{{Handle: 1}},
	}
	c := it.Clone()
	require.Equal(t, it, c)
	c.Facts.Ladder[0], c.Sittings[0].Role, c.Persons[0].Relation, c.Stage = "x", "x", "x", agenda.Open
	require.Equal(t, &agenda.Item{
		Facts: covenant.ItemFacts{Ladder: []covenant.Code{"anonymous"}}, Sittings: []agenda.Sitting{{Place: 1}},
		Persons: []agenda.Person{{Handle: 1}},
	}, it)
}

func TestTheClockOfAnItem(t *testing.T) {
	it := &agenda.Item{Minutes: 20, Opened: 1_000_000}
	require.Equal(t, int64(-20*60_000), it.Over(1_000_000))
	require.Equal(t, int64(0), it.Over(1_000_000+20*60_000))
	require.Equal(t, int64(1), it.Over(1_000_001+20*60_000))
}
