package identify_test

import (
	"strings"
	"testing"

	"casusoverleg/minutes/identify"
)

const passage = "Sinds 1 september vijf meldingen van geluid na 23.00 uur bij mevrouw Van Dalen, Esdoornlaan 14 in Zuidwolde, " +
	"telefoon 06 1234 5678. Er is geen aangifte gedaan. Bij twee meldingen was iemand aanwezig die had gedronken. " +
	"Volgens zijn ID (BSN 123456782, geboren 14 maart 1991) is dat haar zoon Patrick. Hij komt één keer per week. "

// hostile texts try to make a scanner go back over what it has read.
func hostile() map[string]string {
	return map[string]string{
		"digits":        strings.Repeat("1", 64),
		"spaced digits": strings.Repeat("1 ", 32),
		"groups":        strings.Repeat("123 456 782 ", 64)[:64],
		"dots":          strings.Repeat("1.", 32),
		"at signs":      strings.Repeat("a@a.", 16),
		"initials":      strings.Repeat("P.", 32),
		"one name":      strings.Repeat("Dalen ", 64)[:64],
		"particles":     strings.Repeat("van de ", 64)[:64],
		"honorifics":    strings.Repeat("de heer ", 8),
		"capitals":      strings.Repeat("Aa ", 64)[:64],
		"letters":       strings.Repeat("a", 64),
		"marks":         strings.Repeat("e\u0301\u0323\u0301", 64)[:64],
		"cues":          strings.Repeat("bsn 1 ", 64)[:64],
		"plates":        strings.Repeat("AB-1-", 64)[:64],
	}
}

func BenchmarkFind4KB(b *testing.B) {
	text := strings.Repeat(passage, 4096/len(passage)+1)[:4096]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		identify.Find(text, populier())
	}
}

// BenchmarkFindHostile reports ns/byte at 4 and 64 KB: the two are alike as long
// as the work is in proportion to the text.
func BenchmarkFindHostile(b *testing.B) {
	for name, unit := range hostile() {
		for _, size := range []int{4096, 65536} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(name+map[bool]string{true: "/64KB", false: "/4KB"}[size > 4096], func(b *testing.B) {
				for b.Loop() {
					identify.Find(text, populier())
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
			})
		}
	}
}
