package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/roomtest"
	"casusoverleg/room/wire"
)

func TestEveryAnswerHasItsSecurityHeaders(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/", "/join", wire.PathServer, "/v1/nothing", "/v1/rooms/" + crypto.Digest{}.String() + "/socket"} {
		for _, host := range []string{"", "evil.example"} {
			r, err := http.NewRequest(http.MethodGet, h.base+path, nil)
			require.NoError(t, err)
			r.Host = host
			answer, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			answer.Body.Close()
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY",
			} {
				require.Equal(t, want, answer.Header.Get(name), "%s of %s", name, path)
			}
			require.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'none'")
			require.Contains(t, answer.Header.Get("Content-Security-Policy"), "require-trusted-types-for 'script'")
			require.Empty(t, answer.Header.Get("Access-Control-Allow-Origin"))
			require.Empty(t, answer.Header.Get("Strict-Transport-Security"), "only over TLS")
			require.Empty(t, answer.Header.Get("Server"))
		}
	}
}

func TestHSTSWhereThereIsTLS(t *testing.T) {
	s := newServer(t, Config{BaseURL: "https://overleg.example.nl", Rules: offers(), TLS: &tls.Config{}})
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://overleg.example.nl/", nil))
	require.Equal(t, 200, w.Code)
	require.Contains(t, w.Header().Get("Strict-Transport-Security"), "max-age=63072000")
}

func offers() []Offer { return []Offer{{Name: "de-wolden", Rules: roomtest.Rules()}} }

func newServer(t *testing.T, c Config) *Server {
	t.Helper()
	key, err := crypto.NewSigningKey(bytes.NewReader(make([]byte, 32)))
	require.NoError(t, err)
	c.Log = slog.New(slog.DiscardHandler)
	s, err := New(c, journaltest.NewMemory(nil), Keys{Signing: []crypto.SigningKey{key}, Token: auth.NewKey(), Chair: crypto.Digest{1}})
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

func TestWhatChairsAskFirst(t *testing.T) {
	h := open(t)
	var info wire.ServerInfo
	r, err := http.NewRequest(http.MethodGet, h.base+wire.PathServer, nil)
	require.NoError(t, err)
	status, _ := h.ask(r, &info)
	require.Equal(t, 200, status)
	require.Equal(t, h.signing.Public(), info.Key)
	require.Equal(t, []wire.RulesInfo{{Name: "de-wolden", Digest: roomtest.Rules().Digest()}}, info.Rules)

	answer, err := http.Get(h.base + "/v1/rules/" + info.Rules[0].Digest.String())
	require.NoError(t, err)
	defer answer.Body.Close()
	encoded, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	rules, err := covenant.Decode(encoded)
	require.NoError(t, err)
	require.Equal(t, info.Rules[0].Digest, rules.Digest())
}

// Rules are the same bytes for who takes them compressed and for who does not.
func TestRulesGoCompressedToWhoTakesThat(t *testing.T) {
	s := newServer(t, Config{BaseURL: "https://overleg.example.nl", Rules: offers(), TLS: &tls.Config{}})
	asked := func(coding string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "https://overleg.example.nl/v1/rules/"+roomtest.Rules().Digest().String(), nil)
		r.Header.Set("Accept-Encoding", coding)
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		require.Equal(t, 200, w.Code)
		require.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
		require.Equal(t, wire.ContentType, w.Header().Get("Content-Type"))
		return w
	}
	plain := asked("gzip;q=0, identity")
	require.Empty(t, plain.Header().Get("Content-Encoding"))
	require.Equal(t, roomtest.Rules().Encode(), plain.Body.Bytes())
	for range 2 {
		zipped := asked("br, gzip")
		require.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
		require.Less(t, zipped.Body.Len(), plain.Body.Len()/2)
		r, err := gzip.NewReader(zipped.Body)
		require.NoError(t, err)
		unzipped, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, plain.Body.Bytes(), unzipped)
	}
}

func TestRequestsThatAreRefused(t *testing.T) {
	h := open(t)
	do := func(method, path, media, body string) (int, string) {
		r, err := http.NewRequest(method, h.base+path, strings.NewReader(body))
		require.NoError(t, err)
		r.Header.Set("Content-Type", media)
		return h.ask(r, nil)
	}
	for name, c := range map[string]struct {
		method, path, media, body string
		status                    int
		code                      string
	}{
		"no such address":      {"GET", "/v1/nothing", "", "", 404, "not_found"},
		"wrong method":         {"GET", wire.PathRooms, "", "", 405, "method"},
		"deleting":             {"DELETE", wire.PathServer, "", "", 405, "method"},
		"posting the page":     {"POST", "/", "", "", 405, "method"},
		"a form":               {"POST", wire.PathRooms, "application/x-www-form-urlencoded", "a=b", 415, "media_type"},
		"JSON":                 {"POST", wire.PathRooms, "application/json", "{}", 415, "media_type"},
		"no media type":        {"POST", wire.PathRooms, "", "", 415, "media_type"},
		"not CBOR":             {"POST", wire.PathRooms, wire.ContentType, "hello", 400, "malformed"},
		"nothing":              {"POST", wire.PathRooms, wire.ContentType, "", 400, "malformed"},
		"too large":            {"POST", wire.PathRooms, wire.ContentType, strings.Repeat("a", MaxRequest+1), 413, "too_large"},
		"rules there are not":  {"GET", "/v1/rules/" + crypto.Digest{1}.String(), "", "", 404, "not_found"},
		"a digest in capitals": {"GET", "/v1/rules/" + strings.ToUpper(roomtest.Rules().Digest().String()), "", "", 404, "not_found"},
		"no digest":            {"GET", "/v1/rules/x", "", "", 404, "not_found"},
	} {
		status, code := do(c.method, c.path, c.media, c.body)
		require.Equal(t, c.status, status, name)
		require.Equal(t, c.code, code, name)
	}
}

// Every route is in the OpenAPI document, and nothing else is; so are the codes.
func TestTheOpenAPIDocumentIsComplete(t *testing.T) {
	source, err := os.ReadFile("../../docs/openapi.yaml")
	require.NoError(t, err)
	var doc struct {
		OpenAPI string                    `yaml:"openapi"`
		Paths   map[string]map[string]any `yaml:"paths"`
	}
	require.NoError(t, yaml.Unmarshal(source, &doc))
	require.Equal(t, "3.1.0", doc.OpenAPI)
	s := &Server{}
	here := map[string]bool{}
	for _, r := range s.table() {
		key := strings.ToLower(r.method) + " " + r.path
		here[key] = true
		operation, ok := doc.Paths[r.path][strings.ToLower(r.method)]
		require.True(t, ok, "%s is not documented", key)
		require.NotEmpty(t, operation.(map[string]any)["responses"], key)
	}
	for path, operations := range doc.Paths {
		for method := range operations {
			if method != "parameters" {
				require.True(t, here[method+" "+path], "%s %s is documented and not there", method, path)
			}
		}
	}
	code, err := os.ReadFile("problem.go")
	require.NoError(t, err)
	for _, m := range regexp.MustCompile(`code[A-Za-z]+ +covenant\.Code = "([a-z_]+)"`).FindAllSubmatch(code, -1) {
		require.Contains(t, string(source), string(m[1]), "a problem code that is not documented")
	}
}

func TestHealthReadinessAndCounts(t *testing.T) {
	h := open(t)
	m := h.found("Anneke")
	admin := func(path string) (int, string) {
		w := httptest.NewRecorder()
		h.server.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
	status, _ := admin("/healthz")
	require.Equal(t, 200, status)
	status, _ = admin("/readyz")
	require.Equal(t, 200, status)
	status, counts := admin("/metrics")
	require.Equal(t, 200, status)
	for _, line := range []string{"casusoverleg_rooms 1", "casusoverleg_sessions 1", "casusoverleg_acts_admitted_total 2", `casusoverleg_build_info{version="test"} 1`} {
		require.Contains(t, counts, line+"\n")
	}
	require.NotContains(t, counts, m.Room.String(), "who meets is nobody's business")
	r, err := http.NewRequest(http.MethodGet, h.base+"/metrics", nil)
	require.NoError(t, err)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	require.NoError(t, err)
	require.NotContains(t, string(body), "casusoverleg_rooms", "not on the public side")

	h.server.Close()
	status, _ = admin("/readyz")
	require.Equal(t, 503, status)
}

func TestDrainingTellsEverybody(t *testing.T) {
	h := open(t)
	m := h.found("Anneke")
	kees := m.seat("Kees", agenda.Member)
	done := make(chan struct{})
	go func() { h.server.Close(); close(done) }()
	require.Equal(t, wire.ByeShutdown, m.of(kees).farewell())
	require.Equal(t, wire.ByeShutdown, m.of(m.Chair).farewell())
	<-done
	status, code := h.post(wire.PathRooms, wire.Found{}, nil)
	require.Equal(t, 503, status)
	require.Equal(t, "stopping", code)
}

func TestServeRunsAndStops(t *testing.T) {
	s := newServer(t, Config{BaseURL: "http://127.0.0.1:8080", Rules: offers()})
	public, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	admin, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, public, admin) }()
	require.Eventually(t, func() bool {
		answer, err := http.Get("http://" + admin.Addr().String() + "/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == 200
	}, 5*time.Second, 10*time.Millisecond)
	http.DefaultClient.CloseIdleConnections()
	stop()
	require.NoError(t, <-ended)

	t.Run("and ends when the journal has stopped", func(t *testing.T) {
		s := newServer(t, Config{BaseURL: "http://127.0.0.1:8080", Rules: offers()})
		public, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		admin, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		s.die(journal.ErrStopped)
		require.ErrorIs(t, s.Serve(context.Background(), public, admin), journal.ErrStopped)
	})
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	good := Config{BaseURL: "https://overleg.example.nl", Rules: offers()}
	require.NoError(t, good.Check())
	for name, spoil := range map[string]func(*Config){
		"no address":              func(c *Config) { c.BaseURL = "" },
		"an address with a path":  func(c *Config) { c.BaseURL += "/" },
		"an address without host": func(c *Config) { c.BaseURL = "https://" },
		"capitals":                func(c *Config) { c.BaseURL = "https://Overleg.example.nl" },
		"another scheme":          func(c *Config) { c.BaseURL = "ftp://overleg.example.nl" },
		"plain on the net":        func(c *Config) { c.BaseURL = "http://overleg.example.nl" },
		"a host without scheme":   func(c *Config) { c.Hosts = []string{"overleg.nl"} },
		"no rules":                func(c *Config) { c.Rules = nil },
		"listening to all":        func(c *Config) { c.Listen = ":8080" },
		"listening outside":       func(c *Config) { c.Listen = "192.0.2.1:80" },
		"admin to all":            func(c *Config) { c.Admin = "0.0.0.0:8081" },
		"no port":                 func(c *Config) { c.Listen = "127.0.0.1" },
	} {
		bad := good
		spoil(&bad)
		require.Error(t, bad.Check(), name)
	}
	withTLS := good
	withTLS.Listen, withTLS.TLS = ":443", &tls.Config{}
	require.NoError(t, withTLS.Check())
}

// What the server writes down holds no names, keys, tokens or texts.
func TestTheLogSaysWhatHappenedAndNothingElse(t *testing.T) {
	h := open(t, quick())
	m := h.found("Anneke de Vries-Zonneveld")
	kees := m.enter("Kees Kanarie", agenda.Member)
	it := m.NewItem(kees)
	m.Do(kees, m.Contribution(kees, it, []byte("een kanarie in het mijngangetje, duidelijk te herkennen")))
	_, err := m.Offer(kees, roomtest.Draft{Kind: "start"})
	require.Error(t, err)
	h.server.Close()
	logsMu.Lock()
	defer logsMu.Unlock()
	text := h.logs.String()
	for _, never := range []string{"Kanarie", "Vries", "kanarie", m.of(kees).token.Token, "127.0.0.1"} {
		require.NotContains(t, text, never)
	}
	var acts, refused int
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		var entry map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &entry))
		switch entry["msg"] {
		case "act":
			acts++
			require.Equal(t, m.Room.String(), entry["room"])
			require.Contains(t, entry, "seat")
			require.Contains(t, entry, "seq")
		case "act refused":
			refused++
			require.Equal(t, "malformed", entry["code"])
		}
	}
	require.EqualValues(t, m.last, acts)
	require.Equal(t, 1, refused)
}
