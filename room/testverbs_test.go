package room

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// One verb per thing people do; each must be admitted.

func (m *meeting) bundle(name string, room, invitation crypto.Digest) chain.Signed {
	p := m.person(name)
	signed, err := SignBundle(Bundle{
		Room: room, Invitation: invitation, Recipient: p.seatKey,
		Claims: p.claims(),
	}, p.key)
	require.NoError(m, err)
	return signed
}

func (m *meeting) genesis() draft {
	m.seats["Anneke"] = firstChair
	m.files++
	return draft{by: "Anneke", kind: KindGenesis, payload: &Genesis{
		Kind: "case", Purpose: "collective_support", Profile: m.rules.Digest(), ServerKey: server().Public(),
		Chair: m.bundle("Anneke", crypto.Digest{}, crypto.Digest{}), Nonce: [32]byte{byte(m.files)},
	}}
}

func (m *meeting) invitation(name string) draft {
	p := m.person(name)
	return draft{by: "Anneke", kind: KindInvite, payload: &InvitePayload{
		Place: p.place, Invitation: m.file(), LobbyHash: m.file(), Expires: m.now + 7*DayMillis,
	}}
}

func (m *meeting) admission(name string, invited crypto.Digest) draft {
	inv := m.s.invitations[invited]
	return draft{by: "Anneke", kind: KindAdmit, on: []crypto.Digest{invited}, payload: &AdmitPayload{
		Seat: chain.Seat(len(m.s.seats) + 1), Place: inv.Place, Bundle: m.bundle(name, m.s.id, inv.ID),
	}}
}

// enter invites somebody to his place and admits him; he has not confirmed secrecy yet.
func (m *meeting) enter(name string) {
	m.Helper()
	d := m.admission(name, m.do(m.invitation(name)))
	m.do(d)
	m.seats[name] = d.payload.(*AdmitPayload).Seat
}

// returnLink is an invitation for somebody to come back on another device.
func (m *meeting) returnLink(by, name string) draft {
	d := m.invitation(name)
	d.by, d.payload.(*InvitePayload).Returns = by, m.seats[name]
	d.payload.(*InvitePayload).Place = m.s.seat(m.seats[name]).Place
	return d
}

// reseating is the admission of somebody's new device, which device names.
func (m *meeting) reseating(by, name, device string, invited crypto.Digest) draft {
	inv := m.s.invitations[invited]
	return draft{by: by, kind: KindReseat, on: []crypto.Digest{invited}, payload: &ReseatPayload{
		Seat: m.seats[name], Bundle: m.newDevice(name, device).signed(m, inv.ID),
	}}
}

// newDevice is somebody with the keys of another device.
func (m *meeting) newDevice(name, device string) *person {
	p := *m.person(name)
	p.key, p.minutes = keyNamed(device), newRecipient()
	p.newSeatKey()
	return &p
}

func (p *person) signed(m *meeting, invitation crypto.Digest) chain.Signed {
	signed, err := SignBundle(Bundle{
		Room: m.s.id, Invitation: invitation, Recipient: p.seatKey, Claims: m.s.seat(m.seats[p.name]).Claims,
	}, p.key)
	require.NoError(m, err)
	return signed
}

// comeBack gives somebody another device, by a lead; he has not confirmed secrecy on it yet.
func (m *meeting) comeBack(by, name, device string) {
	m.Helper()
	invited := m.do(m.returnLink(by, name))
	p := m.newDevice(name, device)
	m.do(draft{by: by, kind: KindReseat, on: []crypto.Digest{invited}, payload: &ReseatPayload{
		Seat: m.seats[name], Bundle: p.signed(m, m.s.invitations[invited].ID),
	}})
	m.anew[name] = p
}

func (m *meeting) joining(name string) draft {
	return draft{by: name, kind: KindJoin, payload: &JoinPayload{Secrecy: m.rules.SecrecyDigest()}}
}

func (m *meeting) join(names ...string) {
	m.Helper()
	for _, name := range names {
		m.enter(name)
		m.do(m.joining(name))
	}
}

func (m *meeting) place(name string) draft {
	p := m.person(name)
	return draft{by: "Anneke", kind: KindPlace, payload: &PlacePayload{
		Place: p.place, Party: p.party, Function: p.function, Guest: p.guest, Post: p.post,
	}}
}

func (m *meeting) newItem(general bool) agenda.ItemID {
	m.Helper()
	id := agenda.ItemID(len(m.s.items) + 1)
	m.do(draft{by: "Anneke", kind: KindItem, payload: &ItemPayload{Item: id, General: general, Minutes: 20}})
	return id
}

// complete is a description with everything De Wolden asks.
func complete() *DescribePayload {
	return &DescribePayload{
		Purpose: "collective_support", Criterion: "nuisance", Inform: covenant.Informed, InformDay: 20_700, Named: true,
		Persons: []PersonLabels{{Relation: "resident", AgeBand: "adult"}},
	}
}

func (m *meeting) describing(item agenda.ItemID, p *DescribePayload) draft {
	return draft{by: "Anneke", kind: KindDescribe, on: []crypto.Digest{m.item(item)}, payload: p}
}

func (m *meeting) sitting(name string, item agenda.ItemID, role covenant.Code) draft {
	return draft{by: "Anneke", kind: KindSit, on: []crypto.Digest{m.item(item)}, payload: &SitPayload{
		Item: item, Place: cast()[name].place, Role: role,
	}}
}

func (m *meeting) sit(name string, item agenda.ItemID, role covenant.Code) {
	m.Helper()
	m.do(m.sitting(name, item, role))
}

// seatingPerson seats a guest, who is the person of the item with that handle, or
// with handle 0 none of them.
func (m *meeting) seatingPerson(name string, item agenda.ItemID, handle uint32) draft {
	d := m.sitting(name, item, "family")
	d.payload.(*SitPayload).Person = handle
	return d
}

func (m *meeting) naming(name string, item agenda.ItemID) draft {
	return draft{by: name, kind: KindName, payload: &NamePayload{Item: item}}
}

func (m *meeting) today() int64 { return m.now / DayMillis }

// informing is a plan that somebody informs the family within a week.
func (m *meeting) informing(item agenda.ItemID, by string) draft {
	return draft{by: "Anneke", kind: KindInformPlan, payload: &InformPlanPayload{Item: item, By: cast()[by].place, Day: m.today() + 7}}
}

// instead is a plan in the place of one made before.
func instead(d draft, plan crypto.Digest) draft {
	d.on, d.payload.(*InformPlanPayload).Again = []crypto.Digest{plan}, true
	return d
}

func (m *meeting) informed(by string, plan crypto.Digest) draft {
	return draft{by: by, kind: KindInformed, on: []crypto.Digest{plan}, payload: &InformedPayload{Day: m.today()}}
}

func (m *meeting) inviting(by string, item agenda.ItemID) draft {
	return draft{by: by, kind: KindInviteResponse, on: []crypto.Digest{m.item(item)}, payload: &InviteResponsePayload{Day: m.today() + 7}}
}

// nameOf is who has a seat.
func (m *meeting) nameOf(seat chain.Seat) string {
	for name, id := range m.seats {
		if id == seat && name != "" {
			return name
		}
	}
	return ""
}

func (m *meeting) unseating(name string, item agenda.ItemID) draft {
	return draft{by: "Anneke", kind: KindUnseat, on: []crypto.Digest{m.item(item)}, payload: &UnseatPayload{Item: item, Place: cast()[name].place}}
}

// onItem is an act without payload on an item, by the chair.
func (m *meeting) onItem(kind chain.Kind, item agenda.ItemID) draft {
	return draft{by: "Anneke", kind: kind, on: []crypto.Digest{m.item(item)}}
}

func (m *meeting) starting() draft {
	return draft{by: "Anneke", kind: KindStart, payload: &StartPayload{Code: CodePayload{Nonce: [32]byte{1}}}}
}

func (m *meeting) outcome(item agenda.ItemID, code, party covenant.Code) draft {
	return draft{by: "Anneke", kind: KindOutcome, on: []crypto.Digest{m.item(item)}, payload: &OutcomePayload{Outcome: code, Party: party}}
}

// labelsOf are labels that the covenant allows this person.
func labelsOf(name string) *Labels {
	p := cast()[name]
	if p.guest != "" { // no task or basis of an organisation
		return &Labels{Salt: [32]byte{7}, Person: 1, Category: "behaviour", Nature: covenant.Opinion, Purpose: "collective_support"}
	}
	return &Labels{
		Salt: [32]byte{7}, Person: 1, Category: "behaviour", Nature: covenant.Fact, Basis: p.basis, Task: p.task,
		Purpose: "collective_support", Necessity: true,
	}
}

// to are readers for their own task.
func to(names ...string) []Reader {
	var readers []Reader
	for _, name := range names {
		readers = append(readers, Reader{Place: cast()[name].place, Reason: "own_task"})
	}
	slices.SortFunc(readers, func(a, b Reader) int { return int(a.Place) - int(b.Place) })
	return readers
}

func (m *meeting) contribution(name string, item agenda.ItemID, readers ...string) draft {
	return draft{by: name, kind: KindContribute, labels: labelsOf(name), payload: &ContributePayload{Item: item, Readers: to(readers...)}}
}

// saying is a contribution that stands as something, about something or somebody.
func (m *meeting) saying(as covenant.Code, name string, about ...crypto.Digest) draft {
	d := m.contribution(name, 1)
	d.on, d.payload.(*ContributePayload).As = about, as
	d.labels.Identifying = as == AsReveal
	return d
}

func (m *meeting) contribute(name string, item agenda.ItemID, readers ...string) crypto.Digest {
	m.Helper()
	return m.do(m.contribution(name, item, readers...))
}

// correcting is a new version of somebody's own contribution.
func (m *meeting) correcting(by string, con crypto.Digest) draft {
	return draft{by: by, kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf(by), payload: &CorrectPayload{}}
}

// onObject is an act without payload on an object.
func onObject(by string, kind chain.Kind, created crypto.Digest) draft {
	return draft{by: by, kind: kind, on: []crypto.Digest{created}}
}

func (m *meeting) showing(by string, con crypto.Digest, readers ...string) draft {
	return draft{by: by, kind: KindShow, on: []crypto.Digest{con}, payload: &ShowPayload{Readers: to(readers...)}}
}

func (m *meeting) hiding(by string, con crypto.Digest, readers ...string) draft {
	p := &HidePayload{}
	for _, r := range to(readers...) {
		p.Places = append(p.Places, r.Place)
	}
	return draft{by: by, kind: KindHide, on: []crypto.Digest{con}, payload: p}
}

// asking asks somebody at item 1 for information.
func (m *meeting) asking(by, whom string) draft {
	return draft{by: by, kind: KindRequest, payload: &RequestPayload{Item: 1, To: []agenda.PlaceID{cast()[whom].place}, Purpose: "collective_support"}}
}

// drafting writes something in somebody's name.
func (m *meeting) drafting(by string, item agenda.ItemID, owner string) draft {
	return draft{by: by, kind: KindDraft, payload: &DraftPayload{Item: item, Place: cast()[owner].place}}
}

// signing makes a draft somebody's own.
func (m *meeting) signing(by string, text crypto.Digest, readers ...string) draft {
	d := m.contribution(by, 1, readers...)
	d.on = []crypto.Digest{text}
	return d
}

func (m *meeting) decision(by string, item agenda.ItemID) draft {
	return draft{by: by, kind: KindDecision, payload: &DecisionPayload{Item: item}}
}

func (m *meeting) action(by string, item agenda.ItemID, assignee string) draft {
	return draft{by: by, kind: KindAction, payload: &ActionPayload{Item: item, Assignee: cast()[assignee].place, Due: 20_800}}
}

// progressing says how far an action is, for the first time or after what was said before.
func progressing(by string, on crypto.Digest, is covenant.Code) draft {
	return draft{by: by, kind: KindProgress, on: []crypto.Digest{on}, payload: &ProgressPayload{Is: is, Reason: is == ProgressDropped}}
}

// andThen is what is said after what was said before.
func andThen(d draft) draft {
	d.payload.(*ProgressPayload).Again = true
	return d
}

// passage proposes a text from one contribution, needed for one action, for one recipient.
func (m *meeting) passage(by string, source, action crypto.Digest, recipients ...string) draft {
	con := m.s.contributions[source]
	p := &ProposePayload{
		Item: con.Item, Kind: "passage", Digest: m.file(), Actions: 1, Owners: []chain.Seat{con.Owner},
	}
	for _, name := range recipients {
		p.Recipients = append(p.Recipients, Recipient{Seat: m.seats[name]})
	}
	return draft{by: by, kind: KindPropose, on: []crypto.Digest{action, source}, payload: p}
}

// onProposal is an agreement, refusal or lapse of exactly this proposal.
func onProposal(by string, kind chain.Kind, proposal crypto.Digest) draft {
	return draft{by: by, kind: kind, on: []crypto.Digest{proposal}, payload: &ProposalPayload{Proposal: proposal}}
}

func minimising(by string, proposal crypto.Digest, approve bool) draft {
	return draft{by: by, kind: KindMinimise, on: []crypto.Digest{proposal}, payload: &MinimisePayload{Proposal: proposal, Approve: approve}}
}

func (m *meeting) announcing(name string) draft {
	return draft{by: name, kind: KindMinutesKey, payload: &MinutesKeyPayload{Recipient: m.person(name).minutes}}
}

func (m *meeting) nothingFor(name string) draft {
	return draft{by: "Anneke", kind: KindNothingFor, payload: &NothingForPayload{Recipient: Recipient{Seat: m.seats[name]}}}
}

// issue lets a package leave, with these releases and own contributions.
func (m *meeting) issue(kind covenant.Code, name string, releases []crypto.Digest, own ...crypto.Digest) draft {
	return m.issueTo(kind, Recipient{Seat: m.seats[name]}, releases, own...)
}

func (m *meeting) issueTo(kind covenant.Code, r Recipient, releases []crypto.Digest, own ...crypto.Digest) draft {
	until, _ := m.s.ReactionDay(kind, m.now)
	return draft{by: "Anneke", kind: KindIssue, on: append(slices.Clone(releases), own...), payload: &IssuePayload{
		Kind: kind, Recipient: r, Content: m.file(), Releases: uint32(len(releases)), ReactUntil: until,
	}}
}

// send has a package issued and dispatched.
func (m *meeting) send(d draft) crypto.Digest {
	m.Helper()
	pack := m.do(d)
	m.do(onObject("Anneke", KindDispatch, pack))
	return pack
}

// renewing is who lost his key and announces another.
func (m *meeting) renewing(name string) draft {
	return draft{by: name, kind: KindMinutesKey, payload: &MinutesKeyPayload{Recipient: cast()[name].renewed}}
}

func (m *meeting) confirmingKey(name string) draft {
	return draft{by: "Anneke", kind: KindConfirmKey, payload: &ConfirmKeyPayload{Seat: m.seats[name], Recipient: cast()[name].renewed}}
}

// archiving is who names the key of his party's archive, and confirmingArchive the
// chair who vouches for it.
func archiving(name string, key crypto.Recipient) draft {
	return draft{by: name, kind: KindArchive, payload: &ArchivePayload{Recipient: key}}
}

func (m *meeting) confirmingArchive(name string, key crypto.Recipient) draft {
	return draft{by: "Anneke", kind: KindConfirmKey, payload: &ConfirmKeyPayload{Seat: m.seats[name], Recipient: key, Archive: true}}
}

func reacting(name string, pack crypto.Digest, none bool) draft {
	return draft{by: name, kind: KindReact, on: []crypto.Digest{pack}, payload: &ReactPayload{None: none}}
}

// handling answers a reaction, or names the proposals that correct the text.
func handling(by string, reaction crypto.Digest, corrections ...crypto.Digest) draft {
	return draft{by: by, kind: KindHandle, on: append([]crypto.Digest{reaction}, corrections...), payload: &HandlePayload{Answer: len(corrections) == 0}}
}

// improving is a new text in the place of an approved one, for everybody who was to get that.
func (m *meeting) improving(by string, older crypto.Digest) draft {
	p := m.s.proposals[older]
	payload := &ProposePayload{
		Item: p.Item, Kind: p.Kind, Digest: m.file(), Recipients: slices.Clone(p.Recipients),
		Actions: uint32(len(p.Actions)), Owners: slices.Clone(p.Owners), Independent: p.Independent, Corrects: true,
	}
	var sources []crypto.Digest
	for _, act := range p.Sources {
		sources = append(sources, m.s.contributionOf(act).Act)
	}
	return draft{by: by, kind: KindPropose, on: slices.Concat(p.Actions, sources, []crypto.Digest{older}), payload: payload}
}

// outside registers an organisation with a key, or somebody who is told a passphrase.
func (m *meeting) outside(p OutsidePayload) draft {
	p.Number = uint32(len(m.s.outsiders) + 1)
	if !p.Passphrase {
		p.Recipient = cast()["Lies"].minutes
	}
	return draft{by: "Anneke", kind: KindOutside, payload: &p}
}

func (m *meeting) delivery(pack crypto.Digest) draft {
	p := &DeliveredPayload{}
	if file := m.s.packages[pack].File; file != nil {
		p.File = file.Digest
	}
	return draft{kind: KindDelivered, on: []crypto.Digest{pack}, payload: p}
}

// meetGates does whatever is still to be done before the minutes are adopted.
func (m *meeting) meetGates() {
	m.Helper()
	for _, p := range sorted(m.s.proposals, func(p *Proposal) *object { return p.object }) {
		if p.State == ProposalOpen {
			m.do(onProposal("Anneke", KindLapse, p.Act))
		}
	}
	for _, it := range m.s.items {
		if it.Outcome == "" {
			m.do(m.outcome(it.ID, "followed", ""))
		}
		if m.rules == withFamily() && !m.s.responseSettled(it, m.today()) {
			m.do(m.onItem(KindNoResponse, it.ID))
		}
		if m.rules == withFamily() && !m.s.familySettled(it, m.today()) {
			d := m.informing(it.ID, "Piet")
			if plan := m.s.informPlans[it.ID]; plan != nil {
				d = instead(d, plan.Act)
			}
			m.do(d)
		}
	}
	for _, r := range m.s.recipients() {
		if len(m.s.releasesFor(r)) == 0 && !m.s.nothing[r] {
			m.do(draft{by: "Anneke", kind: KindNothingFor, payload: &NothingForPayload{Recipient: r}})
		}
		if len(m.s.releasesFor(r)) > 0 && !m.s.sentWhole(covenant.PackageMinutes, r, m.s.leaving()) {
			name := m.nameOf(r.Seat)
			m.do(m.announcing(name))
			var releases []crypto.Digest
			for act := range m.s.releasesFor(r) {
				releases = append(releases, act)
			}
			m.do(onObject("Anneke", KindDispatch, m.do(m.issue(covenant.PackageMinutes, name, releases))))
		}
	}
}

// close brings the room to its end, whatever state it is in.
func (m *meeting) close() {
	m.Helper()
	if m.s.phase == Preparing {
		m.do(m.starting())
	}
	for _, it := range m.s.items {
		if it.Stage == agenda.Open {
			m.do(m.onItem(KindEndItem, it.ID))
		}
	}
	m.meetGates()
	if m.s.phase == InSession {
		m.do(draft{by: "Anneke", kind: KindWrapUp})
	}
	m.do(draft{by: "Anneke", kind: KindAdopt})
	m.do(draft{by: "Anneke", kind: KindClose})
}

// destroy has the contents of a closed room destroyed.
func (m *meeting) destroy() {
	m.Helper()
	m.do(draft{by: "Anneke", kind: KindDestroy})
	m.do(draft{kind: KindDestroyed})
}
