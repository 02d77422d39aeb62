package room

import (
	"testing"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// draftFor is the draft that somebody sees at item 1; nil for none.
func (m *meeting) draftFor(name string, text crypto.Digest) *DraftView {
	for _, d := range m.at(name, 1).Drafts {
		if d.Act == text {
			return &d
		}
	}
	return nil
}

// As the secretary I write what Piet says. He and I read it; the others at the
// item see that there is something for him to sign, also the chair, and whoever
// does not sit there sees nothing. When he signs it, it is his, and my text goes.
func TestWhatTheSecretaryWritesIsNothingUntilItIsSigned(t *testing.T) {
	m := discussing(t)
	text := m.do(m.drafting("Sofie", 1, "Piet"))
	files := m.sealed(mustSeq(m, text))
	for _, name := range []string{"Sofie", "Piet"} {
		require.Len(t, m.filesOf(name, text), 2, name)
		require.True(t, m.s.Opens(m.seats[name], files[0].Digest), name)
	}
	for _, name := range []string{"Anneke", "Bram", "Hanna"} {
		seen := m.draftFor(name, text)
		require.Equal(t, cast()["Piet"].place, seen.Place, name)
		require.Equal(t, m.seats["Sofie"], seen.Writer, name)
		require.True(t, seen.Text.Envelope.IsZero(), name)
		require.Empty(t, m.filesOf(name, text), name)
		require.False(t, m.s.Opens(m.seats[name], files[0].Digest), name)
	}
	require.Nil(t, m.draftFor("Wim", text))
	m.refused(m.signing("Hanna", text), "not_owner", "DW-3.1")
	m.refused(m.passage("Piet", m.contribute("Hanna", 1), text), "unknown_object") // a draft is no source, and no action

	con := m.do(m.signing("Piet", text, "Hanna"))
	require.Len(t, m.effects().Erase, 1)
	require.Equal(t, text, m.effects().Erase[0].Object)
	require.Len(t, m.effects().Erase[0].Files, 3)
	require.NotNil(t, m.find("Hanna", con).Labels)
	for _, name := range []string{"Anneke", "Sofie", "Piet", "Hanna"} {
		require.Nil(t, m.draftFor(name, text), name)
		require.Empty(t, m.filesOf(name, text), name)
	}
	m.refused(m.signing("Piet", text), "draft_gone", "AVG-5d")
	require.Equal(t, text, m.s.Erasures()[0].Object)
	m.do(draft{kind: KindErased, on: []crypto.Digest{text}})
	require.Empty(t, m.s.Erasures())
	require.NoError(t, newWatch(m).look())
}

// Kees is invited and not there; what he said on the telephone waits. Who wrote
// it owes him an envelope when he comes in, and nobody else may give it.
func TestADraftWaitsForWhoIsNotThereYet(t *testing.T) {
	m := discussing(t)
	m.sit("Kees", 1, "content")
	text := m.do(m.drafting("Sofie", 1, "Kees"))
	require.Empty(t, m.s.Duties(m.seats["Sofie"]))
	m.join("Kees")
	require.True(t, m.draftFor("Kees", text).Text.Envelope.IsZero())
	owed := m.s.Duties(m.seats["Sofie"])
	require.Len(t, owed, 1)
	require.Equal(t, KindShare, owed[0].Kind)
	require.Equal(t, []chain.Seat{m.seats["Kees"]}, owed[0].Readers)
	for _, d := range m.s.Duties(m.seats["Anneke"]) {
		require.NotEqual(t, text, d.Object, "the chair cannot open it")
	}
	m.refused(onObject("Anneke", KindShare, text), "not_owner")
	shared := m.do(onObject("Sofie", KindShare, text))
	require.Len(t, m.filesOf("Kees", shared), 2)
	require.Equal(t, text, m.at("Kees", 1).Drafts[0].Act)
	m.do(m.signing("Kees", text))
	require.Empty(t, m.at("Kees", 1).Drafts)
	require.NoError(t, newWatch(m).look())
}

// Before the meeting the officer prepares his own words, which nobody else reads.
func TestOnesOwnDraft(t *testing.T) {
	m := invited(t)
	text := m.do(m.drafting("Piet", 1, "Piet"))
	require.Equal(t, []chain.Seat{m.seats["Piet"]}, m.draftFor("Anneke", text).Text.Readers)
	m.refused(m.drafting("Piet", 1, "Hanna"), "role_missing")
	m.do(m.starting())
	m.refused(m.signing("Piet", text), "item_not_open")
	m.refused(onObject("Hanna", KindDropDraft, text), "not_owner", "DW-3.1")
	m.do(onObject("Piet", KindDropDraft, text))
	require.Len(t, m.effects().Erase, 1)
	require.Nil(t, m.draftFor("Piet", text))
}

// What nobody signed vanishes: with its owner, with his seat at the item, and in
// the end at closing.
func TestUnsignedDraftsVanish(t *testing.T) {
	m := discussing(t)
	m.join("Kees")
	m.sit("Wim", 1, "content")
	m.sit("Kees", 1, "content")
	for _, owner := range []string{"Wim", "Kees", "Piet"} {
		m.do(m.drafting("Sofie", 1, owner))
	}
	owners := func() (places []agenda.PlaceID) {
		for _, d := range m.at("Anneke", 1).Drafts {
			places = append(places, d.Place)
		}
		return places
	}
	require.Len(t, owners(), 3)
	m.do(m.unseating("Wim", 1))
	require.Len(t, m.effects().Erase, 1)
	require.Equal(t, []agenda.PlaceID{cast()["Kees"].place, cast()["Piet"].place}, owners())
	m.do(draft{by: "Kees", kind: KindLeave})
	require.Len(t, m.effects().Erase, 1)
	require.Equal(t, []agenda.PlaceID{cast()["Piet"].place}, owners())
	m.close()
	require.Len(t, m.effects().Erase, 1)
	require.Empty(t, owners())
	require.Len(t, m.s.Erasures(), 3)
	require.NoError(t, newWatch(m).look())
}

// Hanna came to the item after a draft was signed: of the server's word that it is
// gone she is shown what it is about, and her device need not know what became of
// it. Piet's device, which was there, is not told that a draft is gone that is not.
func TestTheServerErasesNoDraftThatStands(t *testing.T) {
	m := discussing(t)
	text := m.do(m.drafting("Sofie", 1, "Piet"))
	m.refused(draft{kind: KindErased, on: []crypto.Digest{text}}, "not_now")
	w := newWatch(m)
	require.NoError(t, w.look())
	forged, _ := m.record(m.sign(draft{kind: KindErased, on: []crypto.Digest{text}}))
	_, refusal := w.devices[m.seats["Piet"]].s.Apply(forged, nil)
	require.NotNil(t, refusal)

	m.do(m.signing("Piet", text))
	m.sit("Wim", 1, "content")
	m.do(draft{kind: KindErased, on: []crypto.Digest{text}})
	require.Empty(t, m.at("Wim", 1).Drafts)
	require.Empty(t, m.at("Wim", 1).Contributions)
	require.NoError(t, newWatch(m).look())
}
