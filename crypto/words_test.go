package crypto

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// soundPairs are spellings of one sound, or of sounds that a poor line makes
// one, in the order in which they are replaced. Upper case stands for a sound.
var soundPairs = []struct{ from, to string }{
	{`qu`, "kw"}, {`sch(r|$)`, "s$1"}, {`ck`, "k"}, {`ch`, "g"}, {`ph`, "f"}, {`th`, "t"},
	{`c([eiy])`, "s$1"}, {`c`, "k"}, {`x`, "ks"},
	{`ij|ei`, "E"}, {`y`, "i"}, {`(au|ou)w?`, "A"}, {`ieu`, "iu"}, {`ie`, "i"}, {`oe`, "U"}, {`eu`, "O"}, {`ui`, "Y"},
	{`ng`, "N"}, {`nk`, "Nk"},
	{`v`, "f"}, {`z`, "s"}, {`b`, "p"}, {`d`, "t"},
}

// sound spells a Dutch word by its sound, roughly: two words with one sound may
// not be told apart when read aloud.
func sound(word string) string {
	for _, p := range soundPairs {
		word = regexp.MustCompile(p.from).ReplaceAllString(word, p.to)
	}
	return string(slices.Compact([]byte(word))) // aa and a, kk and k
}

// near says whether a and b are at most one letter changed, added or dropped
// apart.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// The tools of this test find what they are for.
func TestSoundAlikesAreHeard(t *testing.T) {
	for _, pair := range [][2]string{
		{"leiden", "lijden"}, {"rauw", "rouw"}, {"hard", "hart"}, {"licht", "ligt"}, {"vee", "fee"}, {"zin", "sin"},
		{"maan", "man"}, {"bomen", "boomen"}, {"kado", "cado"}, {"gebakken", "gebaken"}, {"peer", "beer"}, {"logisch", "logis"},
	} {
		require.Equal(t, sound(pair[0]), sound(pair[1]), pair)
	}
	require.NotEqual(t, sound("boom"), sound("boek"))
	for _, pair := range [][2]string{{"haas", "kaas"}, {"maan", "maand"}, {"trein", "rein"}, {"boek", "boek"}} {
		require.True(t, near(pair[0], pair[1]) && near(pair[1], pair[0]), pair)
	}
	for _, pair := range [][2]string{{"haas", "kaart"}, {"boom", "beek"}, {"maan", "maanden"}} {
		require.False(t, near(pair[0], pair[1]) || near(pair[1], pair[0]), pair)
	}
}

func TestWordList(t *testing.T) {
	list := wordList()
	require.Len(t, list, 1024)
	require.True(t, slices.IsSorted(list))
	require.Equal(t, strings.Join(list, "\n")+"\n", wordsNL, "one word a line and nothing else")

	start, sounds := map[string]string{}, make([]string, len(list))
	for i, w := range list {
		require.Regexp(t, `^[a-z]{4,8}$`, w)
		require.Empty(t, start[w[:4]], "%s starts like another", w)
		start[w[:4]] = w
		sounds[i] = sound(w)
	}
	for i, a := range list {
		for j, b := range list[:i] {
			require.False(t, near(a, b), "%s and %s are spelled alike", a, b)
			require.False(t, near(sounds[i], sounds[j]), "%s and %s sound alike", a, b)
		}
	}
}

// The list is part of the protocol: two versions of it would give two codes.
func TestWordListIsFrozen(t *testing.T) {
	require.Equal(t, "c6dda0713f72163b689a7515079120b1be94c09c1eb0ba71bb0010393adc00c8", Hash("words_nl", []byte(wordsNL)).String())
}

func TestPickTakesTenBitsAWord(t *testing.T) {
	list := wordList()
	require.Equal(t, []string{list[0], list[0]}, pick(make([]byte, 8), 2))
	require.Equal(t, []string{list[1023], list[0], list[1], list[512], list[3], list[1022]},
		pick([]byte{0xff, 0xc0, 0x00, 0x06, 0x00, 0x00, 0xff, 0xef}, 6))
}
