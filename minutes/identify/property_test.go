package identify_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"casusoverleg/minutes/identify"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// bsn draws a number that passes the eleven-test, worked out the other way
// round from the code: the last digit follows from the first eight.
func bsn(t *rapid.T) string {
	for {
		digits := make([]int, 8)
		sum := 0
		for i := range digits {
			digits[i] = rapid.IntRange(0, 9).Draw(t, "digit")
			sum += digits[i] * (9 - i)
		}
		if digits[0] == 0 {
			digits[0], sum = 1, sum+9
		}
		if check := sum % 11; check < 10 {
			return strings.Trim(strings.ReplaceAll(fmt.Sprint(digits, check), " ", ""), "[]")[:8] + fmt.Sprint(check)
		}
	}
}

// iban draws a Dutch account number with its check digits.
func iban(t *rapid.T) string {
	bank := rapid.StringMatching(`[A-Z]{4}`).Draw(t, "bank")
	account := rapid.StringMatching(`[0-9]{10}`).Draw(t, "account")
	rest := 0
	for _, r := range bank + account + "NL00" {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return fmt.Sprintf("NL%02d%s%s", 98-rest, bank, account)
}

var prose = rapid.SampledFrom([]string{
	"", "Zij zei dat het ", "Volgens het systeem: ", "Op 3 maart 2026 bleek uit de stukken (", "Kosten: 12,50. Nummer ", "\n- ", "é, ", "Ja. ",
})

var after = rapid.SampledFrom([]string{"", ".", ", en verder niets", ") te zijn", "\nDaarna niet.", "; klaar", " is genoemd"})

// covered reports whether one mark of the kind holds the whole of [start, end).
func covered(marks []identify.Mark, kind identify.Kind, start, end int) bool {
	for _, m := range marks {
		if m.Kind == kind && m.Start <= start && m.End >= end {
			return true
		}
	}
	return false
}

func TestEveryValidBSNIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := bsn(t)
		n = rapid.SampledFrom([]string{n, n[:3] + " " + n[3:6] + " " + n[6:], n[:4] + "." + n[4:6] + "." + n[6:], n[:3] + "-" + n[3:6] + "-" + n[6:]}).Draw(t, "written")
		lead := norm.NFC.String(prose.Draw(t, "prose"))
		text := lead + n + after.Draw(t, "after")
		require.True(t, covered(identify.Find(text, nil), identify.BSN, len(lead), len(lead)+len(n)), "%q", text)
	})
}

func TestOneWrongDigitIsNoBSN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := []byte(bsn(t))
		at := rapid.IntRange(1, 8).Draw(t, "at")
		n[at] = '0' + (n[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		for _, m := range identify.Find("Nummer "+string(n)+" is genoemd.", nil) {
			require.NotEqual(t, identify.BSN, m.Kind, "%s", n)
		}
	})
}

func TestEveryValidIBANIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := iban(t)
		n = rapid.SampledFrom([]string{n, strings.ToLower(n), n[:4] + " " + n[4:8] + " " + n[8:12] + " " + n[12:16] + " " + n[16:], n[:4] + "." + n[4:8] + "." + n[8:]}).Draw(t, "written")
		lead := norm.NFC.String(prose.Draw(t, "prose"))
		text := lead + n + after.Draw(t, "after")
		require.True(t, covered(identify.Find(text, nil), identify.IBAN, len(lead), len(lead)+len(n)), "%q", text)
	})
}

// household draws up to six people who may share names.
func household(t *rapid.T) []identify.Person {
	first := rapid.SampledFrom([]string{"Karin", "Patrick", "Zoë", "Youssef", "Jan-Willem", "Wil", "Bo", "Ben", "Anne Marie", "P.J.", "Fatma"})
	last := rapid.SampledFrom([]string{"van Dalen", "Jansen", "Jansen-de Vries", "El-Amrani", "de Boer", "Bos", "van 't Hof", "Yılmaz", "Åkesson", "Zwart", "Buurman"})
	relation := rapid.SampledFrom([]string{"", "moeder", "zoon", "buurman", "bewoner"})
	persons := make([]identify.Person, rapid.IntRange(1, 6).Draw(t, "people"))
	for i := range persons {
		persons[i] = identify.Person{
			Handle:   fmt.Sprint("p", i),
			Names:    []string{first.Draw(t, "first") + " " + last.Draw(t, "last")},
			Relation: relation.Draw(t, "relation"),
		}
	}
	return identify.ProposePseudonyms(persons)
}

func TestNothingOfANameIsLeftAfterReplacing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		persons := household(t)
		var text strings.Builder
		for n := rapid.IntRange(1, 8).Draw(t, "sentences"); n > 0; n-- {
			name := rapid.SampledFrom(persons).Draw(t, "who").Names[0]
			parts := strings.Fields(name)
			written := rapid.SampledFrom([]string{name, strings.ToUpper(name), parts[0], "mevrouw " + parts[len(parts)-1], "de heer " + name, name + "s", parts[0] + "'s", norm.NFD.String(name)}).Draw(t, "written")
			text.WriteString(rapid.SampledFrom([]string{"Gisteren zag ", "", "Volgens ", "De buurvrouw van ", "Ook ", "hij en "}).Draw(t, "lead"))
			text.WriteString(written)
			text.WriteString(rapid.SampledFrom([]string{" belde. ", ", ", " en ", "\n", ". ", " (06-12345678) ", "? "}).Draw(t, "after"))
		}
		marks := identify.Find(text.String(), persons)
		require.NotEmpty(t, marks)
		out, err := identify.Replace(text.String(), marks)
		require.NoError(t, err)
		for _, m := range identify.Find(out, persons) {
			require.NotEqual(t, identify.Name, m.Kind, "%q became %q", text.String(), out)
		}
	})
}

func TestMarksAreInOrderAndFitAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holds(t, rapid.String().Draw(t, "text"), household(t))
	})
}

// holds is what must be true of every text.
func holds(t require.TestingT, text string, persons []identify.Person) {
	marks := identify.Find(text, persons)
	normal := norm.NFC.String(text)
	at := 0
	for _, m := range marks {
		require.GreaterOrEqual(t, m.Start, at)
		require.Greater(t, m.End, m.Start)
		require.LessOrEqual(t, m.End, len(normal))
		require.True(t, utf8.RuneStart(normal[m.Start]) && (m.End == len(normal) || utf8.RuneStart(normal[m.End])) || !utf8.ValidString(normal))
		at = m.End
	}
	require.Equal(t, marks, identify.Find(text, persons), "the same text gives the same marks")
	if utf8.ValidString(text) {
		_, err := identify.Replace(text, marks)
		require.NoError(t, err)
	}
	require.NoError(t, identify.Clean(identify.Normalize(text)))
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"mevrouw Van Dalen, Esdoornlaan 14, 7921 AB Zuidwolde, geb. 14-03-1991, BSN 123456782",
		"06 1234 5678 / +31 (0)6-12345678 / NL91 ABNA 0417 1643 00 / k.dalen@voorbeeld.example / XX-99-BB",
		"P. heeft P.v.D. gezien; Karin's fiets, Ka\u0301rin, ½ ﬁ ĳ Ⅳ 1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8\u200b2",
		"\xff\xfe P.\xff Karin \u202e", strings.Repeat("1 ", 40), "v.d.v.d. de heer de heer '' ’s-’s",
	} {
		f.Add(seed, "Karin van Dalen", "Moeder A")
	}
	f.Add("ß ss Straße 12", "Æ-ß, van", "")
	f.Fuzz(func(t *testing.T, text, name, pseudonym string) {
		holds(t, text, []identify.Person{{Handle: "a", Names: []string{name}, Pseudonym: pseudonym}, {Handle: "b", Names: []string{"Jan van Dalen"}}})
	})
}

func TestLongHostileTextsComeBack(t *testing.T) {
	for name, unit := range hostile() {
		t.Run(name, func(t *testing.T) { holds(t, strings.Repeat(unit, 65536/len(unit)), populier()) })
	}
}
