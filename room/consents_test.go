package room

import (
	"fmt"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// Everybody at the item sees that somebody agreed, to what and until when; where
// the form is kept, only who recorded it, chair and deputy.
func TestWhoSeesARecordOfConsent(t *testing.T) {
	r := &rested{meeting: discussing(t)}
	r.consent = r.do(r.consenting("Piet", func(p *ConsentPayload) { p.Level, p.Form = covenant.ConsentWritten, true }))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Hanna", "Sofie"} {
		k := r.seen(name, r.consent)
		require.Equal(t, covenant.ConsentWritten, k.Record.Level, name)
		opens := name != "Hanna" && name != "Sofie"
		require.Equal(t, opens, !k.Text.Envelope.IsZero(), name)
		require.Equal(t, opens, len(r.filesOf(name, r.consent)) == 2, name)
	}
	require.Empty(t, r.at("Wim", 1).Consents)
	r.do(r.withdrawing("Anneke", r.consent))
	require.NotZero(t, r.seen("Sofie", r.consent).Withdrawn)
	require.NotNil(t, r.seen("Piet", r.consent).Text, "the record of what was answered stays")

	// A deputy who comes later can open it too; the chair's device sees to that.
	r.do(draft{by: "Anneke", kind: KindAppoint, payload: &AppointPayload{Seat: r.seats["Hanna"], Post: "deputy"}})
	var owed []chain.Seat
	for _, d := range r.s.Duties(r.seats["Anneke"]) {
		if d.Object == r.consent {
			owed = d.Readers
		}
	}
	require.Equal(t, []chain.Seat{r.seats["Hanna"]}, owed)
	r.do(onObject("Anneke", KindShare, r.consent))
	require.False(t, r.seen("Hanna", r.consent).Text.Envelope.IsZero())
}

// A refusal is recorded as well, and nothing rests on it.
func TestARefusalIsRecorded(t *testing.T) {
	m := discussingUnder(t, holdingRules())
	for _, answer := range []covenant.Code{covenant.ConsentRefused, covenant.ConsentNotAsked} {
		no := m.do(m.consenting("Piet", func(p *ConsentPayload) {
			if p.Answer = answer; answer == covenant.ConsentNotAsked {
				p.Level, p.Signers = "", nil
			}
			p.Parties = nil
		}))
		m.refused(m.resting("Piet", no, "Hanna"), "consent_not_given", "AVG-7")
		m.refused(m.withdrawing("Piet", no), "consent_not_given")
	}
	d := m.contribution("Piet", 1, "Hanna")
	m.refused(d, "consent_missing")
	weighed("unavoidable")(d.labels)
	m.do(d) // he weighed it himself, and says so (LM-4.5)
}

// By age: whose yes counts for a child, for who is sixteen, for an adult, and for
// somebody of whom nobody knows how old he is.
func TestWhoMustSignForAPerson(t *testing.T) {
	m := discussing(t)
	p := complete()
	for _, band := range []covenant.Code{"under_12", "from_12", "from_16", "unknown", ""} {
		p.Persons = append(p.Persons, PersonLabels{Relation: "child", AgeBand: band})
	}
	m.do(m.describing(1, p))
	self, representative := covenant.SignerSelf, covenant.SignerRepresentative
	for person, c := range map[uint32]struct{ enough, not []covenant.Code }{
		1: {[]covenant.Code{self}, []covenant.Code{representative}},
		2: {[]covenant.Code{representative}, []covenant.Code{self}},
		3: {[]covenant.Code{representative}, []covenant.Code{self}},
		4: {[]covenant.Code{self}, []covenant.Code{representative}},
		5: {[]covenant.Code{self, representative}, []covenant.Code{self}},
		6: {[]covenant.Code{self, representative}, []covenant.Code{representative}},
	} {
		signed := func(signers []covenant.Code) draft {
			return m.consenting("Piet", func(p *ConsentPayload) { p.Person, p.Signers = person, signers })
		}
		m.refused(signed(c.not), "consent_signer_missing", "AVG-7")
		d := m.resting("Piet", m.do(signed(c.enough)), "Hanna")
		d.labels.Person = person
		m.do(d)
	}
	incapable := m.consenting("Piet", func(p *ConsentPayload) { p.Signers, p.Incapable = []covenant.Code{representative}, true })
	m.do(incapable)

	// The adult turns out to be a child: what he signed does not carry anything new.
	adult := m.do(m.consenting("Piet", nil))
	p.Persons[0].AgeBand = "under_12"
	m.do(m.describing(1, p))
	m.refused(m.resting("Piet", adult), "consent_signer_missing")
}

// Consent that the person takes back stops what has not left, at every stage; what
// has left is listed.
func TestConsentWithdrawnAtEveryStage(t *testing.T) {
	for name, rules := range map[string]*covenant.Rules{"stop": stoppingRules(), "hold": holdingRules(), "both": bothRules(), "general law": deWolden()} {
		for stage := broughtIn; stage <= left; stage++ {
			t.Run(fmt.Sprintf("%s, stage %d", name, stage), func(t *testing.T) {
				r := restingUnder(t, rules, stage)
				require.Empty(t, r.find("Piet", r.con).Obstacle)
				r.do(r.withdrawing("Piet", r.consent))
				for _, reader := range []string{"Piet", "Hanna", "Anneke", "Bram"} {
					require.Equal(t, CodeConsentWithdrawn, r.find(reader, r.con).Obstacle, reader)
				}
				require.Empty(t, r.find("Sofie", r.con).Obstacle, "who does not read it does not know on what it rests")

				r.refused(r.showing("Piet", r.con, "Sofie"), "consent_withdrawn", "AVG-7")
				r.refused(r.passage("Piet", r.con, r.action, "Hanna"), "consent_withdrawn", "AVG-7")
				r.nothingLeaves(stage)
				if stage == left {
					require.True(t, r.packageOf("Anneke", r.pack).Withdrawn)
					require.Equal(t, []crypto.Digest{r.consent}, r.packageOf("Anneke", r.pack).Consents, "the list of what had left")
				}
				require.NotNil(t, r.find("Hanna", r.con).Labels, "who could read it has read it")
				r.do(onObject("Piet", KindWithdraw, r.con)) // and its owner may take it back altogether
			})
		}
	}
}

// nothingLeaves: whatever comes next at this stage is refused.
func (r *rested) nothingLeaves(stage int) {
	r.Helper()
	hanna := Recipient{Seat: r.seats["Hanna"]}
	switch {
	case stage < proposedIt:
		return
	case stage < decidedOn:
		if stage < agreedTo {
			r.do(onProposal("Piet", KindAgree, r.proposal))
		}
		r.refused(minimising("Anneke", r.proposal, true), "consent_withdrawn", "AVG-7")
		r.do(minimising("Anneke", r.proposal, false))
		return
	case stage < left:
		require.Empty(r, r.s.releasesFor(hanna))
	}
	r.refused(r.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{r.proposal}), "consent_withdrawn")
	switch stage {
	case issuedIt:
		r.refused(onObject("Anneke", KindDispatch, r.pack), "recalled")
	case sentIt:
		require.Equal(r, []crypto.Digest{r.packageOf("Hanna", r.pack).File}, r.s.Erasures()[0].Files)
		r.refused(r.delivery(r.pack), "recalled")
		r.do(draft{kind: KindErased, on: []crypto.Digest{r.consent}})
		require.Empty(r, r.s.Erasures())
	}
}

// The family takes its consent back. What Piet brought in he still gets a record of,
// and closing does not wait for him to withdraw it.
func TestARecordOfOnesOwnNeedsNoConsent(t *testing.T) {
	for _, rules := range []*covenant.Rules{stoppingRules(), holdingRules()} {
		r := restingUnder(t, rules, broughtIn)
		r.do(r.announcing("Piet"))
		early := r.send(r.issue(covenant.PackageOwnRecord, "Piet", nil, r.con))
		r.do(r.withdrawing("Piet", r.consent))
		r.do(r.delivery(early))
		require.False(t, r.packageOf("Piet", early).Withdrawn)
		r.refused(r.issue(covenant.PackageExtract, "Piet", nil, r.con), "consent_withdrawn")
		late := r.send(r.issue(covenant.PackageOwnRecord, "Piet", nil, r.con))
		require.True(t, r.s.recorded(r.s.seat(r.seats["Piet"])))
		require.NoError(t, newWatch(r.meeting).look())
		r.do(onObject("Piet", KindWithdraw, r.con))
		r.refused(r.delivery(late), "recalled")
		r.refused(r.issue(covenant.PackageOwnRecord, "Piet", nil, r.con), "source_withdrawn")
	}
}

// Under hold its owner may go on, on another ground; what was called back stays
// called back. Under stop he may not.
func TestGoingOnAfterConsentWasWithdrawn(t *testing.T) {
	r := restingUnder(t, holdingRules(), sentIt)
	r.do(r.withdrawing("Piet", r.consent))
	r.refused(r.regrounding("Piet", r.con, func(l *Labels) { l.Consent = r.consent }), "consent_withdrawn", "AVG-7")
	r.refused(r.regrounding("Piet", r.con, func(*Labels) {}), "consent_missing")
	r.do(r.regrounding("Piet", r.con, weighed("unavoidable")))
	require.Empty(t, r.find("Anneke", r.con).Obstacle)
	r.refused(r.delivery(r.pack), "recalled")
	require.True(t, r.packageOf("Hanna", r.pack).Withdrawn)
	require.Len(t, r.s.releasesFor(Recipient{Seat: r.seats["Hanna"]}), 1, "the passage may leave again, in another package")
	again := r.do(r.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{r.proposal}))
	r.do(onObject("Anneke", KindDispatch, again))
	r.do(r.delivery(again))
	require.Empty(t, r.packageOf("Anneke", again).Consents)

	r = restingUnder(t, stoppingRules(), decidedOn)
	r.do(r.withdrawing("Anneke", r.consent))
	d := r.regrounding("Piet", r.con, weighed("conflict_of_duties"))
	d.labels.Secret = true
	r.refused(d, "consent_withdrawn", "AVG-7")
	// What he must say all the same he brings in anew, by his own weighing (TS-P-6.4e).
	anew := r.contribution("Piet", 1, "Hanna")
	anew.labels.Secret = true
	r.refused(anew, "consent_missing")
	weighed("conflict_of_duties")(anew.labels)
	r.do(anew)
}

// A new record supersedes nothing: what rests on the first falls with the first.
func TestTwoRecordsOfOnePerson(t *testing.T) {
	m := discussing(t)
	first, second := m.do(m.consenting("Piet", nil)), m.do(m.consenting("Hanna", nil))
	a, b := m.do(m.resting("Piet", first, "Hanna")), m.do(m.resting("Piet", second, "Hanna"))
	m.do(m.withdrawing("Piet", first))
	require.Equal(t, CodeConsentWithdrawn, m.find("Anneke", a).Obstacle)
	require.Empty(t, m.find("Anneke", b).Obstacle)
	m.do(m.regrounding("Piet", a, func(l *Labels) { l.Consent = second }))
	require.Empty(t, m.find("Anneke", a).Obstacle)
}

// It goes to nobody whom the consent does not name; within the organisation that
// brings it in, nothing is disclosed.
func TestConsentNamesTheReceivers(t *testing.T) {
	m := discussing(t)
	m.sit("Wim", 1, "content")
	consent := m.do(m.consenting("Hanna", nil)) // for the housing association only
	m.refused(m.resting("Piet", consent, "Wim"), "consent_not_covering", "AVG-7")
	con := m.do(m.resting("Piet", consent, "Hanna"))
	m.refused(m.showing("Piet", con, "Wim"), "consent_not_covering", "AVG-7")
	action := m.do(m.action("Anneke", 1, "Hanna"))
	m.refused(m.passage("Piet", con, action, "Hanna", "Wim"), "consent_not_covering", "AVG-7")
	own := m.do(m.passage("Piet", con, action, "Piet", "Hanna"))

	// Corrected to a narrower consent, the proposal reaches only whom that one names.
	m.do(onProposal("Piet", KindAgree, own))
	m.do(minimising("Anneke", own, true))
	m.do(m.hiding("Piet", con, "Hanna"))
	narrow := m.do(m.consenting("Piet", func(p *ConsentPayload) { p.Parties = []covenant.Code{welfare} }))
	m.do(m.regrounding("Piet", con, func(l *Labels) { l.Consent = narrow }))
	require.Equal(t, []Recipient{{Seat: m.seats["Piet"]}}, m.at("Anneke", 1).Proposals[0].Leaves)
	m.do(m.announcing("Hanna"))
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{own}), "consent_not_covering", "AVG-7")
}

// Who hears that somebody took it back can stop it: who recorded it, a colleague,
// chair and deputies; nobody else.
func TestWhoMayWithdrawConsent(t *testing.T) {
	for _, name := range []string{"Hanna", "Anneke", "Bram", "Lies"} {
		m := discussing(t)
		m.do(m.place("Lies"))
		m.join("Lies") // of the same housing association
		m.sit("Lies", 1, "content")
		consent := m.do(m.consenting("Hanna", nil))
		m.refused(m.withdrawing("Piet", consent), "not_owner")
		m.refused(m.withdrawing("Wim", consent), "unknown_object")
		m.do(m.withdrawing(name, consent))
		m.refused(m.withdrawing(name, consent), "consent_withdrawn")
	}
}

// A person who sits at his own case takes his consent back himself, and may read
// what is about him; a friend who came along may do neither.
func TestThePersonHimselfWithdrawsHisConsent(t *testing.T) {
	m := withGuests(t)
	m.do(m.seatingPerson("Omar", 1, 0))
	m.refused(m.consenting("Fatima", nil), "role_missing") // what he agrees to, a professional records
	consent := m.do(m.consenting("Piet", nil))
	m.refused(m.resting("Piet", consent, "Omar"), "consent_not_covering", "AVG-7")
	m.do(m.resting("Piet", consent, "Fatima"))
	m.refused(m.withdrawing("Omar", consent), "not_owner")
	m.do(m.withdrawing("Fatima", consent))
	require.Equal(t, m.seats["Fatima"], m.at("Anneke", 1).Consents[0].WithdrawnBy)
}

// The owner's device seals to nobody new what nobody new may read.
func TestNoDutyToShowWhatIsStopped(t *testing.T) {
	m := discussingUnder(t, stoppingRules())
	m.sit("Kees", 1, "content")
	consent := m.do(m.consenting("Piet", func(p *ConsentPayload) { p.Parties = []covenant.Code{welfare} }))
	m.do(m.resting("Piet", consent, "Kees")) // whose place nobody fills yet
	m.join("Kees")
	require.Len(t, m.s.Duties(m.seats["Piet"]), 1)
	m.do(m.withdrawing("Piet", consent))
	require.Empty(t, m.s.Duties(m.seats["Piet"]))
}

// After closing too: a package that waits is called back.
func TestConsentWithdrawnAfterClosing(t *testing.T) {
	r := restingUnder(t, stoppingRules(), sentIt)
	r.close()
	r.do(r.withdrawing("Bram", r.consent))
	r.refused(r.delivery(r.pack), "recalled")
	require.Len(t, r.s.Erasures(), 1)
}

// Who comes to the item later, and is then made a reader, does not know on what it
// rests until somebody takes it back: what he sees may not depend on it.
func TestWhoCameLaterDoesNotSeeTheRecord(t *testing.T) {
	m := discussing(t)
	w := newWatch(m)
	m.after = func() { require.NoError(t, w.look()) }
	consent := m.do(m.consenting("Piet", func(p *ConsentPayload) { p.Parties = []covenant.Code{welfare} }))
	m.sit("Wim", 1, "content")
	con := m.do(m.resting("Piet", consent, "Wim"))
	require.Equal(t, consent, m.find("Wim", con).Labels.Consent)
	require.Empty(t, m.at("Wim", 1).Consents)
	m.refused(m.resting("Wim", consent), "unknown_object") // so he cannot name it either

	proposal := m.do(m.passage("Piet", con, m.do(m.action("Anneke", 1, "Wim")), "Wim"))
	m.do(onProposal("Piet", KindAgree, proposal))
	m.do(minimising("Anneke", proposal, true))
	m.do(m.announcing("Wim"))
	pack := m.do(m.issue(covenant.PackageMinutes, "Wim", []crypto.Digest{proposal}))
	require.Empty(t, m.packageOf("Wim", pack).Consents)
	require.Equal(t, []crypto.Digest{consent}, m.packageOf("Anneke", pack).Consents)

	m.do(m.withdrawing("Piet", consent))
	require.Len(t, m.at("Wim", 1).Consents, 1)
	require.Equal(t, CodeConsentWithdrawn, m.find("Wim", con).Obstacle)
	require.Equal(t, []crypto.Digest{consent}, m.packageOf("Wim", pack).Consents)
}
