package client

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/room"
)

func TestARestartOfTheServerEndsNothing(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.shut()
	require.NoError(t, m.bram.until(ctx, func() bool { return !m.bram.online }))

	// What is pressed while it is away is done when it is back.
	done := make(chan error, 1)
	go func() {
		_, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
		done <- err
	}()
	time.Sleep(50 * time.Millisecond)
	m.open()
	require.NoError(t, <-done)
	require.NoError(t, m.bram.Until(ctx, func(v room.View) bool { return len(v.Items[0].Contributions) == 1 }))
	require.Contains(t, m.bram.reads(m.bram.View().Items[0].Contributions[0].Act), "Terpstra")
	m.bram.sees(EventOffline)
	require.NoError(t, m.bram.Err())
}

func TestALaptopThatSleptIsBackByItself(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.shut()
	require.NoError(t, m.bram.until(ctx, func() bool { return !m.bram.online }))
	m.forward(9 * time.Hour) // every token has expired
	m.open()
	require.NoError(t, m.bram.UntilOnline(ctx))
	require.NoError(t, m.gerda.UntilOnline(ctx))
	require.NoError(t, m.gerda.NewCode(ctx))
}

func TestAnotherDayTheVaultIsEnough(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.NoError(t, m.fatima.KeepUnsent(ctx, "item 1", "En ik dacht ook"))
	before := m.fatima.View()
	m.fatima.Close()
	_, err = m.fatima.Contribute(ctx, noise())
	require.ErrorIs(t, err, ErrClosed)

	s, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	m.fatima.is(s)
	require.NoError(t, s.UntilOnline(ctx))
	require.Equal(t, before, s.View())
	require.Contains(t, m.fatima.reads(text), "Terpstra")
	unsent, err := s.Unsent(ctx, "item 1")
	require.NoError(t, err)
	require.Equal(t, "En ik dacht ook", unsent)
	require.NoError(t, m.fatima.Withdraw(ctx, text))

	// The same seat from elsewhere ends the first.
	twin, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	defer twin.Close()
	require.NoError(t, twin.UntilOnline(ctx))
	require.Eventually(t, func() bool { return errors.Is(s.Err(), ErrReplaced) }, Late, 10*time.Millisecond)
}

// An act that the server took in while its answer was lost is not done twice, and
// no other act takes its turn.
func TestAnActInFlightSurvivesTheDevice(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.shut()
	require.NoError(t, m.fatima.until(ctx, func() bool { return !m.fatima.online }))
	// Fatima's device had an act on its way when it stopped.
	m.fatima.lock()
	labels := room.Labels{Salt: random(), Category: "behaviour", Nature: "fact", Basis: "public_task", Task: "liveability", Purpose: "collective_support", Necessity: true}
	sub, refusal, err := m.fatima.replica.Compose(replica.Draft{
		Kind: room.KindContribute, Item: 1, Labels: &labels,
		Payload: room.ContributePayload{Item: 1, Labels: room.LabelsDigest(labels.Encode())},
		Body:    &replica.Body{Kind: textContribution, Text: room.ContributionText{Text: "Onderweg", Necessity: "ja"}},
		Readers: m.fatima.replica.SealTo().SealToReaders(m.fatima.Seat(), nil),
	}, m.fatima.next(), m.fatima.keys.Signing, m.fatima.clock(), m.fatima.Session.now())
	require.NoError(t, err)
	require.Nil(t, refusal)
	m.fatima.Session.place.InFlight = &sub
	require.NoError(t, m.fatima.keep())
	m.fatima.unlock()
	m.fatima.Close()
	m.open()

	s, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	m.fatima.is(s)
	second, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.NotEqual(t, sub.Act.Hash(), second)
	require.Equal(t, "Onderweg", m.fatima.reads(sub.Act.Hash()))
	require.Len(t, m.fatima.View().Items[0].Contributions, 2)
}

func (p *person) lock()   { p.Session.mu.Lock() }
func (p *person) unlock() { p.Session.mu.Unlock() }

func TestVoidTakesTheTurnOfAnActThatWasNeverAnswered(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	admitted, err := m.gerda.Void(ctx)
	require.NoError(t, err)
	require.False(t, admitted, "nothing was in flight")

	m.gerda.Close()
	s, err := Open(ctx, m.gerda.Room(), m.gerda.options())
	require.NoError(t, err)
	m.gerda.is(s)
	require.NoError(t, s.UntilOnline(ctx))
	m.shut()
	require.NoError(t, s.until(ctx, func() bool { return !s.online }))
	m.gerda.lock()
	sub, refusal, err := s.replica.Compose(replica.Draft{Kind: room.KindItem, Payload: room.ItemPayload{Item: 2, Minutes: 5}}, s.next(), s.keys.Signing, s.clock(), s.now())
	require.NoError(t, err)
	require.Nil(t, refusal)
	s.place.InFlight = &sub
	m.gerda.unlock()
	voided := make(chan error, 1)
	go func() {
		admitted, err := s.Void(ctx)
		if admitted {
			err = errors.New("it was not admitted")
		}
		voided <- err
	}()
	require.NoError(t, s.until(ctx, func() bool { return s.voiding != nil || s.online }))
	m.open()
	require.NoError(t, <-voided)
	require.Len(t, s.View().Items, 1)
	id, err := s.Item(ctx, true, 5)
	require.NoError(t, err)
	require.Equal(t, agenda.ItemID(2), id)
}

func TestTwoLeadsAtOnceGetTwoNumbers(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	require.NoError(t, m.gerda.Appoint(ctx, m.joris.Seat(), agenda.Deputy))
	m.joris.level(m.gerda)
	var wg sync.WaitGroup
	errs := make(chan error, 20)
	for _, p := range []*person{m.gerda, m.joris} {
		for range 5 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, err := p.Item(ctx, true, 5)
				errs <- err
			}()
		}
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	m.gerda.level(m.joris)
	require.Len(t, m.gerda.View().Items, 11)
}

func TestReadersNamedBeforeTheirPlaceIsFilled(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	kees := m.person("Kees", "welzijn-de-wolden", "maatschappelijk werker")
	var err error
	kees.place, err = m.gerda.Place(ctx, kees.claims.Party, kees.claims.Function, agenda.Member)
	require.NoError(t, err)
	require.NoError(t, m.gerda.Sit(ctx, m.item, kees.place, "content"))
	m.fatima.level(m.gerda)
	text, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: kees.place, Reason: "content"}))
	require.NoError(t, err)
	m.gerda.letsIn(kees)
	require.NoError(t, kees.until(ctx, func() bool {
		o, ok := find(kees.replica.View(), text)
		if !ok {
			return false
		}
		read, err := o.open(kees.replica)
		return err == nil && read.Contribution.Text != ""
	}), "Fatima's device seals it to him by itself")
	require.Empty(t, m.bram.reads(text, m.fatima))
}

func TestWhoDoesNotHoldTheLinkIsNotLetIn(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	gerda, mallory := h.person("Gerda", "gemeente-de-wolden", "voorzitter"), h.person("Bram", "politie-zuidwest-drenthe", "wijkagent")
	h.founds(gerda)
	place, err := gerda.Session.Place(ctx, mallory.claims.Party, mallory.claims.Function, agenda.Member)
	require.NoError(t, err)
	inv, err := gerda.Invite(ctx, place, time.Hour)
	require.NoError(t, err)
	visitor, err := Knock(ctx, inv, mallory.claims, mallory.options())
	require.NoError(t, err)
	// As if a server that knows the lobby value made him up: the code is not by the link's secret.
	visitor.knock.MAC[0] ^= 1
	require.NoError(t, visitor.again(ctx))
	require.NoError(t, gerda.until(ctx, func() bool { return len(gerda.visits) == 1 && gerda.visits[0].MAC == visitor.knock.MAC }))
	visits := gerda.Visits()
	require.False(t, visits[0].Genuine)
	_, err = gerda.Admit(ctx, visits[0])
	require.ErrorIs(t, err, ErrForged)

	require.NoError(t, gerda.Uninvite(ctx, inv.ID))
	_, err = visitor.Wait(ctx)
	require.ErrorIs(t, err, ErrSpent)
	_, err = Look(ctx, inv, mallory.options())
	require.Error(t, err)
}

func TestWhoIsGoneIsGone(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	require.NoError(t, m.gerda.Remove(ctx, m.bram.Seat()))
	require.Eventually(t, func() bool { return errors.Is(m.bram.Err(), ErrGone) }, Late, 10*time.Millisecond)
	require.ErrorIs(t, m.bram.Join(ctx), ErrGone)
	_, err := m.bram.opts.Vault.Place(ctx, m.bram.Room())
	require.ErrorIs(t, err, vault.ErrNotFound, "his keys went with his seat")
	require.NoError(t, m.joris.Leave(ctx))
	require.Eventually(t, func() bool { return errors.Is(m.joris.Err(), ErrGone) }, Late, 10*time.Millisecond)
	m.joris.sees(EventEnded)
	_, err = m.joris.opts.Vault.Place(ctx, m.joris.Room())
	require.ErrorIs(t, err, vault.ErrNotFound)
	_, err = m.gerda.opts.Vault.Place(ctx, m.gerda.Room())
	require.NoError(t, err)
}

// Bram's laptop was closed when he was sent away, and Joris' when his seat got another
// device. Neither opens the room again: their devices look back, hours later, are shown how
// it ended, and keep nothing. Who is there still keeps all, and is not seen to come.
func TestWhoWasAwayIsShownThatHeIsGone(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	for _, act := range []func() error{
		func() error {
			_, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
			return err
		},
		func() error { m.bram.Close(); m.joris.Close(); m.fatima.Close(); return nil },
		func() error { return m.gerda.Remove(ctx, m.bram.Seat()) },
	} {
		require.NoError(t, act())
	}
	m.gerda.returns(m.joris, m.joris.anotherDevice())
	for _, p := range []*person{m.bram, m.joris, m.fatima} { // they were there a moment ago: nobody is asked
		require.NoError(t, LookBack(ctx, p.Room(), p.options()), p.name)
		_, err := p.vault.Place(ctx, p.Room())
		require.NoError(t, err, p.name)
	}
	m.forward(3 * time.Hour) // their tokens have expired
	for _, p := range []*person{m.bram, m.joris, m.fatima} {
		require.NoError(t, LookBack(ctx, p.Room(), p.options()), p.name)
	}
	for _, p := range []*person{m.bram, m.joris} {
		_, err := p.vault.Place(ctx, p.Room())
		require.ErrorIs(t, err, vault.ErrNotFound, p.name)
	}
	place, err := m.fatima.vault.Place(ctx, m.fatima.Room())
	require.NoError(t, err)
	require.Equal(t, m.fatima.Session.place.Token, place.Token, "nothing was written")
	require.NotContains(t, m.gerda.Present(), m.fatima.Seat())
	m.fatima.opensAgain(ctx, m.fatima.options())
}

// passes puts the clocks forward by less than a device takes for sleep.
func (h *house) passes() { h.forward(standardIntervals().silence / (looksPerLapse + 1)) }

// hears waits until a person's device has heard chair or deputy, after more time passed.
func (p *person) hears() {
	p.Helper()
	p.passes()
	since := p.house.now()
	require.Eventually(p, func() bool {
		p.lock()
		defer p.unlock()
		return p.unheard.lasted == 0 && p.unheard.looked.After(since)
	}, Late, 5*time.Millisecond)
}

// hearsNobody waits until a person is told so, while time passes.
func (p *person) hearsNobody() {
	p.Helper()
	require.Eventually(p, func() bool { p.passes(); return p.Silent() }, Late, 50*time.Millisecond)
	p.sees(EventSilence)
}

func TestSilenceIsSaid(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.bram.patient = true
	m.bram.opensAgain(ctx, m.bram.options())
	for range looksPerLapse + 2 {
		m.bram.hears()
	}
	require.False(t, m.bram.Silent(), "the chair is heard")
	m.gerda.Close()
	m.bram.hearsNobody()
	s, err := Open(ctx, m.gerda.Room(), m.gerda.options())
	require.NoError(t, err)
	m.gerda.is(s)
	require.NoError(t, m.bram.until(ctx, func() bool { return !m.bram.silent }))
	m.bram.sees(EventSilenceOver)
}

func TestADeputyTakesOver(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.NoError(t, m.gerda.Appoint(ctx, m.joris.Seat(), agenda.Deputy))
	require.NoError(t, m.joris.Until(ctx, func(v room.View) bool {
		_, c, err := contributionIn(v, text)
		return err == nil && c.Text != nil && !c.Text.Envelope.IsZero()
	}))
	require.Contains(t, m.joris.reads(text), "Terpstra")
	m.gerda.Close()
	require.NoError(t, m.joris.TakeOver(ctx))
	m.bram.level(m.joris)
	words, _ := m.joris.CodeWords()
	own, _ := m.bram.CodeWords()
	require.Equal(t, words, own)
	require.NoError(t, m.joris.EndItem(ctx, m.item))
}

func TestAServerThatLostRecords(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	kept, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	m.bram.level(m.fatima)
	old := m.backup()
	require.NoError(t, m.fatima.UntilOnline(ctx))
	require.NoError(t, m.fatima.Withdraw(ctx, kept))
	_, err = m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	m.bram.level(m.fatima)
	m.restore(old)

	for _, p := range []*person{m.gerda, m.bram, m.fatima, m.joris} {
		require.NoError(t, p.until(ctx, func() bool { return p.replica.Loss() != nil }), p.name)
		require.Nil(t, p.Evidence(), p.name)
	}
	loss := m.gerda.Loss()
	refusedWith(t, room.CodeNotChair, m.bram.Resume(ctx, *m.bram.Loss()))
	require.NoError(t, m.gerda.Resume(ctx, *loss))
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		require.NoError(t, p.until(ctx, func() bool { return p.replica.Loss() == nil && !p.replica.View().Suspended }), p.name)
	}
	m.fatima.sees(EventLost)
	var lost []replica.Lost
	m.fatima.mine(func(e Event) { lost = append(lost, e.Lost...) })
	require.Len(t, lost, 2)
	require.Equal(t, room.KindWithdraw, lost[0].Act.Kind)
	_, err = m.fatima.Repeat(ctx, lost[0])
	require.ErrorIs(t, err, ErrByHand)
	again, err := m.fatima.Repeat(ctx, lost[1])
	require.NoError(t, err)
	require.Contains(t, m.gerda.reads(again, m.fatima), "Terpstra")
	// What was withdrawn stays withdrawn: her device repeats that by itself.
	require.NoError(t, m.bram.Until(ctx, func(v room.View) bool {
		_, c, err := contributionIn(v, kept)
		return err == nil && c.Withdrawn
	}))
}

// The owner's device was away when the server lost her withdrawal, and was started
// anew since: it knows by its vault.
func TestALostWithdrawalIsRepeatedByADeviceThatWasStartedAnew(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	m.bram.level(m.fatima)
	old := m.backup()
	require.NoError(t, m.fatima.UntilOnline(ctx))
	require.NoError(t, m.fatima.Withdraw(ctx, text))
	m.gerda.level(m.fatima)
	m.fatima.Close()
	had, _ := m.fatima.Head() // no record comes any more
	m.restore(old)
	require.NoError(t, m.gerda.until(ctx, func() bool { return m.gerda.replica.Loss() != nil }))

	s, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	m.fatima.is(s)
	require.NoError(t, s.until(ctx, func() bool { return s.replica.Loss() != nil && s.online }))
	require.Equal(t, had.N, s.Loss().Had, "started anew it still knows how much there was")
	require.NoError(t, m.gerda.Resume(ctx, *m.gerda.Loss()))
	require.NoError(t, m.bram.Until(ctx, func(v room.View) bool {
		_, c, err := contributionIn(v, text)
		return err == nil && c.Withdrawn && v.Epoch == 2
	}))
}

// Fatima's laptop sleeps. The item where she sits goes on without her, and then she
// is taken from it. When she opens the laptop nothing is amiss: what was said while
// she sat there is hers to verify, and the item is not hers to see any more.
func TestWhoWasAwayWhenHeWasTakenFromAnItem(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	require.NoError(t, m.gerda.Sit(ctx, m.item, m.fatima.place, "content"))
	m.gerda.level(m.fatima)
	m.fatima.Close()
	_, err := m.gerda.Decide(ctx, m.item, "Wij gaan erlangs.")
	require.NoError(t, err)
	require.NoError(t, m.gerda.Unseat(ctx, m.item, m.fatima.place))

	s, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	m.fatima.is(s)
	m.gerda.level(m.fatima)
	require.Nil(t, m.fatima.Evidence())
	it, err := itemIn(m.fatima.View(), m.item)
	require.ErrorIs(t, err, ErrUnknown, "%v", it)
	_, err = m.gerda.Decide(ctx, m.item, "En wij bellen vooraf.")
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	require.Nil(t, m.fatima.Evidence())
}
