package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// Karin of welfare takes over the place that Joris frees. Nobody's choice for Joris
// holds for her; Fatima has one question and answers it with one press.
func TestASubstitute(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	require.NoError(t, m.gerda.Sit(ctx, m.item, m.joris.place, "content"))
	m.fatima.level(m.gerda)
	forJoris, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.joris.place, Reason: "content"}))
	require.NoError(t, err)
	again, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "content"}))
	require.NoError(t, err)
	require.NotEmpty(t, m.joris.reads(forJoris, m.fatima))
	require.Empty(t, m.fatima.Newcomers())
	require.NoError(t, m.joris.Leave(ctx))
	require.NoError(t, m.gerda.Until(ctx, func(v room.View) bool { return v.Seats[m.joris.Seat()-1].Gone != "" }))

	karin := m.person("Karin", "welzijn-de-wolden", "opbouwwerker")
	karin.place = m.joris.place
	m.gerda.letsIn(karin)
	m.fatima.level(karin)
	for _, act := range []crypto.Digest{forJoris, again} {
		require.Empty(t, karin.reads(act, m.fatima))
	}
	require.Equal(t, []room.Newcomer{{Seat: karin.Seat(), Place: karin.place, Contributions: []crypto.Digest{forJoris, again}}}, m.fatima.Newcomers())
	require.ErrorIs(t, m.bram.ShowAll(ctx, karin.Seat(), "content"), ErrUnknown, "nothing there is his")
	require.NoError(t, m.fatima.ShowAll(ctx, karin.Seat(), "content"))
	for _, act := range []crypto.Digest{forJoris, again} {
		require.NotEmpty(t, karin.reads(act, m.fatima))
		require.NotEmpty(t, m.gerda.reads(act, m.fatima))
	}
	require.Empty(t, m.bram.reads(forJoris, m.fatima), "and nobody else got anything")
	require.Empty(t, m.fatima.Newcomers())
}

// Fatima has to go and leaves what she brought in with Lies of her own association.
func TestLeavingWithASteward(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	lies := m.person("Lies", "actium", "wijkbeheerder")
	m.gerda.invites(lies, agenda.Member)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	other, err := m.fatima.Contribute(ctx, noise(room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	action, err := m.gerda.Action(ctx, m.item, "Langsgaan.", m.bram.place, 20_800)
	require.NoError(t, err)
	proposal, err := m.gerda.Propose(ctx, Proposal{
		Item: m.item, Kind: "passage", Text: "Bewoner A draait muziek.", Recipients: []room.Recipient{{Seat: m.bram.Seat()}},
		Actions: []crypto.Digest{action}, Sources: []crypto.Digest{text},
	})
	require.NoError(t, err)
	m.fatima.level(m.gerda, lies)

	refusedWith(t, room.CodeStewardUnfit, m.fatima.LeaveTo(ctx, m.bram.Seat(), "own_task"))
	m.bram.level(m.gerda)
	require.Empty(t, m.bram.reads(text, m.gerda), "who cannot be steward is shown nothing")
	refusedWith(t, room.CodeReaderNotAtItem, m.fatima.LeaveTo(ctx, lies.Seat(), "own_task"))
	require.NoError(t, m.gerda.Sit(ctx, m.item, lies.place, "content"))
	require.Empty(t, lies.reads(text, m.gerda))
	m.fatima.level(m.gerda)
	require.NoError(t, m.fatima.LeaveTo(ctx, lies.Seat(), "own_task"), "his device shows it to her first")
	require.NotEmpty(t, m.wait(lies, text))
	require.NotEmpty(t, m.wait(lies, proposal), "the chair's device gives her what is to be decided")

	lies.level(m.gerda)
	require.NoError(t, lies.Agree(ctx, proposal))
	m.gerda.level(lies)
	require.NoError(t, m.gerda.Minimise(ctx, proposal, true, nil))
	refusedWith(t, room.CodeNotOwner, lies.Show(ctx, text, room.Reader{Place: m.bram.place, Reason: "safety"}))
	require.NotEmpty(t, m.bram.reads(other, lies))
	require.NoError(t, lies.Withdraw(ctx, other))
	require.Empty(t, m.bram.reads(other, lies))
	_, err = m.bram.Read(other)
	require.ErrorIs(t, err, replica.ErrTakenBack)

	require.NoError(t, m.bram.AnnounceMinutesKey(ctx))
	m.gerda.level(m.bram)
	pack, err := m.gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.bram.Seat()}})
	require.NoError(t, err)
	m.bram.level(m.gerda)
	opened, err := m.bram.FetchPackage(ctx, pack.Act)
	require.NoError(t, err)
	require.Contains(t, string(opened.HTML), "voor Fatima, die vertrok")
}

// Piet cannot come. He contributed while the meeting was prepared, and agrees while
// it is wrapped up; Kees sits there without a device and gets his minutes by a key.
func TestAbsentInTheSessionAndPresentWithoutADevice(t *testing.T) {
	h := newHouse(t)
	ctx := soon(t)
	gerda, piet := h.person("Gerda", "gemeente-de-wolden", "voorzitter"), h.person("Piet", "politie-zuidwest-drenthe", "wijkagent")
	h.founds(gerda)
	gerda.invites(piet, agenda.Member)
	kees, err := gerda.Place(ctx, "welzijn-de-wolden", "mantelzorgconsulent", agenda.Member)
	require.NoError(t, err)
	item, err := gerda.Item(ctx, false, 20)
	require.NoError(t, err)
	require.NoError(t, gerda.Describe(ctx, item, Description{
		Label: "De Dorpsstraat", Purpose: "collective_support", Criterion: "nuisance", Inform: "informed", InformDay: 20_000,
		Ladder: []Answer{{"person_present", "nee"}, {"anonymous", "nee"}, {"fewer_parties", "nee"}, {"bilateral", "nee"}},
		Named:  true, Persons: []Person{{Pseudonym: "Bewoner A", Relation: "resident", AgeBand: "adult"}},
	}))
	for _, place := range []agenda.PlaceID{1, piet.place, kees} {
		require.NoError(t, gerda.Sit(ctx, item, place, "content"))
	}
	piet.level(gerda)
	ahead := noise()
	ahead.Item, ahead.Basis, ahead.Task = item, "police_provision", "assistance"
	text, err := piet.Contribute(ctx, ahead)
	require.NoError(t, err)
	require.NotEmpty(t, gerda.reads(text, piet))
	piet.Close()

	_, err = gerda.Outside(ctx, Outsider{Place: kees})
	require.Error(t, err)
	require.NoError(t, gerda.NotePresent(ctx, kees))
	key, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	number, err := gerda.Outside(ctx, Outsider{Place: kees, Key: key.Recipient()})
	require.NoError(t, err)
	require.NoError(t, gerda.Start(ctx, true))
	require.NoError(t, gerda.OpenItem(ctx, item))
	action, err := gerda.Action(ctx, item, "Langsgaan.", kees, 20_800)
	require.NoError(t, err)
	proposal, err := gerda.Propose(ctx, Proposal{
		Item: item, Kind: "passage", Text: "Bewoner A draait muziek.", Recipients: []room.Recipient{{Outside: number}},
		Actions: []crypto.Digest{action}, Sources: []crypto.Digest{text},
	})
	require.NoError(t, err)
	require.NoError(t, gerda.EndItem(ctx, item))
	require.NoError(t, gerda.Outcome(ctx, item, "actions_agreed", ""))
	require.NoError(t, gerda.WrapUp(ctx))
	refusedWith(t, room.CodeNoAgreement, gerda.Minimise(ctx, proposal, true, nil))

	s, err := Open(ctx, piet.Room(), piet.options())
	require.NoError(t, err)
	piet.is(s)
	require.NotEmpty(t, piet.reads(proposal, gerda))
	require.NoError(t, piet.Agree(ctx, proposal))
	gerda.level(piet)
	require.NoError(t, gerda.Minimise(ctx, proposal, true, nil))
	pack, err := gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Outside: number}})
	require.NoError(t, err)
	issued, err := packageIn(gerda.View(), pack.Act)
	require.NoError(t, err)
	require.False(t, issued.File.IsZero())
}
