//go:build !js

package client

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/coder/websocket"
)

// exchange makes one request. It says where the request comes from, as a browser
// does by itself.
func (s *Server) exchange(ctx context.Context, r request) (answered, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, r.url, bytes.NewReader(r.body))
	if err != nil {
		return answered{}, err
	}
	for name, value := range r.header {
		req.Header.Set(name, value)
	}
	req.Header.Set("Origin", s.base)
	client := s.http
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return answered{}, cutURL(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return answered{}, fmt.Errorf("%w: cut off", ErrServer)
	}
	return answered{status: resp.StatusCode, media: resp.Header.Get("Content-Type"), body: body}, nil
}

func dialOptions(client *http.Client, origin string) *websocket.DialOptions {
	return &websocket.DialOptions{HTTPClient: client, HTTPHeader: http.Header{"Origin": {origin}}}
}

// ping asks the other side for a sign of life.
func ping(ctx context.Context, conn *websocket.Conn) error { return conn.Ping(ctx) }
