package room

import (
	"cmp"
	"maps"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room/covenant"
)

// View is what one seat may see of a room: an allow-list, made here and nowhere
// else. Whatever shows a room to a person takes a View, never a State.
//
// The law: the view of a seat is the same whether it is made from the whole
// room, or from a replay of only those records that the seat is shown.
type View struct {
	Room        crypto.Digest
	Viewer      chain.Seat
	Kind        covenant.Code
	Internal    bool
	Purpose     covenant.Code
	Phase       Phase
	Epoch       uint64
	Suspended   bool
	Code        crypto.Digest // act whose code is read aloud; zero before there is one
	Started     int64         // server's clock, ms; 0 before
	Closed      int64
	Places      []agenda.Place
	Seats       []Seat
	Invitations []InvitationView
	Outsiders   []OutsiderView
	Archives    []Archive  // of parties, in the order they were named
	Items       []ItemView // in the order of the agenda
	Packages    []PackageView
	Reactions   []ReactionView
	Nothing     []Recipient // who gets nothing, by the chair's word
	Due         []Due       // what the viewer must not forget
}

// ItemView is an agenda item: its number and length for everybody, the rest for
// who sits there.
type ItemView struct {
	ID            agenda.ItemID
	General       bool
	Minutes       uint16
	OnTheSpot     bool
	Here          bool          // the viewer sees what is said at this item
	Object        seal.ObjectID // zero unless Here
	Latest        crypto.Digest // what an act on the item must name; zero unless Here
	Item          *agenda.Item  // nil unless Here
	Text          *SealedView   // ItemText; nil until described
	Consents      []ConsentView
	Contributions []ContributionView
	Drafts        []DraftView
	Requests      []RequestView
	Agreed        []AgreedView // first what is open of an earlier room; progress.go
	Proposals     []ProposalView
	Names         []NameView  // who the guests here are
	Inform        *InformView // who informs the family; nil until that is planned
}

// InvitationView is an invitation link. Its secret is for chair and deputies.
type InvitationView struct {
	Invitation
	Latest crypto.Digest
	Text   *SealedView // InvitationText; its envelope is zero for who does not lead
}

// SealedView is where a sealed text stands and how it is bound. Everything the
// binding must say comes from verified acts.
type SealedView struct {
	Object   seal.ObjectID
	Kind     string           // what the binding says it is
	Author   crypto.VerifyKey // device that signed the present body
	Version  uint32
	Body     crypto.Digest
	Size     uint32
	Envelope crypto.Digest // for the viewer; zero when he has none
	Readers  []chain.Seat  // who has an envelope
	Unread   []chain.Seat  // who signed that he cannot open it
	Anew     bool          // the present body was signed on a device that a reseat let in
}

// ContributionView is a contribution: that somebody brought something in and
// for whom; the labels only for who may read it.
type ContributionView struct {
	Act       crypto.Digest
	Latest    crypto.Digest
	Owner     chain.Seat
	Readers   []Reader
	As        covenant.Code // one of the As constants
	About     crypto.Digest // creating act of what it is about, where the viewer sees that; zero otherwise
	Labels    *Labels       // nil when the viewer may not read it
	Withdrawn bool
	Erased    bool
	Holds     []HoldView    // that stand
	Obstacle  covenant.Code // why nothing of it may leave, as far as the viewer knows; "" for nothing
	Text      *SealedView   // ContributionText; nil when erased
}

// AgreedView is a decision or an action.
type AgreedView struct {
	Act       crypto.Digest
	Latest    crypto.Digest
	Action    bool
	Author    chain.Seat
	Assignee  agenda.PlaceID
	Due       int64 // days since 1970-01-01
	Retracted bool
	Earlier   *Earlier      // the action of an earlier room it goes on with; nil for a new one
	Progress  *ProgressView // what was said of an action since; nil for nothing
	Text      *SealedView   // AgreedText
}

// ProposalView is a text on its way out.
type ProposalView struct {
	Act         crypto.Digest
	Latest      crypto.Digest
	Author      chain.Seat
	Kind        covenant.Code
	Digest      crypto.Digest
	Recipients  []Recipient
	Actions     []crypto.Digest
	Sources     []crypto.Digest // contribute acts where the viewer sees the contribution; otherwise the act that was named
	Owners      []chain.Seat
	Independent bool
	Basis, Task covenant.Code
	Corrects    crypto.Digest // propose act of what it replaces, where the viewer sees that; otherwise the act that was named
	Agreements  map[chain.Seat]crypto.Digest
	Stewards    map[chain.Seat]chain.Seat // owners who left and for whom their steward agreed, and who that is; nil for none
	Declined    []chain.Seat
	State       ProposalState
	Why         covenant.Code
	Decision    crypto.Digest
	Anew        []chain.Seat // who agreed or decided on a device that a reseat let in; by number
	Left        []Left
	Leaves      []Recipient   // for whom it is approved and nothing has come in its way
	Given       []Recipient   // who got it in a package that left, also where something came in its way since
	Obstacle    covenant.Code // what has come in its way, as far as the viewer knows; "" for nothing
	Holds       []HoldView    // on the proposal itself, that stand
	Text        *SealedView   // ReleaseText
}

// View makes the view of one seat.
func (s *State) View(id chain.Seat) View {
	v := View{
		Room: s.id, Viewer: id, Kind: s.genesis.Kind, Internal: s.genesis.Internal, Purpose: s.genesis.Purpose,
		Phase: s.phase, Epoch: s.epoch, Suspended: s.suspended != nil, Code: s.CodeAct(),
		Started: s.session, Closed: s.closedAt, Archives: slices.Clone(s.archives), Due: s.Due(id),
	}
	for _, p := range s.places {
		v.Places = append(v.Places, *p)
	}
	for _, seat := range s.seats {
		v.Seats = append(v.Seats, *seat)
	}
	for _, inv := range sorted(s.invitations, func(inv *Invitation) *object { return s.acts[inv.Act].object }) {
		o := s.acts[inv.Act].object
		v.Invitations = append(v.Invitations, InvitationView{Invitation: *inv, Latest: o.latest, Text: o.view(id)})
	}
	for _, item := range s.order {
		v.Items = append(v.Items, s.itemView(id, item))
	}
	for i, o := range s.outsideObjects {
		v.Outsiders = append(v.Outsiders, OutsiderView{Outsider: s.outsiders[i], Latest: o.latest, Name: o.view(id)})
	}
	v.Reactions = s.reactionViews(id)
	for _, p := range s.packagesInOrder() {
		v.Packages = append(v.Packages, s.packageView(id, p))
	}
	for r := range s.nothing {
		v.Nothing = append(v.Nothing, r)
	}
	slices.SortFunc(v.Nothing, func(a, b Recipient) int {
		return cmp.Or(cmp.Compare(a.Seat, b.Seat), cmp.Compare(a.Outside, b.Outside))
	})
	return v
}

func (s *State) itemView(id chain.Seat, item agenda.ItemID) ItemView {
	it, o := s.items[item-1], s.itemObjects[item-1]
	v := ItemView{ID: it.ID, General: it.General, Minutes: it.Minutes, OnTheSpot: it.OnTheSpot}
	if v.Here = s.atItem(id, it); !v.Here {
		return v
	}
	v.Item, v.Text, v.Object, v.Latest = it.Clone(), o.view(id), o.id, o.latest
	v.Consents = s.consentViews(id, item)
	for _, con := range sorted(s.contributions, func(c *Contribution) *object { return c.object }) {
		if con.Item == item && s.sees(id, con.object) {
			v.Contributions = append(v.Contributions, s.contributionView(id, con))
		}
	}
	v.Drafts, v.Requests = s.draftViews(id, item), s.requestViews(id, item)
	v.Agreed = s.agreedViews(id, item)
	for _, p := range sorted(s.proposals, func(p *Proposal) *object { return p.object }) {
		if p.Item == item && s.sees(id, p.object) {
			v.Proposals = append(v.Proposals, s.proposalView(id, p))
		}
	}
	v.Names, v.Inform = s.nameViews(id, item), s.informView(id, item)
	return v
}

// sees says whether a seat sees an object: when it is shown the latest act on
// it, since every act needs the one before.
func (s *State) sees(id chain.Seat, o *object) bool {
	return s.showsNow(id, o.acts[len(o.acts)-1])
}

func (s *State) contributionView(id chain.Seat, con *Contribution) ContributionView {
	v := ContributionView{
		Act: con.Act, Latest: con.object.latest, Owner: con.Owner, Readers: slices.Clone(con.Readers),
		As: con.As, About: s.aboutFor(id, con.About), Withdrawn: con.Withdrawn, Erased: con.Erased, Holds: s.holdViews(id, con.Act), Text: con.object.view(id),
		Obstacle: s.obstacle(s.seat(id), []crypto.Digest{con.Act}),
	}
	if seat := s.seat(id); con.Labels != nil && !con.Withdrawn && s.reads(seat, con) {
		labels := *con.Labels
		v.Labels = &labels
	}
	return v
}

func (s *State) proposalView(id chain.Seat, p *Proposal) ProposalView {
	v := ProposalView{
		Act: p.Act, Latest: p.object.latest, Author: p.Author, Kind: p.Kind, Digest: p.Digest,
		Recipients: slices.Clone(p.Recipients), Actions: slices.Clone(p.Actions), Sources: s.contributionsFor(id, p.Sources),
		Owners: slices.Clone(p.Owners), Independent: p.Independent, Basis: p.Basis, Task: p.Task,
		Agreements: maps.Clone(p.Agreements), Stewards: p.stewards(), Declined: slices.Sorted(maps.Keys(p.Declined)),
		State: p.State, Why: p.Why, Decision: p.Decision, Anew: s.signedAnew(p), Left: slices.Clone(p.Left),
		Leaves: s.leaves(s.seat(id), p), Given: s.given(p), Obstacle: s.inTheWay(s.seat(id), p), Holds: s.holdViews(id, p.Act), Text: p.object.view(id),
	}
	if !p.Corrects.IsZero() {
		v.Corrects = s.proposalsFor(id, []crypto.Digest{p.Corrects})[0]
	}
	return v
}

// contributionsFor names contributions by their creating act, as far as a seat
// sees them, so that it can match them with those in its view.
func (s *State) contributionsFor(id chain.Seat, acts []crypto.Digest) []crypto.Digest {
	named := slices.Clone(acts)
	for i, act := range named {
		if con := s.contributionOf(act); con != nil && s.sees(id, con.object) {
			named[i] = con.Act
		}
	}
	return named
}

// view is where the object's sealed text stands, for one seat; nil without one.
func (o *object) view(id chain.Seat) *SealedView {
	if o.body == nil {
		return nil
	}
	v := &SealedView{
		Object: o.id, Kind: string(o.kind), Author: o.writer, Version: o.version, Body: o.body.Digest, Size: o.body.Size,
		Readers: slices.Sorted(maps.Keys(o.envel)), Unread: slices.Sorted(maps.Keys(o.unread)),
		Anew: o.anew,
	}
	if e, ok := o.envel[id]; ok {
		v.Envelope = e.Digest
	}
	return v
}

// sorted returns what a map holds in the order of the log.
func sorted[T any](m map[crypto.Digest]T, of func(T) *object) []T {
	return slices.SortedFunc(maps.Values(m), func(a, b T) int {
		return cmp.Compare(of(a).acts[0], of(b).acts[0])
	})
}
