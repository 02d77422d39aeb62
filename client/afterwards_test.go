package client

import (
	"errors"
	"testing"
	"time"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// What Fatima takes back is not on the chair's device either, in a page that it issued.
func TestAnIssuedPageGoesWithWhatWasWithdrawn(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.NoError(t, m.fatima.AnnounceMinutesKey(ctx))
	m.gerda.level(m.fatima)
	issued, err := m.gerda.Issue(ctx, Issue{Kind: covenant.PackageOwnRecord, Recipient: room.Recipient{Seat: m.fatima.Seat()}})
	require.NoError(t, err)
	_, err = m.gerda.keptPage(ctx, issued.Act)
	require.NoError(t, err)
	require.NoError(t, m.fatima.Withdraw(ctx, text))
	m.gerda.level(m.fatima)
	require.Eventually(t, func() bool {
		_, err := m.gerda.keptPage(ctx, issued.Act)
		return errors.Is(err, vault.ErrNotFound)
	}, Late, 10*time.Millisecond)
	require.NoError(t, m.fatima.RenewMinutesKey(ctx))
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.ConfirmKey(ctx, m.fatima.Seat(), m.gerda.View().Seats[m.fatima.Seat()-1].NewKey))
	_, err = m.gerda.Reissue(ctx, issued.Act)
	refusedWith(t, room.CodeRecalled, err)
}

// Fatima reads the record of what she brought in, and her minutes with her
// association's archive key, too; loses her key; and gets the same page for a new one.
func TestANewKeyForTheSamePage(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	_, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	archive, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	require.NoError(t, m.fatima.AnnounceMinutesKey(ctx))
	require.NoError(t, m.fatima.Archive(ctx, archive.Recipient()))
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.ConfirmArchive(ctx, m.fatima.Seat(), archive.Recipient()))
	issued, err := m.gerda.Issue(ctx, Issue{Kind: covenant.PackageOwnRecord, Recipient: room.Recipient{Seat: m.fatima.Seat()}})
	require.NoError(t, err)
	require.Empty(t, issued.Passphrase)
	m.fatima.level(m.gerda)
	first, err := m.fatima.FetchPackage(ctx, issued.Act)
	require.NoError(t, err)
	_, err = seal.OpenPackage(first.File, archive)
	require.ErrorIs(t, err, seal.ErrUnreadable, "what she brought in comes to her alone")
	minutes, err := m.gerda.Issue(ctx, Issue{Kind: covenant.PackageMinutes, Recipient: room.Recipient{Seat: m.fatima.Seat()}})
	require.NoError(t, err)
	m.fatima.level(m.gerda)
	opened, err := m.fatima.FetchPackage(ctx, minutes.Act)
	require.NoError(t, err)
	page, err := seal.OpenPackage(opened.File, archive)
	require.NoError(t, err)
	require.Equal(t, opened.HTML, page)

	require.NoError(t, m.fatima.RenewMinutesKey(ctx))
	m.gerda.level(m.fatima)
	_, err = m.gerda.Reissue(ctx, issued.Act)
	refusedWith(t, room.CodeDecided, err)
	waiting := m.gerda.View().Seats[m.fatima.Seat()-1].NewKey
	require.NoError(t, m.gerda.ConfirmKey(ctx, m.fatima.Seat(), waiting))
	again, err := m.gerda.Reissue(ctx, issued.Act)
	require.NoError(t, err)
	m.fatima.level(m.gerda)
	second, err := m.fatima.FetchPackage(ctx, again.Act)
	require.NoError(t, err)
	require.Equal(t, first.HTML, second.HTML, "the same page, with the same proof")
	_, err = m.fatima.FetchPackage(ctx, issued.Act)
	require.ErrorIs(t, err, seal.ErrUnreadable, "the old file stays closed to the new key")
}
