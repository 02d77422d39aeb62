package rehearse

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/room"
)

// Three people take the free places of the demonstration. Sanne becomes chair,
// finds two agreed texts that wait for her, and approves them; Kim reads what
// the police meant for the youth worker, and nothing of the other case.
func TestPeopleTakeTheFreePlacesOfAMeetingThatGoesOn(t *testing.T) {
	s, err := Demo()
	require.NoError(t, err)
	h := newHost(t)
	ctx, cancel := context.WithTimeout(context.Background(), StepTimeout)
	defer cancel()
	stage, err := Open(ctx, s, h.options(new(bytes.Buffer)))
	require.NoError(t, err)
	defer stage.Close()
	hosting, done := context.WithCancel(ctx)
	hosted := make(chan error, 1)
	go func() { hosted <- stage.Host(hosting) }()

	free := stage.Free()
	require.Len(t, free, 3)
	kim := comesIn(t, ctx, free[2], "Kim de Roos")
	defer kim.Close()
	daan := comesIn(t, ctx, free[1], "Daan Lok")
	defer daan.Close()
	sanne := comesIn(t, ctx, free[0], "Sanne Bol")
	defer sanne.Close()

	require.Equal(t, agenda.Secretary, free[1].Post)
	require.NoError(t, sanne.Until(ctx, func(v room.View) bool {
		own, ok := ownSeat(v)
		return ok && own.Post == agenda.Chair && len(sealedTo(v)) == 2
	}), "the deputy's device seals them to her")
	require.NoError(t, kim.Until(ctx, func(v room.View) bool {
		for _, it := range v.Items {
			for _, con := range it.Contributions {
				if con.Text != nil && !con.Text.Envelope.IsZero() {
					return true
				}
			}
		}
		return false
	}))
	for _, it := range kim.View().Items {
		require.Equal(t, it.ID == 2, it.Here, "the youth worker sits at the second case only")
	}
	for _, p := range sealedTo(sanne.View()) {
		require.NoError(t, sanne.Minimise(ctx, p, true, nil))
	}
	done()
	require.NoError(t, <-hosted)
}

// sealedTo are the proposals of which the text is sealed to who looks.
func sealedTo(v room.View) (proposals []crypto.Digest) {
	for _, it := range v.Items {
		for _, p := range it.Proposals {
			if p.Text != nil && !p.Text.Envelope.IsZero() {
				proposals = append(proposals, p.Act)
			}
		}
	}
	return proposals
}

// comesIn takes a free place as a person would: by its link, and the host's yes.
func comesIn(t *testing.T, ctx context.Context, f Free, name string) *client.Session {
	t.Helper()
	inv, err := client.ParseInvitation(f.Link)
	require.NoError(t, err)
	visitor, err := client.Knock(ctx, inv, room.Claims{Name: name, Party: f.Party, Function: f.Function, Contact: "iemand@example"}, client.Options{Vault: vault.NewMemory()})
	require.NoError(t, err)
	session, err := visitor.Wait(ctx)
	require.NoError(t, err)
	require.NoError(t, session.Join(ctx))
	return session
}
