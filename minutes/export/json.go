package export

import (
	"bytes"
	"encoding/json"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room/covenant"
)

// JSONFormat is the version of docs/actions.schema.json. Whoever reads a file
// refuses another one.
const JSONFormat = 1

type jsonList struct {
	Format    int              `json:"format"`
	Room      crypto.Digest    `json:"room"`
	Issue     crypto.Digest    `json:"issue"`
	Package   covenant.Code    `json:"package"`
	Language  minutes.Language `json:"language"`
	Title     string           `json:"title"`
	Started   string           `json:"started"`
	Issued    string           `json:"issued"`
	Purpose   jsonWord         `json:"purpose"`
	Retention string           `json:"retention,omitempty"`
	Actions   []jsonAction     `json:"actions"`
}

type jsonWord struct {
	Code covenant.Code `json:"code"`
	Text string        `json:"text"`
}

type jsonAction struct {
	Act          string        `json:"act,omitempty"`
	Item         agenda.ItemID `json:"item"`
	Number       int           `json:"number"`
	What         string        `json:"what"`
	Who          string        `json:"who,omitempty"`
	Party        covenant.Code `json:"party,omitempty"`
	Organisation string        `json:"organisation,omitempty"`
	Due          string        `json:"due,omitempty"`
	Status       Status        `json:"status"`
}

// JSON is a list of actions for other programs, by docs/actions.schema.json. It
// carries the purpose it may be used for (TS-P-3.4) and how long it is kept.
func (p *Package) JSON(actions []Action) ([]byte, error) {
	if len(actions) == 0 {
		return nil, ErrNoActions
	}
	c := &p.verified.Contents
	list := jsonList{Format: JSONFormat, Room: c.Room, Issue: p.verified.Issue.Act, Package: c.Kind, Language: c.Language, Title: p.Title(),
		Started: time.UnixMilli(c.Started).UTC().Format(time.RFC3339), Issued: p.issued().Format(time.RFC3339),
		Purpose: jsonWord{c.Purpose.Code, p.in(c.Purpose.Text)}, Retention: p.in(c.Retention)}
	for _, a := range actions {
		j := jsonAction{Item: a.Item, Number: a.Number, What: a.What, Who: a.Who, Party: a.Party,
			Organisation: a.Organisation, Due: a.due(), Status: a.Status}
		if !a.Act.IsZero() {
			j.Act = a.Act.String()
		}
		list.Actions = append(list.Actions, j)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it goes into a file, not into a page
	e.SetIndent("", "  ")
	if err := e.Encode(list); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
