package page

import (
	"fmt"

	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
)

// troubleOf says what a device stopped on.
func troubleOf(e *replica.Evidence) *Trouble {
	t := &Trouble{Evidence: fmt.Sprintf("%s @ %d", e.Violation.What, e.Violation.N)}
	switch e.Violation.What {
	case chain.BreachFork, chain.BreachReveal:
		t.Is = TroubleFork
		t.Sentence = Words{
			NL: "De server liet twee verschillende verledens zien. Uw apparaat is gestopt. Vertel het de voorzitter.",
			EN: "The server showed two different pasts. Your device has stopped. Tell the chair.",
		}
	case chain.BreachRollback, replica.BreachResume:
		t.Is = TroubleRollback
		t.Sentence = Words{
			NL: "De server heeft het overleg teruggezet. Uw apparaat is gestopt. Vertel het de voorzitter.",
			EN: "The server set the meeting back. Your device has stopped. Tell the chair.",
		}
	case chain.BreachGap, chain.BreachOrder, replica.BreachWithheld:
		t.Is = TroubleGap
		t.Sentence = Words{
			NL: "De server houdt iets achter. Uw apparaat is gestopt. Vertel het de voorzitter.",
			EN: "The server holds something back. Your device has stopped. Tell the chair.",
		}
	default:
		t.Is = TroubleForged
		t.Sentence = Words{
			NL: "De server liet iets zien dat niemand zo heeft gedaan. Uw apparaat is gestopt. Vertel het de voorzitter.",
			EN: "The server showed something that nobody did like that. Your device has stopped. Tell the chair.",
		}
	}
	return t
}

// TroubleIn is the gravest trouble of a session, or nil.
func TroubleIn(s *client.Session) *Trouble {
	if e := s.Evidence(); e != nil {
		return troubleOf(e)
	}
	if loss := s.Loss(); loss != nil {
		return &Trouble{Is: TroubleLoss, Count: loss.Had - min(loss.Head.N, loss.Had), Sentence: Words{
			NL: "De server is gegevens kwijt. De voorzitter of een plaatsvervanger moet bevestigen hoe het verdergaat.",
			EN: "The server lost records. The chair or a deputy must confirm how to go on.",
		}}
	}
	if suspicion := s.Suspicion(); suspicion != nil {
		nl, en := suspicion.Text()
		return &Trouble{Is: TroubleBehind, Count: suspicion.Claimed.N - suspicion.Head.N, Sentence: Words{NL: nl, EN: en}}
	}
	if s.Silent() {
		return &Trouble{Is: TroubleSilence, Sentence: Words{
			NL: "Uw apparaat hoort de voorzitter en de plaatsvervangers niet. Misschien ziet u niet alles. Vraag het hardop na.",
			EN: "Your device hears neither chair nor deputies. You may not see everything. Ask about it aloud.",
		}}
	}
	return nil
}
