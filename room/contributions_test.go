package room

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// files are what a host sends somebody along with the record of an act.
func (m *meeting) filesOf(name string, act crypto.Digest) []crypto.Digest {
	m.Helper()
	seq, ok := m.s.Admitted(act)
	require.True(m, ok)
	return m.s.FilesFor(m.seats[name], seq, m.sealed(seq))
}

// labelsShown are those to whom a host sends the labels of an act.
func (m *meeting) labelsShown(act crypto.Digest) []string {
	var names []string
	for name, seat := range m.seats {
		if m.s.ShowsLabels(seat, mustSeq(m, act)) {
			names = append(names, name)
		}
	}
	return names
}

// As the police officer I bring something in: by default nobody reads it but
// chair and deputy. The secretary at the item sees only that I did, and for whom.
func TestWhoReadsAContribution(t *testing.T) {
	m := discussing(t)
	con := m.contribute("Piet", 1)
	for _, name := range []string{"Anneke", "Bram", "Piet"} {
		require.NotNil(t, m.find(name, con).Labels, name)
		require.Len(t, m.filesOf(name, con), 2, name)
	}
	for _, name := range []string{"Hanna", "Sofie"} {
		seen := m.find(name, con)
		require.Nil(t, seen.Labels, name)
		require.Equal(t, m.seats["Piet"], seen.Owner)
		require.True(t, seen.Text.Envelope.IsZero())
		require.Empty(t, m.filesOf(name, con), name)
	}
	require.Empty(t, m.at("Wim", 1).Contributions)
	require.Empty(t, m.filesOf("Wim", con))
	require.ElementsMatch(t, []string{"Anneke", "Bram", "Piet"}, m.labelsShown(con))

	m.do(m.showing("Piet", con, "Hanna"))
	require.ElementsMatch(t, []string{"Anneke", "Bram", "Piet", "Hanna"}, m.labelsShown(con))
	require.Equal(t, []Reveal{{m.seats["Hanna"], mustSeq(m, con)}}, m.effects().Labels)
	require.NotNil(t, m.find("Hanna", con).Labels)
	require.Equal(t, to("Hanna"), m.find("Sofie", con).Readers)
	require.Nil(t, m.find("Sofie", con).Labels)

	m.do(m.hiding("Piet", con, "Hanna"))
	require.Nil(t, m.find("Hanna", con).Labels)
	require.Empty(t, m.filesOf("Hanna", con))
	require.ElementsMatch(t, []string{"Anneke", "Bram", "Piet"}, m.labelsShown(con))
	m.do(m.showing("Piet", con, "Hanna"))
	require.NotNil(t, m.find("Hanna", con).Labels, "shown again")
}

func mustSeq(m *meeting, act crypto.Digest) uint64 {
	seq, ok := m.s.Admitted(act)
	require.True(m, ok)
	return seq
}

// The owner, and only the owner: not the chair, who reads it, either.
func TestTheChairCannotShowWhatIsNotHers(t *testing.T) {
	m, con := contributed(t)
	for _, name := range []string{"Anneke", "Bram", "Hanna"} {
		d := m.showing(name, con, "Sofie")
		m.refused(d, "not_owner", "DW-3.1")
		m.refused(m.hiding(name, con, "Hanna"), "not_owner", "DW-3.1")
		m.refused(onObject(name, KindWithdraw, con), "not_owner", "DW-3.1")
	}
	m.do(m.showing("Piet", con, "Sofie"))
}

// A newcomer is shown what its owner shows him: the record, the labels, the
// present text; and who could not open says so and gets it again.
func TestShownToANewcomer(t *testing.T) {
	m, con := contributed(t)
	m.sit("Wim", 1, "adviser")
	require.Empty(t, m.at("Wim", 1).Contributions)
	shown := m.do(m.showing("Piet", con, "Wim"))
	wim := m.seats["Wim"]
	require.Contains(t, m.effects().Reveals, Reveal{wim, mustSeq(m, con)})
	require.Contains(t, m.effects().Labels, Reveal{wim, mustSeq(m, con)})
	require.NotNil(t, m.find("Wim", con).Labels)
	files := m.filesOf("Wim", shown)
	require.Len(t, files, 2, "the body comes with his envelope")
	require.Equal(t, m.find("Wim", con).Text.Body, files[0])
	require.True(t, m.s.Opens(wim, files[0]))
	require.False(t, m.s.Opens(m.seats["Sofie"], files[0]))

	m.do(onObject("Wim", KindUnreadable, con))
	require.Equal(t, []chain.Seat{wim}, m.find("Piet", con).Text.Unread)
	require.Equal(t, []chain.Seat{wim}, m.s.Duties(m.seats["Piet"])[0].Readers)
	m.do(m.showing("Piet", con))
	require.Empty(t, m.find("Piet", con).Text.Unread)
	require.NotEqual(t, files[1], m.filesOf("Wim", m.s.log[m.s.Len()-1].hash)[1], "a new envelope")
}

// A correction is a new version with a new body: the old one is served no more.
func TestACorrection(t *testing.T) {
	m, con := contributed(t)
	old := m.find("Hanna", con)
	d := draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Piet"), payload: &CorrectPayload{}}
	d.labels.Nature = "opinion"
	corrected := m.do(d)
	now := m.find("Hanna", con)
	require.Equal(t, uint32(2), now.Text.Version)
	require.Equal(t, old.Text.Object, now.Text.Object)
	require.NotEqual(t, old.Text.Body, now.Text.Body)
	require.Equal(t, "opinion", string(now.Labels.Nature))
	require.Empty(t, m.filesOf("Hanna", con))
	require.Equal(t, now.Text.Body, m.filesOf("Hanna", corrected)[0])
	require.False(t, m.s.Opens(m.seats["Hanna"], old.Text.Body))
}

// Withdrawn: the record stays, every file that ever belonged to it goes, of all
// versions and of readers who were dropped.
func TestAWithdrawal(t *testing.T) {
	m, con := contributed(t)
	m.do(m.hiding("Piet", con, "Hanna"))
	m.do(m.showing("Piet", con, "Sofie"))
	m.do(draft{by: "Piet", kind: KindCorrect, on: []crypto.Digest{con}, labels: labelsOf("Piet"), payload: &CorrectPayload{}})
	m.do(onObject("Sofie", KindUnreadable, con))
	m.do(m.showing("Piet", con))
	var files []crypto.Digest
	for seq := mustSeq(m, con); seq <= m.s.Len(); seq++ {
		for _, f := range m.sealed(seq) {
			files = append(files, f.Digest)
		}
	}
	require.Len(t, files, 5+1+5+1)

	withdrawn := m.do(onObject("Piet", KindWithdraw, con))
	require.Len(t, m.effects().Erase, 1)
	require.ElementsMatch(t, files, m.effects().Erase[0].Files)
	require.Equal(t, con, m.effects().Erase[0].Object)
	require.Equal(t, withdrawn, m.effects().Erase[0].Latest)
	require.Equal(t, m.s.Erasures()[0].Object, con)
	require.ElementsMatch(t, files, m.s.Erasures()[0].Files)
	require.True(t, m.find("Sofie", con).Withdrawn)
	for _, name := range []string{"Anneke", "Piet", "Sofie"} {
		require.Empty(t, m.filesOf(name, con))
		for _, f := range files {
			require.False(t, m.s.Opens(m.seats[name], f))
		}
	}

	m.do(draft{kind: KindErased, on: []crypto.Digest{con}})
	seen := m.find("Piet", con)
	require.True(t, seen.Erased)
	require.Nil(t, seen.Text)
	require.Empty(t, m.s.Erasures())
}

// In preparation one may contribute ahead; in session only what is under discussion.
func TestContributingAhead(t *testing.T) {
	m := invited(t)
	m.contribute("Piet", 1, "Hanna")
	m.do(m.starting())
	m.refused(m.contribution("Piet", 1, "Hanna"), "item_not_open", "DW-4.1/4.2")
	m.do(m.onItem(KindOpenItem, 1))
	m.contribute("Piet", 1, "Hanna")
}

// Expertise without personal data needs no basis and no task.
func TestExpertiseAtAGeneralPoint(t *testing.T) {
	m := startedRoom(t)
	m.do(m.onItem(KindOpenItem, 2))
	d := m.contribution("Wim", 2)
	d.labels = &Labels{Category: "no_person"}
	m.do(d)
	d = m.contribution("Wim", 2)
	d.labels.Person = 0
	m.refused(d, "general_item_no_persons", "DW-11.1")
}
