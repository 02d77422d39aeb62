package client_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/vault"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// Fatima's laptop dies when what she brings in is on the line, or when it has just been
// shown as stored. Her vault holds what it held at that moment, and nothing that was still
// to be written. She comes back: it is there once, nobody is accused, and she goes on.
func TestALaptopDiesWithAnActOnItsWay(t *testing.T) {
	for name, when := range map[string]func(sent, shown vault.Place) vault.Place{
		"on the line":     func(sent, _ vault.Place) vault.Place { return sent },
		"shown as stored": func(_, shown vault.Place) vault.Place { return shown },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMeeting(t)
			id := m.gerda.Room()
			type onTheLine struct {
				sub  wire.Submit
				kept vault.Place
				err  error
			}
			sent := make(chan onTheLine, 8)
			m.lie(func(l *lies) {
				l.said["Fatima"] = only(wire.TypeSubmit, func(sub wire.Submit) []frame {
					kept, err := m.fatima.vault.Place(t.Context(), id)
					sent <- onTheLine{sub: sub, kept: kept, err: err}
					return []frame{framed(wire.TypeSubmit, sub)}
				})
			})
			text, err := m.fatima.Contribute(soon(t), noise())
			require.NoError(t, err)
			shown, err := m.fatima.vault.Place(soon(t), id)
			require.NoError(t, err)
			first := <-sent
			require.NoError(t, first.err)
			require.Equal(t, text, first.sub.Act.Hash())
			require.NotNil(t, first.kept.InFlight, "it is kept before it is sent")
			require.Equal(t, text, first.kept.InFlight.Act.Hash())
			require.Less(t, first.kept.Counter, shown.Counter+1)

			m.fatima.Close()
			m.lie(nil)
			require.NoError(t, m.fatima.vault.Keep(soon(t), when(first.kept, shown)))
			m.fatima.comesBack()
			m.fatima.level(m.gerda)
			require.Len(t, m.fatima.View().Items[0].Contributions, 1)
			second, err := m.fatima.Contribute(soon(t), noise())
			require.NoError(t, err)
			require.NotEqual(t, text, second)
			require.NoError(t, m.gerda.Until(soon(t), func(v room.View) bool { return len(v.Items[0].Contributions) == 2 }))
			require.Nil(t, m.fatima.Evidence())
		})
	}
}
