package minutes

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// noticed is the notice of item 1 that Joke, who chairs, would propose.
func noticed(t *testing.T, m *meeting, change func(*NoticeInput)) Notice {
	t.Helper()
	in := NoticeInput{
		View: m.joke.input(covenant.PackageMinutes, seat(m.samira)).View, Rules: m.rules, Item: 1,
		Reason: "Buren hadden last van geluid.", Referrer: "Mevrouw Visser, buurvrouw",
	}
	if change != nil {
		change(&in)
	}
	n, err := CompileNotice(in)
	require.NoError(t, err)
	return n
}

func lines(n Notice, heading string) []string {
	for _, p := range n.Points {
		if p.Heading == heading {
			return p.Lines
		}
	}
	return nil
}

// The family hears seven things, and nothing that anybody wrote.
func TestTheNoticeSaysWhichDataWentToWhom(t *testing.T) {
	m := discussed(t)
	n := noticed(t, m, nil)
	require.Len(t, n.Points, 7)
	require.Equal(t, []string{"Mevrouw Visser, buurvrouw"}, lines(n, "Wie de vraag of melding deed"))
	require.Contains(t, lines(n, "Wie daarbij waren"), "Wijkagent, Politie basisteam Zuidwest Drenthe")
	require.NotEmpty(t, lines(n, "Uw rechten"))
	require.Equal(t, []string{"Joke Benning, Buurtregisseur, Gemeente De Wolden, joke@dewolden.example"}, lines(n, "Bij wie u terecht kunt"))
	data := strings.Join(lines(n, "Welke gegevens wie kreeg"), "\n")
	require.Contains(t, data, "Woningcorporatie Actium: ")
	require.Contains(t, data, "Gedrag en overlast")
	require.Contains(t, data, "GGD Drenthe: ")
	require.NotContains(t, data, "Politie", "the police got nothing")
	text := n.Text()
	require.NoError(t, identify.Clean(text))
	for _, secret := range []string{"september", "Bewoner A", "huurachterstand", "Marieke", "Ronald"} {
		require.NotContains(t, text, secret)
	}
}

// Where naming who referred would endanger somebody, the notice does not (AA-4.3a).
func TestASafetyFlagHidesTheReferrer(t *testing.T) {
	m := discussed(t)
	n := noticed(t, m, func(in *NoticeInput) { in.Unsafe = true })
	require.Len(t, n.Points, 6)
	require.NotContains(t, n.Text(), "Visser")
	require.NotContains(t, n.Text(), "melding deed")
}

// What was taken back did not go to anybody, and is not said to have.
func TestANoticeFollowsWhatLeaves(t *testing.T) {
	m := discussed(t)
	m.ronald.act(room.KindWithdraw, room.Nothing{}, at(1, m.reports))
	data := strings.Join(lines(noticed(t, m, nil), "Welke gegevens wie kreeg"), "\n")
	require.NotContains(t, data, "Gedrag en overlast")
}

// Marieke has her package when Ronald takes back what he told: the family hears that
// she got it, though nobody can say any more what kind of data it was.
func TestANoticeSaysWhatHasLeft(t *testing.T) {
	m := discussed(t)
	pack, _ := m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.marieke)))
	m.joke.sends(pack, m.marieke)
	m.ronald.act(room.KindWithdraw, room.Nothing{}, at(1, m.reports))
	got := lines(noticed(t, m, nil), "Welke gegevens wie kreeg")
	i := slices.IndexFunc(got, func(l string) bool { return strings.HasPrefix(l, "Woningcorporatie Actium: ") })
	require.GreaterOrEqual(t, i, 0)
	require.Contains(t, got[i], "Passage")
	require.Contains(t, got[i], "Gedrag en overlast", "what Samira told of it stands")
}

// Nobody got anything; but who was there heard what was said, and the family hears that.
func TestANoticeSaysThatItIsAboutWhatWasGivenAlong(t *testing.T) {
	m := prepared(t)
	m.opens(1)
	got := lines(noticed(t, m, nil), "Welke gegevens wie kreeg")
	require.Len(t, got, 2)
	require.Equal(t, "Er zijn geen gegevens meegegeven.", got[0])
	require.Contains(t, got[1], "konden ook horen")
}

// Who was there is named, also when he left before the notice was made, or had no
// device; who left before the case was discussed is not.
func TestANoticeSaysWhoWereThere(t *testing.T) {
	m := prepared(t)
	there := func() []string { return lines(noticed(t, m, nil), "Wie daarbij waren") }
	m.marieke.act(room.KindLeave, room.LeavePayload{}, in0)
	m.opens(1)
	m.joke.act(room.KindPlace, room.PlacePayload{Place: 7, Party: actium, Function: "Huismeester", Post: agenda.Member}, in0)
	m.joke.act(room.KindSit, room.SitPayload{Item: 1, Place: 7, Role: "content"}, at(1, m.latest(1)))
	require.NotContains(t, strings.Join(there(), "\n"), "Actium")
	m.joke.act(room.KindPresent, room.PresentPayload{Place: 7}, in0)
	m.ronald.act(room.KindLeave, room.LeavePayload{}, in0)
	m.ends(1)
	m.joke.act(room.KindPresent, room.PresentPayload{Place: 7, Absent: true}, in0)
	require.Equal(t, []string{
		"Buurtregisseur, Gemeente De Wolden", "Huismeester, Woningcorporatie Actium", "Ouderenadviseur, Welzijn De Wolden",
		"Secretaris, Gemeente De Wolden", "Teamleider, Gemeente De Wolden", "Wijkagent, Politie basisteam Zuidwest Drenthe",
	}, there())
}

func TestWhoDoesNotSeeEveryLabelMakesNoNotice(t *testing.T) {
	m := discussed(t)
	in := NoticeInput{View: m.els.input(covenant.PackageMinutes, seat(m.samira)).View, Rules: m.rules, Item: 1}
	_, err := CompileNotice(in)
	require.ErrorIs(t, err, ErrUnopened)
	for _, item := range []agenda.ItemID{0, 9} {
		in.Item = item
		_, err = CompileNotice(in)
		require.ErrorIs(t, err, ErrRecipient)
	}
}

func TestANoticeInEnglish(t *testing.T) {
	n := noticed(t, discussed(t), func(in *NoticeInput) { in.Language = English })
	require.Contains(t, n.Text(), "Your rights\n– You may see your data")
}
