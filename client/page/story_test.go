package page

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
)

const sentence = "Mevrouw Jansen hoort elke nacht muziek."

// Gerda founds a room and Bram of the police comes in by her link.
func meeting(t *testing.T) (gerda, bram *person) {
	h := newHouse(t)
	gerda, bram = h.person(), h.person()
	gerda.does("offer", "", nil)
	require.Equal(t, "de-wolden", string(gerda.sees(func(s Snapshot) bool { return len(s.Offered) == 1 }).Offered[0].Name))
	gerda.does("found", fmt.Sprintf(`,"link":%q,"rules":"de-wolden","kind":"case","purpose":"collective_support",
		"claims":{"name":"Gerda","party":"gemeente-de-wolden","function":"voorzitter","contact":""}`, h.chairLink), nil)
	gerda.does("join", "", nil)
	var place MadePlace
	gerda.does("place", `,"party":"politie-zuidwest-drenthe","function":"wijkagent","post":"member"`, &place)
	var invited Invited
	gerda.does("invite", fmt.Sprintf(`,"place":%d,"days":2`, place.Place), &invited)
	bram.does("look", fmt.Sprintf(`,"link":%q`, invited.Link), nil)
	require.Equal(t, "Gerda", bram.sees(func(s Snapshot) bool { return s.Stage == StageInvited }).Welcome.Host)
	bram.does("knock", `,"claims":{"name":"Bram","party":"","function":"wijkagent","contact":""}`, nil)
	bram.sees(func(s Snapshot) bool { return s.Stage == StageWaiting })
	s := gerda.sees(func(s Snapshot) bool { return s.Room != nil && len(s.Room.Visits) == 1 })
	require.True(t, s.Room.Visits[0].Genuine)
	gerda.does("admit", fmt.Sprintf(`,"invitation":%q`, s.Room.Visits[0].Invitation), nil)
	bram.sees(func(s Snapshot) bool { return s.Room != nil && s.Connection.Is == Online })
	bram.does("join", "", nil)
	gerda.does("item", `,"general":false,"minutes":20`, nil)
	gerda.does("describe", `,"item":1,"description":{"label":"De Dorpsstraat","text":"","purpose":"collective_support","criterion":"nuisance",
		"phase":"","inform":{"state":"informed","day":20000,"ground":"","reason":""},"named":true,
		"ladder":[{"question":"person_present","text":"nee"},{"question":"anonymous","text":"nee"},{"question":"fewer_parties","text":"nee"},{"question":"bilateral","text":"nee"}],
		"persons":[{"pseudonym":"Bewoner A","names":["Anja Jansen"],"relation":"resident","ageBand":"adult"}]}`, nil)
	gerda.does("sit", `,"item":1,"place":1,"role":"content"`, nil)
	gerda.does("sit", `,"item":1,"place":2,"role":"content"`, nil)
	gerda.does("start", `,"withoutDeputy":true`, nil)
	gerda.does("open_item", `,"item":1`, nil)
	for _, p := range []*person{gerda, bram} {
		p.sees(func(s Snapshot) bool {
			return s.Room != nil && len(s.Room.Items) == 1 && s.Room.Items[0].Stage == agenda.Open && s.Room.Items[0].Label != ""
		})
	}
	return gerda, bram
}

func contributed(p *person) string {
	var made Made
	p.does("contribute", fmt.Sprintf(`,"contribution":{"item":1,"text":%q,"necessity":"Anders is er geen aanpak.","person":1,
		"category":"behaviour","nature":"fact","basis":"public_task","task":"support","readers":[]}`, sentence), &made)
	return string(made.Act)
}

func TestWhatThePageIsShownBeforeAndAfterAGrant(t *testing.T) {
	gerda, bram := meeting(t)
	act := contributed(gerda)
	before := bram.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Contributions) == 1 })
	require.Nil(t, before.Room.Items[0].Contributions[0].Text)
	require.Equal(t, TextNotForYou, before.Room.Items[0].Contributions[0].Shown)
	require.NotContains(t, bram.heard(), sentence, "withheld from him, in every message")

	gerda.does("show", fmt.Sprintf(`,"act":%q,"readers":[{"place":2,"reason":"safety"}]`, act), nil)
	after := bram.sees(func(s Snapshot) bool { return s.Room.Items[0].Contributions[0].Text != nil })
	require.Equal(t, sentence, *after.Room.Items[0].Contributions[0].Text)
	require.Equal(t, "De Dorpsstraat", after.Room.Items[0].Label)

	refused := bram.asks("withdraw", fmt.Sprintf(`,"act":%q`, act), nil)
	require.Contains(t, string(refused["refusal"]), `"code":"not_owner"`)
	require.Contains(t, string(refused["refusal"]), `"nl":"`)

	var marks Marks
	bram.does("find_marks", fmt.Sprintf(`,"item":1,"text":%q`, sentence), &marks)
	require.Equal(t, []Mark{{Kind: "name", Start: 0, End: 14, Person: "Bewoner A", Suggestion: "Bewoner A"}}, marks.Marks)

	gerda.does("withdraw", fmt.Sprintf(`,"act":%q`, act), nil)
	gone := bram.sees(func(s Snapshot) bool { return s.Room.Items[0].Contributions[0].Withdrawn })
	require.Equal(t, TextTakenBack, gone.Room.Items[0].Contributions[0].Shown)
}

// Looking at what is offered, founding, looking at a link and knocking all need the rules.
func TestADeviceFetchesRulesOnce(t *testing.T) {
	gerda, _ := meeting(t)
	require.EqualValues(t, 2, gerda.line.rules.Load(), "once for Gerda, once for Bram")
}

// No key, token or secret of a place is ever in what the page is told.
func TestThePageNeverGetsAKey(t *testing.T) {
	gerda, bram := meeting(t)
	contributed(gerda)
	bram.does("announce_key", "", nil)
	for _, p := range []*person{gerda, bram} {
		ids, err := p.vault.Rooms(context.Background())
		require.NoError(t, err)
		place, err := p.vault.Place(context.Background(), ids[0])
		require.NoError(t, err)
		signing, err := place.Keys.Signing.MarshalSecret()
		require.NoError(t, err)
		seat, err := place.Keys.Seat.MarshalSecret()
		require.NoError(t, err)
		for _, secret := range []string{signing, seat, place.Token.Token, "casusoverleg-signing-key", "AGE-SECRET-KEY"} {
			require.NotContains(t, p.heard(), secret)
		}
	}
}

// A page that is opened again finds its room; after logging out nothing is left.
func TestComingBackAndLoggingOut(t *testing.T) {
	gerda, bram := meeting(t)
	act := contributed(gerda)
	bram.does("keep_unsent", `,"name":"item 1","text":"Ik zag dat"`, nil)
	bram.desk.Close()
	again := bram.opensAgain()
	kept := again.sees(func(s Snapshot) bool { return s.Stage == StageStart && len(s.Kept) == 1 }).Kept[0]
	require.NotEmpty(t, kept.Covenant.NL)
	again.does("open", fmt.Sprintf(`,"room":%q`, kept.ID), nil)
	s := again.sees(func(s Snapshot) bool {
		return s.Room != nil && len(s.Room.Items) == 1 && len(s.Room.Items[0].Contributions) == 1 && s.Connection.Is == Online
	})
	require.Equal(t, act, string(s.Room.Items[0].Contributions[0].Act))
	var unsent Unsent
	again.does("unsent", `,"name":"item 1"`, &unsent)
	require.Equal(t, "Ik zag dat", unsent.Text)

	again.does("logout", "", nil)
	again.sees(func(s Snapshot) bool { return s.Stage == StageStart && len(s.Kept) == 0 && s.Room == nil })
	rooms, err := again.vault.Rooms(context.Background())
	require.NoError(t, err)
	require.Empty(t, rooms)
	require.Contains(t, string(again.asks("join", "", nil)["problem"]), string(ProblemNoRoom))
}

func TestWhoIsSentAwayIsToldSo(t *testing.T) {
	gerda, bram := meeting(t)
	gerda.does("remove", `,"seat":2`, nil)
	s := bram.sees(func(s Snapshot) bool { return s.Stage == StageEnded })
	require.Equal(t, EndingGone, s.Ending)
}

// His page was closed when he was sent away. It is opened again hours later and he presses
// nothing.
func TestWhoWasSentAwayMeanwhileKeepsNoKeys(t *testing.T) {
	gerda, bram := meeting(t)
	bram.desk.Close()
	stays := bram.opensLater(3 * time.Hour)
	stays.sees(func(s Snapshot) bool { return len(s.Kept) == 1 })
	stays.desk.Close()
	gerda.does("remove", `,"seat":2`, nil)
	again := bram.opensLater(3 * time.Hour)
	again.sees(func(s Snapshot) bool { return s.Stage == StageStart && len(s.Kept) == 0 })
	rooms, err := again.vault.Rooms(context.Background())
	require.NoError(t, err)
	require.Empty(t, rooms)
}

// He was in the room in another window, and here he sees where that ended. Then he is sent
// away: the page looks back at that room too.
func TestARoomThatEndedOnTheScreenIsLookedBackAt(t *testing.T) {
	gerda, bram := meeting(t)
	other := bram.opensLater(3 * time.Hour)
	id := other.sees(func(s Snapshot) bool { return len(s.Kept) == 1 }).Kept[0].ID
	other.does("open", fmt.Sprintf(`,"room":%q`, id), nil)
	require.Equal(t, EndingReplaced, bram.sees(func(s Snapshot) bool { return s.Stage == StageEnded }).Ending)
	bram.does("open", fmt.Sprintf(`,"room":%q`, id), nil)
	other.sees(func(s Snapshot) bool { return s.Stage == StageEnded })
	bram.sees(func(s Snapshot) bool { return s.Connection.Is == Online })
	bram.desk.Close()
	gerda.does("remove", `,"seat":2`, nil)
	rooms, err := other.vault.Rooms(context.Background())
	require.NoError(t, err)
	require.Len(t, rooms, 1)
	other.desk.lookAt(rooms[0])
	rooms, err = other.vault.Rooms(context.Background())
	require.NoError(t, err)
	require.Empty(t, rooms)
}

func TestAnInvitationThatHoldsNoMoreSaysSo(t *testing.T) {
	gerda, _ := meeting(t)
	var invited Invited
	var place MadePlace
	gerda.does("place", `,"party":"actium","function":"woonconsulent","post":"member"`, &place)
	gerda.does("invite", fmt.Sprintf(`,"place":%d,"days":2`, place.Place), &invited)
	late := gerda.house.person()
	look := fmt.Sprintf(`,"link":%q`, invited.Link)
	late.does("look", look, nil)
	gerda.does("uninvite", fmt.Sprintf(`,"invitation":%q`, invited.Invitation), nil)
	require.Contains(t, string(gerda.house.person().asks("look", look, nil)["problem"]), `"code":"spent"`)
	require.Contains(t, string(late.asks("knock", `,"claims":{"name":"Tom","party":"","function":"woonconsulent","contact":""}`, nil)["problem"]), `"code":"spent"`)
}

func TestADraftIsNothingUntilItsOwnerSignsIt(t *testing.T) {
	gerda, bram := meeting(t)
	gerda.does("draft", fmt.Sprintf(`,"place":2,"contribution":{"item":1,"text":%q,"necessity":"Idem.","person":1,"category":"behaviour",
		"nature":"fact","basis":"public_task","task":"order","readers":[]}`, sentence), nil)
	s := bram.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Drafts) == 1 && s.Room.Items[0].Drafts[0].Text != nil
	})
	require.Empty(t, s.Room.Items[0].Contributions)
	d := s.Room.Items[0].Drafts[0]
	require.Equal(t, sentence, *d.Text)
	bram.does("drop_draft", fmt.Sprintf(`,"act":%q`, d.Act), nil)
	gerda.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Drafts) == 0 })
}

func TestAQuestionAndItsAnswer(t *testing.T) {
	gerda, bram := meeting(t)
	gerda.does("ask", `,"item":1,"to":[2],"question":"Waren er meldingen?","reason":"Voor de aanpak."`, nil)
	s := bram.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Requests) == 1 && s.Room.Items[0].Requests[0].Text != nil
	})
	asked := s.Room.Items[0].Requests[0]
	require.Equal(t, "Waren er meldingen?", *asked.Text)
	bram.does("refuse_request", fmt.Sprintf(`,"act":%q,"reason":"Dat mag ik niet zeggen."`, asked.Act), nil)
	gerda.sees(func(s Snapshot) bool {
		asked := s.Room.Items[0].Requests
		return len(asked) == 1 && len(asked[0].Refusals) == 1 && asked[0].Refusals[0].Reason == "Dat mag ik niet zeggen."
	})
}

func TestWhatIsNotOfTheContractIsNotAnswered(t *testing.T) {
	p := newHouse(t).person()
	for request, field := range map[string]string{
		`{"id":1,"do":"nothing_like_it"}`:                          `"field":"do"`,
		`{"id":1,"do":"look","link":"x","more":1}`:                 `"code":"bad_input"`,
		`{"id":1,"do":"sit","item":"one","place":1,"role":"x"}`:    `"field":"item"`,
		`{"id":1,"do":"open","room":"zz"}`:                         `"code":"bad_input"`,
		`{"id":1`:                                                  `"code":"bad_input"`,
		`{"id":1,"do":"look","link":"https://elsewhere.nl/join#"}`: `"code":"link"`,
		`{"id":1,"do":"join"}`:                                     `"code":"not_in_room"`,
	} {
		require.Contains(t, string(p.desk.Answer([]byte(request))), field, request)
	}
}
