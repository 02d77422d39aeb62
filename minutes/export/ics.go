//go:build !js

package export

import (
	"time"

	ics "github.com/arran4/golang-ical"
)

// ICS is the calendar of these actions as a file (RFC 5545).
func (p *Package) ICS(actions []Action) ([]byte, error) {
	c, err := p.Calendar(actions)
	if err != nil {
		return nil, err
	}
	cal := ics.NewCalendarFor("casusoverleg")
	cal.SetProductId(c.Product)
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRTimezone("Europe/Amsterdam")
	for _, e := range c.Events {
		c.add(cal.AddEvent(e.ID), e)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows)), nil
}

func (c *Calendar) add(to *ics.VEvent, e Event) {
	to.SetDtStampTime(time.UnixMilli(c.Issued).UTC())
	to.SetSequence(int(c.Sequence))
	to.SetAllDayStartAt(date(e.Day))
	to.SetAllDayEndAt(date(e.Day + 1))
	to.SetSummary(e.Summary)
	to.SetDescription(e.Description)
	to.SetClass(ics.ClassificationPrivate)
	to.SetTimeTransparency(ics.TransparencyTransparent)
	to.SetStatus(ics.ObjectStatusConfirmed)
	if e.Dropped {
		to.SetStatus(ics.ObjectStatusCancelled)
	}
	if e.Reminds {
		alarm := to.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		alarm.SetTrigger(c.Reminder)
		alarm.SetDescription(e.Summary)
	}
}
