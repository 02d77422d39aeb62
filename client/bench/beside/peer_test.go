package beside

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"
)

// peer is Centrifugo, the best-known room server in Go, with tokens, history and
// presence: its memory engine stores nothing, with Redis it is durable as we are.
// It is a program of its own, which `make peer` builds.
type peer struct {
	base
	redis   bool
	size    int // bytes of an event
	address string
}

// peerSecret signs the tokens of a server that lives as long as the measurement.
var peerSecret = []byte("of the bench")

func (s *peer) start(tb testing.TB, dir string, rooms, _ int) {
	s.p = &processes{tb: tb, dir: dir}
	s.address, s.latest = freeAddress(tb), make([]uint64, rooms)
	require.FileExists(tb, *peerBinary, "the peer is not there: run `make peer`, or set -peer")
	host, port, _ := strings.Cut(s.address, ":")
	config := map[string]any{
		"address": host, "port": port, "engine": "memory", "log_level": "error", "token_hmac_secret_key": string(peerSecret),
		"namespaces": []map[string]any{{
			"name": "room", "presence": true, "history_size": 1000, "history_ttl": "300s",
			"allow_subscribe_for_client": true, "allow_publish_for_subscriber": true,
		}},
	}
	if s.redis {
		redis, err := exec.LookPath("redis-server")
		require.NoError(tb, err, "redis-server is not there: install it (Debian: apt-get install redis-server)")
		at := freeAddress(tb)
		_, redisPort, _ := strings.Cut(at, ":")
		s.p.run(nil, redis, "--bind", "127.0.0.1", "--port", redisPort, "--dir", dir, "--save", "", "--appendonly", "yes", "--appendfsync", "always")
		s.p.listening(at)
		config["engine"], config["redis_address"] = "redis", "redis://"+at
	}
	b, err := json.Marshal(config)
	require.NoError(tb, err)
	file := filepath.Join(dir, "peer.json")
	require.NoError(tb, os.WriteFile(file, b, 0o600))
	s.p.run(nil, *peerBinary, "--config", file)
	s.p.listening(s.address)
}

func (s *peer) prepare(int, int, int) {} // its events are made as they go

func (s *peer) dial(ctx context.Context, room, seat int) (line, error) {
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": fmt.Sprint(room, "-", seat), "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString(peerSecret)
	if err != nil {
		return nil, err
	}
	conn, _, err := websocket.Dial(ctx, "ws://"+s.address+"/connection/websocket", nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1)
	l := &peerLine{conn: conn, channel: fmt.Sprint("room:", room), id: 2}
	l.mark = fmt.Appendf(nil, `{"by":%d,`, seat+1)
	rest := s.size - len(l.mark) - len(`"x":""}`)
	l.event = fmt.Appendf(nil, `%s"x":"%s"}`, l.mark, strings.Repeat("x", rest))
	for i, command := range []string{
		fmt.Sprintf(`{"id":1,"connect":{"token":%q}}`, token), fmt.Sprintf(`{"id":2,"subscribe":{"channel":%q}}`, l.channel),
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(command)); err != nil {
			return nil, err
		}
		for {
			_, b, err := conn.Read(ctx)
			if err != nil {
				return nil, err
			}
			if bytes.Contains(b, []byte(`"error"`)) {
				return nil, fmt.Errorf("the peer refuses: %s", b)
			}
			if bytes.Contains(b, fmt.Appendf(nil, `{"id":%d,`, i+1)) {
				break
			}
		}
	}
	return l, nil
}

// peerLine speaks Centrifugo's JSON protocol, and looks at no more of it than
// the driver needs.
type peerLine struct {
	conn    *websocket.Conn
	channel string
	event   []byte
	mark    []byte // of own events
	id      int    // of the last command; owned by who publishes
}

func (l *peerLine) publish() error {
	l.id++
	return l.conn.Write(context.Background(), websocket.MessageText, fmt.Appendf(nil, `{"id":%d,"publish":{"channel":%q,"data":%s}}`, l.id, l.channel, l.event))
}

func (l *peerLine) read(note func(uint64)) (acked uint64, err error) {
	_, b, err := l.conn.Read(context.Background())
	if err != nil {
		return 0, err
	}
	for message := range bytes.Lines(b) {
		if bytes.Equal(bytes.TrimSpace(message), []byte("{}")) { // ping
			if err := l.conn.Write(context.Background(), websocket.MessageText, []byte("{}")); err != nil {
				return 0, err
			}
			continue
		}
		if bytes.Contains(message, []byte(`"error"`)) {
			return 0, fmt.Errorf("the peer refuses: %s", message)
		}
		if !bytes.HasPrefix(message, []byte(`{"push":`)) {
			continue
		}
		_, after, ok := bytes.Cut(message, []byte(`"offset":`))
		if !ok {
			continue
		}
		digits := after[:bytes.IndexAny(after, ",}")]
		seq, err := strconv.ParseUint(string(digits), 10, 64)
		if err != nil {
			return 0, err
		}
		note(seq)
		if bytes.Contains(message, l.mark) {
			acked = seq
		}
	}
	return acked, nil
}

func (l *peerLine) close() { _ = l.conn.CloseNow() }
