package export

import (
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// ErrNoActions says that there is nothing to export: the package has no actions,
// or none of the kind that was asked for.
var ErrNoActions = errors.New("no actions")

// Status of an action.
type Status string

// The statuses of an action, as they stood when the package was issued.
const (
	Agreed  Status = "agreed"  // somebody does it, by a date
	Done    Status = "done"    // it was done
	Dropped Status = "dropped" // taken back, or not to be done any more
	Vacant  Status = "vacant"  // nobody was named yet
)

// Action is one line of an action list.
type Action struct {
	Act          crypto.Digest // action act; zero when vacant
	Item         agenda.ItemID
	Number       int           // of the passage in the document
	What         string        // the approved text
	Who          string        // name of who does it, or a function while nobody fills the place; empty when vacant
	Party        covenant.Code // his organisation
	Organisation string        // its name
	Due          int64         // days since 1970-01-01; 0 when vacant
	Status       Status
	Mine         bool // assigned to the recipient of the package
}

// Actions are all actions of the package, in the order of the document.
func (p *Package) Actions() []Action {
	c := &p.verified.Contents
	numbers := map[crypto.Digest]int{}
	for _, passage := range p.verified.Passages {
		numbers[passage.Proposal] = passage.Where.Passage
	}
	var actions []Action
	for i := range c.Items {
		for j := range c.Items[i].Releases {
			rel := &c.Items[i].Releases[j]
			if rel.Kind != covenant.ReleaseAction {
				continue
			}
			line := Action{Item: c.Items[i].ID, Number: numbers[rel.Proposal], What: plain(rel.Text), Status: Vacant}
			if len(rel.Work) == 0 {
				actions = append(actions, line)
			}
			for _, w := range rel.Work {
				actions = append(actions, p.assigned(line, w))
			}
		}
	}
	return actions
}

// assigned says who does a piece of work, and by when.
func (p *Package) assigned(a Action, w minutes.Work) Action {
	c := &p.verified.Contents
	a.Act, a.Due, a.Status = w.Action, w.Due, Agreed
	switch {
	case w.Retracted || w.Progress == room.ProgressDropped:
		a.Status = Dropped
	case w.Progress == room.ProgressDone:
		a.Status = Done
	}
	for _, place := range c.Places {
		if place.ID != w.Assignee {
			continue
		}
		a.Who, a.Party, a.Organisation = place.Function, place.Party, string(place.Party)
		a.Mine = place.Seat != 0 && place.Seat == c.Recipient.Seat
		for _, person := range c.Persons {
			if place.Seat != 0 && person.Seat == place.Seat {
				a.Who, a.Party = minutes.Called(person.Name, p.language()), person.Party
			}
		}
	}
	for _, party := range c.Parties {
		if party.Code == a.Party {
			a.Organisation = p.in(party.Text)
		}
	}
	a.Who, a.Organisation = plain(a.Who), plain(a.Organisation)
	return a
}

// columns of every table of actions.
func (p *Package) columns() []string {
	return []string{p.say("Wat", "What"), p.say("Wie", "Who"), p.say("Organisatie", "Organisation"),
		p.say("Wanneer", "By when"), p.say("Status", "Status")}
}

func (p *Package) status(s Status) string {
	switch s {
	case Agreed:
		return p.say("Afgesproken", "Agreed")
	case Done:
		return p.say("Klaar", "Done")
	case Dropped:
		return p.say("Vervallen", "Dropped")
	}
	return p.say("Nog niet afgesproken", "Not agreed yet")
}

// due is the date of an action as ISO 8601, which every spreadsheet in every
// language reads as a date; empty when there is none.
func (a Action) due() string {
	if a.Due == 0 {
		return ""
	}
	return date(a.Due).Format("2006-01-02")
}
