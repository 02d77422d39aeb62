package rehearse

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// refusedIn are the codes that the meetings under a profile expect to be refused with.
func refusedIn(t *testing.T, profile covenant.Code) map[covenant.Code]bool {
	t.Helper()
	refused := map[covenant.Code]bool{}
	for _, path := range append(meetings(t), filepath.Join("testdata", "gezin-aan-tafel.yaml")) {
		s, err := Load(path)
		require.NoError(t, err)
		for _, step := range s.Steps {
			if slices.Equal(s.Profile, []covenant.Code{profile}) && step.Expect.Refused != "" {
				refused[step.Expect.Refused] = true
			}
		}
	}
	return refused
}

// What no honest client can send, or what comes before there is a room.
func notInAScript() []covenant.Code {
	return []covenant.Code{
		covenant.AidUnanswered, covenant.SourceMissing, // the model advises both and demands neither
		"profile_not_yet_valid", "profile_expired", "outside_scope", "guest_not_listed", // no room is founded
		"not_minimised", "unknown_kind", // a client compiles what was approved, and signs what it knows
	}
}

// Every essential obligation of the model that an act can break is seen to be
// enforced by people: an act is refused for it, and so with every code for which the
// model cites an article.
func TestTheProeftuinRefusesWhatTheModelForbids(t *testing.T) {
	const model = "toekomstscenario"
	refused := refusedIn(t, model)
	for _, o := range covenant.Obligations() {
		if o.Profile == model && o.Essential && o.Enforced() && !slices.ContainsFunc(o.Refusals, func(c covenant.Code) bool { return refused[c] }) {
			t.Errorf("no act is refused for %s", o.ID)
		}
	}
	p, err := profiles.Load(model)
	require.NoError(t, err)
	for code := range p.Keys.Articles {
		if refused[code] == slices.Contains(notInAScript(), code) {
			t.Errorf("%s: refused in a meeting is %v", code, refused[code])
		}
	}
}
