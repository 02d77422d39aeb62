package client_test

import (
	"testing"

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

// release is a proposal of Gerda's that draws on what Fatima brought in, for Bram.
type release struct {
	*meeting
	text, action, proposal crypto.Digest
}

func newRelease(t *testing.T) *release {
	m := newMeeting(t)
	r := &release{meeting: m, text: m.bringsIn()}
	var err error
	r.action, err = m.gerda.Action(soon(t), m.item, "Samen langsgaan.", m.fatima.place, 20_800)
	require.NoError(t, err)
	r.proposal = r.proposes("Bewoner A draait 's nachts muziek.")
	return r
}

func (r *release) proposes(text string) crypto.Digest {
	r.Helper()
	act, err := r.gerda.Propose(soon(r.T), client.Proposal{
		Item: r.item, Kind: "passage", Text: text, Recipients: []room.Recipient{{Seat: r.bram.Seat()}},
		Actions: []crypto.Digest{r.action}, Sources: []crypto.Digest{r.text},
	})
	require.NoError(r, err)
	r.allLevel()
	return act
}

// latest is the last act on a proposal, as the chair sees it.
func (r *release) latest(proposal crypto.Digest) crypto.Digest {
	r.Helper()
	for _, p := range r.gerda.View().Items[0].Proposals {
		if p.Act == proposal {
			return p.Latest
		}
	}
	require.Fail(r, "no such proposal")
	return crypto.Digest{}
}

// impossible is an act that nobody's own program signs: a changed one does. The real
// server refuses it; one that takes it is found out by who is shown it.
func (r *release) impossible(code covenant.Code, by *person, kind chain.Kind, payload any, refs ...crypto.Digest) {
	r.Helper()
	refusal := r.offers(by, r.item.Audience(), kind, payload, refs...)
	require.NotNil(r, refusal, "the real server takes it")
	require.Equal(r, code, refusal.Code)
	require.NotEmpty(r, refusal.Articles)
	for _, p := range []*person{r.gerda, r.fatima} {
		if p == by {
			continue
		}
		r.admits(p, by, r.item.Audience(), kind, payload, refs...)
		evidence := p.stops(replica.BreachAct, page.TroubleForged)
		require.Equal(r, code, evidence.Refusal.Code, p.name)
		require.NotNil(r, evidence.Entry, "the act, signed by who did it")
		p.comesBack()
	}
}

func TestAReleaseIsAgreedToByWhoDoesNotOwnIt(t *testing.T) {
	r := newRelease(t)
	agree := room.ProposalPayload{Proposal: r.proposal}
	r.impossible(room.CodeNotOwner, r.bram, room.KindAgree, agree, r.latest(r.proposal))
	r.impossible(room.CodeNotOwner, r.gerda, room.KindAgree, agree, r.latest(r.proposal))
	require.NoError(t, r.fatima.Agree(soon(t), r.proposal))
	r.gerda.level(r.fatima)
	require.NoError(t, r.gerda.Minimise(soon(t), r.proposal, true, nil), "after its owner's agreement")
}

func TestAReleaseIsDecidedOnByWhoMayNot(t *testing.T) {
	r := newRelease(t)
	decide := room.MinimisePayload{Proposal: r.proposal, Approve: true}
	r.impossible(room.CodeNoAgreement, r.gerda, room.KindMinimise, decide, r.latest(r.proposal))
	require.NoError(t, r.fatima.Agree(soon(t), r.proposal))
	r.gerda.level(r.fatima)
	r.allLevel()
	r.impossible(room.CodeNotChair, r.bram, room.KindMinimise, decide, r.latest(r.proposal))
}

// The text is another after Fatima agreed: her agreement is to one exact proposal.
func TestTheTextOfAReleaseIsSwappedAfterAgreement(t *testing.T) {
	r := newRelease(t)
	require.NoError(t, r.fatima.Agree(soon(t), r.proposal))
	r.gerda.level(r.fatima)
	other := r.proposes("Bewoner A slaat zijn kinderen.")
	decide := room.MinimisePayload{Proposal: other, Approve: true}
	r.impossible(room.CodeNoAgreement, r.gerda, room.KindMinimise, decide, r.latest(other))
	r.impossible(room.CodeStaleObject, r.gerda, room.KindMinimise, decide, r.latest(r.proposal))

	// Or its sealed text is another than the one that the proposal commits to.
	salt, true_, false_ := [32]byte{4}, "Bewoner A draait muziek.", "Bewoner A slaat zijn kinderen."
	sub := r.packs(r.gerda, func(p *parcel) {
		p.binding.Kind = "proposal"
		r.sealsAs(p, room.ReleaseText{Salt: salt, Text: false_})
	})
	act, err := sub.Act.Open()
	require.NoError(t, err)
	b := r.opensBook(r.gerda.Room(), 0)
	key, _ := r.gerda.keys()
	signed := b.signs(key, r.gerda.Seat(), room.KindPropose, room.ProposePayload{
		Item: r.item, Kind: "passage", Digest: room.ReleaseDigest(salt, true_), Recipients: []room.Recipient{{Seat: r.bram.Seat()}},
		Actions: 1, Owners: []chain.Seat{r.fatima.Seat()},
	}, func(a *chain.Act) {
		b.here(r.item.Audience())(a)
		a.Sealed = []chain.Sealed{act.Sealed[0], act.Sealed[1], act.Sealed[3]}
	}, r.latestOf(r.action), r.latestOf(r.text))
	require.Nil(t, r.submits(r.gerda, wire.Submit{Act: signed, Files: [][]byte{sub.Files[0], sub.Files[1], sub.Files[3]}}))
	_, err = r.shownTo(r.fatima, signed.Hash())
	require.ErrorIs(t, err, replica.ErrDiffers)
	require.Equal(t, page.TextDiffers, page.StateOf(err))
	err = r.fatima.Agree(soon(t), signed.Hash())
	require.ErrorIs(t, err, client.ErrUnread)
	require.Equal(t, page.ProblemUnread, page.ProblemOf(err).Code)
}

// What was withdrawn does not leave any more: not by agreement, nor decision, nor package.
func TestAReleaseAfterWithdrawal(t *testing.T) {
	r := newRelease(t)
	require.NoError(t, r.fatima.Agree(soon(t), r.proposal))
	r.gerda.level(r.fatima)
	approved := r.proposes("Bewoner A draait soms muziek.")
	require.NoError(t, r.fatima.Agree(soon(t), approved))
	r.gerda.level(r.fatima)
	require.NoError(t, r.gerda.Minimise(soon(t), approved, true, nil))
	require.NoError(t, r.bram.AnnounceMinutesKey(soon(t)))
	require.NoError(t, r.fatima.Withdraw(soon(t), r.text))
	r.isErased(r.text)
	r.allLevel()
	r.impossible(room.CodeSourceWithdrawn, r.gerda, room.KindMinimise, room.MinimisePayload{Proposal: r.proposal, Approve: true}, r.latest(r.proposal))
	r.unissuable(room.CodeSourceWithdrawn, room.Recipient{Seat: r.bram.Seat()}, r.latest(approved))
}

// A package names what its recipient may not have.
func TestAPackageNamesWhatIsNotApprovedForItsRecipient(t *testing.T) {
	r := newRelease(t)
	for _, p := range []*person{r.bram, r.fatima, r.joris} {
		require.NoError(t, p.AnnounceMinutesKey(soon(t)))
		r.gerda.level(p)
	}
	bram, fatima := room.Recipient{Seat: r.bram.Seat()}, room.Recipient{Seat: r.fatima.Seat()}
	r.unissuable(room.CodeNotMinimised, bram, r.latest(r.proposal)) // proposed, and no more
	require.NoError(t, r.fatima.Agree(soon(t), r.proposal))
	r.gerda.level(r.fatima)
	r.unissuable(room.CodeNotMinimised, bram, r.latest(r.proposal)) // agreed, not decided
	require.NoError(t, r.gerda.Minimise(soon(t), r.proposal, true, nil))
	r.unissuable(room.CodeNotRecipient, fatima, r.latest(r.proposal)) // approved, for Bram alone
	issue := room.IssuePayload{Kind: "minutes", Recipient: bram, Content: crypto.Digest{1}, Releases: 1}
	require.Equal(t, room.CodeNotScribe, r.offers(r.bram, chain.Room, room.KindIssue, issue, r.latest(r.proposal)).Code, "nor by himself")
}

// unissuable says that no package with this release can be issued to a recipient by the
// real server. What becomes of one that another server takes, its recipient's device
// says when it verifies the page: minutes, TestAServerThatAdmitsEverythingStillCannotLetSomethingOut.
func (r *release) unissuable(code covenant.Code, to room.Recipient, refs ...crypto.Digest) {
	r.Helper()
	day, ok := r.rules.Deadline(covenant.TermReaction, r.now().UnixMilli()/room.DayMillis)
	require.True(r, ok)
	issue := room.IssuePayload{Kind: "minutes", Recipient: to, Content: crypto.Digest{1}, Releases: uint32(len(refs)), ReactUntil: day}
	refusal := r.offers(r.gerda, chain.Room, room.KindIssue, issue, refs...)
	require.NotNil(r, refusal, "the real server takes it")
	require.Equal(r, code, refusal.Code)
}
