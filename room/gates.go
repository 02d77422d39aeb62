package room

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// Gate is something that must be done before the minutes are adopted, or before
// the room is closed.
type Gate struct {
	Code     covenant.Code
	Articles []covenant.Article
	Met      bool
	Closing  bool            // asked at closing, not yet at adoption
	Items    []agenda.ItemID // where something is still to be done
	Seats    []Recipient     // for whom
	Open     []crypto.Digest // proposals or reactions it is about
}

// Gates returns what must be done before the minutes are adopted and the room is
// closed, open or met at a moment (server's clock, ms), for chair and deputies;
// who does not see every item cannot tell.
func (s *State) Gates(id chain.Seat, at int64) []Gate {
	if !s.seesAll(id) {
		return nil
	}
	return s.gates(at)
}

// gates answers for every gate the profile has in force.
func (s *State) gates(at int64) []Gate {
	var gates []Gate
	leaving := s.leaving()
	for _, code := range s.rules.CloseGates() {
		g := Gate{Code: code}
		if entry, ok := s.rules.Gate(code); ok {
			g.Articles = entry.Articles
		}
		switch code {
		case covenant.GateItemComplete:
			for _, it := range s.items {
				if len(s.rules.ItemComplete(it.Facts)) > 0 {
					g.Items = append(g.Items, it.ID)
				}
			}
		case covenant.GateItemOutcome:
			for _, it := range s.items {
				if it.Outcome == "" {
					g.Items = append(g.Items, it.ID)
				}
			}
		case covenant.GateProposalsDecided:
			for _, p := range sorted(s.proposals, func(p *Proposal) *object { return p.object }) {
				if p.State == ProposalOpen {
					g.Open = append(g.Open, p.Act)
				}
			}
		case covenant.GateMatrixComplete:
			for _, r := range s.recipients() {
				if len(leaving[r]) == 0 && !s.nothing[r] {
					g.Seats = append(g.Seats, r)
				}
			}
		case covenant.GatePackagesIssued:
			for _, r := range s.recipients() {
				if !s.allSent(r, leaving) {
					g.Seats = append(g.Seats, r)
				}
			}
		case covenant.GateReactionsHandled:
			for _, re := range s.reactionsInOrder() {
				if !s.handled(re) {
					g.Open = append(g.Open, re.Act)
				}
			}
		case covenant.GateReactionTermPassed:
			for _, r := range s.recipients() {
				if !s.settled() && s.mayStillReact(r, at) {
					g.Seats = append(g.Seats, r)
				}
			}
		case covenant.GateOwnRecordsIssued:
			g.Closing = true
			for _, seat := range s.seats {
				if seat.here() && !s.recorded(seat) {
					g.Seats = append(g.Seats, Recipient{Seat: seat.ID})
				}
			}
		case covenant.GateDossierIssued:
			g.Closing = true
			for _, r := range s.recipients() {
				if len(s.dueIn(covenant.PackageDossier, r, leaving)) > 0 && !s.sentWhole(covenant.PackageDossier, r, leaving) {
					g.Seats = append(g.Seats, r)
				}
			}
		case covenant.GateFamilyInformed:
			for _, it := range s.items {
				if !s.familySettled(it, at/DayMillis) {
					g.Items = append(g.Items, it.ID)
				}
			}
		case covenant.GateFamilyResponse:
			for _, it := range s.items {
				lack := s.withoutResponse(it.ID, leaving)
				if len(lack) > 0 || !s.responseSettled(it, at/DayMillis) {
					g.Items = append(g.Items, it.ID)
				}
				g.Seats = append(g.Seats, lack...)
			}
		default: // a gate this version does not know stays shut
			gates = append(gates, g)
			continue
		}
		g.Met = len(g.Items)+len(g.Seats)+len(g.Open) == 0
		gates = append(gates, g)
	}
	return gates
}

// recipients are those for whom it must be said what they get: every seat that
// came and is not gone, and every outside recipient.
func (s *State) recipients() []Recipient {
	var rs []Recipient
	for _, seat := range s.seats {
		if seat.Gone == "" && seat.came() {
			rs = append(rs, Recipient{Seat: seat.ID})
		}
	}
	for _, o := range s.outsiders {
		rs = append(rs, Recipient{Outside: o.Number})
	}
	return rs
}
