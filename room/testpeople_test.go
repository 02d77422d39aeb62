package room

import (
	"bytes"
	"crypto/sha256"
	"sync"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// The parties of De Wolden, and one that never signed.
const (
	municipality = covenant.Code("gemeente-de-wolden")
	police       = covenant.Code("politie-zuidwest-drenthe")
	housing      = covenant.Code("actium")
	welfare      = covenant.Code("welzijn-de-wolden")
	stranger     = covenant.Code("woonconcept")
)

// person is somebody who takes part, with the keys of his device.
type person struct {
	name     string
	party    covenant.Code
	function string
	task     covenant.Code // of the party
	basis    covenant.Code // that the party may use for ordinary data
	guest    covenant.Code // kind, of who is no professional
	place    agenda.PlaceID
	post     agenda.Post
	key      crypto.SigningKey
	opens    crypto.SeatKey
	seatKey  crypto.Recipient // of opens
	minutes  crypto.Recipient
	renewed  crypto.Recipient // the minutes key after the first was lost
}

// cast is everybody in these tests, by name. Place numbers are the order of the list.
var cast = sync.OnceValue(func() map[string]*person {
	people := []*person{
		{name: "Anneke", party: municipality, function: "coördinator buurtteam", post: agenda.Chair},
		{name: "Bram", party: municipality, function: "procesregisseur", post: agenda.Deputy},
		{name: "Sofie", party: municipality, function: "secretaris", post: agenda.Secretary},
		{name: "Piet", party: police, function: "wijkagent", post: agenda.Member},
		{name: "Hanna", party: housing, function: "woonconsulent", post: agenda.Member},
		{name: "Wim", party: welfare, function: "opbouwwerker", post: agenda.Member},
		{name: "Kees", party: welfare, function: "mantelzorgconsulent", post: agenda.Member},
		{name: "Lies", party: housing, function: "wijkbeheerder", post: agenda.Member},
		{name: "Fatima", guest: covenant.GuestPerson, post: agenda.Member},
		{name: "Omar", guest: covenant.GuestRelative, post: agenda.Member},
	}
	task := map[covenant.Code]covenant.Code{municipality: "support", police: "assistance", housing: "liveability", welfare: "community"}
	all := map[string]*person{}
	for i, p := range people {
		p.place = agenda.PlaceID(i + 1)
		p.task, p.basis = task[p.party], "public_task"
		if p.party == police {
			p.basis = "police_provision"
		}
		p.key = keyNamed(p.name)
		p.newSeatKey()
		p.minutes, p.renewed = newRecipient(), newRecipient()
		all[p.name] = p
	}
	return all
})

// claims are what somebody says of himself in a bundle: of a guest, nothing.
func (p *person) claims() Claims {
	if p.guest != "" {
		return Claims{}
	}
	return Claims{Name: p.name, Party: p.party, Function: p.function}
}

// withFamily are those rules in a covenant under which the family takes part, is
// informed and responds (TS-VB-5g, TS-VC-8).
var withFamily = sync.OnceValue(func() *covenant.Rules {
	p, err := profiles.Load("de-wolden")
	if err != nil {
		panic(err)
	}
	entry := func(code covenant.Code) covenant.Entry {
		return covenant.Entry{Code: code, NL: string(code), EN: string(code), Articles: []covenant.Article{"TS"}}
	}
	p.Name, p.Keys.Inform.ExceptionEnds = "with-family", true
	p.Keys.Guests = []covenant.Entry{entry(covenant.GuestPerson), entry(covenant.GuestRelative)}
	p.Keys.ItemRoles = append(p.Keys.ItemRoles, covenant.Role{Entry: entry("family"), Contribute: true, Guest: true},
		covenant.Role{Entry: entry("lead"), Contribute: true, Propose: true, Sole: true})
	p.Keys.CloseGates = append(p.Keys.CloseGates, entry(covenant.GateFamilyInformed), entry(covenant.GateFamilyResponse))
	p.Keys.Terms = append(p.Keys.Terms, covenant.Term{Entry: entry(covenant.TermInform), WorkingDays: 10})
	rules, err := profiles.Complete(p)
	if err != nil {
		panic(err)
	}
	return rules
})

// deWolden are the rules of the rooms in these tests.
var deWolden = sync.OnceValue(func() *covenant.Rules {
	rules, err := profiles.Resolve("de-wolden")
	if err != nil {
		panic(err)
	}
	return rules
})

// anonymousDeWolden are those rules where cases are anonymous by default.
var anonymousDeWolden = sync.OnceValue(func() *covenant.Rules {
	local := &covenant.Profile{
		Format: covenant.Format, Name: "anoniem", Version: "1", Title: covenant.Text{NL: "Anoniem", EN: "Anonymous"},
		Extends: []covenant.Code{"de-wolden"}, Valid: covenant.Valid{From: "2024-10-01"},
	}
	local.Keys.AnonymousByDefault = true
	rules, err := profiles.Complete(local)
	if err != nil {
		panic(err)
	}
	return rules
})

// regional are rules that ask more than De Wolden of what leaves, and afterwards: a
// dossier copy for the case director, records, and time to react.
var regional = sync.OnceValue(func() *covenant.Rules {
	p, err := profiles.Load("de-wolden")
	if err != nil {
		panic(err)
	}
	cited := []covenant.Article{"regio art. 1"}
	p.Name = "regio"
	p.Keys.Packages = append(p.Keys.Packages, covenant.Entry{Code: covenant.PackageDossier, NL: "dossierkopie", EN: "dossier copy"})
	p.Keys.Dossier = covenant.DossierRule{Roles: []covenant.Code{"director"}, Parties: []covenant.Code{welfare}}
	for _, gate := range []covenant.Code{
		covenant.GateReactionTermPassed, covenant.GateOwnRecordsIssued, covenant.GateDossierIssued,
	} {
		p.Keys.CloseGates = append(p.Keys.CloseGates, covenant.Entry{Code: gate, NL: "eerst dit", EN: "this first", Articles: cited})
	}
	rules, err := profiles.Complete(p)
	if err != nil {
		panic(err)
	}
	return rules
})

// keyNamed is the same signing key for the same name, every time.
func keyNamed(name string) crypto.SigningKey {
	seed := sha256.Sum256([]byte(name))
	key, err := crypto.NewSigningKey(bytes.NewReader(seed[:]))
	if err != nil {
		panic(err)
	}
	return key
}

func (p *person) newSeatKey() {
	key, err := crypto.NewSeatKey()
	if err != nil {
		panic(err)
	}
	p.opens, p.seatKey = key, key.Recipient()
}

func newRecipient() crypto.Recipient {
	key, err := crypto.NewSeatKey()
	if err != nil {
		panic(err)
	}
	return key.Recipient()
}
