package page

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Reply answers one request; exactly one of OK, Refusal and Problem is there.
type Reply struct {
	ID      uint64   `json:"id"`
	OK      any      `json:"ok,omitempty"`
	Refusal *Refusal `json:"refusal,omitempty"`
	Problem *Problem `json:"problem,omitempty"`
}

// Refusal says why something may not be done: nothing was changed.
type Refusal struct {
	Code     covenant.Code      `json:"code"` // stable
	Articles []covenant.Article `json:"articles"`
	Subject  string             `json:"subject"` // machine word for the field or demand; may be empty
	Sentence Words              `json:"sentence"`
}

// Problem says what went wrong and what to do; nobody refused anything.
type Problem struct {
	Code     ProblemCode `json:"code"`
	Field    string      `json:"field"` // of the request, for bad_input; may be empty
	Sentence Words       `json:"sentence"`
}

// ProblemCode names a problem.
type ProblemCode string

// The codes of problems.
const (
	ProblemInput     ProblemCode = "bad_input"    // the request is not of the contract, or a field cannot be
	ProblemNoRoom    ProblemCode = "not_in_room"  // the verb needs a room that is open
	ProblemConnect   ProblemCode = "connection"   // the server is not reached
	ProblemServer    ProblemCode = "server"       // it answered with what no server of this kind answers
	ProblemStorage   ProblemCode = "storage"      // the browser does not keep what it must
	ProblemElsewhere ProblemCode = "elsewhere"    // another tab has the keys
	ProblemLink      ProblemCode = "link"         // not a link of this kind, or of another site
	ProblemSpent     ProblemCode = "spent"        // the invitation was used, withdrawn or has expired
	ProblemUnknown   ProblemCode = "unknown"      // there is no such thing, or not for this seat
	ProblemForged    ProblemCode = "forged"       // the joiner does not hold the invitation
	ProblemUnread    ProblemCode = "unread"       // the text must be opened before it is agreed to or decided on
	ProblemGone      ProblemCode = "gone"         // the seat left or was removed
	ProblemReplaced  ProblemCode = "replaced"     // the seat connected from elsewhere
	ProblemNotYours  ProblemCode = "no_such_room" // the server knows no such room, or not for this device
	ProblemEvidence  ProblemCode = "evidence"     // the server lied; the session has stopped
	ProblemCancelled ProblemCode = "cancelled"    // by the verb cancel
	ProblemClosed    ProblemCode = "closed"       // the room was left meanwhile
	ProblemFile      ProblemCode = "file"         // not a file of this kind, or damaged
	ProblemNoKey     ProblemCode = "no_key"       // the key that opens it is not on this device
	ProblemByHand    ProblemCode = "by_hand"      // a lost act that must be done again by its own verb
	ProblemNothing   ProblemCode = "nothing"      // nothing was approved for this recipient, or there are no actions
	ProblemLocked    ProblemCode = "locked"       // the person did not show himself; nothing was done
	ProblemWords     ProblemCode = "wrong_words"  // other words than those of the lock or file, or another passkey
	ProblemCore      ProblemCode = "core"         // a mistake of the program; reload
)

// sentences are what people are told of a problem.
var sentences = map[ProblemCode]Words{
	ProblemInput:     {"Er klopt iets niet in wat u invulde.", "Something in what you filled in is not right."},
	ProblemNoRoom:    {"U bent nu niet in een overleg.", "You are not in a meeting now."},
	ProblemConnect:   {"Er is geen verbinding met de server. Kijk of u internet hebt. Wij blijven het proberen.", "The server cannot be reached. See whether you have internet. We keep trying."},
	ProblemServer:    {"De server geeft een vreemd antwoord. Vraag uw beheerder om te kijken.", "The server answers strangely. Ask your administrator to look."},
	ProblemStorage:   {"Uw browser bewaart niets. Zet een privévenster uit of maak ruimte vrij, en laad de pagina opnieuw.", "Your browser keeps nothing. Leave the private window or make room, and reload the page."},
	ProblemElsewhere: {"Het overleg staat al open in een ander tabblad. Ga daarheen of sluit dat tabblad.", "The meeting is open in another tab. Go there or close that tab."},
	ProblemLink:      {"Deze link werkt hier niet. Kijk of u de hele link hebt overgenomen.", "This link does not work here. See whether you copied the whole link."},
	ProblemSpent:     {"Deze uitnodiging is al gebruikt, ingetrokken of verlopen. Vraag de voorzitter om een nieuwe.", "This invitation was used, withdrawn or has expired. Ask the chair for a new one."},
	ProblemUnknown:   {"Dat is er niet, of niet voor u.", "There is no such thing, or not for you."},
	ProblemForged:    {"Deze bezoeker heeft de uitnodiging niet. Laat hem niet binnen en bel de genodigde.", "This visitor does not hold the invitation. Do not let him in, and call the person you invited."},
	ProblemUnread:    {"Uw apparaat kan deze tekst niet openen. Lees hem eerst voordat u besluit.", "Your device cannot open this text. Read it before you decide."},
	ProblemGone:      {"U neemt niet meer deel aan dit overleg.", "You no longer take part in this meeting."},
	ProblemReplaced:  {"U bent op een andere plek verbonden met dit overleg.", "You are connected to this meeting from elsewhere."},
	ProblemNotYours:  {"Dit overleg bestaat niet, of niet voor dit apparaat.", "There is no such meeting, or not for this device."},
	ProblemEvidence:  {"De server laat niet één geschiedenis zien. Uw apparaat is gestopt. Vertel het de voorzitter.", "The server does not show one history. Your device has stopped. Tell the chair."},
	ProblemCancelled: {"U hebt dit afgebroken.", "You stopped this."},
	ProblemClosed:    {"Het overleg is op dit apparaat gesloten.", "The meeting was closed on this device."},
	ProblemFile:      {"Dit bestand is beschadigd of van een andere soort.", "This file is damaged or of another kind."},
	ProblemNoKey:     {"De sleutel voor dit pakket staat niet op dit apparaat. Open het met uw sleutelbestand.", "The key to this package is not on this device. Open it with your key file."},
	ProblemByHand:    {"Doe dit opnieuw met de gewone knop.", "Do this again with its own button."},
	ProblemNothing:   {"Er is niets om te geven: er is niets goedgekeurd, of er zijn geen acties.", "There is nothing to give: nothing was approved, or there are no actions."},
	ProblemLocked:    {"Dit is niet gedaan: u hebt niet laten zien dat u het bent.", "This was not done: you did not show that it is you."},
	ProblemWords:     {"Hiermee gaat uw sleutel niet open. Kijk of het de woorden of de passkey van dit apparaat zijn, en probeer het opnieuw.", "This does not open your key. See whether these are the words or the passkey of this device, and try again."},
	ProblemCore:      {"Het programma is vastgelopen. Laad de pagina opnieuw; wat is opgeslagen, blijft.", "The program stopped. Reload the page; what was stored stays."},
}

// ProblemCodes lists every code.
func ProblemCodes() []ProblemCode {
	var codes []ProblemCode
	for code := range sentences {
		codes = append(codes, code)
	}
	return codes
}

// Problematic makes a problem with its sentences.
func Problematic(code ProblemCode) *Problem {
	return &Problem{Code: code, Sentence: sentences[code]}
}

// Error implements error, so that a verb may return a problem.
func (p *Problem) Error() string { return "page: " + string(p.Code) }

// wrong is bad input in one field of a request.
func wrong(field string) *Problem {
	p := Problematic(ProblemInput)
	p.Field = field
	return p
}

// ProblemOf says in one of the codes what an error is about.
func ProblemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	for _, known := range knownErrors {
		if errors.Is(err, known.err) {
			return Problematic(known.code)
		}
	}
	var stopped *replica.Evidence
	var file *minutes.Failure
	var damaged *chain.Violation
	switch {
	case errors.As(err, &stopped), errors.As(err, &damaged):
		return Problematic(ProblemEvidence)
	case errors.As(err, &file), errors.Is(err, replica.ErrLogFile), errors.Is(err, crypto.ErrMalformed):
		return Problematic(ProblemFile)
	}
	return Problematic(ProblemConnect)
}

var knownErrors = []struct {
	err  error
	code ProblemCode
}{
	{context.Canceled, ProblemCancelled}, {context.DeadlineExceeded, ProblemConnect},
	{client.ErrClosed, ProblemClosed}, {client.ErrGone, ProblemGone}, {client.ErrReplaced, ProblemReplaced}, {client.ErrReseated, ProblemReplaced},
	{client.ErrNoRoom, ProblemNotYours}, {client.ErrLink, ProblemLink}, {client.ErrSpent, ProblemSpent},
	{client.ErrUnknown, ProblemUnknown}, {client.ErrForged, ProblemForged}, {client.ErrServer, ProblemServer},
	{client.ErrOffline, ProblemConnect}, {client.ErrPlan, ProblemFile}, {seal.ErrUnreadable, ProblemNoKey}, {client.ErrUnread, ProblemUnread}, {client.ErrByHand, ProblemByHand}, {client.ErrNoCheckpoint, ProblemConnect},
	{vault.ErrNotFound, ProblemUnknown}, {vault.ErrDamaged, ProblemStorage}, {vault.ErrLocked, ProblemStorage},
	{vault.ErrTooLarge, ProblemStorage}, {errLocked, ProblemLocked}, {errWords, ProblemWords},
}

// refusalOf gives a refusal the sentence that the covenant has for it.
func refusalOf(r *room.Refusal, rules *covenant.Rules) *Refusal {
	refusal := &Refusal{Code: r.Code, Articles: r.Articles, Subject: r.Subject}
	if rules != nil {
		if entry, ok := rules.Refusal(r.Code); ok {
			refusal.Sentence = Words{NL: entry.NL, EN: entry.EN}
		}
	}
	if refusal.Sentence.NL == "" { // asked before any rules are known here
		refusal.Sentence = Words{NL: "De server doet dit niet.", EN: "The server does not do this."}
	}
	return refusal
}

// encode writes what the page gets. A list without entries is an empty list.
func encode(v any) []byte {
	filled := reflect.New(reflect.TypeOf(v))
	filled.Elem().Set(reflect.ValueOf(v))
	fill(filled.Elem())
	b, err := json.Marshal(filled.Interface())
	if err != nil {
		panic("page: " + err.Error()) // every type of the contract can be written
	}
	return b
}

// fill makes an empty list of every list that is not there.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			inside := reflect.New(v.Elem().Type())
			inside.Elem().Set(v.Elem())
			fill(inside.Elem())
			v.Set(inside.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		if kind := v.Type().Elem().Kind(); kind <= reflect.Complex128 || kind == reflect.String {
			return
		}
		for i := range v.Len() {
			fill(v.Index(i))
		}
	}
}
