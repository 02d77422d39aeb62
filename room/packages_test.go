package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// packageOf is how somebody sees a package.
func (m *meeting) packageOf(name string, act crypto.Digest) PackageView {
	m.Helper()
	for _, p := range m.view(name).Packages {
		if p.Act == act {
			return p
		}
	}
	require.FailNow(m, "not shown")
	return PackageView{}
}

// A package leaves in four steps, each by who it is for.
func TestAPackageOnItsWay(t *testing.T) {
	m, _, pack := issued(t)
	require.True(t, m.packageOf("Hanna", pack).File.IsZero())
	m.refused(m.delivery(pack), "not_dispatched")
	m.do(onObject("Anneke", KindDispatch, pack))
	served := m.effects().Serve[0]
	require.Equal(t, File{Package: pack, Digest: m.packageOf("Hanna", pack).File, Size: 16 << 10, Seat: m.seats["Hanna"]}, served)

	p, _, ok := m.s.PackageOf(served.Digest)
	require.True(t, ok)
	require.True(t, m.s.Fetches(m.seats["Hanna"], p))
	for _, name := range []string{"Anneke", "Bram", "Piet", "Sofie", "Wim"} {
		require.False(t, m.s.Fetches(m.seats[name], p), name)
		require.False(t, m.s.Opens(m.seats[name], served.Digest), name)
		require.Empty(t, m.filesOf(name, pack), "a package never travels with a record")
	}
	m.refused(onObject("Hanna", KindOpened, pack), "not_dispatched")
	m.do(m.delivery(pack))
	require.Equal(t, m.log[len(m.log)-1].rec.Time, m.packageOf("Hanna", pack).Delivered)
	m.refused(onObject("Piet", KindOpened, pack), "not_recipient", "DW-6.2")
	m.do(onObject("Hanna", KindOpened, pack))
	require.True(t, m.packageOf("Anneke", pack).Opened)
}

// The order of the log decides between withdrawal and delivery: before, the
// package is recalled and its file erased; after, it has left and says so.
func TestAWithdrawalRecallsWhatHasNotLeft(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	file := m.packageOf("Hanna", pack).File
	m.do(onObject("Piet", KindWithdraw, con))
	require.Contains(t, m.effects().Erase[0].Files, file)
	require.Contains(t, m.s.Erasures()[0].Files, file)
	require.True(t, m.packageOf("Hanna", pack).Withdrawn)
	m.refused(m.delivery(pack), "recalled")
	require.Empty(t, m.s.releasesFor(Recipient{Seat: m.seats["Hanna"]}), "nothing is left for her")
	m.do(m.issue(covenant.PackageMinutes, "Hanna", nil)) // made again without
}

func TestAWithdrawalAfterDeliveryIsListed(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	file := m.packageOf("Hanna", pack).File
	m.do(m.delivery(pack))
	m.do(onObject("Piet", KindWithdraw, con))
	require.NotContains(t, m.effects().Erase[0].Files, file)
	require.True(t, m.packageOf("Hanna", pack).Withdrawn)
	require.False(t, m.packageOf("Wim", pack).Withdrawn, "who does not sit there does not learn it")
	m.do(onObject("Hanna", KindOpened, pack))
}

func TestADispatchAfterAWithdrawal(t *testing.T) {
	m, con, pack := issued(t)
	m.do(onObject("Piet", KindWithdraw, con))
	m.refused(onObject("Anneke", KindDispatch, pack), "recalled")
}

// Hanna goes before her minutes are made: nobody can make them for her any more,
// and nobody waits for that.
func TestNoPackageForWhoIsGone(t *testing.T) {
	m, _, proposal := approved(t)
	m.do(m.announcing("Hanna"))
	require.Contains(t, m.gate(covenant.GatePackagesIssued).Seats, Recipient{Seat: m.seats["Hanna"]})
	m.do(draft{by: "Hanna", kind: KindLeave})
	m.refused(m.issue(covenant.PackageMinutes, "Hanna", []crypto.Digest{proposal}), "recipient_left", "AVG-32")
	require.NotContains(t, m.gate(covenant.GatePackagesIssued).Seats, Recipient{Seat: m.seats["Hanna"]})
}

// One's own contributions need no release to come back to oneself.
func TestAnExtractOfOnesOwn(t *testing.T) {
	m, con := contributed(t)
	m.do(m.announcing("Piet"))
	m.do(m.announcing("Hanna"))
	m.refused(m.issue(covenant.PackageExtract, "Piet", nil), "package_incomplete")
	pack := m.do(m.issue(covenant.PackageExtract, "Piet", nil, con))
	m.refused(m.issue(covenant.PackageExtract, "Hanna", nil, con), "not_owner", "DW-3.1")
	m.do(onObject("Anneke", KindDispatch, pack))
	m.do(onObject("Piet", KindWithdraw, con))
	m.refused(m.delivery(pack), "recalled")
	require.True(t, m.packageOf("Piet", pack).Withdrawn)
	require.False(t, m.packageOf("Wim", pack).Withdrawn, "who does not sit there does not learn it")
}

// Kees is shown the source, and not the passage that was approved before he came:
// he cannot know that a package held it.
func TestAPackageFromBeforeHisTime(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	m.join("Kees")
	m.sit("Kees", 1, "content")
	m.do(m.showing("Piet", con, "Kees"))
	m.do(onObject("Piet", KindWithdraw, con))
	require.True(t, m.find("Kees", con).Withdrawn)
	require.False(t, m.packageOf("Kees", pack).Withdrawn)
	require.NoError(t, newWatch(m).look())
}

// For somebody outside, whoever issued it passes it on.
func TestAnOutsideRecipient(t *testing.T) {
	m, d := response(func(*draft) {})(t)
	d.payload.(*ProposePayload).Digest = m.file()
	proposal := m.do(d)
	approve := minimising("Anneke", proposal, true)
	approve.payload.(*MinimisePayload).Independent = true
	m.do(approve)
	issue := m.issue(covenant.PackageExtract, "Hanna", []crypto.Digest{proposal})
	issue.payload.(*IssuePayload).Recipient = Recipient{Outside: 1}
	pack := m.do(issue)
	m.do(onObject("Anneke", KindDispatch, pack))
	p, _, ok := m.s.PackageOf(m.packageOf("Anneke", pack).File)
	require.True(t, ok)
	require.True(t, m.s.Fetches(m.seats["Anneke"], p))
	require.False(t, m.s.Fetches(m.seats["Bram"], p))
	m.do(m.delivery(pack))
	m.refused(onObject("Anneke", KindOpened, pack), "not_recipient")
}

// Hanna has her minutes when Piet takes back what they draw on: nothing of it leaves
// any more, and everybody at the item can still tell that she got it.
func TestWhoGotATextStaysKnown(t *testing.T) {
	m, con, pack := dispatchedPack(t)
	hanna := []Recipient{{Seat: m.seats["Hanna"]}}
	require.Empty(t, onlyProposal(m, "Anneke").Given, "it has not left")
	m.do(m.delivery(pack))
	m.do(onObject("Piet", KindWithdraw, con))
	for _, name := range []string{"Anneke", "Piet", "Hanna"} {
		require.Empty(t, onlyProposal(m, name).Leaves, name)
		require.Equal(t, hanna, onlyProposal(m, name).Given, name)
	}
	require.NoError(t, newWatch(m).look())
}

func onlyProposal(m *meeting, name string) ProposalView {
	m.Helper()
	require.Len(m, m.at(name, 1).Proposals, 1)
	return m.at(name, 1).Proposals[0]
}
