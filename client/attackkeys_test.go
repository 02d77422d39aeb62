package client_test

import (
	"crypto/rand"
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
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// ownKeys are a device of the liar's own.
func (l *liar) ownKeys() (crypto.SigningKey, crypto.SeatKey) {
	l.Helper()
	signing, err := crypto.NewSigningKey(rand.Reader)
	require.NoError(l, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(l, err)
	return signing, seat
}

// Karin knocks, and the server shows the chair another bundle than hers.
func TestAJoinersKeysAreSwapped(t *testing.T) {
	m := newMeeting(t)
	karin := m.person("Karin", "welzijn-de-wolden", "opbouwwerker")
	signing, seat := m.ownKeys()
	resigned := func(v *wire.Visit, change func(*room.Bundle)) {
		b, err := room.OpenBundle(v.Bundle)
		require.NoError(t, err)
		change(&b)
		v.Bundle, err = room.SignBundle(b, signing)
		require.NoError(t, err)
	}
	for name, swapped := range map[string]func(*wire.Visit){
		"the recipient, under the liar's signature": func(v *wire.Visit) {
			resigned(v, func(b *room.Bundle) { b.Recipient = seat.Recipient() })
		},
		"the signing key alone": func(v *wire.Visit) { resigned(v, func(*room.Bundle) {}) },
		"who he says he is": func(v *wire.Visit) {
			resigned(v, func(b *room.Bundle) { b.Claims.Name = "Karin de Boer" })
		},
		"the proof that he holds the link": func(v *wire.Visit) { v.MAC[0] ^= 1 },
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.lie(func(l *lies) { l.told["Gerda"] = visits(swapped) })
			_, visit := m.gerda.knocks(karin, m.gerda.invites(karin))
			require.False(t, visit.Genuine)
			_, err := m.gerda.Admit(soon(t), visit)
			require.ErrorIs(t, err, client.ErrForged)
			require.Equal(t, page.ProblemForged, page.ProblemOf(err).Code)
			require.Contains(t, page.ProblemOf(err).Sentence.NL, "heeft de uitnodiging niet")
			require.Len(t, m.gerda.View().Seats, 4)
		})
	}
	t.Run("the recipient, under her own signature", func(t *testing.T) {
		m.within(t)
		m.lie(func(l *lies) {
			l.told["Gerda"] = visits(func(v *wire.Visit) {
				var b room.Bundle
				require.NoError(t, chain.Decode(v.Bundle.Bytes, &b))
				b.Recipient = seat.Recipient()
				v.Bundle.Bytes = chain.Encode(b)
			})
		})
		link := m.gerda.invites(karin)
		before := len(m.told(m.gerda))
		_, err := client.Knock(soon(t), link, karin.claims, karin.options())
		require.NoError(t, err)
		m.hears(m.gerda, before, func(f frame) bool {
			lobby, err := wire.Decode[wire.Lobby](f.body)
			return f.kind == wire.TypeLobby && err == nil &&
				slices.ContainsFunc(lobby.Visits, func(v wire.Visit) bool { return v.Invitation == link.ID })
		})
		require.NoError(t, m.gerda.NewCode(soon(t)), "her device has come to what it was told after that")
		require.False(t, at(m.gerda, link), "what does not hold together is not shown at all")
		m.lie(nil)
		_, err = client.Knock(soon(t), link, karin.claims, karin.options())
		require.NoError(t, err)
		require.Eventually(t, func() bool { return at(m.gerda, link) }, client.Late, 10*time.Millisecond)
	})
}

// at says whether somebody waits with a link.
func at(chair *person, link client.Invitation) bool {
	return slices.ContainsFunc(chair.Visits(), func(v client.Visit) bool { return v.Invitation == link.ID })
}

// A joiner is told that he was let in, on a seat that is somebody else's.
func TestAJoinerIsGivenSomebodyElsesSeat(t *testing.T) {
	m := newMeeting(t)
	karin := m.person("Karin", "welzijn-de-wolden", "opbouwwerker")
	visitor, visit := m.gerda.knocks(karin, m.gerda.invites(karin))
	m.lie(func(l *lies) {
		l.replied["Karin"] = func(path string, body []byte) []byte {
			var waited wire.Waited
			if !strings.HasSuffix(path, "/wait") || chain.Decode(body, &waited) != nil {
				return body
			}
			waited.Seat = m.fatima.Seat()
			return chain.Encode(waited)
		}
	})
	_, err := m.gerda.Admit(soon(t), visit)
	require.NoError(t, err)
	s, err := visitor.Wait(soon(t))
	require.NoError(t, err)
	karin.is(s)
	karin.stops(replica.BreachSeat, page.TroubleForged)
}

// Bram is shown an act that puts somebody in the room, or in Fatima's place, whom the
// chair did not let in.
func TestAGhostSeat(t *testing.T) {
	m := newMeeting(t)
	ghost, ghostSeat := m.ownKeys()
	invitation := m.gerda.invites(m.person("Karin", "welzijn-de-wolden", "opbouwwerker"))
	var invite crypto.Digest
	place := m.gerda.View().Invitations[len(m.gerda.View().Invitations)-1].Place
	for _, inv := range m.gerda.View().Invitations {
		if inv.ID == invitation.ID {
			invite = inv.Latest
		}
	}
	m.allLevel()
	bundle, err := room.SignBundle(room.Bundle{
		Room: m.gerda.Room(), Invitation: invitation.ID, Recipient: ghostSeat.Recipient(),
		Claims: room.Claims{Name: "Karin", Party: "welzijn-de-wolden", Function: "opbouwwerker"},
	}, ghost)
	require.NoError(t, err)
	admit := room.AdmitPayload{Seat: 5, Place: place, Bundle: bundle}
	joris, _ := m.joris.keys()
	gerda := m.gerda.Seat()
	for name, c := range map[string]struct {
		code   covenant.Code
		key    crypto.SigningKey
		author chain.Seat
	}{
		"signed by the server":                        {room.CodeNotYourDevice, m.signing, gerda},
		"signed by the server as itself":              {room.CodeNotSeated, m.signing, chain.Server},
		"signed by the ghost":                         {room.CodeNotYourDevice, ghost, gerda},
		"signed by a member":                          {room.CodeNotChair, joris, m.joris.Seat()},
		"signed by a member in the name of the chair": {room.CodeNotYourDevice, joris, gerda},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.bram.comesBack()
			m.bram.level(m.gerda)
			b := m.opensBook(m.gerda.Room(), 0)
			act := b.signs(c.key, c.author, room.KindAdmit, admit, nil, invite)
			seq := b.writer.Head().N + 1
			m.tells(m.bram, b.page(seq, b.writes(act, chain.Room)))
			evidence := m.bram.stops(replica.BreachAct, page.TroubleForged)
			require.Equal(t, c.code, evidence.Refusal.Code)
			require.NotNil(t, evidence.Entry)
			require.Len(t, m.bram.View().Seats, 4, "the ghost is nobody")
		})
	}
	t.Run("an act of the chair that was altered", func(t *testing.T) {
		m.within(t)
		m.bram.comesBack()
		b := m.opensBook(m.gerda.Room(), 0)
		key, _ := m.gerda.keys()
		act := b.signs(key, gerda, room.KindAdmit, admit, nil, invite)
		act.Signature[3] ^= 1
		m.tells(m.bram, b.page(b.writer.Head().N+1, b.writes(act, chain.Room)))
		m.bram.stops(replica.BreachAct, page.TroubleForged)
	})
	// The server names a seat as present that nobody has: nothing is sealed to it.
	m.lie(func(l *lies) { l.told["Fatima"] = swallows(wire.TypePresence) }) // of who really is
	m.tells(m.fatima, framed(wire.TypePresence, wire.Presence{Seats: []chain.Seat{1, 2, 3, 4, 5}}))
	require.Eventually(t, func() bool { return len(m.fatima.Present()) == 5 }, client.Late, 10*time.Millisecond)
	text, err := m.fatima.Contribute(soon(t), noise())
	require.NoError(t, err)
	for _, c := range m.fatima.View().Items[0].Contributions {
		if c.Act == text {
			require.NotContains(t, c.Text.Readers, chain.Seat(5))
		}
	}
}

// Somebody is shown what was said elsewhere: in another room, in another epoch, or by
// another device than the seat's.
func TestAnActFromElsewhere(t *testing.T) {
	m := newMeeting(t)
	other := m.person("Gerda elders", "gemeente-de-wolden", "voorzitter buurtteam")
	m.founds(other)
	theirs := m.opensBook(other.Room(), 0)
	fatima, _ := m.fatima.keys()
	stranger, _ := m.ownKeys()
	for name, c := range map[string]struct {
		code covenant.Code // empty: the head it says to have seen gives it away before
		act  func(b *book) chain.Signed
	}{
		"of another room, by its own chair": {"", func(*book) chain.Signed {
			rec, err := chain.DecodeRecord(theirs.records[len(theirs.records)-1])
			require.NoError(t, err)
			return rec.Act
		}},
		"of another room, by Fatima": {room.CodeOtherRoom, func(b *book) chain.Signed {
			return b.signs(fatima, m.fatima.Seat(), room.KindVoid, room.Nothing{}, func(a *chain.Act) { a.Room = other.Room() })
		}},
		"of another epoch": {room.CodeOtherEpoch, func(b *book) chain.Signed {
			return b.signs(fatima, m.fatima.Seat(), room.KindVoid, room.Nothing{}, func(a *chain.Act) { a.Epoch = 2 })
		}},
		"of another device": {room.CodeNotYourDevice, func(b *book) chain.Signed {
			return b.signs(stranger, m.fatima.Seat(), room.KindVoid, room.Nothing{}, nil)
		}},
		"of another seat's device": {room.CodeNotYourDevice, func(b *book) chain.Signed {
			return b.signs(fatima, m.bram.Seat(), room.KindVoid, room.Nothing{}, nil)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.joris.comesBack()
			b := m.opensBook(m.gerda.Room(), 0)
			m.tells(m.joris, b.page(b.writer.Head().N+1, b.writes(c.act(b), chain.Room)))
			if c.code == "" {
				m.joris.stops(chain.BreachFork, page.TroubleFork)
				return
			}
			evidence := m.joris.stops(replica.BreachAct, page.TroubleForged)
			require.Equal(t, c.code, evidence.Refusal.Code)
		})
	}
	t.Run("the whole log of another room", func(t *testing.T) {
		m.within(t)
		id := m.joris.forgives()
		m.lie(func(l *lies) {
			l.told["Joris"] = rewrites(func(rs *wire.Records) {
				rs.From, rs.Deliveries = 1, nil
				for _, r := range theirs.records {
					rs.Deliveries = append(rs.Deliveries, wire.Delivery{Entry: chain.Entry{Record: r}})
				}
			})
		})
		m.joris.opens(id)
		var evidence *replica.Evidence
		require.ErrorAs(t, m.joris.UntilOnline(soon(t)), &evidence)
		require.Equal(t, chain.BreachForeign, evidence.Violation.What)
		m.joris.isTold(page.TroubleForged)
		require.Zero(t, m.joris.View().Viewer&^m.joris.Seat(), "nothing of it is shown")
	})
	t.Run("a heartbeat of another room", func(t *testing.T) {
		m.within(t)
		m.joris.comesBack()
		gerda, _ := m.gerda.keys()
		head, _ := m.gerda.Head()
		beat, err := chain.SignHeartbeat(chain.Heartbeat{Room: other.Room(), Epoch: 1, Seat: 1, Head: chain.Position{N: head.N + 9}, Time: m.now().UnixMilli()}, gerda)
		require.NoError(t, err)
		m.lie(func(l *lies) { l.told["Joris"] = swallows(wire.TypeBeat) })
		m.tells(m.joris, framed(wire.TypeBeat, wire.Beat{Beats: []chain.Signed{beat}}))
		m.joris.isTold(page.TroubleSilence) // it counts for nothing
		m.forward(replica.WithheldAfter*time.Millisecond + time.Second)
		require.Nil(t, m.joris.Suspicion())
	})
}
