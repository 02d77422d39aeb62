//go:build !js

package client

import (
	"context"
	"net/http"

	"github.com/coder/websocket"
)

// setOrigin says where the request comes from; a browser does so by itself.
func setOrigin(h http.Header, origin string) { h.Set("Origin", origin) }

func dialOptions(client *http.Client, origin string) *websocket.DialOptions {
	return &websocket.DialOptions{HTTPClient: client, HTTPHeader: http.Header{"Origin": {origin}}}
}

// ping asks the other side for a sign of life.
func ping(ctx context.Context, conn *websocket.Conn) error { return conn.Ping(ctx) }
