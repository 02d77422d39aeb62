package covenant

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"
)

// Days are counted since 1970-01-01 on the calendar of the Netherlands. The
// caller decides which day it is; this package reads no clock.

// Date is a day written YYYY-MM-DD; "" is no day.
type Date string

// Day is the day of d since 1970-01-01, and false when d is no day.
func (d Date) Day() (int64, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, false
	}
	return dayOf(t), true
}

// Term is how long something may take or is kept. Exactly one unit is set.
// Several terms with one code hold together: the earliest end counts.
type Term struct {
	Entry       `yaml:",inline"`
	Hours       int `cbor:"10,keyasint,omitempty" yaml:"hours"`
	Days        int `cbor:"11,keyasint,omitempty" yaml:"days"`
	WorkingDays int `cbor:"12,keyasint,omitempty" yaml:"working_days"`
	Months      int `cbor:"13,keyasint,omitempty" yaml:"months"`
}

// The terms a profile may set.
const (
	TermContents         Code = "contents"          // closing → contents destroyed at the latest
	TermLog              Code = "log"               // closing → content-free log destroyed
	TermReview           Code = "review"            // start of the profile → revision of the document
	TermRenewal          Code = "renewal"           // last day of the profile → last day once renewed, at the latest
	TermTraining         Code = "training"          // training → next training
	TermScreening        Code = "screening"         // certificate of conduct → next one
	TermRequest          Code = "request"           // request of a person → answer
	TermRequestExtension Code = "request_extension" // end of the request term → answer to a complex request
	TermBreachAuthority  Code = "breach_authority"  // breach known → told to the authority
	TermBreachParties    Code = "breach_parties"    // breach known → told to the other parties
	TermInform           Code = "inform"            // start → person informed
	TermReaction         Code = "reaction"          // minutes issued → reaction
)

func termCodes() []Code {
	return []Code{
		TermContents, TermLog, TermReview, TermRenewal, TermTraining, TermScreening, TermRequest,
		TermRequestExtension, TermBreachAuthority, TermBreachParties, TermInform, TermReaction,
	}
}

// Terms lists the terms in force with their words.
func (r *Rules) Terms() []Term {
	out := make([]Term, len(r.doc.Keys.Terms))
	copy(out, r.doc.Keys.Terms)
	return out
}

// Deadline is the last day of a term that starts on day start, and false when
// no profile sets it. Hours count as whole days, rounded up; use
// [Rules.DeadlineTime] where hours matter. A term in months ends on the day
// with the same number, or on the last day of a shorter month. It is not moved
// to the next working day where the law would allow that, so keeping to it is
// never too late.
func (r *Rules) Deadline(term Code, start int64) (day int64, ok bool) {
	for _, t := range r.doc.Keys.Terms {
		if t.Code != term {
			continue
		}
		if end := r.end(t, start); !ok || end < day {
			day, ok = end, true
		}
	}
	return day, ok
}

// DeadlineTime is like [Rules.Deadline] in milliseconds since 1970-01-01 UTC,
// for terms that may be in hours. A term in days ends at the same time of day.
func (r *Rules) DeadlineTime(term Code, start int64) (end int64, ok bool) {
	const day = 24 * int64(time.Hour/time.Millisecond)
	for _, t := range r.doc.Keys.Terms {
		if t.Code != term {
			continue
		}
		var at int64
		if t.Hours > 0 {
			at = start + int64(t.Hours)*int64(time.Hour/time.Millisecond)
		} else {
			first := floorDiv(start, day)
			at = start + (r.end(t, first)-first)*day
		}
		if !ok || at < end {
			end, ok = at, true
		}
	}
	return end, ok
}

func (r *Rules) end(t Term, start int64) int64 {
	switch {
	case t.Hours > 0:
		return start + int64(t.Hours+23)/24
	case t.WorkingDays > 0:
		return r.AddWorkingDays(start, t.WorkingDays)
	case t.Months > 0:
		return addMonths(start, t.Months)
	}
	return start + int64(t.Days)
}

// Destruction is the day on which the contents of a room closed on closedDay
// must be gone at the latest.
func (r *Rules) Destruction(closedDay int64) int64 {
	day, _ := r.Deadline(TermContents, closedDay) // newRules demands this term
	return day
}

// LogRetention is the day on which the content-free log of a room closed on
// closedDay is destroyed.
func (r *Rules) LogRetention(closedDay int64) int64 {
	day, _ := r.Deadline(TermLog, closedDay) // newRules demands this term
	return day
}

// Valid rules whether a room may be opened under these rules on day.
func (r *Rules) Valid(day int64) *Ruling {
	if from, ok := r.doc.Valid.From.Day(); !ok || day < from {
		return r.about(ProfileNotYetValid, "valid_from")
	}
	if until, ok := r.doc.Valid.Until.Day(); ok && day > until {
		return r.about(ProfileExpired, "valid_until")
	}
	return nil
}

// Review is the day on which a document of these rules is due for revision,
// and false when none sets a term. A room still opens after it.
func (r *Rules) Review() (day int64, ok bool) {
	from, ok := r.doc.Valid.From.Day()
	if !ok {
		return 0, false
	}
	return r.Deadline(TermReview, from)
}

// WorkingDay says whether day is a working day: not a Saturday, Sunday or a
// day of Algemene termijnenwet art. 3 (Good Friday and 5 May included).
func (r *Rules) WorkingDay(day int64) bool { return r.calendar.IsWorkday(timeOf(day)) }

// AddWorkingDays is the n-th working day after start; start itself for n ≤ 0.
func (r *Rules) AddWorkingDays(start int64, n int) int64 {
	day := start
	for n > 0 {
		day++
		if r.WorkingDay(day) {
			n--
		}
	}
	return day
}

// dutchCalendar has no cache (Cacheable is false), so reading it is safe from
// several goroutines.
func dutchCalendar() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(nl.Holidays...)
	return c
}

func timeOf(day int64) time.Time { return time.Unix(day*24*60*60, 0).UTC() }

func dayOf(t time.Time) int64 { return floorDiv(t.Unix(), 24*60*60) }

func addMonths(start int64, months int) int64 {
	t := timeOf(start)
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dayOf(first) + int64(min(t.Day(), last)-1)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
