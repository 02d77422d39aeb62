package page

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// comesIn lets somebody in at a place by a link of the chair's.
func (p *person) comesIn(chair *person, place MadePlace, name string) {
	p.Helper()
	var invited Invited
	chair.does("invite", fmt.Sprintf(`,"place":%d,"days":2`, place.Place), &invited)
	p.does("look", fmt.Sprintf(`,"link":%q`, invited.Link), nil)
	p.does("knock", fmt.Sprintf(`,"claims":{"name":%q,"party":"","function":"wijkagent","contact":""}`, name), nil)
	chair.sees(func(s Snapshot) bool { return len(s.Room.Visits) == 1 })
	chair.does("admit", fmt.Sprintf(`,"invitation":%q`, invited.Invitation), nil)
	p.sees(func(s Snapshot) bool { return s.Room != nil && s.Connection.Is == Online })
	p.does("join", "", nil)
}

// released is a passage of Gerda's that was approved for Bram, in the minutes that he got.
func released(gerda, bram *person) (contribution, proposal, pack Act) {
	contribution = Act(contributed(gerda))
	var action, made Made
	gerda.does("action", `,"item":1,"text":"Samen langsgaan.","assignee":2,"due":20800`, &action)
	gerda.does("propose", fmt.Sprintf(`,"proposal":{"item":1,"kind":"passage","text":"Bewoner A hoort muziek.","recipients":[{"seat":2,"outside":0}],
		"actions":[%q],"sources":[%q]}`, action.Act, contribution), &made)
	gerda.does("agree", fmt.Sprintf(`,"proposals":[%q]`, made.Act), nil)
	gerda.does("minimise", fmt.Sprintf(`,"decisions":[{"proposal":%q,"approve":true}]`, made.Act), nil)
	bram.does("announce_key", "", nil)
	gerda.sees(func(s Snapshot) bool { return s.Room.Seats[1].MinutesKey })
	var issued Issued
	gerda.does("issue", `,"packages":[{"kind":"minutes","recipient":{"seat":2,"outside":0},"language":"nl"}]`, &issued)
	require.Nil(gerda, issued.Each[0].Refusal)
	bram.sees(func(s Snapshot) bool { return len(s.Room.Packages) == 1 && s.Room.Packages[0].Made })
	return contribution, made.Act, issued.Each[0].Act
}

func TestWhoSpeaksAndWhoWantsTo(t *testing.T) {
	gerda, bram := meeting(t)
	bram.does("raise_hand", `,"item":1`, nil)
	s := gerda.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Speakers.Hands) == 1 })
	require.Equal(t, Hand{Seat: 2}, s.Room.Items[0].Speakers.Hands[0])
	require.Empty(t, s.Pending, "it is no act")
	refused := bram.asks("give_floor", `,"item":1,"seat":2`, nil)
	require.Contains(t, string(refused["refusal"]), `"code":"not_chair"`)
	gerda.does("give_floor", `,"item":1,"seat":2`, nil)
	gerda.does("close_list", `,"item":1,"closed":true`, nil)
	s = bram.sees(func(s Snapshot) bool { return s.Room.Items[0].Speakers.Floor == 2 && s.Room.Items[0].Speakers.Closed })
	require.Empty(t, s.Room.Items[0].Speakers.Hands)
	bram.does("lower_hand", `,"item":1`, nil)
	refused = bram.asks("raise_hand", `,"item":1`, nil)
	require.Contains(t, string(refused["refusal"]), `"code":"not_now"`)
	bram.does("raise_hand", `,"item":1,"order":true`, nil)
	gerda.sees(func(s Snapshot) bool {
		l := s.Room.Items[0].Speakers
		return l.Floor == 0 && len(l.Hands) == 1 && l.Hands[0].Order
	})
}

func TestWhoWentIsAwaySinceThen(t *testing.T) {
	gerda, bram := meeting(t)
	gerda.sees(func(s Snapshot) bool { return s.Room.Seats[1].Connected && s.Room.Seats[1].Away == 0 })
	bram.does("shut", "", nil)
	s := gerda.sees(func(s Snapshot) bool { return !s.Room.Seats[1].Connected && s.Room.Seats[1].Away != 0 })
	require.InDelta(t, s.Now, s.Room.Seats[1].Away, 20_000)
}

// Bram's laptop dies. He comes back on another as who he was, reads what he could read
// and no more; the old one is told, and what he agrees to from then on is marked.
func TestComingBackOnAnotherDevice(t *testing.T) {
	gerda, old := meeting(t)
	forBram, notForBram := contributed(gerda), contributed(gerda)
	gerda.does("show", fmt.Sprintf(`,"act":%q,"readers":[{"place":2,"reason":"safety"}]`, forBram), nil)
	var link Invited
	gerda.does("invite_back", `,"seat":2,"days":1`, &link)
	bram := old.house.person()
	bram.does("look", fmt.Sprintf(`,"link":%q`, link.Link), nil)
	welcome := bram.sees(func(s Snapshot) bool { return s.Welcome != nil }).Welcome
	require.Equal(t, "Bram", welcome.Returns.Name)
	bram.does("knock", `,"claims":{"name":"Iemand anders","party":"","function":"","contact":""}`, nil)
	visit := gerda.sees(func(s Snapshot) bool { return len(s.Room.Visits) == 1 }).Room.Visits[0]
	require.Equal(t, chain.Seat(2), visit.Returns)
	require.Equal(t, "Bram", visit.Claims.Name, "a seat is a person")
	refused := gerda.asks("admit", fmt.Sprintf(`,"invitation":%q`, visit.Invitation), nil)
	require.Contains(t, string(refused["refusal"]), `"code":"invitation_spent"`)
	gerda.does("reseat", fmt.Sprintf(`,"invitation":%q`, visit.Invitation), nil)
	require.Equal(t, EndingReseated, old.sees(func(s Snapshot) bool { return s.Stage == StageEnded }).Ending)
	bram.sees(func(s Snapshot) bool { return s.Room != nil && s.Connection.Is == Online && !s.Room.Seats[1].Joined })
	require.NotContains(t, bram.heard(), sentence, "nothing before he has confirmed secrecy anew")
	bram.does("join", "", nil)
	s := bram.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Contributions) == 2 && s.Room.Items[0].Contributions[0].Text != nil && s.Room.Items[0].Label != ""
	})
	require.True(t, s.Room.Seats[1].Reseated)
	require.Equal(t, notForBram, string(s.Room.Items[0].Contributions[1].Act))
	require.Nil(t, s.Room.Items[0].Contributions[1].Text)
}

// Bram lost his key. Gerda compares the mark of the new one with him, confirms it, and
// issues the same minutes again; nobody agrees anew.
func TestANewKeyAndTheSameMinutesAgain(t *testing.T) {
	gerda, bram := meeting(t)
	_, _, pack := released(gerda, bram)
	was := gerda.snapshot().Room.Seats[1].KeyMark
	require.Len(t, was, 24)
	bram.does("renew_key", "", nil)
	s := gerda.sees(func(s Snapshot) bool { return s.Room.Seats[1].NewKey })
	require.NotEqual(t, was, s.Room.Seats[1].KeyMark)
	require.Equal(t, s.Room.Seats[1].KeyMark, bram.sees(func(s Snapshot) bool { return s.Room.Seats[1].NewKey }).Room.Seats[1].KeyMark)
	require.False(t, s.Room.Packages[0].OldKey, "the old one holds until it is confirmed")
	refused := bram.asks("confirm_key", `,"seat":2`, nil)
	require.Contains(t, string(refused["refusal"]), `"code":"not_chair"`)
	gerda.does("confirm_key", `,"seat":2`, nil)
	gerda.sees(func(s Snapshot) bool { return s.Room.Packages[0].OldKey })
	require.Contains(t, string(bram.asks("fetch", fmt.Sprintf(`,"package":%q`, pack), nil)["problem"]), `"no_key"`)
	var again One
	gerda.does("reissue", fmt.Sprintf(`,"package":%q`, pack), &again)
	s = bram.sees(func(s Snapshot) bool { return len(s.Room.Packages) == 2 && s.Room.Packages[1].Made })
	require.Equal(t, pack, s.Room.Packages[1].Again)
	require.False(t, s.Room.Packages[1].OldKey)
	var got Fetched
	bram.does("fetch", fmt.Sprintf(`,"package":%q`, again.Act), &got)
	require.Equal(t, "Bewoner A hoort muziek.", got.Minutes.Items[0].Passages[0].Text)
}

// The police keep what Bram receives, once Gerda has compared the key of their archive.
func TestTheArchiveOfAParty(t *testing.T) {
	gerda, bram := meeting(t)
	key, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	require.Contains(t, string(bram.asks("archive", `,"key":"age1x"`, nil)["problem"]), `"field":"key"`)
	bram.does("archive", fmt.Sprintf(`,"key":%q`, key.Recipient()), nil)
	s := gerda.sees(func(s Snapshot) bool { return len(s.Room.Archives) == 1 })
	require.False(t, s.Room.Archives[0].Confirmed)
	require.Equal(t, key.Recipient().Mark(), s.Room.Archives[0].KeyMark)
	gerda.does("confirm_archive", `,"seat":2`, nil)
	released(gerda, bram)
	require.True(t, bram.snapshot().Room.Packages[0].Archived)
}

// A colleague comes later: Gerda is asked one question about all she brought in before,
// puts it aside, and answers it after all.
func TestANewcomerIsOneQuestion(t *testing.T) {
	gerda, bram := meeting(t)
	contributed(gerda)
	contributed(gerda)
	var place MadePlace
	gerda.does("place", `,"party":"politie-zuidwest-drenthe","function":"rechercheur","post":"member"`, &place)
	gerda.does("sit", fmt.Sprintf(`,"item":1,"place":%d,"role":"adviser"`, place.Place), nil)
	kees := bram.house.person()
	kees.comesIn(gerda, place, "Kees")
	s := gerda.sees(func(s Snapshot) bool { return len(s.Room.Newcomers) == 1 })
	require.Len(t, s.Room.Newcomers[0].Contributions, 2)
	require.Equal(t, []Unshown{{Seat: 3, Owner: 1, Count: 2}}, s.Room.Unshown)
	require.Empty(t, bram.snapshot().Room.Unshown, "only who leads is told of others' questions")
	gerda.does("put_aside", `,"seat":3`, nil)
	gerda.sees(func(s Snapshot) bool { return len(s.Room.Newcomers) == 0 })
	kees.sees(func(s Snapshot) bool { return len(s.Room.Items) == 1 && s.Room.Items[0].Label != "" })
	require.NotContains(t, kees.heard(), sentence, "not showing needs no word")
	id := gerda.snapshot().Room.ID
	gerda.desk.Close()
	gerda = gerda.opensAgain()
	gerda.does("open", fmt.Sprintf(`,"room":%q`, id), nil)
	s = gerda.sees(func(s Snapshot) bool { return s.Room != nil && s.Connection.Is == Online && len(s.Room.Unshown) == 1 })
	require.Empty(t, s.Room.Newcomers, "no is an answer")
	gerda.does("show_all", `,"seat":3,"reason":"adviser"`, nil)
	kees.sees(func(s Snapshot) bool {
		all := s.Room.Items[0].Contributions
		return len(all) == 2 && all[0].Text != nil && all[1].Text != nil
	})
	gerda.sees(func(s Snapshot) bool { return len(s.Room.Unshown) == 0 })
}

// Bram leaves and names his colleague, who then reads what he takes over.
func TestLeavingToAColleague(t *testing.T) {
	gerda, bram := meeting(t)
	var place MadePlace
	gerda.does("place", `,"party":"politie-zuidwest-drenthe","function":"rechercheur","post":"member"`, &place)
	gerda.does("sit", fmt.Sprintf(`,"item":1,"place":%d,"role":"content"`, place.Place), nil)
	kees := bram.house.person()
	kees.comesIn(gerda, place, "Kees")
	s := bram.sees(func(s Snapshot) bool { return len(s.Room.Stewards) == 1 })
	require.Equal(t, []chain.Seat{3}, s.Room.Stewards)
	require.Empty(t, gerda.snapshot().Room.Stewards, "she has no colleague here")
	bram.does("contribute", `,"contribution":{"item":1,"text":"Vier keer aan de deur.","necessity":"Anders is er geen aanpak.","person":1,
		"category":"behaviour","nature":"fact","basis":"police_provision","task":"assistance","readers":[]}`, nil)
	bram.does("leave_to", `,"steward":3,"reason":"own_task"`, nil)
	kees.sees(func(s Snapshot) bool {
		all := s.Room.Items[0].Contributions
		return len(all) == 1 && all[0].Text != nil && s.Room.Seats[1].Steward == 3
	})
	require.Equal(t, EndingGone, bram.sees(func(s Snapshot) bool { return s.Stage == StageEnded }).Ending)
}

// Bram remarks something on his concept; Gerda corrects the text and answers him.
func TestAReactionAndItsCorrection(t *testing.T) {
	gerda, bram := meeting(t)
	contribution, wrong, pack := released(gerda, bram)
	bram.does("fetch", fmt.Sprintf(`,"package":%q`, pack), nil)
	gerda.sees(func(s Snapshot) bool { return len(s.Room.Packages) == 1 && s.Room.Packages[0].Delivered != 0 })
	bram.does("react", fmt.Sprintf(`,"package":%q,"text":"Het is de buurvrouw die het hoort."`, pack), nil)
	s := gerda.sees(func(s Snapshot) bool { return len(s.Room.Reactions) == 1 && s.Room.Reactions[0].Text != "" })
	reaction := s.Room.Reactions[0]
	require.Equal(t, "Het is de buurvrouw die het hoort.", reaction.Text)
	action := s.Room.Items[0].Agreed[0].Act
	var better Made
	gerda.does("propose", fmt.Sprintf(`,"proposal":{"item":1,"kind":"passage","text":"Buurvrouw B hoort muziek.","recipients":[{"seat":2,"outside":0}],
		"actions":[%q],"sources":[%q],"corrects":%q}`, action, contribution, wrong), &better)
	require.Contains(t, string(gerda.asks("handle", fmt.Sprintf(`,"act":%q,"answer":"","corrections":[]`, reaction.Act), nil)["refusal"]), `"malformed"`)
	gerda.does("handle", fmt.Sprintf(`,"act":%q,"answer":"U hebt gelijk.","corrections":[%q]`, reaction.Act, better.Act), nil)
	told := bram.sees(func(s Snapshot) bool { return len(s.Room.Reactions) == 1 && s.Room.Reactions[0].Answer != "" }).Room.Reactions[0]
	require.Equal(t, "U hebt gelijk.", told.Answer)
	require.Equal(t, []Act{better.Act}, told.Corrections)
	p := gerda.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Proposals) == 2 }).Room.Items[0].Proposals[1]
	require.Equal(t, wrong, p.Corrects)
	require.Equal(t, room.ProposalOpen, p.State)
}

// The next meeting is made from the plan of this one in one request; and what Bram has in
// his minutes goes on there.
func TestThePlanAndTheFollowUp(t *testing.T) {
	gerda, bram := meeting(t)
	var plan, file SavedFile
	gerda.does("save_plan", "", &plan)
	gerda.sees(func(s Snapshot) bool { return s.Room.Seats[0].MinutesKey }) // it is for her own key, which is made
	_, proposal, pack := released(gerda, bram)
	bram.does("fetch", fmt.Sprintf(`,"package":%q`, pack), nil)
	bram.does("convert", fmt.Sprintf(`,"package":%q,"to":"age"`, pack), &file)
	before := gerda.snapshot().Room
	claims := `{"name":"Gerda","party":"gemeente-de-wolden","function":"voorzitter","contact":""}`
	asked := fmt.Sprintf(`,"link":%q,"claims":%s,"plan":%s`, gerda.chairLink, claims, encode(plan.Bytes))
	require.Contains(t, string(bram.asks("prepare", asked, nil)["problem"]), `"file"`, "it is for her alone")
	gerda.does("prepare", asked, nil)
	s := gerda.sees(func(s Snapshot) bool {
		return s.Room != nil && s.Room.ID != before.ID && len(s.Room.Items) == 1 && len(s.Room.Items[0].Sittings) == 2 && s.Connection.Is == Online
	})
	require.Empty(t, s.Room.Items[0].Label, "no contents were taken along")

	var report Report
	bram.does("verify", fmt.Sprintf(`,"file":%s`, encode(file.Bytes)), &report)
	require.Equal(t, before.ID, report.Minutes.Room, "with his own key the file itself is enough")
	gerda.does("describe", fmt.Sprintf(`,"item":1,"description":{"label":"De Dorpsstraat, vervolg","text":"","purpose":"collective_support","criterion":"nuisance",
		"phase":"","inform":{"state":"informed","day":20000,"ground":"","reason":""},"named":false,
		"ladder":[{"question":"person_present","text":"nee"},{"question":"anonymous","text":"nee"},{"question":"fewer_parties","text":"nee"},{"question":"bilateral","text":"nee"}],
		"persons":[],"earlier":%q}`, before.ID), nil)
	bram.does("shut", "", nil)
	bram.comesIn(gerda, MadePlace{Place: 2}, "Bram")
	bram.sees(func(s Snapshot) bool { return len(s.Room.Items) == 1 && s.Room.Items[0].Earlier == before.ID })
	gerda.does("start", `,"withoutDeputy":true`, nil)
	gerda.does("open_item", `,"item":1`, nil)
	var from FromBefore
	bram.does("from_before", fmt.Sprintf(`,"item":1,"file":%s`, encode(file.Bytes)), &from)
	require.Nil(t, from.Failure)
	require.Len(t, from.Passages, 1)
	require.Equal(t, proposal, from.Passages[0].Proposal)
	var acts MadeActs
	bram.does("bring_from", fmt.Sprintf(`,"file":%s,"proposals":[%q],"contribution":{"item":1,"text":"","necessity":"Wij gaan daarop door.",
		"category":"behaviour","basis":"police_provision","task":"assistance","readers":[]}`, encode(file.Bytes), proposal), &acts)
	s = gerda.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Contributions) == 1 && s.Room.Items[0].Contributions[0].Text != nil
	})
	require.Equal(t, "Bewoner A hoort muziek.", *s.Room.Items[0].Contributions[0].Text)
	require.Equal(t, chain.Seat(2), s.Room.Items[0].Contributions[0].Owner, "he is its owner here")
	bram.does("from_before", fmt.Sprintf(`,"item":1,"file":%s`, encode(file.Bytes)), &from)
	require.True(t, from.Passages[0].Here)
}

func TestHowFarAnActionIs(t *testing.T) {
	gerda, bram := meeting(t)
	var action Made
	gerda.does("action", `,"item":1,"text":"Samen langsgaan.","assignee":2,"due":20800`, &action)
	s := bram.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Agreed) == 1 })
	require.Equal(t, room.ProgressOpen, s.Room.Items[0].Agreed[0].Progress.Is)
	require.Contains(t, string(bram.asks("progress", fmt.Sprintf(`,"act":%q,"is":"dropped"`, action.Act), nil)["refusal"]), `"reason_missing"`)
	bram.does("progress", fmt.Sprintf(`,"act":%q,"is":"dropped","why":"Hij is verhuisd."`, action.Act), nil)
	gerda.sees(func(s Snapshot) bool {
		if len(s.Room.Items[0].Agreed) == 0 {
			return false
		}
		p := s.Room.Items[0].Agreed[0].Progress
		return p.Is == room.ProgressDropped && p.By == 2 && p.Why == "Hij is verhuisd."
	})
}

// Who has no key gets a passphrase: it is in the answer that made it, and nowhere else.
func TestAPassphraseIsSaidOnce(t *testing.T) {
	gerda, _ := meeting(t)
	var outsider MadeOutside
	gerda.does("outside", `,"name":"Huisartsenpraktijk Het Dorp"`, &outsider)
	var action, made Made
	gerda.does("action", `,"item":1,"text":"Samen langsgaan.","assignee":2,"due":20800`, &action)
	gerda.does("propose", fmt.Sprintf(`,"proposal":{"item":1,"kind":"action","text":"Samen langsgaan.","recipients":[{"seat":0,"outside":%d}],
		"actions":[%q],"sources":[],"basis":"public_task","task":"support"}`, outsider.Number, action.Act), &made)
	var decided Each
	gerda.does("minimise", fmt.Sprintf(`,"decisions":[{"proposal":%q,"approve":true}]`, made.Act), &decided)
	require.Nil(t, decided.Each[0].Refusal)
	var issued Issued
	gerda.does("issue", fmt.Sprintf(`,"packages":[{"kind":"extract","recipient":{"seat":0,"outside":%d},"language":"nl"}]`, outsider.Number), &issued)
	require.Nil(t, issued.Each[0].Refusal)
	phrase := issued.Each[0].Passphrase
	require.NotEmpty(t, phrase)
	gerda.sees(func(s Snapshot) bool { return len(s.Room.Packages) == 1 && s.Room.Packages[0].Made })
	told := encode(gerda.snapshot())
	require.NotContains(t, string(told), phrase)
}
