package bench

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// benchRoom is a room with everybody in it, and what reached whom.
type benchRoom struct {
	// static after making
	id      crypto.Digest
	epoch   uint64
	item    agenda.ItemID
	role    covenant.Code
	labels  room.Labels // of every contribution, but for the salt
	head    chain.Position
	here    chain.Position // of the item's audience
	seats   []seat
	lines   []*line
	writers []*writer

	arrived []arrival // by record after head; written by the lines
}

// seat is a person, as his vault kept him.
type seat struct {
	place  vault.Place
	reader room.Reader
}

// arrival is how far one record got.
type arrival struct {
	seats atomic.Int64 // that have it
	last  atomic.Int64 // when the last of them got it, ns since 1970
}

// reached notes that one more seat has the record.
func (a *arrival) reached(now time.Time) {
	for last := a.last.Load(); last < now.UnixNano(); last = a.last.Load() {
		if a.last.CompareAndSwap(last, now.UnixNano()) {
			break
		}
	}
	a.seats.Add(1)
}

// makeRoom founds a room, lets everybody in and opens one item at which all sit.
func (o Options) makeRoom(ctx context.Context) (*benchRoom, error) {
	link, err := client.ParseChairLink(o.ChairLink)
	if err != nil {
		return nil, err
	}
	link.Server = o.Server
	server, err := client.NewServer(o.Server, nil)
	if err != nil {
		return nil, err
	}
	rules, err := rulesOf(ctx, server, covenant.Code(o.Rules))
	if err != nil {
		return nil, err
	}
	rm := &benchRoom{}
	if rm.role, rm.labels, err = harmless(rules); err != nil {
		return nil, err
	}
	party := rules.Parties()[0].Code
	keep := vault.NewMemory()
	chair, err := client.Found(ctx, client.Foundation{
		Link: link, Rules: covenant.Code(o.Rules), Kind: rules.RoomKinds()[0].Code, Purpose: rules.Purposes()[0].Code,
		Claims: room.Claims{Name: "Chair", Party: party, Function: "Chair", Contact: "chair@bench.example"},
	}, client.Options{Vault: keep})
	if err != nil {
		return nil, err
	}
	defer chair.Close()
	rm.id = chair.Room()
	if err := chair.Join(ctx); err != nil {
		return nil, err
	}
	if rm.item, err = chair.Item(ctx, true, 60); err != nil {
		return nil, err
	}
	if err := chair.Describe(ctx, rm.item, client.Description{Label: "Bench", Purpose: rm.labels.Purpose}); err != nil {
		return nil, err
	}
	vaults := []*vault.Memory{keep}
	for range o.Seats - 1 {
		v, err := letIn(ctx, chair, rm, party)
		if err != nil {
			return nil, err
		}
		vaults = append(vaults, v)
	}
	if err := chair.Sit(ctx, rm.item, 1, rm.role); err != nil {
		return nil, err
	}
	if err := chair.Start(ctx, true); err != nil {
		return nil, err
	}
	if err := chair.OpenItem(ctx, rm.item); err != nil {
		return nil, err
	}
	if err := rm.settle(ctx, chair, vaults); err != nil {
		return nil, err
	}
	return rm, rm.prepare(o)
}

func rulesOf(ctx context.Context, server *client.Server, name covenant.Code) (*covenant.Rules, error) {
	info, err := server.Info(ctx)
	if err != nil {
		return nil, err
	}
	for _, offered := range info.Rules {
		if offered.Name == name {
			return server.Rules(ctx, offered.Digest)
		}
	}
	return nil, errors.New("the server does not offer these rules")
}

// harmless finds a role that may contribute and labels about no person at all.
func harmless(rules *covenant.Rules) (covenant.Code, room.Labels, error) {
	labels := room.Labels{Nature: covenant.Fact, Purpose: rules.Purposes()[0].Code, Necessity: true, Source: true}
	for _, c := range rules.Categories() {
		if category, ok := rules.Category(c.Code); ok && category.Class == covenant.ClassNone {
			labels.Category = c.Code
		}
	}
	for _, r := range rules.ItemRoles() {
		if role, ok := rules.ItemRole(r.Code); ok && role.Contribute && labels.Category != "" {
			return r.Code, labels, nil
		}
	}
	return "", room.Labels{}, errors.New("these rules have no role that may contribute, or no category without persons")
}

// letIn brings one person in through the lobby, and seats him at the item.
func letIn(ctx context.Context, chair *client.Session, rm *benchRoom, party covenant.Code) (*vault.Memory, error) {
	place, err := chair.Place(ctx, party, "Member", agenda.Member)
	if err != nil {
		return nil, err
	}
	if err := chair.Sit(ctx, rm.item, place, rm.role); err != nil {
		return nil, err
	}
	inv, err := chair.Invite(ctx, place, invitationTime)
	if err != nil {
		return nil, err
	}
	v := vault.NewMemory()
	visitor, err := client.Knock(ctx, inv, room.Claims{Name: "Member", Party: party, Function: "Member", Contact: "member@bench.example"}, client.Options{Vault: v})
	if err != nil {
		return nil, err
	}
	visit, err := chair.UntilVisit(ctx, inv.ID)
	if err != nil {
		return nil, err
	}
	if _, err := chair.Admit(ctx, visit); err != nil {
		return nil, err
	}
	session, err := visitor.Wait(ctx)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	return v, session.Join(ctx)
}

// settle waits until nothing is owed any more, and keeps where everybody is.
func (rm *benchRoom) settle(ctx context.Context, chair *client.Session, vaults []*vault.Memory) error {
	for calm, at := 0, uint64(0); calm < 20; {
		head, applied := chair.Head()
		if head.N == at && applied == at {
			calm++
		} else {
			calm, at = 0, head.N
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	log, err := chair.Log()
	if err != nil {
		return err
	}
	rm.epoch = chair.View().Epoch
	rm.head, _ = chair.Head()
	for _, e := range log.Entries {
		rec, err := chain.DecodeRecord(e.Record)
		if err == nil && rec.Audience == rm.item.Audience() {
			rm.here = chain.Position{N: rec.K, Link: rec.ALink}
		}
	}
	for _, v := range vaults {
		place, err := v.Place(ctx, rm.id)
		if err != nil {
			return err
		}
		rm.seats = append(rm.seats, seat{place: place})
	}
	view := chair.View()
	for i := range rm.seats {
		s := slices.IndexFunc(view.Seats, func(x room.Seat) bool { return x.ID == rm.seats[i].place.Seat })
		rm.seats[i].reader = room.Reader{Place: view.Seats[s].Place, Reason: chair.Rules().ReaderReasons()[0].Code}
	}
	return nil
}
