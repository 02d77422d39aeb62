package minutes

import (
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
