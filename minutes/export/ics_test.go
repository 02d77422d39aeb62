package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// An event line by line, with folded lines as RFC 5545, 3.1 has them.
func TestTheCalendarFileLineByLine(t *testing.T) {
	p := open(t, list)
	b, err := p.ICS(p.Actions())
	require.NoError(t, err)
	lines := strings.Split(string(b), "\r\n")
	require.Equal(t, []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//casusoverleg//nl", "METHOD:PUBLISH", "X-WR-TIMEZONE:Europe/Amsterdam", "BEGIN:VEVENT"}, lines[:6])
	require.Regexp(t, "^UID:[0-9a-f]{64}$", lines[6])
	issue := strings.TrimPrefix(lines[8], "SEQUENCE:")
	require.Equal(t, []string{
		"DTSTAMP:20261127T081720Z", "SEQUENCE:" + issue, "DTSTART;VALUE=DATE:20261204", "DTEND;VALUE=DATE:20261205", "SUMMARY:Actie uit overleg",
		`DESCRIPTION:Samira Kaya\, Welzijn De Wolden\nNummer 1\, 3\, 4\, 5\, 6\, 7`,
		"  in: Actielijst van het overleg van vrijdag 27 november 2026",
		"CLASS:PRIVATE", "TRANSP:TRANSPARENT", "STATUS:CONFIRMED",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15H", "DESCRIPTION:Actie uit overleg", "END:VALARM", "END:VEVENT",
	}, lines[7:23])
	require.Equal(t, []string{"END:VCALENDAR", ""}, lines[len(lines)-2:])
	for _, l := range lines {
		require.NotContains(t, l, "\n")
		require.LessOrEqual(t, len(l), 75)
	}
}

func TestCalendarsReadTheFile(t *testing.T) {
	p := open(t, list)
	b, err := p.ICS(p.Actions())
	require.NoError(t, err)
	cal, err := ics.ParseCalendar(bytes.NewReader(b))
	require.NoError(t, err)
	events := cal.Events()
	require.Len(t, events, 5, "one for each action, not for each passage about it")
	seen := map[string]bool{}
	for i, e := range events {
		require.False(t, seen[e.Id()])
		seen[e.Id()] = true
		start, err := e.GetAllDayStartAt()
		require.NoError(t, err)
		end, err := e.GetAllDayEndAt()
		require.NoError(t, err)
		require.Equal(t, 24*time.Hour, end.Sub(start))
		require.Equal(t, []string{"2026-12-04", "2026-12-11", "2026-12-18", "2026-12-18", "2026-12-18"}[i], start.Format("2006-01-02"))
		if i == 2 { // Ronald's, which was dropped
			require.Equal(t, "CANCELLED", e.GetProperty(ics.ComponentPropertyStatus).Value)
			require.Equal(t, "Vervallen: actie uit overleg", e.GetProperty(ics.ComponentPropertySummary).Value)
			require.Empty(t, e.Alarms())
			continue
		}
		if i == 3 { // Marieke's letter, which was sent
			require.Empty(t, e.Alarms())
			continue
		}
		require.Len(t, e.Alarms(), 1)
		require.Equal(t, "Actie uit overleg", e.GetProperty(ics.ComponentPropertySummary).Value)
	}
	require.Equal(t, "Samira Kaya, Welzijn De Wolden\nNummer 1, 3, 4, 5, 6, 7 in: Actielijst van het overleg van vrijdag 27 november 2026",
		events[0].GetProperty(ics.ComponentPropertyDescription).Value)
}

func TestTheCalendarSaysNothingAboutTheCase(t *testing.T) {
	for _, name := range []string{list, report, english} {
		p := open(t, name)
		b, err := p.ICS(p.Actions())
		require.NoError(t, err)
		text := strings.ReplaceAll(string(b), "\r\n ", "")
		for _, a := range p.Actions() {
			require.NotContains(t, text, a.What)
		}
		require.NotContains(t, text, "Populier")
		require.NotContains(t, text, p.verified.Contents.Room.String())
	}
}

// Whoever imports the minutes after the action list keeps one event per action.
func TestALaterPackageUpdatesTheSameEvents(t *testing.T) {
	ids := func(name string) map[string]string {
		b, err := open(t, name).ICS(open(t, name).Actions())
		require.NoError(t, err)
		cal, err := ics.ParseCalendar(bytes.NewReader(b))
		require.NoError(t, err)
		found := map[string]string{}
		for _, e := range cal.Events() {
			found[e.Id()] = e.GetProperty(ics.ComponentPropertySequence).Value
		}
		return found
	}
	first, second := ids(list), ids(report)
	require.Len(t, second, len(first))
	for id, sequence := range first {
		require.Contains(t, second, id)
		require.NotEqual(t, sequence, second[id])
	}
}
