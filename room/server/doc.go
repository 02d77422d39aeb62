// Package server is the HTTP and WebSocket side of the host: it checks where a
// request comes from and how large it is, and hands it to package room/live.
//
// It serves the requests of room/wire/http.go (documented in docs/openapi.yaml),
// the page, and on a listener of its own health, readiness and metrics. It
// knows no contents and logs no addresses, names, tokens or keys.
package server
