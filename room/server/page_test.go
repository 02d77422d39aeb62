package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func pageServer(t *testing.T) *Server {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return newServer(t, Config{BaseURL: "http://127.0.0.1:8080", Rules: offers(), Routes: []string{"/join", "/overleg/"}, Page: fstest.MapFS{
		"index.html": file("start"), "index.html.br": file("start in brotli"), "index.html.gz": file("start in gzip"),
		"assets/core-1.wasm": file("core"), "assets/core-1.wasm.br": file("core in brotli"),
		"assets/page-1.js": file("script"), "README.md": file("not of the page"),
	}})
}

func (s *Server) asked(method, path, coding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, nil)
	if coding != "" {
		r.Header.Set("Accept-Encoding", coding)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestThePage(t *testing.T) {
	s := pageServer(t)
	for _, c := range []struct {
		path, coding string
		code         int
		body, sent   string
	}{
		{"/", "", 200, "start", ""},
		{"/", "gzip, deflate, br, zstd", 200, "start in brotli", "br"},
		{"/", "gzip", 200, "start in gzip", "gzip"},
		{"/", "br;q=0, gzip;q=0.5", 200, "start in gzip", "gzip"},
		{"/", "br;q=0", 200, "start", ""},
		{"/join", "br", 200, "start in brotli", "br"},
		{"/overleg/3", "", 200, "start", ""},
		{"/overleg/3.js", "", 404, "", ""},
		{"/elders", "", 404, "", ""},
		{"/assets/core-1.wasm", "br", 200, "core in brotli", "br"},
		{"/assets/core-1.wasm", "gzip", 200, "core", ""},
		{"/assets/page-1.js", "br", 200, "script", ""},
		{"/assets/page-2.js", "", 404, "", ""},
		{"/assets/", "", 404, "", ""},
		{"/assets/core-1.wasm.br", "", 404, "", ""},
		{"/README.md", "", 404, "", ""},
		{"/..%2findex.html", "", 404, "", ""},
		{"/v1/nothing", "", 404, "", ""},
	} {
		w := s.asked(http.MethodGet, c.path, c.coding)
		require.Equal(t, c.code, w.Code, "%s %s", c.path, c.coding)
		require.Contains(t, w.Header().Get("Content-Security-Policy"), "require-trusted-types-for 'script'", c.path)
		require.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"), c.path)
		if c.code != 200 {
			require.Equal(t, "no-store", w.Header().Get("Cache-Control"), c.path)
			continue
		}
		require.Equal(t, c.body, w.Body.String(), "%s %s", c.path, c.coding)
		require.Equal(t, c.sent, w.Header().Get("Content-Encoding"), "%s %s", c.path, c.coding)
		require.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
	}
}

func TestWhatMayBeKeptIsKept(t *testing.T) {
	s := pageServer(t)
	require.Equal(t, "no-store", s.asked(http.MethodGet, "/", "").Header().Get("Cache-Control"))
	wasm := s.asked(http.MethodGet, "/assets/core-1.wasm", "br")
	require.Equal(t, forever, wasm.Header().Get("Cache-Control"))
	require.Equal(t, "application/wasm", wasm.Header().Get("Content-Type"), "or it is not compiled while it comes in")
	head := s.asked(http.MethodHead, "/assets/core-1.wasm", "br")
	require.Equal(t, wasm.Header(), head.Header())
	require.Empty(t, head.Body.String())
	require.Equal(t, http.StatusMethodNotAllowed, s.asked(http.MethodPost, "/", "").Code)
}

func TestWithoutAPageTheServerSaysSo(t *testing.T) {
	s := newServer(t, Config{BaseURL: "http://127.0.0.1:8080", Rules: offers()})
	w := s.asked(http.MethodGet, "/", "br")
	require.Equal(t, http.StatusOK, w.Code)
	require.Contains(t, w.Body.String(), "heeft geen pagina")
}
