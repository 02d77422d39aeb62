package client

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/room"
)

// As Fatima I agree to two texts with one press: I show once that it is me, and
// sign each. Six minutes later I am asked again; who cannot show it signs nothing.
func TestOneUnlockCoversWhatIsSignedTogether(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	asked, here := 0, true
	m.fatima.opts.Unlock = func(context.Context) (time.Time, error) { // before anything uses it
		asked++
		if !here {
			return time.Time{}, errors.New("nobody touched the key")
		}
		return m.fatima.opts.Now(), nil
	}
	con, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	action, err := m.gerda.Action(ctx, m.item, "Bram praat met hem.", m.bram.place, 30_000)
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	var proposals []crypto.Digest
	for _, text := range []string{"Er is overlast.", "Het is 's nachts.", "Het is ook overdag."} {
		p, err := m.gerda.Propose(ctx, Proposal{
			Item: m.item, Kind: "passage", Text: text, Recipients: []room.Recipient{{Seat: m.bram.Seat()}},
			Actions: []crypto.Digest{action}, Sources: []crypto.Digest{con},
		})
		require.NoError(t, err)
		proposals = append(proposals, p)
		require.NotEmpty(t, m.fatima.reads(p, m.gerda))
	}
	require.Zero(t, asked, "bringing something in asks nothing")

	for _, signed := range m.fatima.AgreeAll(ctx, proposals[:2]...) {
		require.NoError(t, signed.Err)
	}
	require.Equal(t, 1, asked)
	require.Equal(t, m.fatima.unlocked.Round(0), m.fatima.unlocked, "by the time of day, which goes on while a laptop sleeps")
	m.forward(6 * time.Minute)
	here = false
	require.ErrorIs(t, m.fatima.Agree(ctx, proposals[2]), ErrLocked)
	require.Equal(t, 2, asked)
	m.gerda.level(m.fatima)
	_, p, err := proposalIn(m.gerda.View(), proposals[2])
	require.NoError(t, err)
	require.Empty(t, p.Agreements)
	here = true
	require.NoError(t, m.fatima.AnnounceMinutesKey(ctx))
	require.Equal(t, 3, asked)

	m.gerda.level(m.fatima)
	signed := m.gerda.MinimiseAll(ctx, true, proposals...)
	require.NoError(t, signed[0].Err)
	require.NoError(t, signed[1].Err)
	refusedWith(t, room.CodeNoAgreement, signed[2].Err)
}

// Whose key is whose is said by nobody but the owner of the device: Gerda's laptop
// stands open, and none of it is done while she does not show herself.
func TestKeysAreSaidByWhoShowsHimself(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	here := false
	m.gerda.opts.Unlock = func(context.Context) (time.Time, error) { // before anything uses it
		if !here {
			return time.Time{}, errors.New("nobody touched the key")
		}
		return m.gerda.opts.Now(), nil
	}
	key, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	_, outside := m.gerda.Outside(ctx, Outsider{Organisation: "GGD", Key: key.Recipient()})
	for what, err := range map[string]error{
		"another's new key":      m.gerda.ConfirmKey(ctx, m.fatima.Seat(), key.Recipient()),
		"the party's archive":    m.gerda.Archive(ctx, key.Recipient()),
		"an outside recipient":   outside,
		"a seat's other device":  m.gerda.Reseat(ctx, Visit{Returns: m.fatima.Seat()}),
		"her own key":            m.gerda.AnnounceMinutesKey(ctx),
		"her own key, a new one": m.gerda.RenewMinutesKey(ctx),
	} {
		require.ErrorIs(t, err, ErrLocked, what)
	}
	_, err = m.gerda.Outside(ctx, Outsider{Organisation: "Thuiszorg"})
	require.NoError(t, err, "without a key nothing is said of one")
	require.Len(t, m.gerda.View().Outsiders, 1)
	here = true
	require.NoError(t, m.gerda.Archive(ctx, key.Recipient()))
	_, err = m.gerda.Outside(ctx, Outsider{Organisation: "GGD", Key: key.Recipient()})
	require.NoError(t, err)
	require.ErrorIs(t, m.gerda.Reseat(ctx, Visit{Returns: m.fatima.Seat()}), ErrUnknown, "nobody waits")
}

// What Gerda puts on the wall: the decision, which everybody at the case may
// read, and not what Fatima brought in for some, until it is for all of them.
func TestTheWall(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	con, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	_, err = m.gerda.Decide(ctx, m.item, "Bram gaat langs.")
	require.NoError(t, err)
	wall := func() (texts []string) {
		m.gerda.level(m.fatima)
		p, err := m.gerda.Projector(m.item)
		require.NoError(t, err)
		require.Equal(t, "De Dorpsstraat", p.Item.Label)
		for _, text := range p.Texts {
			texts = append(texts, text.Text)
		}
		return texts
	}
	require.NotEmpty(t, m.gerda.reads(con, m.fatima))
	require.Equal(t, []string{"Bram gaat langs."}, wall())
	require.NoError(t, m.fatima.Show(ctx, con, room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.Len(t, wall(), 2)
	m.joris.level(m.gerda)
	_, err = m.joris.Projector(m.item)
	require.ErrorIs(t, err, ErrUnknown)
}
