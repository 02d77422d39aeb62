package client

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Fatima asked meneer Terpstra, and shares what he agreed to with the police; when he
// takes it back, nobody new gets it. Where the form is kept only she and the chair read.
func TestConsentFromTheQuestionToItsWithdrawal(t *testing.T) {
	m := newMeeting(t)
	ctx, today := soon(t), time.Now().Unix()/86_400
	consent, err := m.fatima.Consent(ctx, Consent{
		Item: m.item, Person: 1, Answer: covenant.ConsentGiven, Level: covenant.ConsentWritten, Day: today,
		Signers: []covenant.Code{covenant.SignerSelf}, Categories: []covenant.Code{"behaviour"},
		Parties: []covenant.Code{"politie-zuidwest-drenthe"}, Told: true, Form: "dossier 12", Note: "Aan de keukentafel.",
	})
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	m.bram.level(m.fatima)
	for _, p := range []*person{m.fatima, m.gerda} {
		text, err := p.Read(consent)
		require.NoError(t, err)
		require.Equal(t, "dossier 12", text.Consent.Form)
	}
	_, err = m.bram.Read(consent)
	require.ErrorIs(t, err, replica.ErrNotForYou)

	c := noise(room.Reader{Place: m.bram.place, Reason: "own_task"})
	c.Consent = consent
	brought, err := m.fatima.Contribute(ctx, c)
	require.NoError(t, err)
	require.Contains(t, m.bram.reads(brought, m.fatima), "Terpstra")
	c.Readers = []room.Reader{}
	c.Consent = crypto.Digest{1}
	_, err = m.fatima.Contribute(ctx, c)
	var refusal *room.Refusal
	require.True(t, errors.As(err, &refusal))
	require.Equal(t, room.CodeUnknownObject, refusal.Code)

	require.NoError(t, m.gerda.WithdrawConsent(ctx, consent, today))
	m.fatima.level(m.gerda)
	require.True(t, errors.As(m.fatima.Show(ctx, brought, room.Reader{Place: m.gerda.place, Reason: "own_task"}), &refusal))
	require.Equal(t, room.CodeConsentWithdrawn, refusal.Code)
	require.Empty(t, m.gerda.Deliveries(consent), "nothing had left")
}

// The server was put back to before meneer Terpstra took his consent back. Fatima's
// device was away, and was started anew since: it knows by its vault, with the day.
func TestConsentThatWasTakenBackStaysTakenBack(t *testing.T) {
	m := newMeeting(t)
	ctx, today := soon(t), time.Now().Unix()/86_400
	consent, err := m.fatima.Consent(ctx, Consent{
		Item: m.item, Person: 1, Answer: covenant.ConsentGiven, Level: covenant.ConsentOral, Day: today - 2,
		Signers: []covenant.Code{covenant.SignerSelf}, Categories: []covenant.Code{"behaviour"}, Told: true,
		Parties: []covenant.Code{"politie-zuidwest-drenthe"},
	})
	require.NoError(t, err)
	m.gerda.level(m.fatima)
	old := m.backup()
	require.NoError(t, m.fatima.UntilOnline(ctx))
	require.NoError(t, m.fatima.WithdrawConsent(ctx, consent, today-1))
	m.gerda.level(m.fatima)
	m.fatima.Close()
	m.restore(old)
	require.NoError(t, m.gerda.until(ctx, func() bool { return m.gerda.replica.Loss() != nil }))
	s, err := Open(ctx, m.fatima.Room(), m.fatima.options())
	require.NoError(t, err)
	m.fatima.is(s)
	require.NoError(t, s.until(ctx, func() bool { return s.replica.Loss() != nil && s.online }))
	require.NoError(t, m.gerda.Resume(ctx, *m.gerda.Loss()))
	require.NoError(t, m.bram.Until(ctx, func(v room.View) bool {
		_, k, err := consentIn(v, consent)
		return err == nil && k.Withdrawn == today-1 && v.Epoch == 2
	}))
}
