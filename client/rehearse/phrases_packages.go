package rehearse

// Phrases about what leaves the room.

func (p *player) releasePhrase(s *Step) words {
	switch v := s.verb.(type) {
	case *Propose:
		if v.Corrects != nil {
			return say("stelt een verbetering voor van %s, voor %s", "proposes a correction of %s, for %s", v.Corrects.Name, p.calledAll(names(v.For)))
		}
		return say("stelt voor om dit te geven aan %s", "proposes to give this to %s", p.calledAll(names(v.For)))
	case *Approve:
		return say("beslist als voorzitter: nodig voor de actie, het mag (%s)", "decides as chair: needed for the action, it may go (%s)", v.Of.Name)
	case *Proposals:
		if s.Verb == "agree_all" {
			return say("is met één druk akkoord met %d voorstellen", "agrees to %d proposals with one press", len(v.Of))
		}
		return say("keurt met één druk %d voorstellen goed, elk met een eigen handtekening", "approves %d proposals with one press, each by a signature of its own", len(v.Of))
	case *OfProposal:
		switch s.Verb {
		case "agree":
			return say("is akkoord met voorstel %s", "agrees to proposal %s", v.Of.Name)
		case "decline":
			return say("is niet akkoord met voorstel %s", "does not agree to proposal %s", v.Of.Name)
		case "block":
			return say("houdt voorstel %s tegen", "blocks proposal %s", v.Of.Name)
		}
		return say("laat voorstel %s vervallen", "lets proposal %s lapse", v.Of.Name)
	}
	return words{s.Verb, s.Verb}
}

func (p *player) packagePhrase(s *Step) (words, bool) {
	switch v := s.verb.(type) {
	case *Issue:
		return say("geeft uit: %s voor %s", "issues: %s for %s", p.packageKind(kindOf(v.Kind)), p.calledPeople(v.For)), true
	case *Fetch:
		return say("haalt een pakket op en opent het", "fetches a package and opens it"), true
	case *Reissue:
		return say("geeft %s opnieuw uit, voor een nieuwe sleutel", "issues %s again, for a new key", v.Of.Name), true
	case *React:
		if v.Text == "" {
			return say("heeft geen opmerkingen op het concept", "has no remarks on the concept"), true
		}
		return say("reageert op het concept", "reacts to the concept"), true
	case *Handle:
		if len(v.Corrections) > 0 {
			return say("verwerkt %s met een verbetering", "handles %s with a correction", v.Of.Name), true
		}
		return say("antwoordt op %s", "answers %s", v.Of.Name), true
	}
	return words{}, false
}
