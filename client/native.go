//go:build !js

package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"casusoverleg/room/wire"

	"github.com/coder/websocket"
)

// HTTPClient is what requests are made with; in a browser its own fetch is.
type HTTPClient = http.Client

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

// socket is a WebSocket. One goroutine reads; another may write and close.
type socket struct {
	conn *websocket.Conn // static
}

func dial(ctx context.Context, address, origin string, client *HTTPClient) (*socket, error) {
	conn, _, err := websocket.Dial(ctx, address, &websocket.DialOptions{HTTPClient: client, HTTPHeader: http.Header{"Origin": {origin}}})
	if err != nil {
		return nil, cutURL(err)
	}
	conn.SetReadLimit(wire.MaxServerFrame)
	return &socket{conn: conn}, nil
}

// read returns the next frame.
func (s *socket) read(ctx context.Context) ([]byte, error) {
	kind, frame, err := s.conn.Read(ctx)
	if err == nil && kind != websocket.MessageBinary {
		return nil, errBroken
	}
	return frame, err
}

func (s *socket) write(ctx context.Context, frame []byte) error {
	return s.conn.Write(ctx, websocket.MessageBinary, frame)
}

// close ends reading at once. It may be called more than once.
func (s *socket) close() { _ = s.conn.CloseNow() }

// cutURL takes the address out of an error of net/http: a path holds room ids.
func cutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
