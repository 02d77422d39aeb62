package minutes

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Errors of Compile. None of them holds any of the contents.
var (
	ErrKind      = errors.New("minutes: the profile has no such package")
	ErrRecipient = errors.New("minutes: no such recipient in this room")
	ErrNothing   = errors.New("minutes: nothing was approved for this recipient")
	ErrNotHolder = fmt.Errorf("%w: the dossier copy is for who holds the dossier", ErrNothing)
	ErrTooMany   = errors.New("minutes: more parts than one issue act can name")
	ErrNotNow    = errors.New("minutes: the meeting has not started")
	ErrText      = errors.New("minutes: a text is not what was agreed and decided on")
	ErrUnopened  = errors.New("minutes: a text cannot be opened on this device")
	errFormat    = errors.New("minutes: another format")
)

// Input is what Compile makes a package from.
type Input struct {
	View      room.View       // of the issuer's seat
	Rules     *covenant.Rules // of the room
	Recipient room.Recipient
	Kind      covenant.Code // a kind of package of the profile
	Language  Language      // of the page; Dutch when empty
	// Items narrows an extract, or a record of one's own, to these items; empty is
	// all. The others are always of the whole meeting.
	Items []agenda.ItemID
	// ReactUntil is the last day to react to a concept, as room.State.ReactionDay
	// gives it; 0 for what is none.
	ReactUntil int64
	// WithoutOwn leaves the recipient's own contributions out, for an issuer who
	// cannot open them or when there are too many parts.
	WithoutOwn bool
	// Open returns the content of a sealed text in the view, authenticated and
	// with its binding compared: canonical CBOR of a text of package room.
	Open func(room.SealedView) ([]byte, error)
}

// Compiled is a package that can be issued.
type Compiled struct {
	Contents Contents
	Refs     []crypto.Digest // of the issue act: releases, then own contributions, in the order of the document
	Releases uint32          // how many of them are releases
}

// Payload is that of the issue act. The salt is 32 fresh random bytes; whoever
// makes the document needs them again.
func (c *Compiled) Payload(salt [32]byte) room.IssuePayload {
	return room.IssuePayload{
		Kind: c.Contents.Kind, Recipient: c.Contents.Recipient, Releases: c.Releases,
		Content: room.ContentDigest(salt, c.Contents.Encode()), ReactUntil: c.Contents.ReactUntil,
	}
}

// compiler is one call of Compile.
type compiler struct {
	in      Input
	c       Contents
	natures map[crypto.Digest]covenant.Code // by contribute act
	persons map[chain.Seat]bool
	places  map[agenda.PlaceID]bool
	refs    []crypto.Digest
	own     []crypto.Digest
}

// Compile selects what this recipient gets and nothing else: the approved
// releases that name him and in whose way nothing has come, and for a seat also
// its own contributions that stand, unless the package is of one kind of text. It refuses a text whose
// digest is not the one that was agreed and decided on. The same input gives the
// same contents.
func Compile(in Input) (*Compiled, error) {
	if in.Language == "" {
		in.Language = Dutch
	}
	k := &compiler{in: in, natures: map[crypto.Digest]covenant.Code{}, persons: map[chain.Seat]bool{}, places: map[agenda.PlaceID]bool{}}
	if err := k.stamp(); err != nil {
		return nil, err
	}
	released := k.releasedActions()
	for _, it := range in.View.Items {
		if !it.Here || !k.tellsOf(it) {
			continue
		}
		if err := k.item(it, released); err != nil {
			return nil, err
		}
	}
	if len(k.refs)+len(k.own) == 0 {
		return nil, k.nothing()
	}
	if len(k.refs)+len(k.own) > chain.MaxRefs {
		return nil, ErrTooMany
	}
	if err := k.roster(); err != nil {
		return nil, err
	}
	return &Compiled{Contents: k.c, Refs: slices.Concat(k.refs, k.own), Releases: uint32(len(k.refs))}, nil
}

// stamp fills in what the page says about itself.
func (k *compiler) stamp() error {
	in, v := k.in, k.in.View
	if in.Rules.Package(in.Kind) != nil {
		return ErrKind
	}
	if v.Started == 0 {
		return ErrNotNow
	}
	k.c = Contents{
		Format: Format, Kind: in.Kind, Language: in.Language, Room: v.Room,
		Scope: word(in.Rules.RoomKinds(), v.Kind), Purpose: word(in.Rules.Purposes(), v.Purpose),
		Started: v.Started, Adopted: v.Phase == room.Adopted || v.Phase == room.Closed,
		Recipient: in.Recipient, Profile: in.Rules.Digest(),
		Covenants: covenants(in.Rules), Reaction: reaction(in.Rules), ReactUntil: in.ReactUntil,
	}
	for _, seat := range v.Seats {
		if seat.Post == agenda.Chair {
			k.c.Chair = seat.ID
			k.persons[seat.ID] = true
		}
	}
	return k.recipient()
}

func (k *compiler) recipient() error {
	r, v := k.in.Recipient, k.in.View
	switch {
	case (r.Seat == 0) == (r.Outside == 0):
		return ErrRecipient
	case r.Seat != 0 && int(r.Seat) <= len(v.Seats):
		k.persons[r.Seat] = true
		k.c.Retention, _ = k.in.Rules.Retention(v.Seats[r.Seat-1].Claims.Party)
		return nil
	case r.Outside != 0 && int(r.Outside) <= len(v.Outsiders):
		o := v.Outsiders[r.Outside-1]
		k.c.Outside, k.c.OutsideKind = o.Organisation, o.Kind
		k.c.Summary = summary(k.in.Rules, r, o.Kind, o.Place)
		return nil
	}
	return ErrRecipient
}

// nothing says why there is nothing to compile.
func (k *compiler) nothing() error {
	if k.in.Kind == covenant.PackageDossier && !slices.ContainsFunc(k.in.View.Items, func(it room.ItemView) bool { return it.Here && k.holds(it) }) {
		return ErrNotHolder
	}
	return ErrNothing
}

// tellsOf says whether this package is about an item.
func (k *compiler) tellsOf(it room.ItemView) bool {
	switch k.in.Kind {
	case covenant.PackageExtract, covenant.PackageOwnRecord:
		return len(k.in.Items) == 0 || slices.Contains(k.in.Items, it.ID)
	case covenant.PackageDossier:
		return k.holds(it)
	}
	return true
}

// wanted says whether a proposal is a release for this package.
func (k *compiler) wanted(p room.ProposalView) bool {
	only := covenant.PackageHolds(k.in.Kind)
	return slices.Contains(p.Leaves, k.in.Recipient) && (only == "" || p.Kind == only)
}

// releasedActions are the actions this package tells about: a passage may say
// that it is needed for one of those, and of others not even that.
func (k *compiler) releasedActions() map[crypto.Digest]bool {
	released := map[crypto.Digest]bool{}
	for _, it := range k.in.View.Items {
		if !it.Here || !k.tellsOf(it) {
			continue
		}
		for _, p := range it.Proposals {
			if p.Kind == covenant.ReleaseAction && k.wanted(p) {
				for _, act := range p.Actions {
					released[act] = true
				}
			}
		}
	}
	return released
}

func (k *compiler) item(it room.ItemView, released map[crypto.Digest]bool) error {
	item := Item{ID: it.ID}
	if p := it.Item.Facts.Purpose; p != "" && p != k.in.View.Purpose {
		item.Purpose = word(k.in.Rules.Purposes(), p)
	}
	for _, con := range it.Contributions {
		if con.Labels != nil {
			k.natures[con.Act] = con.Labels.Nature
		}
	}
	for _, p := range it.Proposals {
		if !k.wanted(p) {
			continue
		}
		r, err := k.release(it, p, released)
		if err != nil {
			return fmt.Errorf("%w: item %d", err, it.ID)
		}
		item.Releases = append(item.Releases, r)
		k.refs = append(k.refs, p.Latest)
	}
	for _, con := range it.Contributions {
		if !k.ownPart(con) {
			continue
		}
		own, err := k.contribution(it, con)
		if err != nil {
			return fmt.Errorf("%w: item %d", err, it.ID)
		}
		item.Own = append(item.Own, own)
		k.own = append(k.own, con.Latest)
	}
	if len(item.Releases)+len(item.Own) > 0 {
		k.c.Items = append(k.c.Items, item)
	}
	return nil
}

func (k *compiler) release(it room.ItemView, p room.ProposalView, released map[crypto.Digest]bool) (Release, error) {
	var text room.ReleaseText
	if err := k.open(p.Text, &text); err != nil {
		return Release{}, err
	}
	if room.ReleaseDigest(text.Salt, text.Text) != p.Digest || identify.Clean(text.Text) != nil {
		return Release{}, ErrText
	}
	r := Release{
		Proposal: p.Act, Kind: p.Kind, Salt: text.Salt, Text: text.Text, Nature: k.nature(p),
		By: speakers(p.Owners, p.Author), Independent: p.Independent,
	}
	for _, seat := range r.By {
		k.persons[seat] = true
	}
	r.Basis = wordOrNone(k.in.Rules.Bases(), p.Basis)
	r.Task = wordOrNone(k.in.Rules.Tasks(k.partyOf(r.By[0])), p.Task)
	for _, act := range p.Actions {
		if p.Kind == covenant.ReleaseAction {
			if err := k.work(&r, it, act); err != nil {
				return Release{}, err
			}
		} else if released[act] {
			r.For = append(r.For, act)
		}
	}
	return r, nil
}

func (k *compiler) work(r *Release, it room.ItemView, act crypto.Digest) error {
	i := slices.IndexFunc(it.Agreed, func(a room.AgreedView) bool { return a.Act == act })
	if i < 0 {
		return ErrText
	}
	a := it.Agreed[i]
	w := Work{Action: act, Assignee: a.Assignee, Due: a.Due, Retracted: a.Retracted}
	if status := a.Status(); status != room.ProgressOpen {
		w.Progress = status
	}
	r.Work = append(r.Work, w)
	k.places[a.Assignee] = true
	return nil
}

// nature is what all sources are. A text that mixes them, or of which one source
// is an opinion, is an opinion: it must not pass for a fact (TS-VC-6).
func (k *compiler) nature(p room.ProposalView) covenant.Code {
	var nature covenant.Code
	for _, act := range p.Sources {
		n, ok := k.natures[act]
		if !ok {
			return ""
		}
		if nature != covenant.Opinion {
			nature = n
		}
	}
	return nature
}

// speakers are who a text is from.
func speakers(owners []chain.Seat, author chain.Seat) []chain.Seat {
	if len(owners) == 0 {
		return []chain.Seat{author}
	}
	by := slices.Clone(owners)
	slices.Sort(by)
	return slices.Compact(by)
}

// ownPart says whether a contribution is in the package as the recipient's own. A hold
// does not keep it from him, nor does withdrawn consent keep it from the record of it.
func (k *compiler) ownPart(con room.ContributionView) bool {
	stands := con.Obstacle == "" || con.Obstacle == room.CodeOnHold || (k.in.Kind == covenant.PackageOwnRecord && !con.Withdrawn)
	return stands && k.in.Recipient.Seat != 0 && con.Owner == k.in.Recipient.Seat && con.Text != nil &&
		!k.in.WithoutOwn && covenant.PackageHolds(k.in.Kind) == ""
}

func (k *compiler) contribution(it room.ItemView, con room.ContributionView) (Own, error) {
	var text room.ContributionText
	if err := k.open(con.Text, &text); err != nil {
		return Own{}, err
	}
	if con.Labels == nil {
		return Own{}, ErrUnopened
	}
	own := Own{
		Contribution: con.Act, Labels: *con.Labels, Text: text.Text, Necessity: text.Necessity, Source: text.Source,
		Consent: consentOf(it, con), Override: wordOrNone(k.in.Rules.ConsentOverrides(), con.Labels.Override), Weighed: text.OverrideReason,
	}
	if k.in.Kind == covenant.PackageOwnRecord {
		own.Words = ownWords(k.in.Rules, k.partyOf(con.Owner), own.Labels)
	}
	return own, nil
}

func (k *compiler) open(at *room.SealedView, text any) error {
	if at == nil {
		return ErrUnopened
	}
	b, err := k.in.Open(*at)
	if err != nil {
		return ErrUnopened
	}
	if err := chain.Decode(b, text); err != nil {
		return ErrText
	}
	return nil
}

func (k *compiler) partyOf(seat chain.Seat) covenant.Code {
	if seat == 0 || int(seat) > len(k.in.View.Seats) {
		return ""
	}
	return k.in.View.Seats[seat-1].Claims.Party
}

// roster adds who and what the parts name.
func (k *compiler) roster() error {
	v := k.in.View
	parties := map[covenant.Code]bool{}
	for id := range k.places {
		if id == 0 || int(id) > len(v.Places) {
			return ErrText
		}
		p := v.Places[id-1]
		k.c.Places = append(k.c.Places, Place{ID: p.ID, Party: p.Party, Function: p.Function, Seat: p.Seat})
		parties[p.Party] = true
		if p.Seat != 0 {
			k.persons[p.Seat] = true
		}
	}
	for id := range k.persons {
		if id == 0 || int(id) > len(v.Seats) {
			return ErrText
		}
		claims := v.Seats[id-1].Claims
		k.c.Persons = append(k.c.Persons, Person{Seat: id, Name: claims.Name, Function: claims.Function, Party: claims.Party})
		parties[claims.Party] = true
	}
	for code := range parties {
		k.c.Parties = append(k.c.Parties, word(k.in.Rules.Parties(), code))
	}
	slices.SortFunc(k.c.Places, func(a, b Place) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(k.c.Persons, func(a, b Person) int { return cmp.Compare(a.Seat, b.Seat) })
	slices.SortFunc(k.c.Parties, func(a, b Word) int { return cmp.Compare(a.Code, b.Code) })
	return nil
}
