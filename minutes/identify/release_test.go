package identify_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"casusoverleg/minutes/identify"

	"github.com/stretchr/testify/require"
)

func TestWhatMayLeaveIsWhatEveryoneSees(t *testing.T) {
	require.NoError(t, identify.Clean(""))
	require.NoError(t, identify.Clean("Bewoner A wil hulp.\n– Eén gesprek, € 12,50 – “ja” 👍\n"))
	for _, c := range []struct {
		name, text string
		class      identify.Class
		offset     int
	}{
		{"Latin-1 from an old system", "Eva b\xebn", identify.NotUTF8, 5},
		{"a letter and its accent apart", "Zoe\u0308 wil", identify.NotNormal, 2},
		{"an Ångström sign", "ab \u212b", identify.NotNormal, 3},
		{"a tab", "a\tb", identify.ControlChar, 1},
		{"a carriage return", "é\r\nb", identify.ControlChar, 2},
		{"delete", "a\x7f", identify.ControlChar, 1},
		{"a C1 control", "a\u0085", identify.ControlChar, 1},
		{"a line separator", "a\u2028b", identify.ControlChar, 1},
		{"a zero-width space", "geen\u200bwapen", identify.ZeroWidthChar, 4},
		{"a zero-width joiner", "a\u200db", identify.ZeroWidthChar, 1},
		{"a byte order mark", "\ufeffa", identify.ZeroWidthChar, 0},
		{"a soft hyphen", "a\u00adb", identify.ZeroWidthChar, 1},
		{"a word joiner", "a\u2060b", identify.ZeroWidthChar, 1},
		{"hidden variation selectors", "a\U000E0101", identify.ZeroWidthChar, 1},
		{"hidden tags", "a\U000E0041", identify.ZeroWidthChar, 1},
		{"an empty Hangul letter", "a\u3164", identify.ZeroWidthChar, 1},
		{"turned round", "niet \u202egevaarlijk", identify.BidiChar, 5},
		{"isolated", "a\u2066b\u2069", identify.BidiChar, 1},
		{"a right-to-left mark", "a\u200f", identify.BidiChar, 1},
		{"an Arabic letter mark", "a\u061c", identify.BidiChar, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := identify.Clean(c.text)
			var wrong *identify.TextError
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, identify.TextError{Class: c.class, Offset: c.offset}, *wrong)
			require.Equal(t, c.class, identify.ErrClass(err))
			require.NotContains(t, err.Error(), c.text, "content must not be in an error")
			require.NotContains(t, err.Error(), "map[")
			require.NoError(t, identify.Clean(identify.Normalize(c.text)))
		})
	}
	require.Equal(t, "Zoë\nb c\n", identify.Normalize("Zoe\u0308\r\nb\tc\r"), "pasted from Word")
	require.Equal(t, "geenwapen", identify.Normalize("geen\u200bwapen"))
	require.Empty(t, identify.ErrClass(nil))
}

func TestReplaceRefusesMarksOfAnotherText(t *testing.T) {
	long := "Karin van Dalen belde Patrick van Dalen."
	marks := identify.Find(long, populier())
	require.Len(t, marks, 2)
	for name, m := range map[string][]identify.Mark{
		"outside":     marks,
		"backwards":   {{Start: 3, End: 4}, {Start: 0, End: 1}},
		"overlapping": {{Start: 0, End: 2}, {Start: 1, End: 3}},
		"empty":       {{Start: 1, End: 1}},
		"through é":   {{Start: 0, End: 1}},
		"negative":    {{Start: -1, End: 2}},
	} {
		out, err := identify.Replace("één", m)
		require.ErrorIs(t, err, identify.ErrMarks, name)
		require.Empty(t, out)
	}
	out, err := identify.Replace(long, marks[:1])
	require.NoError(t, err)
	require.Equal(t, "Bewoner A belde Patrick van Dalen.", out, "the chair may leave one on purpose")
}

func TestCuttingLeavesTidyText(t *testing.T) {
	for text, want := range map[string]string{
		"Bel 06-12345678 morgen.":                         "Bel morgen.",
		"Bel morgen 06-12345678.":                         "Bel morgen.",
		"06-12345678 is haar nummer.":                     "is haar nummer.",
		"Nummer 06-12345678, of mail a@voorbeeld.example": "Nummer, of mail",
	} {
		out, err := identify.Replace(text, identify.Find(text, nil))
		require.NoError(t, err)
		require.Equal(t, want, out)
	}
}

func TestOverlappingFindsBecomeOneMark(t *testing.T) {
	persons := []identify.Person{{Handle: "j", Names: []string{"Jan Tooren"}, Pseudonym: "Persoon A"}}
	require.Equal(t, []spot{{identify.Mail, "jan.tooren@voorbeeld.example", ""}}, spots("jan.tooren@voorbeeld.example", persons))
	require.Equal(t, []spot{{identify.Address, "Jan Toorenstraat 14", ""}}, spots("Jan Toorenstraat 14", persons))
	require.Equal(t, []spot{{identify.IBAN, "NL91ABNA0417164300", ""}}, spots("NL91ABNA0417164300", persons))
	require.Equal(t, []spot{{identify.BSN, "123456782", ""}}, spots("tel. 123456782", persons), "as long as a telephone number, but worse")
}

func TestThePageCountsInUTF16(t *testing.T) {
	text := "👍 é Karin van Dalen, 👍 06-12345678"
	units := utf16.Encode([]rune(text))
	marks := identify.UTF16(text, identify.Find(text, populier()))
	require.Len(t, marks, 2)
	require.Equal(t, "Karin van Dalen", string(utf16.Decode(units[marks[0].Start:marks[0].End])))
	require.Equal(t, "06-12345678", string(utf16.Decode(units[marks[1].Start:marks[1].End])))
	require.Equal(t, "Bewoner A", marks[0].Suggestion)
}

func TestProposedPseudonyms(t *testing.T) {
	persons := []identify.Person{
		{Handle: "1", Names: []string{"Anna Bos"}, Relation: "bewoner"},
		{Handle: "2", Names: []string{"Cem Bos"}, Relation: "zoon"},
		{Handle: "3", Names: []string{"Piet Zoon"}, Relation: "buurman"},
		{Handle: "4"},
	}
	got := identify.ProposePseudonyms(persons)
	names := func(persons []identify.Person) (out []string) {
		for _, p := range persons {
			out = append(out, p.Pseudonym)
		}
		return out
	}
	// Not A or B for Anna Bos; not "Zoon" where somebody is called that.
	require.Equal(t, []string{"Bewoner C", "Persoon A", "Buurman B", "Persoon D"}, names(got))
	require.Empty(t, persons[0].Pseudonym, "the input is left alone")

	// Stable: again, or with somebody more, nobody changes.
	require.Equal(t, got, identify.ProposePseudonyms(got))
	more := identify.ProposePseudonyms(append(got, identify.Person{Handle: "5", Relation: "oma"}))
	require.Equal(t, got, more[:4])
	require.Equal(t, "Oma E", more[4].Pseudonym)
	require.Equal(t, names(got), names(identify.ProposePseudonyms(append(persons, identify.Person{Handle: "5"}))[:4]))

	// A relation that is no plain word is not taken over.
	odd := identify.ProposePseudonyms([]identify.Person{{Relation: "buurman op 14"}, {Relation: strings.Repeat("a", 80)}, {Relation: "\u202e"}, {Relation: "ex-partner"}})
	require.Equal(t, []string{"Persoon A", "Persoon B", "Persoon C", "Ex-partner D"}, names(odd))

	// A crowd, each different, every one fit for use.
	crowd := identify.ProposePseudonyms(make([]identify.Person, 60))
	seen := map[string]bool{}
	for _, p := range crowd {
		require.False(t, seen[p.Pseudonym], p.Pseudonym)
		seen[p.Pseudonym] = true
	}
	for i, p := range got {
		require.NoError(t, identify.CheckPseudonym(p.Pseudonym, p.Handle, got), i)
	}
}

func TestAPseudonymMustNotGiveAnyoneAway(t *testing.T) {
	persons := populier()
	for _, c := range []struct {
		pseudonym string
		err       error
	}{
		{"de dame van hoog", nil},
		{"Bewoner A", nil}, // her own, still
		{"", identify.ErrPseudonymEmpty},
		{"12", identify.ErrPseudonymEmpty},
		{"zoon b", identify.ErrPseudonymTaken},
		{"Karin", identify.ErrPseudonymName},
		{"moeder van Patrick", identify.ErrPseudonymName},
		{"K.", identify.ErrPseudonymName},
		{"Bewoner D", identify.ErrPseudonymName},
		{"Esdoornlaan 14", identify.ErrPseudonymName},
	} {
		require.ErrorIs(t, identify.CheckPseudonym(c.pseudonym, "p1", persons), c.err, c.pseudonym)
	}
	require.Equal(t, identify.ZeroWidthChar, identify.ErrClass(identify.CheckPseudonym("A\u200b", "p1", persons)))
}

func TestEveryKindHasItsRank(t *testing.T) {
	require.ElementsMatch(t, []identify.Kind{
		identify.Name, identify.BSN, identify.BirthDate, identify.Address, identify.Phone, identify.Mail, identify.IBAN, identify.Plate,
	}, identify.Kinds())
	require.Empty(t, identify.Counts(nil))
}
