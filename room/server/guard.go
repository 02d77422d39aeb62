package server

import (
	"bytes"
	"log"
	"log/slog"
	"net/http"
	"strings"
)

// guard stands before every request: the answer's security headers, the Host it
// is addressed to and the Origin it comes from. X-Forwarded headers are not
// looked at, by anything.
func (s *Server) guard(next http.Handler) http.Handler {
	secure := strings.HasPrefix(s.config.BaseURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secureHeaders(w.Header(), secure)
		if _, ok := s.hosts[strings.ToLower(r.Host)]; !ok {
			s.refuse(w, http.StatusMisdirectedRequest, codeHost)
			return
		}
		// Native clients may leave Origin out of a request; a browser never does
		// where it would matter. A socket must have it, see getSocket.
		if origins := r.Header.Values("Origin"); len(origins) > 1 || (len(origins) == 1 && !s.fromHere(r)) {
			s.refuse(w, http.StatusForbidden, codeOrigin)
			return
		}
		if s.draining.Load() {
			s.refuse(w, http.StatusServiceUnavailable, codeDraining)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// fromHere says whether the Origin header is exactly that of the address the request was sent to.
func (s *Server) fromHere(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return s.origins[origin] && origin == s.hosts[strings.ToLower(r.Host)]
}

// originOf is what a device's proof must name.
func (s *Server) originOf(r *http.Request) string { return s.hosts[strings.ToLower(r.Host)] }

// secureHeaders go with every answer (OWASP ASVS 5.0 V3.4, NCSC-NL).
func secureHeaders(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-store")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	}
}

// policy lets the page run its own code only, and take no text for code.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types casusoverleg"

// quietLog passes on what net/http has to say, without the addresses in it.
func quietLog(l *slog.Logger) *log.Logger { return log.New(quiet{l}, "", 0) }

type quiet struct{ log *slog.Logger }

func (q quiet) Write(line []byte) (int, error) {
	what := "connection"
	if bytes.Contains(line, []byte("TLS handshake")) {
		what = "TLS handshake"
	} else if bytes.Contains(line, []byte("panic")) {
		what = "panic in a handler"
	}
	q.log.Debug("http", "about", what)
	return len(line), nil
}
