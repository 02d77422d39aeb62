package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/live"
	"casusoverleg/room/wire"
)

// problem is an answer that says no (RFC 9457). Code is stable.
type problem struct {
	Type        string             `json:"type"`
	Title       string             `json:"title"`
	Status      int                `json:"status"`
	Code        covenant.Code      `json:"code"`
	Subject     string             `json:"subject,omitempty"`
	Articles    []covenant.Article `json:"articles,omitempty"`
	Obligations []string           `json:"obligations,omitempty"`
}

// Codes of problems that are not the room's refusals.
const (
	codeOrigin      covenant.Code = "other_origin"
	codeHost        covenant.Code = "other_host"
	codeForm        covenant.Code = "malformed"
	codeMedia       covenant.Code = "media_type"
	codeTooLarge    covenant.Code = "too_large"
	codeNotFound    covenant.Code = "not_found"
	codeMethod      covenant.Code = "method"
	codeToken       covenant.Code = "token"
	codeChairLink   covenant.Code = "not_the_chairs_link"
	codeCrowded     covenant.Code = "too_many_waiting"
	codeNotKnocked  covenant.Code = "not_knocked"
	codeQuota       covenant.Code = "staged_too_much"
	codeUnavailable covenant.Code = "try_again"
	codeDraining    covenant.Code = "stopping"
)

// titles are for who reads an answer by eye; programs read the code.
func titleOf(code covenant.Code) string {
	switch code {
	case codeOrigin, codeHost:
		return "De aanvraag komt van een ander adres / The request comes from another address"
	case codeNotFound:
		return "Niet gevonden, of niet voor u / Not found, or not for you"
	case room.CodeInvitationSpent:
		return "De uitnodiging geldt niet meer / The invitation holds no more"
	case codeToken:
		return "De aanmelding geldt niet (meer) / The session does not hold (any more)"
	case codeChairLink:
		return "Dit is niet de voorzitterslink / This is not the chair's link"
	case codeUnavailable, codeDraining, wire.CodeTooFast:
		return "Het lukt nu niet, probeer het zo weer / Not now, try again soon"
	case codeTooLarge, codeQuota:
		return "Te groot / Too large"
	}
	return "Geweigerd / Refused"
}

func (s *Server) refuse(w http.ResponseWriter, status int, code covenant.Code) {
	writeProblem(w, problem{Status: status, Code: code})
}

func writeProblem(w http.ResponseWriter, p problem) {
	p.Type, p.Title = "about:blank", titleOf(p.Code)
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusServiceUnavailable || p.Status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "2")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever went away does not read it
}

// refuseAct answers with a refusal of the room.
func refuseAct(w http.ResponseWriter, r *room.Refusal) {
	status := http.StatusUnprocessableEntity
	if r.Code == wire.CodeStorageFull {
		status = http.StatusServiceUnavailable
	}
	writeProblem(w, problem{Status: status, Code: r.Code, Subject: r.Subject, Articles: r.Articles, Obligations: r.Obligations})
}

// fail answers an error of the hub.
func (s *Server) fail(w http.ResponseWriter, err error) {
	for _, known := range []struct {
		err    error
		status int
		code   covenant.Code
	}{
		{live.ErrNoRoom, http.StatusNotFound, codeNotFound},
		{live.ErrNoInvitation, http.StatusNotFound, codeNotFound},
		{live.ErrSpent, http.StatusGone, room.CodeInvitationSpent},
		{live.ErrKnock, http.StatusUnprocessableEntity, codeForm},
		{live.ErrTooFast, http.StatusTooManyRequests, wire.CodeTooFast},
		{live.ErrCrowded, http.StatusTooManyRequests, codeCrowded},
		{live.ErrNotKnocked, http.StatusConflict, codeNotKnocked},
		{live.ErrChair, http.StatusForbidden, codeChairLink},
		{live.ErrClosed, http.StatusServiceUnavailable, codeDraining},
		{live.ErrAway, http.StatusServiceUnavailable, codeUnavailable},
		{journal.ErrQuota, http.StatusTooManyRequests, codeQuota},
		{journal.ErrNotFound, http.StatusNotFound, codeNotFound},
		{journal.ErrFull, http.StatusServiceUnavailable, wire.CodeStorageFull},
	} {
		if errors.Is(err, known.err) {
			s.refuse(w, known.status, known.code)
			return
		}
	}
	s.config.Log.Warn("request failed", "error", err)
	s.refuse(w, http.StatusServiceUnavailable, codeUnavailable)
}

func encode(v any) []byte { return chain.Encode(v) }
