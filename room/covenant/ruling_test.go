package covenant_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
)

// Codes that package room rules with; each must have articles of De Wolden and
// words in both languages.
func TestRefusalsOfTheRoomCiteTheCovenant(t *testing.T) {
	rules := deWolden(t)
	for _, code := range []covenant.Code{
		"not_seated", "not_owner", "not_chair", "secrecy_not_confirmed", "no_agreement", "not_minimised",
		"source_withdrawn", "not_recipient", "item_not_open", "gates_open", "party_outside_covenant", "role_missing",
		"reader_not_at_item", "release_without_action", "recipient_unsecured", "room_closed", "no_deputy",
	} {
		require.True(t, slices.ContainsFunc(rules.Rule(code).Articles, func(a covenant.Article) bool {
			return len(a) > 3 && a[:3] == "DW "
		}), code)
	}
	require.NotEmpty(t, rules.Rule("stale_object").Articles)
	for _, e := range rules.Refusals() {
		require.NotEmpty(t, e.Articles, e.Code)
		require.NotEqual(t, e.NL, e.EN)
	}
	unknown := rules.Rule("no_such_code")
	require.Equal(t, covenant.Code("no_such_code"), unknown.Code)
	require.Empty(t, unknown.Articles)
}

func TestWhatACallerGetsIsHisOwn(t *testing.T) {
	rules := deWolden(t)
	before := rules.Digest()
	rules.Parties()[0].Articles[0] = "forged"
	rules.Rule(covenant.TaskMissing).Articles[0] = "forged"
	rules.Encode()[0] = 0
	rules.Gatekeepers()[0] = "nobody"
	require.Equal(t, covenant.Article("DW art. 2.1"), rules.Parties()[0].Articles[0])
	require.Equal(t, covenant.Article("DW art. 3.1"), rules.Rule(covenant.TaskMissing).Articles[0])
	again, err := covenant.Decode(rules.Encode())
	require.NoError(t, err)
	require.Equal(t, before, again.Digest())
	require.Equal(t, []covenant.Code{"contributor", "chair"}, rules.Gatekeepers())
}
