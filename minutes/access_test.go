package minutes

import (
	"regexp"
	"strings"
	"testing"

	"casusoverleg/room"
	"casusoverleg/room/covenant"

	"github.com/stretchr/testify/require"
)

// tag is one tag of a page, with the text up to the next tag.
type tag struct {
	name  string
	attrs string
	text  string
}

var tagPattern = regexp.MustCompile(`<(/?[a-z!][a-z0-9-]*)([^>]*)>([^<]*)`)

// tagsOf reads the tags of a page made by this package, which writes no
// greater-than sign inside attributes.
func tagsOf(page string) []tag {
	var tags []tag
	for _, m := range tagPattern.FindAllStringSubmatch(page, -1) {
		tags = append(tags, tag{m[1], m[2], strings.TrimSpace(m[3])})
	}
	return tags
}

// WCAG 2.2: 1.3.1 (structure), 2.4.2 (title), 2.4.6 (headings), 3.1.1 (language);
// and nothing that runs or reaches out.
func TestEveryPageCanBeReadByEverybody(t *testing.T) {
	m := discussed(t)
	for _, to := range []room.Recipient{seat(m.marieke), seat(m.samira), m.ggd} {
		for _, lang := range []Language{Dutch, English} {
			in := m.joke.input(covenant.PackageMinutes, to)
			in.Language = lang
			c, err := Compile(in)
			require.NoError(t, err)
			_, doc := m.joke.issues(c)
			readable(t, string(doc), lang)
			readable(t, string(Render(c.Contents, lang)), lang)
		}
	}
}

func readable(t *testing.T, page string, lang Language) {
	t.Helper()
	require.True(t, strings.HasPrefix(page, "<!DOCTYPE html>\n<html lang=\""+string(lang)+"\">\n<head>\n<meta charset=\"utf-8\">\n"))
	var open []string
	count := map[string]int{}
	level := 0
	void := map[string]bool{"meta": true, "br": true, "!--": true}
	for i, tg := range tagsOf(strings.SplitN(page, "\n", 2)[1]) {
		if strings.HasPrefix(tg.name, "/") {
			require.NotEmpty(t, open)
			require.Equal(t, open[len(open)-1], tg.name[1:], "tag %d closes another", i)
			open = open[:len(open)-1]
			continue
		}
		if strings.HasPrefix(tg.name, "!") {
			continue
		}
		count[tg.name]++
		require.NotContains(t, tg.attrs, " on", "no event handler")
		require.NotContains(t, tg.attrs, "href")
		require.NotContains(t, tg.attrs, "src=")
		switch tg.name {
		case "title", "h1", "h2", "h3", "h4", "caption", "dt", "dd":
			require.NotEmpty(t, tg.text, tg.name)
		case "th":
			require.Contains(t, tg.attrs, "scope=")
		case "script":
			require.Equal(t, ` type="application/vnd.casusoverleg.manifest"`, tg.attrs, "nothing that runs")
		case "iframe", "img", "link", "a", "form", "input", "object", "embed", "svg", "base":
			t.Fatalf("a %s has no place in a document", tg.name)
		}
		if len(tg.name) == 2 && tg.name[0] == 'h' && tg.name[1] >= '1' && tg.name[1] <= '6' {
			now := int(tg.name[1] - '0')
			require.LessOrEqual(t, now, level+1, "a heading level is skipped")
			level = now
		}
		if !void[tg.name] {
			open = append(open, tg.name)
		}
	}
	require.Empty(t, open)
	for _, once := range []string{"html", "head", "title", "body", "header", "main", "footer", "h1"} {
		require.Equal(t, 1, count[once], once)
	}
	require.Equal(t, count["table"], count["caption"])
	require.NotContains(t, page, "://")
	require.NotContains(t, page, "url(")
	require.NotContains(t, page, "@import")
}

func TestWhatSomebodyWroteStaysText(t *testing.T) {
	w := &markup{}
	w.text("<script>alert('\"&\")</script>\n\u202E\u200B\x00é")
	require.Equal(t, "&lt;script&gt;alert(&#39;&#34;&amp;&#34;)&lt;/script&gt;\n\uFFFD\uFFFD\uFFFDé", string(w.b))
	c := Contents{Language: Dutch, Outside: `"><script src=x>`, Items: []Item{{ID: 1, Releases: []Release{{Kind: "passage", Text: manifestOpen + "AAAA" + manifestClose}}}}}
	page := string(Render(c, Dutch))
	require.NotContains(t, page, "<script")
	require.Equal(t, 1, strings.Count(page, "</html>"))
}
