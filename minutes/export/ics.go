//go:build !js

package export

import (
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"

	"casusoverleg/crypto"
)

// reminder is when a calendar warns: at nine in the morning of the day before.
const reminder = "-PT15H"

// ICS is a calendar file (RFC 5545) with one all-day event per agreed action; an
// event, since Outlook ignores to-dos. Calendars are shared and synchronised, so
// it says that there is an action and where to read which one, and nothing about
// the case. An action that was dropped cancels the event it had. Importing a
// list that was issued again updates the events of the first one.
func (p *Package) ICS(actions []Action) ([]byte, error) {
	cal := ics.NewCalendarFor("casusoverleg")
	cal.SetProductId("-//casusoverleg//" + string(p.language()))
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRTimezone("Europe/Amsterdam")
	events := map[crypto.Digest]*ics.VEvent{}
	for _, a := range actions {
		if a.Status == Vacant || events[a.Act] != nil {
			continue // two passages may tell about one action
		}
		events[a.Act] = p.event(cal, a, actions)
	}
	if len(events) == 0 {
		return nil, ErrNoActions
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows)), nil
}

func (p *Package) event(cal *ics.Calendar, a Action, actions []Action) *ics.VEvent {
	id := crypto.Hash(crypto.LabelCalendar, p.verified.Contents.Room[:], a.Act[:])
	summary := p.say("Actie uit overleg", "Action from a meeting")
	if a.Status == Dropped {
		summary = p.say("Vervallen: actie uit overleg", "Dropped: action from a meeting")
	}
	e := cal.AddEvent(id.String())
	e.SetDtStampTime(p.issued())
	e.SetSequence(int(p.verified.Issue.Seq)) // a later issue of the same action counts
	e.SetAllDayStartAt(date(a.Due))
	e.SetAllDayEndAt(date(a.Due + 1))
	e.SetSummary(summary)
	e.SetDescription(p.described(a, actions))
	e.SetClass(ics.ClassificationPrivate)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if a.Status == Dropped {
		e.SetStatus(ics.ObjectStatusCancelled)
		return e
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
	if a.Status == Done { // nobody needs to be reminded
		return e
	}
	alarm := e.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetTrigger(reminder)
	alarm.SetDescription(summary)
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
