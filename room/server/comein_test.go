package server

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

// enter brings somebody in as people come in: by a link, through the lobby.
func (m *meeting) enter(name string, post agenda.Post) *roomtest.Person {
	m.house.Helper()
	p := roomtest.NewPerson(m.house, name, roomtest.Welfare)
	inv := m.Invite(p, post, time.Hour)
	bundle := p.Bundle(m.house, m.Room, inv.ID)
	status, code := m.post(m.lobbyPath("knock"), wire.Knock{
		Invitation: inv.ID, Lobby: inv.Secret.Lobby(), Bundle: bundle, MAC: inv.Secret.BundleMAC(bundle.Bytes, inv.ID),
	}, nil)
	require.Equal(m.house, http.StatusNoContent, status, code)
	chair := m.of(m.Chair)
	for len(chair.lobby) != 1 || chair.lobby[0].Invitation != inv.ID { // who came in before may still be shown
		chair.until(wire.TypeLobby)
	}
	require.NoError(m.house, inv.Secret.VerifyBundleMAC(chair.lobby[0].Bundle.Bytes, inv.ID, chair.lobby[0].MAC))
	m.Admit(p, post, inv, chair.lobby[0].Bundle)
	var waited wire.Waited
	status, code = m.post(m.lobbyPath("wait"), wire.Wait{Invitation: inv.ID, Lobby: inv.Secret.Lobby()}, &waited)
	require.Equal(m.house, http.StatusOK, status, code)
	require.Equal(m.house, wire.Admitted, waited.State)
	require.Equal(m.house, p.Seat, waited.Seat)
	m.devices[p] = m.device(p, m.Room, *waited.Token).connect()
	m.Join(p)
	return p
}

func TestAMeetingFromTheChairsLinkToAContribution(t *testing.T) {
	h := open(t)
	m := h.found("Anneke")
	kees := m.enter("Kees", agenda.Member)
	piet := m.enter("Piet", agenda.Member)
	it := m.NewItem(kees)

	body := roomtest.Bytes(1000)
	act := m.Do(kees, m.Contribution(kees, it, body))
	seq := m.allUpTo()

	require.Contains(t, m.of(m.Chair).records, seq, "the chair reads everything")
	require.NotNil(t, m.of(m.Chair).records[seq].Labels)
	require.Contains(t, m.of(m.Chair).files, crypto.Hash(crypto.LabelFile, body))
	require.True(t, m.of(piet).stubs[seq], "Piet does not sit there and sees that something is, no more")
	require.NotContains(t, m.of(piet).files, crypto.Hash(crypto.LabelFile, body))
	require.False(t, act.IsZero())
}
