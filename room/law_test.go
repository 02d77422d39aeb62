package room

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// lawRooms and lawSteps are how many random rooms are played, and how many acts
// are offered in each. A failing room says its seed: -run 'TestTheLaw/seed=…'.
const (
	lawRooms = 16
	lawSteps = 300
)

// The law: Replay(visible(log, seat)) = View(Replay(log), seat), for every seat
// that is there, after every act.
func TestTheLaw(t *testing.T) {
	rooms := lawRooms
	if testing.Short() {
		rooms = 4
	}
	kinds := map[chain.Kind]int{}
	rested, withdrawn := 0, 0
	for seed := range rooms {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			g := newGame(t, uint64(seed))
			w := newWatch(g.m)
			require.NoError(t, w.look())
			for range lawSteps {
				sub, author := g.offer()
				expected := w.expects(sub, author)
				rec, refusal := g.m.admit(sub)
				if refusal != nil {
					g.refused++
					continue
				}
				require.NoError(t, expected, g.kind)
				kinds[g.kind]++
				require.NoError(t, w.look(), "after %s at %d", g.kind, rec.Seq)
			}
			w.verifyChains(t)
			w.reload(t)
			require.Greater(t, g.refused, 10, "forbidden acts were tried")
			n, gone := g.rested()
			rested, withdrawn = rested+n, withdrawn+gone
		})
	}
	if testing.Short() || t.Failed() {
		return
	}
	require.Greater(t, rested, 5, "what rests on consent")
	require.Positive(t, withdrawn, "and what rested on consent that was withdrawn")
	for kind := range table() {
		if kinds[kind] == 0 && kind != KindGenesis {
			t.Errorf("no random room had a %s: it says nothing about that kind", kind)
		}
	}
}

// watch holds what every seat knows, as its device would.
type watch struct {
	m       *meeting
	devices map[chain.Seat]*device
}

// device is one seat's replica of the room, and what its host sent it.
type device struct {
	shown, labelled []bool // entitled to, by seq-1
	s               *State
	sent            map[uint64]bool // records that arrived, at once or revealed
	sentLabels      map[uint64]bool
}

// newWatch begins with everybody up to date.
func newWatch(m *meeting) *watch {
	w := &watch{m: m, devices: map[chain.Seat]*device{}}
	for _, seat := range m.s.seats {
		d := &device{sent: map[uint64]bool{}, sentLabels: map[uint64]bool{}}
		for _, k := range m.s.log {
			d.sent[k.seq], d.sentLabels[k.seq] = m.s.Shows(seat.ID, k.seq), m.s.ShowsLabels(seat.ID, k.seq)
		}
		w.devices[seat.ID] = d
	}
	return w
}

// look brings every device up to date after the last record and compares it with the room.
func (w *watch) look() error {
	for _, seat := range w.m.s.seats {
		if seat.Gone != "" {
			delete(w.devices, seat.ID)
			continue
		}
		if err := w.lookAt(seat.ID); err != nil {
			return fmt.Errorf("seat %d (%s): %w", seat.ID, seat.Post, err)
		}
	}
	return nil
}

// own holds that a seat that is there is shown what its device did: by that the device
// demands what the server acknowledged.
func (w *watch) own(id chain.Seat) error {
	seat, _ := w.m.s.Member(id)
	for _, l := range w.m.log {
		if l.device == seat.Device && !w.m.s.Shows(id, l.rec.Seq) {
			return fmt.Errorf("its own act %d is not shown", l.rec.Seq)
		}
	}
	return nil
}

func (w *watch) lookAt(id chain.Seat) error {
	d := w.devices[id]
	if d == nil || slices.Contains(w.m.log[len(w.m.log)-1].effects.Anew, id) { // let in just now: the records of the room come when it connects
		d = &device{sent: map[uint64]bool{}, sentLabels: map[uint64]bool{}}
		for _, k := range w.m.s.log {
			d.sent[k.seq] = k.audience == chain.Room
		}
		w.devices[id] = d
	}
	if err := w.deliver(d, id); err != nil {
		return err
	}
	if err := w.replay(d, id); err != nil {
		return err
	}
	if err := w.own(id); err != nil {
		return err
	}
	if whole, part := w.m.s.View(id), d.s.View(id); !reflect.DeepEqual(whole, part) {
		return fmt.Errorf("the law does not hold: %s", firstDifference(whole, part))
	}
	if whole, part := w.m.s.Duties(id), d.s.Duties(id); !reflect.DeepEqual(whole, part) {
		return fmt.Errorf("other duties: %v, on its device %v", whole, part)
	}
	if whole, part := w.m.s.Newcomers(id), d.s.Newcomers(id); !reflect.DeepEqual(whole, part) {
		return fmt.Errorf("other newcomers: %v, on its device %v", whole, part)
	}
	for i := range w.m.s.items {
		item := agenda.ItemID(i + 1)
		base, required := w.m.s.AudienceBase(id, item)
		if b, r := d.s.AudienceBase(id, item); b != base || r != required {
			return fmt.Errorf("another base for item %d", item)
		}
	}
	return nil
}

// deliver keeps count of what a host sends that follows the effects, and refuses
// what the seat may not have and what it lacks.
func (w *watch) deliver(d *device, id chain.Seat) error {
	last := w.m.log[len(w.m.log)-1]
	if w.m.s.Shows(id, last.rec.Seq) {
		d.sent[last.rec.Seq] = true
		d.sentLabels[last.rec.Seq] = w.m.s.ShowsLabels(id, last.rec.Seq)
	}
	for _, r := range last.effects.Reveals {
		if !w.m.s.Shows(r.Seat, r.Seq) {
			return fmt.Errorf("record %d is revealed to %d, who may not see it", r.Seq, r.Seat)
		}
		if r.Seat == id {
			d.sent[r.Seq] = true
		}
	}
	for _, r := range last.effects.Labels {
		if !w.m.s.ShowsLabels(r.Seat, r.Seq) {
			return fmt.Errorf("labels of %d are announced to %d, who may not see them", r.Seq, r.Seat)
		}
		if r.Seat == id {
			d.sentLabels[r.Seq] = true
		}
	}
	for _, k := range w.m.s.log {
		if err := w.allowed(id, k); err != nil {
			return err
		}
		if w.m.s.Shows(id, k.seq) && !d.sent[k.seq] {
			return fmt.Errorf("record %d (%s) may be seen and was never revealed", k.seq, k.kind)
		}
		if w.m.s.ShowsLabels(id, k.seq) && !d.sentLabels[k.seq] {
			return fmt.Errorf("labels of %d may be seen and were never announced", k.seq)
		}
	}
	return nil
}

// allowed says, apart from the code that decides it, who may be shown a record
// and its labels at most.
func (w *watch) allowed(id chain.Seat, k *known) error {
	seat := w.m.s.seat(id)
	leads := seat.Post == agenda.Chair || seat.Post == agenda.Deputy
	if k.audience != chain.Room && !leads && w.m.s.Shows(id, k.seq) {
		item := w.m.s.items[k.audience-1]
		if !w.satUntil(k, seat.Place) && !slices.ContainsFunc(item.Sittings, func(s agenda.Sitting) bool { return s.Place == seat.Place }) {
			return fmt.Errorf("record %d of an item at which he does not sit", k.seq)
		}
	}
	if w.m.s.ShowsLabels(id, k.seq) {
		con := w.m.s.contributions[k.object.created]
		reader := slices.ContainsFunc(con.Readers, func(r Reader) bool { return r.Place == seat.Place })
		if (!leads && !reader && con.Owner != id) || !w.m.s.Shows(id, k.seq) || (k.kind != KindContribute && k.kind != KindCorrect) {
			return fmt.Errorf("labels of record %d that are not for him", k.seq)
		}
	}
	return nil
}

// satUntil says whether a record is of a stay that ended: some later record of the
// item, or this one, takes the place away.
func (w *watch) satUntil(k *known, place agenda.PlaceID) bool {
	return slices.ContainsFunc(w.m.s.log, func(u *known) bool {
		return u.audience == k.audience && u.seq >= k.seq && w.takesAway(u, place)
	})
}

// takesAway says whether a record takes a place from an item.
func (w *watch) takesAway(k *known, place agenda.PlaceID) bool {
	var act chain.Act
	var p UnseatPayload
	return k.kind == KindUnseat && chain.Decode(w.m.log[k.seq-1].rec.Act.Bytes, &act) == nil &&
		chain.Decode(act.Payload, &p) == nil && p.Place == place
}

// replay brings the replica to the present: by the last record when nothing
// earlier changed, and from the beginning when it did.
func (w *watch) replay(d *device, id chain.Seat) error {
	n := len(w.m.log)
	shown, labelled := make([]bool, n), make([]bool, n)
	for i := range n {
		shown[i] = w.m.s.Shows(id, uint64(i+1))
		labelled[i] = w.m.s.ShowsLabels(id, uint64(i+1))
	}
	have := len(d.shown)
	if d.s == nil || have > n || !slices.Equal(shown[:have], d.shown) || !slices.Equal(labelled[:have], d.labelled) {
		d.s, have = New(w.m.s.id, id, w.m.s.rules), 0
		d.s.rows = w.m.s.rows
	}
	d.shown, d.labelled = shown, labelled
	for i := have; i < n; i++ {
		if !shown[i] {
			d.s.Skip()
			continue
		}
		var labels []byte
		if labelled[i] {
			labels = w.m.log[i].labels
		}
		if _, refusal := d.s.Apply(w.m.log[i].rec, labels); refusal != nil {
			d.s = nil
			return fmt.Errorf("record %d is refused on its device: %w", i+1, refusal)
		}
	}
	return nil
}

// expects says whether the author's own device would have let him sign an act:
// what the room accepts, it must accept.
func (w *watch) expects(sub Submission, author chain.Seat) error {
	d := w.devices[author]
	if d == nil {
		return nil
	}
	if refusal := d.s.Check(sub, w.m.now); refusal != nil {
		return fmt.Errorf("the author's own device refuses what the room accepts: %w", refusal)
	}
	return nil
}

// verifyChains has every device verify what it was sent as it was sent: stubs
// first, reveals later, and no gap in any audience it is in.
func (w *watch) verifyChains(t *testing.T) {
	for id, d := range w.devices {
		v := chain.NewVerifier(w.m.s.id)
		var late []*chain.Record
		for i, l := range w.m.log {
			leaf := chain.Leaf(l.rec.Encode())
			switch {
			case !d.shown[i]:
				_, err := v.Add(chain.Entry{Stub: &leaf})
				require.NoError(t, err)
			case l.rec.Audience != chain.Room && i%2 == 0: // revealed afterwards
				_, err := v.Add(chain.Entry{Stub: &leaf})
				require.NoError(t, err)
				late = append(late, l.rec)
			default:
				_, err := v.Add(chain.Entry{Record: l.rec.Encode()})
				require.NoError(t, err)
			}
		}
		for _, rec := range late {
			_, err := v.Reveal(rec.Encode())
			require.NoError(t, err)
		}
		require.Equal(t, w.m.w.Head(), v.Head())
		for i := range w.m.s.items {
			item := agenda.ItemID(i + 1)
			if base, required := w.m.s.AudienceBase(id, item); required {
				require.NoError(t, v.Require(item.Audience(), base))
				require.Equal(t, w.m.w.Here(item.Audience()).N, max(v.Here(item.Audience()).N, base.N))
			}
		}
	}
}

// reload is a host that loads the room again: the same state, and every act asks
// of it what it asked the first time.
func (w *watch) reload(t *testing.T) {
	again := New(w.m.s.id, 0, w.m.s.rules)
	for _, l := range w.m.log {
		effects, refusal := again.Apply(l.rec, l.labels)
		require.Nil(t, refusal)
		require.Equal(t, l.effects, effects)
	}
	for id := range w.devices {
		require.Equal(t, w.m.s.View(id), again.View(id))
	}
	require.Equal(t, w.m.s.Erasures(), again.Erasures())
}

// firstDifference names the field of two views that differs.
func firstDifference(a, b View) string {
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range va.NumField() {
		x, y := va.Field(i).Interface(), vb.Field(i).Interface()
		if reflect.DeepEqual(x, y) {
			continue
		}
		if items, ok := x.([]ItemView); ok {
			for j, it := range items {
				if !reflect.DeepEqual(it, b.Items[j]) {
					return fmt.Sprintf("item %d:\n%+v\n%+v", it.ID, it, b.Items[j])
				}
			}
		}
		return fmt.Sprintf("%s:\n%+v\n%+v", va.Type().Field(i).Name, x, y)
	}
	return "nothing"
}
