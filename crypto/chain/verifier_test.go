package chain_test

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// lindestraat is the log of vectors_test.go: a room, item 1 with a description
// (3), Piet seated (4), his contribution (5) and its withdrawal (7).
func lindestraat(t *testing.T) *story {
	s := newStory(t, "de Lindestraat")
	s.add("anneke", 1, "item", chain.Room, "1")
	s.add("anneke", 1, "describe", 1, "geluid")
	s.add("anneke", 1, "sit", 1, "piet")
	s.add("piet", 2, "contribute", 1, "een melding")
	s.add("anneke", 1, "place", chain.Room, "welzijn")
	s.add("piet", 2, "withdraw", 1, "een melding")
	s.add("anneke", 1, "wrap_up", chain.Room, "einde")
	return s
}

func whole(b []byte) chain.Entry { return chain.Entry{Record: b} }

func stubOf(b []byte) chain.Entry {
	leaf := chain.Leaf(b)
	return chain.Entry{Stub: &leaf}
}

// shown adds what a seat is shown: records, and stubs for the numbers given.
func shown(t *testing.T, v *chain.Verifier, records [][]byte, stubs ...int) {
	t.Helper()
	hidden := map[int]bool{}
	for _, n := range stubs {
		hidden[n] = true
	}
	from := int(v.Head().N)
	for i, b := range records[from:] {
		e := whole(b)
		if hidden[from+i+1] {
			e = stubOf(b)
		}
		_, err := v.Add(e)
		require.NoError(t, err)
	}
}

func breach(t *testing.T, want chain.Breach, n uint64, err error) {
	t.Helper()
	var violation *chain.Violation
	require.ErrorAs(t, err, &violation)
	require.Equal(t, want, violation.What)
	require.Equal(t, n, violation.N)
}

func alink(t *testing.T, b []byte) crypto.Digest { return digest(t, alinkOf(t, b)) }

func TestTheWriterAndTheVerifierAgree(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records)
	require.Equal(t, s.room, v.Room())
	require.Equal(t, s.w.Head(), v.Head())
	require.Equal(t, s.w.Here(chain.Room), v.Here(chain.Room))
	require.NoError(t, v.Require(1, chain.Position{Link: chain.FirstAudienceLink(1)}))
	require.Equal(t, s.w.Here(1), v.Here(1))
	require.Len(t, v.Leaves(8), 8)
	require.Equal(t, chain.Leaf(s.records[0]), v.Leaves(1)[0])
}

// A journal that was damaged is not served.
func TestTheWriterTakesOnlyTheNextRecord(t *testing.T) {
	s := lindestraat(t)
	w := chain.NewWriter()
	take := func(i int) error {
		rec, err := chain.DecodeRecord(s.records[i])
		require.NoError(t, err)
		return w.Take(rec, s.records[i])
	}
	breach(t, chain.BreachOrder, 2, take(1))
	for i := range s.records {
		require.NoError(t, take(i))
		breach(t, chain.BreachOrder, uint64(i+1), take(i))
	}
	require.Equal(t, s.w.Head(), w.Head())
	_, next := follow(t, s, func(rec *chain.Record) { rec.K++ })
	breach(t, chain.BreachOrder, 9, w.Take(next, next.Encode()))
	rec, err := chain.DecodeRecord(s.records[7])
	require.NoError(t, err)
	rec.Seq, rec.K = 9, rec.K+1
	breach(t, chain.BreachOrder, 9, w.Take(rec, rec.Encode()))
}

// An error leaves the verifier as it was: the right record still fits.
func TestAfterAViolationNothingHasChanged(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:4], 3)
	require.NoError(t, v.Require(1, chain.Position{N: 2, Link: alink(t, s.records[3])}))
	head, here := v.Head(), v.Here(1)
	for name, e := range map[string]chain.Entry{
		"nothing":              {},
		"both":                 {Record: s.records[4], Stub: stubOf(s.records[4]).Stub},
		"not the next":         whole(s.records[5]),
		"an act of position 4": whole(s.records[6]),
		"no record":            whole([]byte{1}),
	} {
		_, err := v.Add(e)
		require.Error(t, err, name)
		require.Equal(t, head, v.Head())
		require.Equal(t, here, v.Here(1))
	}
	_, err := v.Add(whole(s.records[4]))
	require.NoError(t, err)
}

// follow is the next record of the room's audience, changed after it was made.
func follow(t *testing.T, s *story, change func(*chain.Record)) ([]byte, *chain.Record) {
	t.Helper()
	signed, err := chain.Sign(chain.Act{
		Room: s.room, Epoch: 1, Kind: "void", Author: 1, Counter: 9, Previous: s.room, Payload: chain.Encode(map[int]int{}),
	}, keyOf(t, "anneke"))
	require.NoError(t, err)
	rec, _, _ := s.w.Next(signed, chain.Room, 1, [32]byte{})
	change(rec)
	return rec.Encode(), rec
}

// The links of an audience fit, and still a number is missing from it.
func TestPositionsAreCounted(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records)
	skipped, _ := follow(t, s, func(rec *chain.Record) { rec.K++ })
	_, err := v.Add(whole(skipped))
	breach(t, chain.BreachGap, 5, err)
	other, _ := follow(t, s, func(rec *chain.Record) { rec.ALink[0] ^= 1 })
	_, err = v.Add(whole(other))
	breach(t, chain.BreachGap, 5, err)
	next, _ := follow(t, s, func(*chain.Record) {})
	_, err = v.Add(whole(next))
	require.NoError(t, err)
}

// The same acts in another order, with links that fit: the server wrote two logs.
func TestAForkIsSeenByWhoeverComparesHeads(t *testing.T) {
	a, b := newStory(t, "de Lindestraat"), newStory(t, "de Lindestraat")
	require.Equal(t, a.room, b.room)
	a.add("anneke", 1, "place", chain.Room, "politie")
	b.add("anneke", 1, "place", chain.Room, "welzijn")
	va, vb := chain.NewVerifier(a.room), chain.NewVerifier(b.room)
	shown(t, va, a.records)
	shown(t, vb, b.records)
	breach(t, chain.BreachFork, 2, va.Check(vb.Head()))
	breach(t, chain.BreachFork, 2, va.CheckServed(vb.Head()))
	require.NoError(t, va.Check(va.Head()))
	require.NoError(t, va.Check(chain.Position{N: 0, Link: chain.FirstLink()}))
	breach(t, chain.BreachFork, 0, va.Check(chain.Position{N: 0, Link: a.room}))
}

// A head that lies ahead is remembered; two of them are a fork at once.
func TestHeadsThatLieAhead(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:6])
	later := s.w.Head()
	require.NoError(t, v.Check(later))
	require.NoError(t, v.Check(later))
	wrong := later
	wrong.Link[0] ^= 1
	breach(t, chain.BreachFork, 8, v.Check(wrong))
	shown(t, v, s.records)

	v = chain.NewVerifier(s.room)
	require.NoError(t, v.Check(wrong))
	shown(t, v, s.records[:7])
	_, err := v.Add(whole(s.records[7]))
	breach(t, chain.BreachFork, 8, err)
	require.Equal(t, uint64(7), v.Head().N)
}

func TestARollback(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:3])
	old := v.Head()
	shown(t, v, s.records)
	breach(t, chain.BreachRollback, 3, v.CheckServed(old))
	require.NoError(t, v.Check(old), "somebody else's older head is no rollback")
	require.NoError(t, v.CheckServed(v.Head()))
	require.NoError(t, v.CheckServed(chain.Position{N: 9, Link: s.room}), "that it goes on is nothing to hold against it yet")
}

func TestAHeadIsNotTheGenesis(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	_, err := v.Add(stubOf(s.records[0]))
	breach(t, chain.BreachGap, 1, err)
	other := newStory(t, "de Dorpsstraat")
	_, err = v.Add(whole(other.records[0]))
	breach(t, chain.BreachForeign, 1, err)
}

// Piet sits at the item from position 2 on. Whoever withholds an act of the item
// from him is found out by the next one, or by somebody else's word.
func TestAnItemIsCompleteFromWhereOneSits(t *testing.T) {
	s := lindestraat(t)
	seated := chain.Position{N: 2, Link: alink(t, s.records[3])}
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:4], 3)
	require.NoError(t, v.Require(1, seated))
	require.Equal(t, seated, v.Here(1))
	_, err := v.Add(stubOf(s.records[4])) // withheld
	require.NoError(t, err, "it might be another item's")
	here := chain.Position{N: 3, Link: alink(t, s.records[4])}
	require.NoError(t, v.CheckHere(1, here, false), "not while the log is behind the other's")
	breach(t, chain.BreachGap, 3, v.CheckHere(1, here, true))
	_, err = v.Add(whole(s.records[5]))
	require.NoError(t, err)
	_, err = v.Add(whole(s.records[6]))
	breach(t, chain.BreachGap, 3, err)

	v.Release(1) // he left the item: nothing is demanded any more
	require.NoError(t, v.CheckHere(1, here, true))
	_, err = v.Add(whole(s.records[6]))
	require.NoError(t, err)
	breach(t, chain.BreachGap, 3, v.Require(1, seated))
}

func TestWhatOthersSawOfAnItem(t *testing.T) {
	s := lindestraat(t)
	seated := chain.Position{N: 2, Link: alink(t, s.records[3])}
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records, 3)
	require.NoError(t, v.CheckHere(1, chain.Position{N: 9}, true), "nothing is demanded of an item one is not at")
	require.NoError(t, v.Require(1, seated))
	require.NoError(t, v.CheckHere(1, chain.Position{}, true))
	require.NoError(t, v.CheckHere(1, chain.Position{N: 1, Link: s.room}, true), "before his time he knows nothing")
	require.NoError(t, v.CheckHere(1, seated, true))
	require.NoError(t, v.CheckHere(1, s.w.Here(1), true))
	breach(t, chain.BreachFork, 4, v.CheckHere(1, chain.Position{N: 4, Link: s.room}, true))
	breach(t, chain.BreachFork, 2, v.CheckHere(1, chain.Position{N: 2, Link: s.room}, true))
}

// A deputy is shown everything, also what was there before.
func TestANewDeputyMissesNothing(t *testing.T) {
	s := lindestraat(t)
	all := chain.Position{Link: chain.FirstAudienceLink(1)}
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records, 3, 4, 5, 7)
	for _, n := range []int{3, 4, 5} {
		_, err := v.Reveal(s.records[n-1])
		require.NoError(t, err)
	}
	require.NoError(t, v.Require(1, all), "what is there follows on itself")
	breach(t, chain.BreachGap, 4, v.CheckHere(1, s.w.Here(1), true))
	_, err := v.Reveal(s.records[6])
	require.NoError(t, err)
	require.NoError(t, v.CheckHere(1, s.w.Here(1), true))

	v = chain.NewVerifier(s.room)
	shown(t, v, s.records, 3, 4)
	breach(t, chain.BreachGap, 1, v.Require(1, all))
}

// One item's history cannot be shown as another's.
func TestAnotherItemsHistory(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records)
	breach(t, chain.BreachGap, 1, v.Require(1, chain.Position{Link: chain.FirstAudienceLink(2)}))
}

func TestRevealsThatDoNotFit(t *testing.T) {
	s := lindestraat(t)
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:7], 3, 5)
	_, err := v.Reveal([]byte{1})
	breach(t, chain.BreachForm, 0, err)
	_, err = v.Reveal(reSalt(t, s.records[2]))
	breach(t, chain.BreachReveal, 3, err)
	_, err = v.Reveal(s.records[7])
	breach(t, chain.BreachReveal, 8, err)
	rec, err := v.Reveal(s.records[2])
	require.NoError(t, err)
	require.Equal(t, uint64(3), rec.Seq)
	_, err = v.Reveal(s.records[2])
	require.NoError(t, err, "once more changes nothing")
	_, err = v.Reveal(s.records[5])
	require.NoError(t, err, "what was shown before is no secret")
}

// The server committed to two acts for one position of an item: the stub of the
// second is honest, and still it is found out.
func TestTwoActsForOnePosition(t *testing.T) {
	s := lindestraat(t)
	rec, err := chain.DecodeRecord(s.records[4])
	require.NoError(t, err)
	rec.Seq, rec.ALink = 8, crypto.Hash("elsewhere") // position 3 again
	twice := rec.Encode()
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:7])
	_, err = v.Add(stubOf(twice))
	require.NoError(t, err)
	_, err = v.Reveal(twice)
	breach(t, chain.BreachFork, 8, err)
}

func TestPositionZeroIsNoPlace(t *testing.T) {
	s := lindestraat(t)
	rec, err := chain.DecodeRecord(s.records[4])
	require.NoError(t, err)
	rec.K = 0
	v := chain.NewVerifier(s.room)
	shown(t, v, s.records[:4])
	_, err = v.Add(whole(rec.Encode()))
	breach(t, chain.BreachOrder, 5, err)
}
