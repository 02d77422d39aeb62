package client_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client"
	"casusoverleg/client/page"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// The chair's changed program signs for one page and dispatches another. No server can
// see it; the device of the recipient does.
func TestAPackageHoldsAnotherPageThanWasIssued(t *testing.T) {
	m := newMeeting(t)
	_, err := m.bram.Contribute(soon(t), policeNoise())
	require.NoError(t, err)
	m.bringsIn()
	for _, p := range []*person{m.bram, m.fatima} {
		require.NoError(t, p.AnnounceMinutesKey(soon(t)))
		m.gerda.level(p)
	}
	first := m.gets(m.bram)
	earlier, err := m.bram.FetchPackage(soon(t), first)
	require.NoError(t, err)
	require.Contains(t, string(earlier.HTML), "Terpstra")
	fatimas, err := m.fatima.FetchPackage(soon(t), m.gets(m.fatima))
	require.NoError(t, err)

	for name, attack := range map[string]struct {
		page func(issued []byte) []byte
		code minutes.Code
	}{
		"what nobody said": {func(issued []byte) []byte {
			return bytes.Replace(issued, []byte("draait &#39;s nachts muziek"), []byte("slaat zijn kinderen"), 1)
		}, minutes.CodePage},
		"Fatima's":             {func([]byte) []byte { return fatimas.HTML }, minutes.CodeOtherRecipient},
		"one of before":        {func([]byte) []byte { return earlier.HTML }, minutes.CodeIssue},
		"no page of anybody's": {func([]byte) []byte { return []byte("<p>Meneer Terpstra slaat zijn kinderen.</p>") }, minutes.CodeNotAPackage},
	} {
		t.Run(name, func(t *testing.T) {
			m.within(t)
			m.gerda.comesBack()
			m.lie(func(l *lies) { l.said["Gerda"] = m.dispatches(attack.page) })
			issued := m.getsOther(m.bram)
			_, err = m.bram.FetchPackage(soon(t), issued)
			var failure *minutes.Failure
			require.ErrorAs(t, err, &failure)
			require.Equal(t, attack.code, failure.Code)
			require.Equal(t, page.ProblemFile, page.ProblemOf(err).Code)
		})
	}
}

func ownRecord(p *person) client.Issue {
	return client.Issue{Kind: covenant.PackageOwnRecord, Recipient: room.Recipient{Seat: p.Seat()}}
}

// gets has somebody's own record issued to him.
func (m *meeting) gets(p *person) crypto.Digest {
	m.Helper()
	issued, err := m.gerda.Issue(soon(m.T), ownRecord(p))
	require.NoError(m, err)
	require.Equal(m, issued.Act, m.has(p, 1))
	return issued.Act
}

// has waits until there are so many packages for somebody, and returns the last.
func (m *meeting) has(p *person, n int) crypto.Digest {
	m.Helper()
	var his []room.PackageView
	require.NoError(m, p.Until(soon(m.T), func(v room.View) bool {
		his = m.packages(p, v)
		return len(his) == n && !his[n-1].File.IsZero()
	}))
	return his[n-1].Act
}

func (m *meeting) packages(p *person, v room.View) []room.PackageView {
	return slices.DeleteFunc(slices.Clone(v.Packages), func(pack room.PackageView) bool { return pack.Recipient.Seat != p.Seat() })
}

// getsOther has the chair's program issue to somebody while the liar changes what it
// dispatches. It hears nothing of its own act, and waits until it is given up.
func (m *meeting) getsOther(p *person) crypto.Digest {
	m.Helper()
	ctx, giveUp := context.WithCancel(soon(m.T))
	given, had := make(chan error), len(m.packages(p, p.View()))
	go func() {
		_, err := m.gerda.Issue(ctx, ownRecord(p))
		given <- err
	}()
	issued := m.has(p, had+1)
	giveUp()
	require.ErrorIs(m, <-given, context.Canceled)
	return issued
}

// dispatches puts another page in the file that the chair's program dispatches to Bram, and
// signs for that.
func (m *meeting) dispatches(other func(issued []byte) []byte) cheat {
	return only(wire.TypeSubmit, func(sub wire.Submit) []frame {
		act, err := sub.Act.Open()
		require.NoError(m, err)
		if act.Kind != room.KindDispatch {
			return []frame{framed(wire.TypeSubmit, sub)}
		}
		key, err := m.bram.vault.MinutesKey(context.Background())
		require.NoError(m, err)
		issued, err := seal.OpenPackage(sub.Files[0], key)
		require.NoError(m, err)
		file, err := seal.Package(other(issued), key.Recipient())
		require.NoError(m, err)
		act.Sealed[0].Digest, act.Sealed[0].Size = replica.FileDigest(file), uint32(len(file))
		signing, _ := m.gerda.keys()
		sub.Act, err = chain.Sign(act, signing)
		require.NoError(m, err)
		sub.Files[0] = file
		return []frame{framed(wire.TypeSubmit, sub)}
	})
}
