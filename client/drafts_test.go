package client

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/room"
)

// Gerda writes what Bram says. Fatima knows that something waits for him, and
// not what. He signs it with one press, and the text of the draft is gone.
func TestADraftIsSignedWithOnePress(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	said := noise(room.Reader{Place: m.fatima.place, Reason: "content"})
	said.Basis, said.Task, said.Source = "police_provision", "assistance", "Bram, aan tafel"
	text, err := m.gerda.Draft(ctx, m.bram.place, said)
	require.NoError(t, err)
	require.Contains(t, m.bram.reads(text, m.gerda), "Terpstra")
	require.Contains(t, m.gerda.reads(text), "Terpstra")
	require.Empty(t, m.fatima.reads(text, m.gerda))
	_, err = m.fatima.Read(text)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	_, err = m.fatima.SignDraft(ctx, text)
	require.ErrorIs(t, err, replica.ErrNotForYou)
	require.Empty(t, m.joris.reads(text, m.gerda))
	_, err = m.gerda.SignDraft(ctx, text)
	refusedWith(t, room.CodeNotOwner, err)

	con, err := m.bram.SignDraft(ctx, text)
	require.NoError(t, err)
	require.Contains(t, m.fatima.reads(con, m.bram), "Terpstra")
	m.gerda.level(m.bram)
	_, view, err := contributionIn(m.gerda.View(), con)
	require.NoError(t, err)
	require.Equal(t, m.bram.Seat(), view.Owner)
	require.True(t, view.Labels.Source)
	for _, p := range []*person{m.gerda, m.bram, m.fatima} {
		require.Empty(t, p.reads(text, m.bram), p.name)
	}
	_, err = m.bram.SignDraft(ctx, text)
	require.ErrorIs(t, err, ErrUnknown)
}

// Joris is ill and calls; Gerda notes it for his place. When somebody fills it,
// her device gives him the text by itself; he changes it before he signs it.
func TestADraftForAPlaceThatIsFilledLater(t *testing.T) {
	m := newMeeting(t)
	ctx := soon(t)
	kees := m.person("Kees", "welzijn-de-wolden", "opbouwwerker")
	var err error
	kees.place, err = m.gerda.Session.Place(ctx, kees.claims.Party, kees.claims.Function, agenda.Member)
	require.NoError(t, err)
	require.NoError(t, m.gerda.Sit(ctx, m.item, kees.place, "content"))
	said := noise()
	said.Task = "community"
	text, err := m.gerda.Draft(ctx, kees.place, said)
	require.NoError(t, err)
	m.gerda.letsIn(kees)
	require.NoError(t, kees.until(ctx, func() bool {
		_, d, err := draftIn(kees.replica.View(), text)
		return err == nil && !d.Text.Envelope.IsZero() && kees.replica.Holds(d.Text)
	}))
	c, err := kees.ReadDraft(text)
	require.NoError(t, err)
	c.Text = "Het is iets minder erg."
	con, err := kees.Contribute(ctx, c)
	require.NoError(t, err)
	require.Equal(t, "Het is iets minder erg.", m.gerda.reads(con, kees))
	require.Empty(t, m.bram.reads(con, kees))

	mine, err := m.bram.Draft(ctx, m.bram.place, noise())
	require.NoError(t, err)
	require.NoError(t, m.bram.DropDraft(ctx, mine))
	require.Empty(t, m.bram.reads(mine))
}

// A draft says all that a contribution says: what is secret stays so when its owner
// signs with one press, consent and origin stay with it, and who is not named on it
// does not read it because he was named on something else.
func TestADraftKeepsEverything(t *testing.T) {
	full := Contribution{
		As: room.AsReply, Text: "tekst", Names: []string{"naam"}, Necessity: "nodig", Source: "bron", Aid: []Answer{{Question: "vraag", Text: "antwoord"}},
		Person: 2, Category: "health", Nature: "opinion", Basis: "basis", Task: "task", Purpose: "purpose", Identifying: true,
		Secret: true, Override: "conflict", Weighed: "gewogen", Earlier: &room.Earlier{Purpose: "purpose"}, Readers: []room.Reader{{Place: 3, Reason: "content"}},
	}
	full.About[0], full.Consent[0] = 1, 1
	whole := reflect.ValueOf(full)
	for i := range whole.NumField() {
		name := whole.Type().Field(i).Name
		if name != "Item" && name != "Draft" { // those are of the place where it is signed
			require.False(t, whole.Field(i).IsZero(), "%s is not in this test", name)
		}
	}
	require.Equal(t, full, suggested(full.draft()))

	nobody := suggested(Contribution{Text: "tekst"}.draft())
	require.NotNil(t, nobody.Readers, "nil would be the readers of something else")
	require.Empty(t, nobody.Readers)
}
