package beside

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"
)

// floor is the least that could carry events durably: see serveFloor.
type floor struct {
	base
	size    int // bytes of an event
	address string
}

// floorVariable makes this test program the floor's server, on that address,
// with its database in the working directory.
const floorVariable = "BESIDE_FLOOR"

func (f *floor) start(tb testing.TB, dir string, rooms, _ int) {
	f.p = &processes{tb: tb, dir: dir}
	f.address, f.latest = freeAddress(tb), make([]uint64, rooms)
	self, err := os.Executable()
	require.NoError(tb, err)
	f.p.run([]string{floorVariable + "=" + f.address + " " + filepath.Join(dir, "floor.db")}, self)
	f.p.listening(f.address)
}

func (f *floor) prepare(int, int, int) {} // every event is the same

func (f *floor) dial(ctx context.Context, room, seat int) (line, error) {
	conn, _, err := websocket.Dial(ctx, fmt.Sprintf("ws://%s/%d", f.address, room), nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1)
	l := &floorLine{conn: conn, event: make([]byte, f.size), own: uint64(seat) + 1}
	binary.BigEndian.PutUint64(l.event, l.own)
	if _, _, err := conn.Read(ctx); err != nil { // it says that the seat is in the room
		return nil, err
	}
	return l, nil
}

// floorLine reads frames of one or more events: number, size, event, the last of
// which begins with who published it.
type floorLine struct {
	conn  *websocket.Conn
	event []byte
	own   uint64
}

func (l *floorLine) publish() error {
	return l.conn.Write(context.Background(), websocket.MessageBinary, l.event)
}

func (l *floorLine) read(note func(uint64)) (acked uint64, err error) {
	_, b, err := l.conn.Read(context.Background())
	for err == nil && len(b) > 0 {
		seq, n := binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:])
		note(seq)
		if binary.BigEndian.Uint64(b[12:]) == l.own {
			acked = seq
		}
		b = b[12+n:]
	}
	return acked, err
}

func (l *floorLine) close() { _ = l.conn.CloseNow() }
