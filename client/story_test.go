package client

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// meeting is a room in session with one case under discussion: Gerda chairs,
// Bram of the police and Fatima of the housing association sit at it, Joris of
// welfare does not.
type meeting struct {
	*house
	gerda, bram, fatima, joris *person
	item                       agenda.ItemID
}

func newMeeting(t *testing.T) *meeting { return newMeetingIn(newHouse(t)) }

func newMeetingIn(h *house) *meeting {
	t := h.T
	m := &meeting{
		house:  h,
		gerda:  h.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam"),
		bram:   h.person("Bram", "politie-zuidwest-drenthe", "wijkagent"),
		fatima: h.person("Fatima", "actium", "consulent"),
		joris:  h.person("Joris", "welzijn-de-wolden", "opbouwwerker"),
	}
	ctx := soon(t)
	h.founds(m.gerda)
	for _, p := range []*person{m.bram, m.fatima, m.joris} {
		m.gerda.invites(p, agenda.Member)
	}
	var err error
	m.item, err = m.gerda.Item(ctx, false, 20)
	require.NoError(t, err)
	require.NoError(t, m.gerda.Describe(ctx, m.item, Description{
		Label: "De Dorpsstraat", Purpose: "collective_support", Criterion: "nuisance", Inform: "informed", InformDay: 20_000,
		Ladder: []Answer{{"person_present", "nee"}, {"anonymous", "nee"}, {"fewer_parties", "nee"}, {"bilateral", "nee"}},
		Named:  true, Persons: []Person{{Pseudonym: "Bewoner A", Names: []string{"Henk Terpstra"}, Relation: "resident", AgeBand: "adult"}},
	}))
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		require.NoError(t, m.gerda.Sit(ctx, m.item, p.place, "content"))
	}
	require.NoError(t, m.gerda.Start(ctx, true))
	require.NoError(t, m.gerda.OpenItem(ctx, m.item))
	require.NoError(t, m.gerda.Until(ctx, ItemSealedTo(m.bram.Seat(), m.fatima.Seat())))
	for _, p := range []*person{m.bram, m.fatima, m.joris} {
		p.level(m.gerda)
	}
	return m
}

func noise(readers ...room.Reader) Contribution {
	return Contribution{
		Item: 1, Text: "Meneer Terpstra draait 's nachts muziek.", Necessity: "Zonder dit is er geen aanpak.",
		Person: 1, Category: "behaviour", Nature: "fact", Basis: "public_task", Task: "liveability", Readers: readers,
	}
}

func TestWhoCanReadWhatBeforeAndAfterEachGrant(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	m.joris.level(m.gerda)
	_, err := m.joris.ReadItem(m.item)
	require.ErrorIs(t, err, ErrUnknown, "Joris does not sit at the case")
	_, err = m.joris.Contribute(ctx, noise())
	require.ErrorIs(t, err, ErrUnknown)

	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	require.Contains(t, m.gerda.reads(text, m.fatima), "Terpstra")
	require.Contains(t, m.fatima.reads(text), "Terpstra")
	require.Empty(t, m.bram.reads(text, m.fatima), "must be withheld from the police officer")
	_, err = m.bram.Read(text)
	require.ErrorIs(t, err, replica.ErrNotForYou, "he sees that something was brought in, not what")
	require.Empty(t, m.joris.reads(text, m.fatima))
	_, err = m.joris.Read(text)
	require.ErrorIs(t, err, ErrUnknown, "he does not even see that")

	require.NoError(t, m.fatima.Show(ctx, text, room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.Contains(t, m.bram.reads(text, m.fatima), "Terpstra")
	refusedWith(t, room.CodeNotOwner, m.bram.Withdraw(ctx, text))

	require.NoError(t, m.fatima.Hide(ctx, text, m.bram.place))
	require.Empty(t, m.bram.reads(text, m.fatima))

	// Joris comes to sit at the case. The chair's device gives him its texts by
	// itself; what Fatima brought in he sees only when she shows it.
	require.NoError(t, m.gerda.Sit(ctx, m.item, m.joris.place, "content"))
	require.NoError(t, m.joris.until(ctx, func() bool {
		it, err := itemIn(m.joris.replica.View(), m.item)
		if err != nil {
			return false
		}
		label, err := replica.Open[room.ItemText](m.joris.replica, it.Text)
		return err == nil && label.Label == "De Dorpsstraat"
	}))
	require.Empty(t, m.joris.reads(text, m.gerda))
	require.NoError(t, m.fatima.Show(ctx, text, room.Reader{Place: m.joris.place, Reason: "content"}))
	require.Contains(t, m.joris.reads(text, m.fatima), "Terpstra")

	// A correction goes to the readers there are; the second time all codes are hers from before.
	require.NoError(t, m.fatima.Correct(ctx, text, Contribution{Text: "Het is ook overdag.", Necessity: "Idem."}))
	require.Equal(t, "Het is ook overdag.", m.joris.reads(text, m.fatima))
	require.Empty(t, m.bram.reads(text, m.fatima))

	require.NoError(t, m.fatima.Withdraw(ctx, text))
	for _, p := range []*person{m.gerda, m.joris, m.fatima} {
		require.Empty(t, p.reads(text, m.fatima), p.name)
	}
	require.NoError(t, m.gerda.Until(ctx, func(v room.View) bool {
		_, c, err := contributionIn(v, text)
		return err == nil && c.Erased
	}), "the server signs that the files are gone")
}

func TestEverybodyComputesTheSameWords(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	words, ok := m.gerda.CodeWords()
	require.True(t, ok)
	for _, p := range []*person{m.bram, m.fatima, m.joris} {
		p.level(m.gerda)
		own, _ := p.CodeWords()
		require.Equal(t, words, own, p.name)
		require.NoError(t, p.Confirm(ctx, p.View().Code))
	}
	old := m.gerda.View().Code
	require.NoError(t, m.gerda.NewCode(ctx))
	m.bram.level(m.gerda)
	require.ErrorIs(t, m.bram.Confirm(ctx, old), ErrUnknown, "the words were read anew")
	again, _ := m.bram.CodeWords()
	require.NotEqual(t, words, again)
	m.bram.sees(EventCode)
}

func TestFromTextToPackage(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	action, err := m.gerda.Action(ctx, m.item, "Actium en politie gaan samen langs.", m.fatima.place, 20_800)
	require.NoError(t, err)

	// The chair proposes a text that draws on what Fatima brought in, for Bram.
	proposal, err := m.gerda.Propose(ctx, Proposal{
		Item: m.item, Kind: "passage", Text: "Bewoner A draait 's nachts muziek.", Recipients: []room.Recipient{{Seat: m.bram.Seat()}},
		Actions: []crypto.Digest{action}, Sources: []crypto.Digest{text},
	})
	require.NoError(t, err)
	refusedWith(t, room.CodeNoAgreement, m.gerda.Minimise(ctx, proposal, true, nil))
	require.Empty(t, m.bram.reads(proposal, m.gerda), "a recipient does not read a proposal")
	refusedWith(t, room.CodeNotOwner, m.bram.Agree(ctx, proposal))
	require.Equal(t, "Bewoner A draait 's nachts muziek.", m.fatima.reads(proposal, m.gerda))
	require.NoError(t, m.fatima.Agree(ctx, proposal))
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.Minimise(ctx, proposal, true, nil))
	release, err := m.gerda.Propose(ctx, Proposal{
		Item: m.item, Kind: "action", Text: "Actium en politie gaan samen langs.",
		Recipients: []room.Recipient{{Seat: m.bram.Seat()}, {Seat: m.fatima.Seat()}}, Actions: []crypto.Digest{action},
	})
	require.NoError(t, err)
	require.NoError(t, m.gerda.Minimise(ctx, release, true, nil))

	// No key, no package.
	_, err = m.gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.bram.Seat()}})
	refusedWith(t, room.CodeRecipientUnsecured, err)
	require.NoError(t, m.bram.AnnounceMinutesKey(ctx))
	require.NoError(t, m.fatima.AnnounceMinutesKey(ctx))
	m.gerda.level(m.bram, m.fatima)
	require.NoError(t, m.gerda.EndItem(ctx, m.item))
	require.NoError(t, m.gerda.Outcome(ctx, m.item, "actions_agreed", ""))
	require.NoError(t, m.gerda.WrapUp(ctx))
	refusedWith(t, room.CodeGatesOpen, m.gerda.Adopt(ctx))
	preview, err := m.gerda.Preview(Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.bram.Seat()}})
	require.NoError(t, err)
	require.Contains(t, string(preview), "Bewoner A")

	issued, err := m.gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.bram.Seat()}})
	require.NoError(t, err)
	own, err := m.gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.fatima.Seat()}})
	require.NoError(t, err)
	for _, p := range []*person{m.gerda, m.joris} {
		require.NoError(t, m.gerda.NothingFor(ctx, room.Recipient{Seat: p.Seat()}))
	}
	require.NoError(t, m.gerda.Adopt(ctx))

	// Bram opens his, and nobody else's.
	m.bram.level(m.gerda)
	pack, err := m.bram.FetchPackage(ctx, issued.Act)
	require.NoError(t, err)
	require.Contains(t, string(pack.HTML), "Bewoner A draait")
	require.NotContains(t, string(pack.HTML), "Terpstra")
	require.NotContains(t, string(pack.File), "Bewoner")
	require.NoError(t, m.bram.Until(ctx, func(v room.View) bool { p, err := packageIn(v, issued.Act); return err == nil && p.Delivered != 0 }))
	require.NoError(t, m.bram.Opened(ctx, issued.Act))
	_, err = m.bram.FetchPackage(ctx, own.Act)
	refusedWith(t, room.CodeUnknownObject, err)
	m.fatima.level(m.gerda)
	pack, err = m.fatima.FetchPackage(ctx, own.Act)
	require.NoError(t, err)
	require.Contains(t, string(pack.HTML), "Terpstra", "her own contribution is hers")
	require.NotContains(t, string(pack.HTML), "Bewoner A draait")

	require.NoError(t, m.gerda.CloseRoom(ctx))
	refusedWith(t, room.CodeRoomClosed, m.gerda.Sit(ctx, m.item, m.joris.place, "content"))

	// Everybody's log proves itself, without a word of what was said.
	for _, p := range []*person{m.gerda, m.bram, m.joris} {
		p.level(m.gerda)
		log, err := p.Log()
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, log.Write(&b))
		require.NotContains(t, b.String(), "Terpstra")
		read, err := replica.ReadLogFile(&b)
		require.NoError(t, err)
		_, err = read.Verify()
		require.NoError(t, err)
	}
	require.NoError(t, m.gerda.DestroyContents(ctx))
	require.NoError(t, m.fatima.Until(ctx, func(v room.View) bool { return v.Phase == room.Destroyed }))
	require.Empty(t, m.fatima.reads(text))
	require.Eventually(t, func() bool {
		_, err := m.fatima.vault.Place(ctx, m.fatima.Room())
		return errors.Is(err, vault.ErrNotFound)
	}, Late, 10*time.Millisecond, "her keys of the room go too")
}

// Nobody signs for a text that his device cannot show as it was committed to.
func TestATextThatDiffersIsNotAgreedTo(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	source, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	action, err := m.gerda.Action(ctx, m.item, "Langsgaan.", m.fatima.place, 20_800)
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	proposal, err := m.gerda.do(ctx, func(r *replica.Replica, v room.View) (replica.Draft, error) {
		_, con, err := contributionIn(v, source)
		if err != nil {
			return replica.Draft{}, err
		}
		return replica.Draft{
			Kind: room.KindPropose, Item: m.item, Refs: []crypto.Digest{action, con.Latest},
			Payload: room.ProposePayload{
				Item: m.item, Kind: "passage", Digest: room.ReleaseDigest([32]byte{1}, "Iets heel anders."),
				Recipients: []room.Recipient{{Seat: m.bram.Seat()}}, Actions: 1, Owners: []chain.Seat{m.fatima.Seat()},
			},
			Body:    &replica.Body{Kind: textProposal, Text: room.ReleaseText{Salt: [32]byte{1}, Text: "Bewoner A maakt lawaai."}},
			Readers: r.SealTo().SealToDeciders(m.item, m.gerda.Seat(), []chain.Seat{m.fatima.Seat()}),
		}, nil
	})
	require.NoError(t, err)
	m.fatima.level(m.gerda)
	_, err = m.fatima.Read(proposal)
	require.ErrorIs(t, err, replica.ErrDiffers)
	require.ErrorIs(t, m.fatima.Agree(ctx, proposal), ErrUnread)
	require.ErrorIs(t, m.gerda.Minimise(ctx, proposal, true, nil), ErrUnread)
	require.NoError(t, m.fatima.Decline(ctx, proposal))
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.Minimise(ctx, proposal, false, nil), "refusing takes no reading")
}
