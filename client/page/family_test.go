package page

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room"
)

const (
	weighed = "De moeder slaapt te weinig."
	mother  = "Farida Haddou"
)

// family is a case of the future scenario: Vera chairs, Gijs directs the case. The
// mother has a place, and sits nowhere yet.
type family struct {
	vera, gijs *person
	*house
}

func newFamily(t *testing.T) family {
	h := newHouseUnder(t, "toekomstscenario")
	f := family{vera: h.person(), gijs: h.person(), house: h}
	f.vera.does("found", fmt.Sprintf(`,"link":%q,"rules":"toekomstscenario","kind":"case","purpose":"end_unsafety",
		"claims":{"name":"Vera","party":"veilig-thuis","function":"procesregisseur","contact":""}`, h.chairLink), nil)
	f.vera.does("join", "", nil)
	f.vera.does("place", `,"party":"lokaal-team","function":"gezinsregisseur","post":"member"`, nil)
	f.lets(f.gijs, "invite", `,"place":2,"days":2`, `{"name":"Gijs","party":"","function":"gezinsregisseur","contact":""}`)
	f.vera.does("item", `,"general":false,"minutes":20`, nil)
	f.describes(0)
	f.vera.does("sit", `,"item":1,"place":1,"role":"other"`, nil)
	f.vera.does("sit", `,"item":1,"place":2,"role":"director"`, nil)
	return f
}

func (f family) describes(contact int) {
	f.vera.does("describe", fmt.Sprintf(`,"item":1,"description":{"label":"Twee kinderen","text":"","purpose":"end_unsafety","criterion":"possible_unsafety",
		"phase":"analysis","inform":{"state":"informed","day":20000,"ground":"","reason":""},"named":true,"contact":%d,
		"ladder":[{"question":"person_present","text":"ja"},{"question":"anonymous","text":"nee"},{"question":"fewer_parties","text":"nee"},{"question":"bilateral","text":"nee"}],
		"persons":[{"pseudonym":"de moeder","names":[%q],"relation":"parent","ageBand":"adult"}]}`, contact, mother), nil)
}

// lets invites somebody and lets him in.
func (f family) lets(p *person, invite, fields, claims string) {
	var invited Invited
	f.vera.does(invite, fields, &invited)
	p.does("look", fmt.Sprintf(`,"link":%q`, invited.Link), nil)
	p.does("knock", `,"claims":`+claims, nil)
	s := f.vera.sees(func(s Snapshot) bool { return s.Room != nil && len(s.Room.Visits) == 1 })
	f.vera.does("admit", fmt.Sprintf(`,"invitation":%q`, s.Room.Visits[0].Invitation), nil)
	p.sees(func(s Snapshot) bool { return s.Room != nil && s.Connection.Is == Online })
	p.does("join", "", nil)
}

// begins opens the case.
func (f family) begins() {
	f.describes(2)
	f.vera.does("start", `,"withoutDeputy":true`, nil)
	f.vera.does("open_item", `,"item":1`, nil)
	f.gijs.sees(func(s Snapshot) bool { return len(s.Room.Items) == 1 && s.Room.Items[0].Stage == "open" })
}

// arrives lets the mother in and seats her at the case.
func (f family) arrives() *person {
	farida := f.person()
	var made MadePlace
	f.vera.does("place_guest", `,"kind":"person"`, &made)
	f.lets(farida, "invite_guest", fmt.Sprintf(`,"place":%d,"name":%q,"days":2`, made.Place, mother), fmt.Sprintf(`{"name":%q,"party":"","function":"","contact":""}`, mother))
	f.vera.does("sit_guest", fmt.Sprintf(`,"item":1,"place":%d,"role":"concerned","person":1`, made.Place), nil)
	return farida
}

// brought is what Gijs brings in about the mother.
func (f family) brought(more string) string {
	var made Made
	f.gijs.does("contribute", fmt.Sprintf(`,"contribution":{"item":1,"text":%q,"necessity":"Dan begint de hulp op tijd.","person":1,
		"category":"health","nature":"fact","basis":"special_care","task":"youth_help","readers":[]%s}`, weighed, more), &made)
	return string(made.Act)
}

// What the covenant still asks is there until it is met, for who sits at the case.
func TestWhatACaseLacksIsSaidUntilItIsThere(t *testing.T) {
	f := newFamily(t)
	lacks := f.gijs.sees(func(s Snapshot) bool { return len(s.Room.Items) == 1 && len(s.Room.Items[0].Missing) > 0 })
	require.Equal(t, "contact_missing", string(lacks.Room.Items[0].Missing[0].Code))
	require.NotEmpty(t, lacks.Room.Items[0].Missing[0].Sentence.NL)
	f.describes(2)
	f.gijs.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Missing) == 0 && s.Room.Items[0].Contact == 2
	})
}

// The chair reads whom she invited; Gijs reads who the guest is once she shares his
// case; on the wall stands only what she may read too.
func TestAGuestIsKnownToWhoSharesAnItemWithHer(t *testing.T) {
	f := newFamily(t)
	f.begins()
	act := f.brought("")
	var wall Projected
	f.gijs.does("project", `,"item":1`, &wall)
	require.Equal(t, []ProjectedText{{Act: Act(act), Kind: "contribute", Seat: 2, Text: weighed}}, wall.Texts)

	f.arrives()
	require.Equal(t, mother, f.vera.sees(func(s Snapshot) bool { return len(s.Room.Seats) == 3 && s.Room.Seats[2].Claims.Name != "" }).Room.Seats[2].Claims.Name)
	f.gijs.sees(func(s Snapshot) bool {
		return len(s.Room.Seats) == 3 && s.Room.Seats[2].Claims.Name == mother && s.Room.Items[0].Label != ""
	})
	f.gijs.does("project", `,"item":1`, &wall)
	require.Empty(t, wall.Texts, "she may not read it, so it does not stand there")
	f.gijs.does("show", fmt.Sprintf(`,"act":%q,"readers":[{"place":3,"reason":"concerned"}]`, act), nil)
	f.gijs.does("project", `,"item":1`, &wall)
	require.Len(t, wall.Texts, 1)
}

// Professional secrecy asks for consent, or for a ground; what the mother takes back
// stops for good.
func TestWithdrawnConsentStopsWhatRestsOnIt(t *testing.T) {
	f := newFamily(t)
	f.begins()
	var needed ConsentNeeded
	f.gijs.does("consent_needed", `,"category":"health","basis":"special_care","secret":false`, &needed)
	require.Equal(t, ConsentNeeded{Overrides: []Entry{}}, needed)
	f.gijs.does("consent_needed", `,"category":"health","basis":"special_care","secret":true`, &needed)
	require.Equal(t, "explicit", string(needed.Level))
	require.Len(t, needed.Overrides, 2)
	refused := f.gijs.asks("contribute", fmt.Sprintf(`,"contribution":{"item":1,"text":%q,"necessity":"Zo.","person":1,"category":"health",
		"nature":"fact","basis":"special_care","task":"youth_help","secret":true,"readers":[]}`, weighed), nil)
	require.Contains(t, string(refused["refusal"]), "consent_missing")

	var consent Made
	f.gijs.does("consent", `,"item":1,"record":{"person":1,"answer":"given","level":"explicit","day":20000,"signers":["self"],"incapable":false,
		"categories":["health"],"purpose":"","parties":["veilig-thuis"],"outside":[],"told":true,"form":"Dossier","note":""}`, &consent)
	act := f.brought(fmt.Sprintf(`,"secret":true,"consent":%q`, consent.Act))
	stands := f.vera.sees(func(s Snapshot) bool { return len(s.Room.Items[0].Contributions) == 1 })
	require.Equal(t, "stop", string(stands.Profile.Consent.Withdrawn))
	require.Equal(t, consent.Act, stands.Room.Items[0].Contributions[0].Labels.Consent)
	require.Empty(t, stands.Room.Items[0].Contributions[0].Obstacle)

	f.vera.does("withdraw_consent", fmt.Sprintf(`,"act":%q,"day":20001`, consent.Act), nil)
	f.gijs.sees(func(s Snapshot) bool {
		it := s.Room.Items[0]
		return len(it.Contributions) == 1 && len(it.Consents) == 1 && it.Contributions[0].Obstacle == room.CodeConsentWithdrawn && it.Consents[0].Withdrawn == 20001
	})
	refused = f.gijs.asks("show", fmt.Sprintf(`,"act":%q,"readers":[{"place":1,"reason":"safety"}]`, act), nil)
	require.Contains(t, string(refused["refusal"]), "consent_withdrawn")
}

// The notice is compiled for chair and deputies, out of what everybody may know.
func TestTheChairHasTheNoticeWritten(t *testing.T) {
	f := newFamily(t)
	f.begins()
	f.brought("")
	var made NoticeText
	f.vera.does("notice", `,"item":1,"reason":"De school maakte zich zorgen.","referrer":"De school","unsafe":false,"language":"nl"`, &made)
	require.Contains(t, made.Text, "De school maakte zich zorgen.")
	require.Contains(t, made.Text, "Gijs, gezinsregisseur")
	require.NotContains(t, made.Text, weighed)
	f.vera.does("notice", `,"item":1,"reason":"De school maakte zich zorgen.","referrer":"De school","unsafe":true,"language":"nl"`, &made)
	require.NotContains(t, made.Text, "melding deed")
	require.Contains(t, string(f.gijs.asks("notice", `,"item":2,"reason":"","language":"nl"`, nil)["problem"]), string(ProblemUnknown))
}

// The mother answers in her own words: no basis or task is asked of her. She is told
// that it waits for a decision, and that it stays behind when she leaves before.
func TestAGuestGivesHerResponse(t *testing.T) {
	f := newFamily(t)
	f.begins()
	farida := f.arrives()
	farida.sees(func(s Snapshot) bool {
		return len(s.Room.Items) == 1 && s.Room.Items[0].Here && s.Room.Items[0].Label != ""
	})
	var made Made
	farida.does("contribute", `,"contribution":{"item":1,"as":"response","about":"","text":"Ik wil hulp in de ochtend.","necessity":"","source":"","aid":[],
		"person":1,"category":"household","nature":"fact","basis":"","task":"","purpose":"end_unsafety","secret":false,"readers":[]}`, &made)
	f.vera.sees(func(s Snapshot) bool {
		return len(s.Room.Items[0].Contributions) == 1 && s.Room.Items[0].Contributions[0].As == room.AsResponse
	})
	due := farida.sees(func(s Snapshot) bool { return len(s.Room.Due) == 1 }).Room.Due[0]
	require.Equal(t, Due{Item: 1, What: room.DueGiver, Place: 3}, due)
}
