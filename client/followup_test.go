package client

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// minutesOf is a meeting of which Bram has his minutes, with one passage.
func minutesOf(t *testing.T) (m *meeting, html []byte, proposal crypto.Digest) {
	m = newMeeting(t)
	ctx := soon(t)
	text, err := m.fatima.Contribute(ctx, noise())
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	action, err := m.gerda.Action(ctx, m.item, "Samen langsgaan.", m.bram.place, 20_800)
	require.NoError(t, err)
	proposal, err = m.gerda.Propose(ctx, Proposal{
		Item: m.item, Kind: "passage", Text: "Bewoner A draait 's nachts muziek.", Recipients: []room.Recipient{{Seat: m.bram.Seat()}},
		Actions: []crypto.Digest{action}, Sources: []crypto.Digest{text},
	})
	require.NoError(t, err)
	for _, text := range []string{"Samen langsgaan.", "Een brief sturen."} {
		todo, err := m.gerda.Propose(ctx, Proposal{
			Item: m.item, Kind: covenant.ReleaseAction, Text: text, Recipients: []room.Recipient{{Seat: m.bram.Seat()}}, Actions: []crypto.Digest{action},
		})
		require.NoError(t, err)
		require.NoError(t, m.gerda.Minimise(ctx, todo, true, nil))
		if action, err = m.gerda.Action(ctx, m.item, text, m.bram.place, 20_801); text == "Samen langsgaan." {
			require.NoError(t, err)
			require.NoError(t, m.gerda.Progress(ctx, action, room.ProgressDone, ""))
		}
	}
	m.fatima.level(m.gerda)
	require.NotEmpty(t, m.fatima.reads(proposal))
	require.NoError(t, m.fatima.Agree(ctx, proposal))
	m.gerda.level(m.fatima)
	require.NoError(t, m.gerda.Minimise(ctx, proposal, true, nil))
	require.NoError(t, m.bram.AnnounceMinutesKey(ctx))
	m.gerda.level(m.bram)
	pack, err := m.gerda.Issue(ctx, Issue{Kind: "minutes", Recipient: room.Recipient{Seat: m.bram.Seat()}})
	require.NoError(t, err)
	m.bram.level(m.gerda)
	opened, err := m.bram.FetchPackage(ctx, pack.Act)
	require.NoError(t, err)
	return m, opened.HTML, proposal
}

// followUp is a next room with an item that follows up that meeting, for a purpose.
func (m *meeting) followUp(purpose covenant.Code) (chair, bram *person, item agenda.ItemID) {
	m.Helper()
	ctx := soon(m.T)
	chair = m.person("Gerda", "gemeente-de-wolden", "voorzitter buurtteam")
	bram = m.person("Bram", "politie-zuidwest-drenthe", "wijkagent")
	m.founds(chair)
	chair.invites(bram, agenda.Member)
	item, err := chair.Item(ctx, false, 20)
	require.NoError(m, err)
	for _, place := range []agenda.PlaceID{1, bram.place} {
		require.NoError(m, chair.Sit(ctx, item, place, "content"))
	}
	require.NoError(m, chair.Describe(ctx, item, Description{
		Label: "De Dorpsstraat, vervolg", Purpose: purpose, Criterion: "nuisance", Inform: "informed", InformDay: 20_000, Earlier: m.gerda.Room(),
		Ladder: []Answer{{"person_present", "nee"}, {"anonymous", "nee"}, {"fewer_parties", "nee"}, {"bilateral", "nee"}},
	}))
	bram.level(chair)
	return chair, bram, item
}

// Bram brings what is in his minutes in at the follow-up: it is his there, and the
// labels say which package of which room it comes out of.
func TestAFollowUp(t *testing.T) {
	m, html, proposal := minutesOf(t)
	chair, bram, item := m.followUp("collective_support")
	ctx := soon(t)
	require.Equal(t, m.gerda.Room(), bram.View().Items[0].Item.Earlier)
	like := Contribution{Necessity: "Wij gaan daarop door.", Source: "Verslag van het vorige overleg", Category: "behaviour", Basis: "police_provision", Task: "assistance"}

	_, err := bram.BringFrom(ctx, item, html, like, crypto.Digest{9})
	require.ErrorIs(t, err, ErrUnknown, "not in the package")
	forged := append([]byte{}, html...)
	forged[len(forged)/2] ^= 1
	var failure *minutes.Failure
	_, err = bram.BringFrom(ctx, item, forged, like, proposal)
	require.ErrorAs(t, err, &failure)

	brought, err := bram.BringFrom(ctx, item, html, like, proposal)
	require.NoError(t, err)
	require.Len(t, brought, 1)
	require.Equal(t, "Bewoner A draait 's nachts muziek.", chair.reads(brought[0], bram))
	for _, p := range []*person{chair, bram} {
		_, con, err := contributionIn(p.View(), brought[0])
		require.NoError(t, err)
		require.Equal(t, bram.Seat(), con.Owner, "he becomes the owner here")
		require.Equal(t, m.gerda.Room(), con.Labels.Earlier.Room)
		require.Equal(t, proposal, con.Labels.Earlier.Proposal)
		require.Equal(t, covenant.Code("collective_support"), con.Labels.Earlier.Purpose)
	}
	like.Text = "Hij draait de muziek nu zachter."
	require.NoError(t, bram.Correct(ctx, brought[0], like), "where it comes from stays with a correction")
	chair.level(bram)
	_, con, err := contributionIn(chair.View(), brought[0])
	require.NoError(t, err)
	require.NotNil(t, con.Labels.Earlier)
}

// For another purpose it is refused; and out of another room than the item follows up.
func TestAFollowUpForAnotherPurpose(t *testing.T) {
	m, html, proposal := minutesOf(t)
	chair, bram, item := m.followUp("insight")
	ctx := soon(t)
	like := Contribution{Necessity: "Nodig.", Source: "Verslag", Category: "behaviour", Basis: "police_provision", Task: "assistance"}
	_, err := bram.BringFrom(ctx, item, html, like, proposal)
	refusedWith(t, covenant.OtherPurpose, err)
	require.NoError(t, chair.Describe(ctx, item, Description{Label: "Anders", Purpose: "collective_support", Criterion: "nuisance", Earlier: crypto.Digest{7}}))
	bram.level(chair)
	var failure *minutes.Failure
	_, err = bram.BringFrom(ctx, item, html, like, proposal)
	require.ErrorAs(t, err, &failure)
	require.Equal(t, minutes.CodeOtherRoom, failure.Code)
}

// What is still to be done of the earlier meeting heads the item: Gerda takes it over
// from the minutes with one press, for the same place; Bram says when it is done.
func TestOpenActionsFirst(t *testing.T) {
	m, html, _ := minutesOf(t)
	chair, bram, item := m.followUp("collective_support")
	ctx := soon(t)
	require.NoError(t, chair.Start(ctx, true))
	require.NoError(t, chair.OpenItem(ctx, item))
	fresh, err := chair.Action(ctx, item, "Iets nieuws.", bram.place, 20_900)
	require.NoError(t, err)
	earlier, err := chair.EarlierActions(item, html)
	require.NoError(t, err)
	require.Len(t, earlier, 2)
	require.Equal(t, []covenant.Code{room.ProgressOpen, room.ProgressDone}, []covenant.Code{earlier[0].Status, earlier[1].Status})
	require.Equal(t, bram.place, earlier[0].Place)
	require.Empty(t, earlier[0].Here)

	goesOn, err := chair.ActionFrom(ctx, item, earlier[0], earlier[0].Place, 20_900)
	require.NoError(t, err)
	require.Equal(t, "Samen langsgaan.", bram.reads(goesOn, chair))
	first := func(p *person) room.AgreedView { return p.View().Items[0].Agreed[0] }
	for _, p := range []*person{chair, bram} {
		require.Equal(t, goesOn, first(p).Act)
		require.Equal(t, m.gerda.Room(), first(p).Earlier.Room)
		require.Equal(t, room.ProgressOpen, first(p).Status())
	}
	earlier, err = chair.EarlierActions(item, html)
	require.NoError(t, err)
	require.Equal(t, []crypto.Digest{goesOn}, earlier[0].Here)

	refusedWith(t, room.CodeReasonMissing, bram.Progress(ctx, goesOn, room.ProgressDropped, ""))
	require.NoError(t, bram.Progress(ctx, goesOn, room.ProgressDropped, "Is al gebeurd."))
	chair.level(bram)
	require.Equal(t, fresh, first(chair).Act, "what is not open any more makes way")
	said := chair.View().Items[0].Agreed[1].Progress
	require.Equal(t, "Is al gebeurd.", chair.reads(said.Act))
	require.NoError(t, chair.Progress(ctx, goesOn, room.ProgressOpen, "Toch niet."))
	bram.level(chair)
	require.Equal(t, goesOn, first(bram).Act)
	require.Equal(t, "Toch niet.", bram.reads(said.Act))
}

// For another purpose no action of before goes on here.
func TestAnActionForAnotherPurpose(t *testing.T) {
	m, html, _ := minutesOf(t)
	chair, bram, item := m.followUp("insight")
	ctx := soon(t)
	require.NoError(t, chair.Start(ctx, true))
	require.NoError(t, chair.OpenItem(ctx, item))
	earlier, err := chair.EarlierActions(item, html)
	require.NoError(t, err)
	_, err = chair.ActionFrom(ctx, item, earlier[0], bram.place, 20_900)
	refusedWith(t, covenant.OtherPurpose, err)
	require.Empty(t, chair.View().Items[0].Agreed)
}
