package client_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// parcel is a contribution that a changed program makes: what is in its files is as a
// test wants it, and its act is in order.
type parcel struct {
	binding   seal.Binding
	key       seal.ObjectKey
	body      []byte
	envelopes map[*person][]byte
}

const lied = "Meneer Terpstra slaat zijn kinderen."

// packs makes a contribution of an author for Gerda, Bram and Fatima, has it changed,
// and signs it.
func (m *meeting) packs(author *person, change func(*parcel)) wire.Submit {
	m.Helper()
	b := m.opensBook(m.gerda.Room(), 0)
	key, _ := author.keys()
	p := &parcel{envelopes: map[*person][]byte{}}
	p.binding = seal.Binding{
		Room: m.gerda.Room(), Kind: "contribution", Author: key.Public(), Version: 1,
		Object: seal.ObjectID{Device: key.Public(), Counter: b.next[key.Public()].Counter + 1},
	}
	m.seals(p, p.binding, lied)
	change(p)
	labels := room.Labels{
		Salt: [32]byte{1}, Person: 1, Category: "behaviour", Nature: "fact", Basis: "public_task", Task: "liveability",
		Purpose: "collective_support", Necessity: true, Identifying: true,
	}.Encode()
	payload := room.ContributePayload{Item: m.item, Labels: room.LabelsDigest(labels), Readers: readers(m, author)}
	files := [][]byte{p.body}
	sealed := []chain.Sealed{{Digest: replica.FileDigest(p.body), Size: uint32(len(p.body))}}
	for _, q := range []*person{m.gerda, m.bram, m.fatima} {
		e := p.envelopes[q]
		files = append(files, e)
		sealed = append(sealed, chain.Sealed{Digest: replica.FileDigest(e), Size: uint32(len(e)), Reader: q.Seat()})
	}
	act := b.signs(key, author.Seat(), room.KindContribute, payload, func(a *chain.Act) {
		b.here(m.item.Audience())(a)
		a.Sealed = sealed
	})
	return wire.Submit{Act: act, Labels: labels, Files: files}
}

// readers are Bram and Fatima, less the author.
func readers(m *meeting, author *person) []room.Reader {
	all := []room.Reader{{Place: m.bram.place, Reason: "safety"}, {Place: m.fatima.place, Reason: "safety"}}
	return slices.DeleteFunc(all, func(r room.Reader) bool { return r.Place == author.place })
}

// seals fills a parcel with a text under a binding, for all three.
func (m *meeting) seals(p *parcel, b seal.Binding, text string) {
	m.Helper()
	var err error
	p.body, p.key, err = seal.Body(b, chain.Encode(room.ContributionText{Text: text, Necessity: "Zonder dit is er geen aanpak."}))
	require.NoError(m, err)
	for _, q := range []*person{m.gerda, m.bram, m.fatima} {
		m.envelope(p, b, q)
	}
}

// sealsBody fills a parcel with a body that is bound elsewhere; its envelopes are bound
// here, so that it is the body that gives it away.
func (m *meeting) sealsBody(p *parcel, elsewhere seal.Binding) {
	m.Helper()
	m.seals(p, elsewhere, lied)
	for _, q := range []*person{m.gerda, m.bram, m.fatima} {
		m.envelope(p, p.binding, q)
	}
}

func (m *meeting) envelope(p *parcel, b seal.Binding, q *person) {
	m.Helper()
	_, seat := q.keys()
	var err error
	p.envelopes[q], err = seal.Envelope(b, p.key, seat.Recipient())
	require.NoError(m, err)
}

// shownTo waits until somebody's device shows a contribution, and says what he reads.
func (m *meeting) shownTo(p *person, act crypto.Digest) (string, error) {
	m.Helper()
	var text client.Text
	var err error
	require.Eventually(m, func() bool {
		text, err = p.Read(act)
		return err == nil || !slices.Contains([]error{client.ErrUnknown, replica.ErrNotHere}, err)
	}, client.Late, 10*time.Millisecond)
	if err != nil {
		return "", err
	}
	return text.String(), nil
}

// Fatima's program is changed. The real server takes what she sends: it cannot look
// into it. Whoever is given something that is not what its act says reads nothing, and
// is told so; the others read it. Nobody presses anything: his device tells it at the item,
// and her real program, which is told, seals it to him again.
func TestAnAuthorSealsSomethingElse(t *testing.T) {
	m := newMeeting(t)
	earlier := m.bringsIn()
	m.bram.level(m.fatima)
	m.bram.isPatient() // he is told of nothing else
	for name, c := range map[string]struct {
		unread []*person
		again  bool // her own envelope and the body are in order: sealed again it opens
		change func(*parcel)
	}{
		"all in order":         {nil, false, func(*parcel) {}},
		"junk in one envelope": {[]*person{m.bram}, true, m.junkFor(m.bram)},
		"another text for one reader": {[]*person{m.bram}, true, func(p *parcel) {
			other := &parcel{envelopes: map[*person][]byte{}}
			m.seals(other, p.binding, "Meneer Terpstra is een schat.")
			p.envelopes[m.bram] = other.envelopes[m.bram] // opens the other body, which no act names
		}},
		"an envelope for somebody else": {[]*person{m.bram}, true, func(p *parcel) {
			m.envelope(p, p.binding, m.joris)
			p.envelopes[m.bram] = p.envelopes[m.joris]
		}},
		"an envelope of another object": {[]*person{m.bram}, true, func(p *parcel) {
			other := p.binding
			other.Object.Counter += 7
			m.envelope(p, other, m.bram)
		}},
		"an envelope of another room": {[]*person{m.bram}, true, func(p *parcel) {
			other := p.binding
			other.Room = crypto.Digest{9}
			m.envelope(p, other, m.bram)
		}},
		"a body of another object": {[]*person{m.bram, m.gerda}, false, func(p *parcel) {
			other := p.binding
			other.Object.Counter += 7
			m.sealsBody(p, other)
		}},
		"a body of another room": {[]*person{m.bram, m.gerda}, false, func(p *parcel) {
			other := p.binding
			other.Room = crypto.Digest{9}
			m.sealsBody(p, other)
		}},
		"a body of another version": {[]*person{m.bram, m.gerda}, false, func(p *parcel) {
			other := p.binding
			other.Version++
			m.sealsBody(p, other)
		}},
		"a body as if Bram had written it": {[]*person{m.bram, m.gerda}, false, func(p *parcel) {
			other := p.binding
			key, _ := m.bram.keys()
			other.Author = key.Public()
			m.sealsBody(p, other)
		}},
		"a body of another kind": {[]*person{m.bram, m.gerda}, false, func(p *parcel) {
			other := p.binding
			other.Kind = "decision"
			m.sealsBody(p, other)
		}},
		"a body that was cut off":    {[]*person{m.bram, m.gerda}, false, func(p *parcel) { p.body = p.body[:len(p.body)-1] }},
		"a body with bytes after it": {[]*person{m.bram, m.gerda}, false, func(p *parcel) { p.body = append(p.body, 0) }},
		"half a body":                {[]*person{m.bram, m.gerda}, false, func(p *parcel) { p.body = p.body[:len(p.body)/2] }},
		"bytes after whole pieces": {[]*person{m.bram, m.gerda}, false, func(p *parcel) { // each piece of it is in order by itself
			m.seals(p, p.binding, strings.Repeat(lied, 600))
			p.body = append(p.body, 0)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.forward(time.Second) // what her changed program sends is not in the pace of her real one
			sub := m.packs(m.fatima, c.change)
			require.Nil(t, m.submits(m.fatima, sub), "the server takes it: it cannot look into it")
			for _, p := range []*person{m.gerda, m.bram} {
				text, err := m.shownTo(p, sub.Act.Hash())
				if !slices.Contains(c.unread, p) {
					require.NoError(t, err, p.name)
					require.Equal(t, lied, text)
					continue
				}
				require.ErrorIs(t, err, replica.ErrUnreadable, p.name)
				require.Equal(t, page.TextUnreadable, page.StateOf(err))
				p.sees(client.EventUnreadable)
				require.Nil(t, page.TroubleIn(p.Session), "the server did nothing wrong")
				m.sealsAgain(p, sub.Act)
				if text, err = m.shownTo(p, sub.Act.Hash()); c.again {
					require.NoError(t, err)
					require.Equal(t, lied, text)
				} else {
					require.ErrorIs(t, err, replica.ErrUnreadable)
				}
			}
			require.Contains(t, m.bram.reads(earlier), "Terpstra", "his device goes on")
			m.owesNothing()
		})
	}
}

// sealsAgain waits until Fatima's device, which heard that somebody cannot open what it is
// said to have sealed, has given him another envelope of it.
func (m *meeting) sealsAgain(p *person, act chain.Signed) {
	m.Helper()
	opened, err := act.Open()
	require.NoError(m, err)
	i := slices.IndexFunc(opened.Sealed, func(f chain.Sealed) bool { return f.Reader == p.Seat() })
	require.NoError(m, p.Until(soon(m.T), func(v room.View) bool {
		return textOf(v, act.Hash()).Envelope != opened.Sealed[i].Digest
	}), "%s was not given it again", p.name)
	require.NotZero(m, m.saidUnreadable(p, act.Hash()), "he says so with his signature")
}

// Bram passes off what Fatima brought in as his own.
func TestAnothersTextIsPassedOff(t *testing.T) {
	m := newMeeting(t)
	text := m.bringsIn()
	m.allLevel()
	b := m.opensBook(m.gerda.Room(), 0)
	var hers chain.Act
	for _, encoded := range b.records {
		rec, err := chain.DecodeRecord(encoded)
		require.NoError(t, err)
		if rec.Act.Hash() == text {
			hers, err = rec.Act.Open()
			require.NoError(t, err)
		}
	}
	key, _ := m.bram.keys()
	labels := room.Labels{Salt: [32]byte{2}, Category: "behaviour", Nature: "fact", Basis: "police_task", Task: "public_order", Purpose: "collective_support", Necessity: true}.Encode()
	act := b.signs(key, m.bram.Seat(), room.KindContribute, room.ContributePayload{
		Item: m.item, Labels: room.LabelsDigest(labels), Readers: readers(m, m.bram),
	}, func(a *chain.Act) {
		b.here(m.item.Audience())(a)
		a.Sealed = hers.Sealed // her very files
	})
	files := make([][]byte, len(hers.Sealed))
	refusal := m.submits(m.bram, wire.Submit{Act: act, Labels: labels, Files: files})
	require.NotNil(t, refusal, "the real server refuses it")
	require.Equal(t, room.CodeFileInUse, refusal.Code)

	// A server that takes it is found out by its record, and the text is not shown as his.
	m.tells(m.gerda, b.page(b.writer.Head().N+1, b.writes(act, m.item.Audience())))
	m.gerda.stops(replica.BreachAct, page.TroubleForged)
	_, err := m.gerda.Read(act.Hash())
	require.ErrorIs(t, err, client.ErrUnknown)
	require.Contains(t, m.gerda.reads(text), "Terpstra", "hers is still hers")
}

// sealsAs fills a parcel with any text under its own binding.
func (m *meeting) sealsAs(p *parcel, text any) {
	m.Helper()
	var err error
	p.body, p.key, err = seal.Body(p.binding, chain.Encode(text))
	require.NoError(m, err)
	for _, q := range []*person{m.gerda, m.bram, m.fatima} {
		m.envelope(p, p.binding, q)
	}
}

// latestOf is the last act on a contribution or action, as the chair sees it.
func (m *meeting) latestOf(act crypto.Digest) crypto.Digest {
	m.Helper()
	for _, c := range m.gerda.View().Items[0].Contributions {
		if c.Act == act {
			return c.Latest
		}
	}
	for _, a := range m.gerda.View().Items[0].Agreed {
		if a.Act == act {
			return a.Latest
		}
	}
	require.Fail(m, "no such act")
	return crypto.Digest{}
}
