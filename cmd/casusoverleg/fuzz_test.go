package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto/fuzztest"
)

// Whatever is in a settings file, it is settings that there are, or a sentence with a
// line of the file; and what stands after a setting, a secret perhaps, is in no sentence.
func FuzzConfigFile(f *testing.F) {
	p := &program{language: language{english: true}, out: &bytes.Buffer{}, errs: &bytes.Buffer{}}
	for _, seed := range []string{
		"", "listen: 127.0.0.1:8080\n", "listen: [a, b]\n", "listen: {a: b}\n", "listen: *a\n", "---\nlisten: x\n---\nlisten: y\n",
		"- listen\n", "&a listen: x\n", "? [x]\n: y\n", "listen: |\n  x\n", "listen: \"\\u0000\n", "<<: {listen: x}\n", "listen: !!binary x\n",
	} {
		f.Add(seed, "geheim-woord-dat-niemand-mag-zien")
	}
	f.Add("listen: x\nlisten: y\n", "[geheim, {woord: x}]")
	f.Add("x", "\"geheim")
	f.Fuzz(func(t *testing.T, source, value string) {
		var l layer
		var err error
		fuzztest.Bounded(t, len(source), func() { l, err = p.configSource("settings.yaml", []byte(source)) })
		if err == nil {
			for key := range l.values {
				_, known := settingOf(key)
				require.True(t, known)
			}
		}
		if len(value) < 8 || strings.ContainsAny(value, "\n\r\u0085\u2028\u2029") {
			return
		}
		for _, s := range settings() {
			_, err := p.configSource("settings.yaml", []byte(s.key+": "+value+"\n"))
			_, other := p.configSource("settings.yaml", []byte(s.key+": {other: value}\n"))
			if err != nil && strings.Contains(err.Error(), value) && (other == nil || !strings.Contains(other.Error(), value)) {
				t.Fatal("what stands after a setting is repeated")
			}
		}
	})
}
