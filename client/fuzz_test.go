package client

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
)

// A link that is read is written again as the same invitation, and no error repeats it:
// there is a secret in it.
func FuzzLink(f *testing.F) {
	secret := crypto.NewInvitationSecret()
	text, err := secret.MarshalSecret()
	require.NoError(f, err)
	inv := Invitation{Server: "https://overleg.example.nl", Room: crypto.Hash("room"), ID: crypto.Hash("invitation"), Secret: secret}
	link, err := inv.Text()
	require.NoError(f, err)
	for _, seed := range []string{
		link, " " + link + "\n", link + ".x", link[:len(link)-1], "https://u:p@overleg.example.nl/join#" + link, "http://[::1]:80/join#..",
		"https://overleg.example.nl/#chair=" + text, "https://overleg.example.nl#chair=" + text, "https://overleg.example.nl/?x#chair=" + text, "javascript:alert(1)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var inv Invitation
		var err error
		fuzztest.Bounded(t, len(text), func() { inv, err = ParseInvitation(text) })
		if err != nil {
			fuzztest.Says(t, err, ErrLink.Error())
		} else {
			again, err := inv.Text()
			require.NoError(t, err)
			same, err := ParseInvitation(again)
			require.NoError(t, err)
			require.Equal(t, []any{inv.Server, inv.Room, inv.ID, inv.Secret.Lobby()}, []any{same.Server, same.Room, same.ID, same.Secret.Lobby()})
		}
		if _, err := ParseChairLink(text); err != nil {
			fuzztest.Says(t, err, ErrLink.Error())
		}
	})
}

// What is read as a room plan is its own encoding, and within the limits of a room.
func FuzzPlan(f *testing.F) {
	f.Add(chain.Encode(Plan{Format: PlanFormat, Rules: "de-wolden", Kind: "case", Purpose: "insight",
		Places: []PlannedPlace{{Party: "actium", Function: "woonconsulent", Post: "member"}},
		Items:  []PlannedItem{{Minutes: 20, Sittings: []PlannedSeat{{Place: 2, Role: "content"}}}}}))
	for _, b := range fuzztest.Nasty() {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		var p Plan
		var err error
		fuzztest.Bounded(t, len(content), func() { p, err = decodePlan(content) })
		if err != nil {
			fuzztest.Says(t, err, ErrPlan.Error())
			return
		}
		if !bytes.Equal(chain.Encode(p), content) {
			t.Fatal("a plan with two encodings")
		}
	})
}
