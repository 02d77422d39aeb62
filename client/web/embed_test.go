package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A screen whose address the server does not know is lost on reload.
func TestTheServerKnowsEveryScreen(t *testing.T) {
	src, err := os.ReadFile("src/parts/paths.ts")
	require.NoError(t, err)
	var screens []string
	for _, m := range regexp.MustCompile(`: '(/[^']+)'`).FindAllStringSubmatch(string(src), -1) {
		screens = append(screens, m[1])
	}
	require.NotEmpty(t, screens)
	for _, screen := range screens {
		require.True(t, slices.Contains(Routes(), strings.TrimSuffix(screen, "*")), screen)
	}
}

func TestADigestIsThereWhenThePageIs(t *testing.T) {
	digest, err := Digest()
	require.NoError(t, err)
	if Files() == nil {
		require.Empty(t, digest)
		return
	}
	require.Len(t, digest, 64)
}
