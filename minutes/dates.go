package minutes

import (
	"strconv"
	"time"
)

// Dates are written out, in the time of Amsterdam. The rule for summer time
// (Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC) stands
// here because a browser core carries no time zone tables, and a page must come
// out the same everywhere.

func amsterdam(ms int64) time.Time {
	t := time.UnixMilli(ms).UTC()
	offset := time.Hour
	if !t.Before(lastSunday(t.Year(), time.March)) && t.Before(lastSunday(t.Year(), time.October)) {
		offset = 2 * time.Hour
	}
	return t.Add(offset)
}

// lastSunday is 01:00 UTC on the last Sunday of a month of 31 days.
func lastSunday(year int, month time.Month) time.Time {
	t := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -int(t.Weekday()))
}

var weekdays = map[Language][7]string{
	Dutch:   {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
	English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

var months = map[Language][12]string{
	Dutch:   {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// date of a wall-clock time: "27 november 2026".
func date(t time.Time, lang Language) string {
	return strconv.Itoa(t.Day()) + " " + months[lang][t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// dayDate of days since 1970-01-01.
func dayDate(day int64, lang Language) string {
	return date(time.Unix(0, 0).UTC().AddDate(0, 0, int(day)), lang)
}

// longDate of ms since 1970 UTC: "vrijdag 27 november 2026".
func longDate(ms int64, lang Language) string {
	t := amsterdam(ms)
	return weekdays[lang][t.Weekday()] + " " + date(t, lang)
}

// moment of ms since 1970 UTC: "27 november 2026, 10:02".
func moment(ms int64, lang Language) string {
	t := amsterdam(ms)
	return date(t, lang) + ", " + t.Format("15:04")
}
