//go:build js

package client

import (
	"context"
	"net/http"

	"github.com/coder/websocket"
)

// setOrigin does nothing: the browser says where the request comes from.
func setOrigin(http.Header, string) {}

func dialOptions(*http.Client, string) *websocket.DialOptions { return nil }

// ping does nothing: the browser has no such call, and notices a dead connection by itself.
func ping(context.Context, *websocket.Conn) error { return nil }
