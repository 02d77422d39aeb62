package export

import (
	"strconv"
	"strings"

	"casusoverleg/crypto"
)

// Calendar is what the calendar file of actions holds, whoever writes it (RFC
// 5545): ICS here, the page in the browser.
type Calendar struct {
	Product  string  `json:"product"`  // PRODID
	Issued   int64   `json:"issued"`   // milliseconds since 1970, by the server's clock
	Sequence uint64  `json:"sequence"` // of the issue in the log: a later issue of the same action counts
	Reminder string  `json:"reminder"` // when to warn, as a duration from the start
	Events   []Event `json:"events"`
}

// Event is an action in a calendar: one whole day.
type Event struct {
	ID          string `json:"id"`      // the same for the same action in every package
	Day         int64  `json:"day"`     // days since 1970-01-01
	Summary     string `json:"summary"` // nothing about the case
	Description string `json:"description"`
	Dropped     bool   `json:"dropped"` // cancels the event that it had
	Reminds     bool   `json:"reminds"`
}

// reminder is when a calendar warns: at nine in the morning of the day before.
const reminder = "-PT15H"

// Calendar has one all-day event per agreed action; an event, since Outlook
// ignores to-dos. Calendars are shared and synchronised, so it says that there is
// an action and where to read which one, and nothing about the case. An action
// that was dropped cancels the event it had. Importing a list that was issued
// again updates the events of the first one. ErrNoActions when there is none.
func (p *Package) Calendar(actions []Action) (*Calendar, error) {
	c := &Calendar{Product: "-//casusoverleg//" + string(p.language()), Issued: p.verified.Issue.Time,
		Sequence: p.verified.Issue.Seq, Reminder: reminder}
	seen := map[crypto.Digest]bool{}
	for _, a := range actions {
		if a.Status == Vacant || seen[a.Act] {
			continue // two passages may tell about one action
		}
		seen[a.Act] = true
		c.Events = append(c.Events, p.event(a, actions))
	}
	if len(c.Events) == 0 {
		return nil, ErrNoActions
	}
	return c, nil
}

func (p *Package) event(a Action, actions []Action) Event {
	e := Event{ID: crypto.Hash(crypto.LabelCalendar, p.verified.Contents.Room[:], a.Act[:]).String(), Day: a.Due,
		Summary: p.say("Actie uit overleg", "Action from a meeting"), Description: p.described(a, actions),
		Dropped: a.Status == Dropped, Reminds: a.Status == Agreed}
	if e.Dropped {
		e.Summary = p.say("Vervallen: actie uit overleg", "Dropped: action from a meeting")
	}
	return e
}

// described says who does it and where it is written.
func (p *Package) described(a Action, actions []Action) string {
	var numbers []string
	for _, b := range actions {
		if b.Act == a.Act {
			numbers = append(numbers, strconv.Itoa(b.Number))
		}
	}
	return a.Who + ", " + a.Organisation + "\n" +
		p.say("Nummer ", "Number ") + strings.Join(numbers, ", ") + p.say(" in: ", " in: ") + p.Title()
}
