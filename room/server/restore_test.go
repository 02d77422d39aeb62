package server

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// restored is a meeting whose server lost what came after a backup.
type restored struct {
	*meeting
	left  uint64 // the head that is left
	epoch crypto.Digest
	head  chain.Position
}

// restore has the meeting go on after a backup, loses that, and has one device
// come back that proves the loss. Everybody else's has gone.
func (m *meeting) restore(witness *roomtest.Person, after func()) *restored {
	m.house.Helper()
	r := m.putBack(after)
	r.prove(witness)
	return r
}

// putBack has the meeting go on after a backup, and loses that, which nobody has noticed yet.
func (m *meeting) putBack(after func()) *restored {
	m.house.Helper()
	r := &restored{meeting: m, left: m.allUpTo()}
	var people []roomtest.Person
	for _, p := range m.Seated {
		people = append(people, *p)
	}
	backup := filepath.Join(m.house.TempDir(), "backup.db")
	m.house.stop()
	copyTo(m.house, m.path, backup)
	m.house.start()
	for p, d := range m.devices {
		m.devices[p] = m.again(p, d).connect()
	}
	after()
	m.allUpTo()
	m.house.stop()
	copyTo(m.house, backup, m.path)
	for _, f := range []string{"-wal", "-shm"} {
		_ = os.Remove(m.path + f)
	}
	m.house.start()
	for i, p := range m.Seated { // their counters go back with the log
		*p = people[i]
	}
	m.Epoch++
	return r
}

// prove has a device come back that proves the loss.
func (r *restored) prove(witness *roomtest.Person) {
	r.house.Helper()
	m, d := r.meeting, r.come(witness)
	rec, err := chain.DecodeRecord(d.records[r.left+1].Entry.Record)
	require.NoError(m.house, err)
	var act chain.Act
	require.NoError(m.house, chain.Decode(rec.Act.Bytes, &act))
	require.Equal(m.house, room.KindEpoch, act.Kind)
	r.epoch, r.head = rec.Act.Hash(), act.Seen
}

// again is the device of somebody who connects anew, with what it had.
func (m *meeting) again(p *roomtest.Person, d *device) *device {
	m.house.Helper()
	fresh := m.newDevice(p)
	fresh.verifier, fresh.records, fresh.stubs, fresh.checkpoint = d.verifier, d.records, d.stubs, d.checkpoint
	return fresh
}

// come has somebody's device come back after the loss.
func (r *restored) come(p *roomtest.Person) *device {
	r.house.Helper()
	d := r.again(p, r.of(p))
	d.dial()
	d.write(wire.TypeHello, d.hello())
	d.until(wire.TypeWelcome)
	d.back(r.left)
	d.upTo(r.left + 1)
	r.devices[p] = d
	return d
}

// resume has the chair accept the head that is left.
func (r *restored) resume() {
	r.house.Helper()
	r.Do(r.Chair, roomtest.Draft{Kind: room.KindResume, Refs: []crypto.Digest{r.epoch}, Payload: room.ResumePayload{Head: r.head}})
}

// refusedFile is the code with which a device is refused a file, or nothing.
func (d *device) refusedFile(file []byte) string {
	d.Helper()
	d.write(wire.TypeFetch, wire.Fetch{Digest: digestOf(file)})
	for {
		t, body := d.frame()
		d.take(t, body)
		switch t {
		case wire.TypeFile:
			require.Equal(d, file, decode[wire.File](d, body).Data)
			return ""
		case wire.TypeRefused:
			return string(decode[wire.Refused](d, body).Refusal.Code)
		}
	}
}

// Kees withdrew a text; the server lost that and has the text again. Until his
// device was here to withdraw it once more, nobody gets it.
func TestATextWithdrawnInWhatWasLost(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, piet, hanna, lies := m.seat("Kees", agenda.Member), m.seat("Piet", agenda.Member), m.seat("Hanna", agenda.Member), m.seat("Lies", agenda.Member)
	it := m.NewItem(kees, piet, hanna, lies)
	withdrawn, stands, of, unsure := roomtest.Bytes(700), roomtest.Bytes(800), roomtest.Bytes(900), roomtest.Bytes(950)
	con := m.Do(kees, m.Contribution(kees, it, withdrawn, piet))
	m.Do(kees, m.Contribution(kees, it, stands, piet))
	m.Do(hanna, m.Contribution(hanna, it, of, piet))
	m.Do(lies, m.Contribution(lies, it, unsure, piet))
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: hanna.Seat}})
	delete(m.devices, hanna)
	r := m.restore(m.Chair, func() {
		m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
		m.of(kees).upTo(m.last + 1)
		require.False(t, m.onDisk(withdrawn[:64]))
		m.last++
	})
	require.True(t, m.onDisk(withdrawn[:64]), "the backup has it")
	again := string(wire.CodeTryAgain)
	for _, file := range [][]byte{withdrawn, stands, of} {
		require.Equal(t, again, m.of(m.Chair).refusedFile(file), "nothing while nobody resumed")
	}
	r.resume()
	for m.of(m.Chair).files[digestOf(of)] == nil {
		m.of(m.Chair).until(wire.TypeReveal)
	}
	after := roomtest.Bytes(1000)
	r.come(piet)
	m.Do(piet, m.Contribution(piet, it, after))
	m.of(m.Chair).upTo(m.last)
	require.Contains(t, m.of(m.Chair).files, digestOf(after), "what came after the resume is not held up")
	m.clock.forward(returnTimeAndMore)
	for _, p := range []*roomtest.Person{m.Chair, piet} {
		fresh := m.newDevice(p).connect()
		m.devices[p] = fresh
		for _, file := range [][]byte{withdrawn, stands} {
			require.NotContains(t, fresh.files, digestOf(file))
			require.Equal(t, again, fresh.refusedFile(file))
		}
		require.Contains(t, fresh.files, digestOf(of), "who left before took nothing back in what was lost")
	}

	m.clock.stop() // he is shown nothing before his device had time, however long that takes here
	d := r.come(kees)
	require.Empty(t, d.refusedFile(stands), "his own he gets")
	require.Equal(t, again, m.of(piet).refusedFile(withdrawn), "he has to have time")
	m.Do(kees, roomtest.Draft{Kind: room.KindWithdraw, Refs: []crypto.Digest{con}})
	m.of(kees).upTo(m.last + 1)
	m.clock.forward(returnTimeAndMore)
	for _, p := range []*roomtest.Person{m.Chair, piet} {
		for m.of(p).files[digestOf(stands)] == nil {
			m.of(p).until(wire.TypeReveal)
		}
		require.Empty(t, m.of(p).refusedFile(stands))
		require.Equal(t, string(room.CodeUnknownObject), m.of(p).refusedFile(withdrawn))
		require.NotContains(t, m.of(p).files, digestOf(withdrawn))
	}
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: lies.Seat}})
	require.Equal(t, again, m.of(piet).refusedFile(unsure), "who was sent away since may have taken it back in what was lost")
	t.Run("and a server that comes back remembers who was here", func(t *testing.T) {
		m.house.restart()
		fresh := m.newDevice(piet).connect()
		require.Contains(t, fresh.files, digestOf(stands))
		require.Contains(t, fresh.files, digestOf(of))
	})
}

// Kees hides a text from Hanna and Lies; their devices begin anew, and are not given what it
// is about. Then the server loses the hiding: the two are to see it again, and their devices
// are given what they lack, whether or not they had heard of what was lost.
func TestWhatADeviceWasNotGivenInWhatWasLost(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees, hanna, lies := m.seat("Kees", agenda.Member), m.seat("Hanna", agenda.Member), m.seat("Lies", agenda.Member)
	it := m.NewItem(kees, hanna, lies)
	con := m.Do(kees, m.Contribution(kees, it, roomtest.Bytes(700), hanna, lies))
	brought := m.allUpTo()
	hasLabels := func(p *roomtest.Person) bool { return m.of(p).records[brought].Labels != nil }
	require.True(t, hasLabels(hanna) && hasLabels(lies))
	r := m.putBack(func() {
		m.Do(kees, roomtest.Draft{Kind: room.KindHide, Refs: []crypto.Digest{con}, Payload: room.HidePayload{Places: []agenda.PlaceID{hanna.Place, lies.Place}}})
		for _, p := range []*roomtest.Person{hanna, lies} {
			m.devices[p] = m.newDevice(p).connect()
		}
		require.False(t, hasLabels(hanna) || hasLabels(lies))
	})
	// The line of Lies's device broke before it heard of what is lost: it proves nothing.
	d := m.again(lies, m.of(lies))
	d.back(r.left)
	d.checkpoint = nil
	m.devices[lies] = d.connect()
	require.False(t, hasLabels(lies), "nobody knows yet that something was lost")

	r.prove(m.Chair)
	m.of(lies).upTo(r.left + 1)
	r.come(hanna)
	require.True(t, hasLabels(hanna) && hasLabels(lies))
	r.resume()
	for _, p := range []*roomtest.Person{hanna, lies} {
		m.of(p).upTo(m.last)
		require.Zero(t, m.again(p, m.of(p)).connect().reveals, "once is enough")
	}
}

// The store takes the resume and says that it failed: who is here is given all the same
// what waits for nobody.
func TestAResumeOfWhichTheOutcomeIsUnknown(t *testing.T) {
	store := &faulty{plan: func(call int) journaltest.Fault {
		return map[bool]journaltest.Fault{true: journaltest.WrittenButFailed}[call == 0]
	}}
	m := open(t, quick(), store.option()).found("Anneke")
	hanna := m.seat("Hanna", agenda.Member)
	it, text := m.NewItem(hanna), roomtest.Bytes(900)
	m.Do(hanna, m.Contribution(hanna, it, text))
	m.Do(m.Chair, roomtest.Draft{Kind: room.KindRemove, Payload: room.RemovePayload{Seat: hanna.Seat}})
	delete(m.devices, hanna)
	r := m.restore(m.Chair, func() { m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid}) })
	d := m.of(m.Chair)
	require.Equal(t, string(wire.CodeTryAgain), d.refusedFile(text), "nothing while nobody resumed")
	clear(d.files)
	store.set(true)
	r.resume()
	for d.files[digestOf(text)] == nil {
		d.until(wire.TypeReveal)
	}
}

const returnTimeAndMore = 10 * time.Second

// The term ends while nobody has resumed yet: the contents go all the same, and
// that is signed as soon as it can be.
func TestContentsGoAtTheirTermWhileNobodyResumes(t *testing.T) {
	m := open(t, quick()).found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	it := m.NewItem(kees)
	text := roomtest.Bytes(700)
	m.Do(kees, m.Contribution(kees, it, text))
	r := m.restore(m.Chair, func() { m.Do(m.Chair, roomtest.Draft{Kind: room.KindVoid}) })
	require.True(t, m.onDisk(text[:64]))
	m.clock.forward((room.MaxOpenDays + 1) * 24 * time.Hour)
	require.Eventually(t, func() bool { return !m.onDisk(text[:64]) }, 10*time.Second, 20*time.Millisecond)
	d := m.again(m.Chair, m.of(m.Chair)).connect() // its token ended
	m.devices[m.Chair] = d
	require.Equal(t, r.left+1, d.verifier.Head().N, "nothing is signed before somebody resumes")
	status, _ := d.put(roomtest.Bytes(100), nil)
	require.Equal(t, 404, status, "nor comes anything in")
	r.resume()
	d.upTo(m.last + 1)
	require.Equal(t, room.KindDestroyed, d.kindAt(m.last+1))
}
