package minutes

import (
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// progress says for the first time how far an action of item 1 is.
func (m *meeting) progress(by *someone, action crypto.Digest, is covenant.Code) crypto.Digest {
	return by.act(room.KindProgress, room.ProgressPayload{Is: is, Reason: is == room.ProgressDropped}, at(1, action).sealing(room.ReasonText{Reason: "Al geregeld."}, m.all...))
}

// The minutes say how far each action was when they were made, and who has only the
// file cannot change that.
func TestMinutesSayHowFarTheActionsAre(t *testing.T) {
	m := discussed(t)
	pages := func() (page string, doc []byte) {
		_, doc = m.joke.issues(m.joke.compiles(covenant.PackageMinutes, seat(m.samira)))
		_, err := Verify(doc, Expect{})
		require.NoError(t, err)
		return string(doc), doc
	}
	open, _ := pages()
	require.Contains(t, open, "<td>Afgesproken</td>")

	said := m.progress(m.samira, m.visit, room.ProgressDropped)
	dropped, _ := pages()
	require.Contains(t, dropped, "<td>Vervallen</td>")
	require.NotContains(t, dropped, "Al geregeld.", "why is for who was there")

	again := room.ProgressPayload{Is: room.ProgressDone, Again: true}
	m.joke.act(room.KindProgress, again, at(1, said).sealing(room.ReasonText{}, m.all...))
	done, doc := pages()
	require.Contains(t, done, "<td>Klaar</td>")

	c, p := parts(t, doc)
	for i := range c.Items[0].Releases {
		for j := range c.Items[0].Releases[i].Work {
			c.Items[0].Releases[i].Work[j].Progress = ""
		}
	}
	refused(t, c, p, CodeDetails)

	c, p = parts(t, doc) // without what was said last
	i := find(t, p, room.KindProgress, m.joke.seat)
	p.Records = append(p.Records[:i:i], p.Records[i+1:]...)
	refused(t, c, p, CodeDetails)
}
