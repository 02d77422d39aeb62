package room

import (
	"maps"
	"slices"
	"testing"

	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

// sealedTo says, for the accepted act of each kind that brings sealed files, who
// must be able to open them: nobody less, and nobody more. Everybody else is
// withheld from.
func sealedTo() map[chain.Kind][]string {
	return map[chain.Kind][]string{
		KindInvite:        {"Anneke", "Bram"},
		KindOutside:       {"Anneke", "Bram", "Sofie"},
		KindDescribe:      {"Anneke", "Bram", "Sofie", "Piet", "Hanna"},
		KindDecision:      {"Anneke", "Bram", "Sofie", "Piet", "Hanna"},
		KindAction:        {"Anneke", "Bram", "Sofie", "Piet", "Hanna"},
		KindProgress:      {"Anneke", "Bram", "Sofie", "Piet", "Hanna"},
		KindConsent:       {"Anneke", "Bram", "Piet"},
		KindContribute:    {"Anneke", "Bram", "Piet", "Hanna"},
		KindCorrect:       {"Anneke", "Bram", "Piet", "Hanna"},
		KindDraft:         {"Sofie", "Piet"},
		KindRequest:       {"Anneke", "Bram", "Piet", "Hanna"},
		KindRefuseRequest: {"Anneke", "Bram", "Piet", "Hanna"},
		KindHold:          {"Anneke", "Bram", "Piet", "Hanna"},
		KindShow:          {"Sofie"},
		KindShare:         {"Wim"},
		KindName:          {"Anneke", "Bram", "Sofie", "Piet", "Hanna", "Fatima"},
		KindInformPlan:    {"Anneke", "Bram", "Sofie", "Piet", "Hanna"},
		KindPropose:       {"Anneke", "Bram", "Sofie", "Piet"},
		KindDispatch:      {"Hanna"},
		KindReact:         {"Anneke", "Bram", "Sofie", "Hanna"},
		KindHandle:        {"Anneke", "Bram", "Sofie", "Hanna"},
	}
}

func TestSealedToWhoMustReadAndNobodyElse(t *testing.T) {
	golden := sealedTo()
	for kind, row := range table() {
		_, listed := golden[kind]
		require.Equal(t, row.seals != nil, listed, kind)
	}
	eachKind(t, func(t *testing.T, kind chain.Kind, m *meeting, d draft) {
		fitting := m.fittingFiles(d)
		if _, ok := golden[kind]; !ok {
			d.sealed = []chain.Sealed{{Digest: m.file(), Size: 256}}
			m.refusedBySeal(d, CodeMalformed)
			d.sealed = []chain.Sealed{{Digest: m.file(), Size: 256, Reader: m.seats["Anneke"]}}
			m.refusedBySeal(d, CodeMalformed)
			return
		}
		readers := map[string]bool{}
		for _, name := range golden[kind] {
			readers[name] = true
			if m.has(fitting, name) {
				d.sealed = except(fitting, m.seats[name])
				m.refusedBySeal(d, CodeReaderMissing, CodeMalformed) // malformed where nothing is left
			} else {
				t.Errorf("%s is not among those it is sealed to", name)
			}
		}
		for name, seat := range m.seats {
			if readers[name] {
				continue
			}
			require.False(t, m.has(fitting, name), name)
			d.sealed = m.plus(fitting, seat)
			m.refusedBySeal(d, CodeReaderNotAtItem, CodeMalformed)
		}
		d.sealed = m.plus(fitting, 40)
		m.refusedBySeal(d, CodeReaderUnknown, CodeMalformed)

		if fitting[0].Reader == chain.Server {
			d.sealed = fitting[1:]
		} else {
			d.sealed = append([]chain.Sealed{{Digest: m.file(), Size: 256}}, fitting...)
		}
		m.refusedBySeal(d, CodeMalformed)
		d.sealed = []chain.Sealed{}
		m.refusedBySeal(d, CodeMalformed, CodeReaderMissing)
	})
}

// refusedBySeal wants the act refused with one of the codes, and admitted
// without the row's rule: nothing else is against it.
func (m *meeting) refusedBySeal(d draft, codes ...any) {
	m.Helper()
	sub := m.sign(d)
	refusal := m.s.Check(sub, m.now)
	require.NotNil(m, refusal, "%s by %s", d.kind, d.by)
	require.Contains(m, codes, refusal.Code)
	m.s.rows = maps.Clone(m.s.rows) // the table is every room's
	row := m.s.rows[d.kind]
	loose := row
	loose.seals = func(*change) *Refusal { return nil }
	m.s.rows[d.kind] = loose
	require.Nil(m, m.s.Check(sub, m.now))
	m.s.rows[d.kind] = row
}

func (m *meeting) has(files []chain.Sealed, name string) bool {
	return slices.ContainsFunc(files, func(f chain.Sealed) bool { return f.Reader == m.seats[name] })
}

func except(files []chain.Sealed, seat chain.Seat) []chain.Sealed {
	return slices.DeleteFunc(slices.Clone(files), func(f chain.Sealed) bool { return f.Reader == seat })
}

func (m *meeting) plus(files []chain.Sealed, seat chain.Seat) []chain.Sealed {
	more := append(slices.Clone(files), chain.Sealed{Digest: m.file(), Size: 2048, Reader: seat})
	slices.SortFunc(more, func(a, b chain.Sealed) int { return int(a.Reader) - int(b.Reader) })
	return more
}

// Nothing is sealed to somebody who left or was removed.
func TestNothingIsSealedToWhoIsGone(t *testing.T) {
	m, con := contributed(t)
	m.do(m.showing("Piet", con, "Sofie"))
	d := m.contribution("Piet", 1, "Hanna")
	d.sealed = m.fittingFiles(d)
	require.Nil(t, m.s.Check(m.sign(d), m.now))
	m.do(draft{by: "Hanna", kind: KindLeave})
	m.refusedBySeal(d, CodeReaderUnknown)
	d.sealed = nil
	m.do(d) // her place may be a reader still; nobody fills it
	require.NotContains(t, m.at("Piet", 1).Contributions[1].Text.Readers, m.seats["Hanna"])
}

// Who has not confirmed secrecy is sealed nothing and shown nothing of an item,
// be he a deputy; once he has, everything that was meant for him.
func TestBeforeSecrecyNothingOfAnItem(t *testing.T) {
	m, con := contributed(t)
	m.sit("Kees", 1, "content")
	m.do(m.showing("Piet", con, "Kees")) // his place, before he is there
	m.enter("Kees")
	d := m.decision("Sofie", 1)
	d.sealed = m.fittingFiles(d)
	require.False(t, m.has(d.sealed, "Kees"))
	withKees := d
	withKees.sealed = m.plus(d.sealed, m.seats["Kees"])
	m.refusedBySeal(withKees, CodeReaderUnknown)
	m.do(d)
	require.False(t, m.at("Kees", 1).Here)
	require.NotContains(t, m.labelsShown(con), "Kees")
	for _, entry := range m.log {
		require.False(t, entry.rec.Audience != chain.Room && m.s.Shows(m.seats["Kees"], entry.rec.Seq))
	}

	m.do(m.joining("Kees"))
	require.True(t, m.at("Kees", 1).Here)
	require.NotEmpty(t, m.effects().Reveals)
	require.NoError(t, newWatch(m).look())
}

// A package is one file of bounded size.
func TestAPackageIsOneFile(t *testing.T) {
	m, _, pack := issued(t)
	d := onObject("Anneke", KindDispatch, pack)
	d.sealed = []chain.Sealed{{Digest: m.file(), Size: MaxStaged + 1, Reader: m.seats["Hanna"]}}
	m.refusedBySeal(d, CodeLimit)
	d.sealed[0].Size = MaxStaged
	m.do(d)
}
