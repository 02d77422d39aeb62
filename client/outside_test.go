package client

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// Meneer Terpstra gets a notice behind a passphrase that Gerda tells him by
// telephone. His name is hers and the deputy's to read, and not in the file; he opens
// it with what he has, and when he forgets the passphrase the same page comes again.
func TestANoticeBehindAPassphrase(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	number, err := m.gerda.Outside(ctx, Outsider{Kind: covenant.GuestPerson, Name: "Meneer Terpstra"})
	require.NoError(t, err)
	him := room.Recipient{Outside: number}
	m.fatima.level(m.gerda)
	name, err := ReadSealed[room.OutsideText](m.gerda.Session, m.gerda.View().Outsiders[0].Name)
	require.NoError(t, err)
	require.Equal(t, "Meneer Terpstra", name.Name)
	_, err = ReadSealed[room.OutsideText](m.fatima.Session, m.fatima.View().Outsiders[0].Name)
	require.Error(t, err)

	notice, err := m.gerda.Propose(ctx, Proposal{Item: m.item, Kind: covenant.ReleaseNotice, Text: "Wij spraken over u.", Recipients: []room.Recipient{him}})
	require.NoError(t, err)
	require.NoError(t, m.gerda.Minimise(ctx, notice, true, nil))
	issued, err := m.gerda.Issue(ctx, Issue{Kind: covenant.PackageNotice, Recipient: him})
	require.NoError(t, err)
	file, err := m.gerda.FetchFile(ctx, issued.Act)
	require.NoError(t, err)
	page, err := seal.OpenPackageWithPassphrase(file, issued.Passphrase)
	require.NoError(t, err)
	_, err = minutes.Verify(page, minutes.Expect{Room: m.gerda.Room(), Recipient: him, Rules: m.gerda.Rules()})
	require.NoError(t, err)
	require.Contains(t, string(page), "Wij spraken over u.")
	require.NotContains(t, string(page), "Terpstra")
	if age := os.Getenv("AGE_BIN"); age != "" {
		require.Equal(t, page, openedByAge(t, age, file, issued.Passphrase))
	}

	again, err := m.gerda.Reissue(ctx, issued.Act)
	require.NoError(t, err)
	require.NotEqual(t, issued.Passphrase, again.Passphrase)
	file, err = m.gerda.FetchFile(ctx, again.Act)
	require.NoError(t, err)
	_, err = seal.OpenPackageWithPassphrase(file, issued.Passphrase)
	require.ErrorIs(t, err, seal.ErrUnreadable)
	same, err := seal.OpenPackageWithPassphrase(file, again.Passphrase)
	require.NoError(t, err)
	require.Equal(t, page, same)
}

// openedByAge opens a file with the stock command, which asks for a passphrase on a
// terminal only: script makes one.
func openedByAge(t *testing.T, age string, file []byte, passphrase string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.age"), filepath.Join(dir, "out.html")
	require.NoError(t, os.WriteFile(in, file, 0o600))
	terminal := exec.CommandContext(t.Context(), "script", "-qec", `"$AGE_BIN" -d -o "$AGE_OUT" "$AGE_IN"`, "/dev/null")
	terminal.Env = append(os.Environ(), "AGE_BIN="+age, "AGE_IN="+in, "AGE_OUT="+out)
	terminal.Stdin = strings.NewReader(passphrase + "\n")
	require.NoError(t, terminal.Run())
	page, err := os.ReadFile(out)
	require.NoError(t, err)
	return page
}

// Bram reads the concept and finds a mistake in it; the text is corrected, he gets
// it again, and has no more to say.
func TestAReactionAndItsCorrection(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	bram := room.Recipient{Seat: m.bram.Seat()}
	source, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.NoError(t, m.bram.AnnounceMinutesKey(ctx))
	m.gerda.level(m.bram)
	action, err := m.gerda.Action(ctx, m.item, "Bram gaat langs.", m.bram.place, 30_000)
	require.NoError(t, err)
	released := func(text string, corrects crypto.Digest) crypto.Digest {
		act, err := m.gerda.Propose(ctx, Proposal{
			Item: m.item, Kind: covenant.ReleaseAction, Text: text, Recipients: []room.Recipient{bram}, Actions: []crypto.Digest{action},
			Sources: []crypto.Digest{source}, Corrects: corrects,
		})
		require.NoError(t, err)
		m.fatima.level(m.gerda)
		require.NoError(t, m.fatima.Agree(ctx, act))
		m.gerda.level(m.fatima)
		require.NoError(t, m.gerda.Minimise(ctx, act, true, nil))
		return act
	}
	fetched := func() Package {
		issued, err := m.gerda.Issue(ctx, Issue{Kind: covenant.PackageMinutes, Recipient: bram})
		require.NoError(t, err)
		m.bram.level(m.gerda)
		got, err := m.bram.FetchPackage(ctx, issued.Act)
		require.NoError(t, err)
		return got
	}
	first := released("Bram gaat maandag langs.", crypto.Digest{})
	concept := fetched()
	require.Contains(t, string(concept.HTML), "maandag")

	packages := m.bram.View().Packages
	reaction, err := m.bram.React(ctx, packages[len(packages)-1].Act, "Het was dinsdag.")
	require.NoError(t, err)
	m.gerda.level(m.bram)
	m.fatima.level(m.bram)
	require.Equal(t, "Het was dinsdag.", m.gerda.reads(reaction, m.bram))
	_, err = m.fatima.Read(reaction)
	require.Error(t, err, "she knows that he reacted, and not what")

	second := released("Bram gaat dinsdag langs.", first)
	require.NoError(t, m.gerda.Handle(ctx, reaction, "U hebt gelijk.", second))
	again := fetched()
	require.Contains(t, string(again.HTML), "dinsdag")
	require.NotContains(t, string(again.HTML), "maandag")
	require.Equal(t, "U hebt gelijk.", m.bram.reads(m.bram.View().Reactions[0].Answered, m.gerda))
	packages = m.bram.View().Packages
	_, err = m.bram.React(ctx, packages[len(packages)-1].Act, "")
	require.NoError(t, err)
}
