package main

import (
	"time"

	"casusoverleg/client/replica"
)

// tellEvidence says what a device stopped on, what of that is proven by the server's own
// signatures, and what is only the word of the device.
func (p *program) tellEvidence(path string, f replica.EvidenceFile) error {
	e, proven := f.Evidence, f.Check()
	p.printf("%s is bewijs van een apparaat dat stopte.\nOverleg: %s\nDeelnemer: %d\nGestopt: %s (klok van het apparaat)\n",
		"%s is evidence of a device that stopped.\nRoom: %s\nSeat: %d\nStopped: %s (clock of the device)\n",
		path, f.Room, f.Seat, time.UnixMilli(f.At).UTC().Format(time.RFC3339))
	p.printf("Waarom: bij %d: %s.\n", "Why: at %d: %s.\n", e.Violation.N, p.breach(e.Violation.What))
	if e.Refusal != nil {
		p.printf("Deze handeling had geweigerd moeten worden: %s%s.\n", "This act should have been refused: %s%s.\n", e.Refusal.Code, cited(e.Refusal.Articles))
	}
	p.printf("Wat het had, bij %d: %s\nWat het kreeg: %s\n", "What it had, at %d: %s\nWhat it was shown: %s\n", e.Violation.N, e.Violation.Have, e.Violation.Got)
	p.printf("Het had %d handelingen gecontroleerd.\n", "It had verified %d acts.\n", e.Head.N)
	if proven.Server {
		p.printf("De sleutel is die van de server van dit overleg.\n", "The key is that of this room's server.\n")
	} else {
		p.printf("Of de sleutel die van de server van dit overleg is, blijkt hier niet: vergelijk met een logboek.\n",
			"Whether the key is that of this room's server does not follow from this: compare with a log.\n")
	}
	if c := proven.Held; c != nil {
		p.printf("De server tekende eerder: tijdperk %d, %d handelingen, schakel %s.\n", "The server signed before: epoch %d, %d acts, link %s.\n", c.Epoch, c.Head.N, c.Head.Link)
	}
	if c := proven.Shown; c != nil {
		p.printf("De server tekende daarna: tijdperk %d, %d handelingen, schakel %s.\n", "The server signed afterwards: epoch %d, %d acts, link %s.\n", c.Epoch, c.Head.N, c.Head.Link)
	}
	if proven.Fork && proven.Server {
		p.printf("Die twee kunnen niet allebei waar zijn: de server heeft gelogen.\n", "Both cannot be true: the server lied.\n")
	} else {
		p.printf("Verder is dit het woord van het apparaat: vergelijk het met het logboek van anderen.\n",
			"For the rest this is the word of the device: compare it with the logs of others.\n")
	}
	return nil
}
