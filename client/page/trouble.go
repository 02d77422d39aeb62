package page

import (
	"fmt"

	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
)

// troubles are what people are told of each kind of trouble; that they are behind is
// told with by how much (replica.Suspicion).
var troubles = map[TroubleKind]Words{
	TroubleFork: {
		NL: "De server liet twee verschillende verledens zien. Uw apparaat is gestopt. Vertel het de voorzitter.",
		EN: "The server showed two different pasts. Your device has stopped. Tell the chair.",
	},
	TroubleRollback: {
		NL: "De server heeft het overleg teruggezet. Uw apparaat is gestopt. Vertel het de voorzitter.",
		EN: "The server set the meeting back. Your device has stopped. Tell the chair.",
	},
	TroubleGap: {
		NL: "De server houdt iets achter. Uw apparaat is gestopt. Vertel het de voorzitter.",
		EN: "The server holds something back. Your device has stopped. Tell the chair.",
	},
	TroubleForged: {
		NL: "De server liet iets zien dat niemand zo heeft gedaan. Uw apparaat is gestopt. Vertel het de voorzitter.",
		EN: "The server showed something that nobody did like that. Your device has stopped. Tell the chair.",
	},
	TroubleLoss: {
		NL: "De server is gegevens kwijt. De voorzitter of een plaatsvervanger moet bevestigen hoe het verdergaat.",
		EN: "The server lost records. The chair or a deputy must confirm how to go on.",
	},
	TroubleSilence: {
		NL: "Uw apparaat hoort de voorzitter en de plaatsvervangers niet. Misschien ziet u niet alles. Vraag het hardop na.",
		EN: "Your device hears neither chair nor deputies. You may not see everything. Ask about it aloud.",
	},
	TroubleAnew: {
		NL: "Uw apparaat stopte eerder: het zag iets wat niet klopte. Nu is alles opnieuw gecontroleerd en klopt het. Vertel het de voorzitter.",
		EN: "Your device stopped before: it saw something that was not right. Everything has been checked anew and is right now. Tell the chair.",
	},
}

// Troubling are the words for a kind of trouble; for behind, those for one step.
func Troubling(kind TroubleKind) Words {
	if kind == TroubleBehind {
		nl, en := replica.Suspicion{Claimed: chain.Position{N: 1}}.Text()
		return Words{NL: nl, EN: en}
	}
	return troubles[kind]
}

// stopped says what kind of trouble a breach is.
func stopped(what chain.Breach) TroubleKind {
	switch what {
	case chain.BreachFork, chain.BreachReveal:
		return TroubleFork
	case chain.BreachRollback, replica.BreachResume:
		return TroubleRollback
	case chain.BreachGap, chain.BreachOrder, replica.BreachWithheld:
		return TroubleGap
	}
	return TroubleForged
}

// broken says what a device stopped on.
func broken(e *replica.Evidence) *Trouble { return brokenAs(stopped(e.Violation.What), e) }

func brokenAs(kind TroubleKind, e *replica.Evidence) *Trouble {
	t := troubled(kind)
	t.Evidence = fmt.Sprintf("%s @ %d", e.Violation.What, e.Violation.N)
	return t
}

// TroubleIn is the gravest trouble of a session, or nil.
func TroubleIn(s *client.Session) *Trouble {
	if e := s.Evidence(); e != nil {
		return broken(e)
	}
	if loss := s.Loss(); loss != nil {
		t := troubled(TroubleLoss)
		t.Count = loss.Had - min(loss.Head.N, loss.Had)
		return t
	}
	if suspicion := s.Suspicion(); suspicion != nil {
		nl, en := suspicion.Text()
		return &Trouble{Is: TroubleBehind, Count: suspicion.Claimed.N - suspicion.Head.N, Sentence: Words{NL: nl, EN: en}}
	}
	if s.Silent() {
		return troubled(TroubleSilence)
	}
	if e := s.Anew(); e != nil {
		return brokenAs(TroubleAnew, e)
	}
	return nil
}

func troubled(kind TroubleKind) *Trouble { return &Trouble{Is: kind, Sentence: troubles[kind]} }
