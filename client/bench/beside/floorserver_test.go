package beside

import (
	"bufio"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"net"
	"net/http"
	"strings"
	"sync"

	"github.com/coder/websocket"
	driversqlite "modernc.org/sqlite"
)

// serveFloor is the floor's server: coder/websocket with small buffers, no
// tokens, no signatures; each event appended to SQLite before it is sent, those
// that wait together in one transaction; one shared payload per event, and a
// bounded queue per connection, which is written as one frame.
func serveFloor(setting string) error {
	address, path, _ := strings.Cut(setting, " ")
	store, err := openFloorStore(path)
	if err != nil {
		return err
	}
	s := &floorServer{store: store, events: make(chan floorEvent, 1024), rooms: map[string]*floorRoom{}}
	go s.commit()
	return http.ListenAndServe(address, s)
}

// floorStore appends events to a table, under the journal's pragmas.
type floorStore struct {
	begin, insert, commit, copyBack driver.Stmt
	pending                         int // bytes since copyBack
}

func openFloorStore(path string) (*floorStore, error) {
	connector, err := driversqlite.NewConnector("file:" + path + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(0)")
	if err != nil {
		return nil, err
	}
	conn, err := connector.Connect(context.Background())
	if err != nil {
		return nil, err
	}
	const table = `CREATE TABLE events (id INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, event BLOB NOT NULL, UNIQUE (room, seq)) STRICT`
	if _, err := conn.(driver.ExecerContext).ExecContext(context.Background(), table, nil); err != nil {
		return nil, err
	}
	f := &floorStore{}
	for stmt, text := range map[*driver.Stmt]string{
		&f.begin: "BEGIN IMMEDIATE", &f.commit: "COMMIT", &f.copyBack: "PRAGMA wal_checkpoint(PASSIVE)",
		&f.insert: "INSERT INTO events (room, seq, event) VALUES (?, ?, ?)",
	} {
		if *stmt, err = conn.Prepare(text); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func run(s driver.Stmt, args ...driver.Value) error {
	named := make([]driver.NamedValue, len(args))
	for i, a := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	_, err := s.(driver.StmtExecContext).ExecContext(context.Background(), named)
	return err
}

// write appends a group of events in one transaction.
func (f *floorStore) write(group []floorEvent) error {
	if err := run(f.begin); err != nil {
		return err
	}
	for _, e := range group {
		e.room.last++
		if err := run(f.insert, e.room.name, int64(e.room.last), e.data); err != nil {
			return err
		}
		f.pending += len(e.data)
	}
	if err := run(f.commit); err != nil {
		return err
	}
	if f.pending < 4<<20 { // as the journal does
		return nil
	}
	f.pending = 0
	return run(f.copyBack)
}

type floorServer struct {
	store  *floorStore // owned by commit
	events chan floorEvent

	mu    sync.Mutex
	rooms map[string]*floorRoom // guarded by mu
}

type floorEvent struct {
	room *floorRoom
	data []byte
}

// floorRoom hands on what was written, off the committer's goroutine.
type floorRoom struct {
	name    string
	written chan floorEvent

	last  uint64 // owned by commit
	given uint64 // owned by handOn

	mu    sync.Mutex
	lines map[*floorSeat]bool // guarded by mu
}

// floorSeat is one connection, with its bounded queue and a writer only while
// there is something in it.
type floorSeat struct {
	conn *websocket.Conn

	mu      sync.Mutex
	queue   [][]byte // guarded by mu
	writing bool     // guarded by mu
}

// commit writes whatever waits, at most 64 events at a time, without a timer.
func (s *floorServer) commit() {
	for first := range s.events {
		group := []floorEvent{first}
	taking:
		for len(group) < 64 {
			select {
			case e := <-s.events:
				group = append(group, e)
			default:
				break taking
			}
		}
		if err := s.store.write(group); err != nil {
			panic(err) // a bench without its disk has nothing to say
		}
		for _, e := range group {
			e.room.written <- e
		}
	}
}

func (s *floorServer) room(name string) *floorRoom {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[name]
	if r == nil {
		r = &floorRoom{name: name, written: make(chan floorEvent, 256), lines: map[*floorSeat]bool{}}
		s.rooms[name] = r
		go r.handOn()
	}
	return r
}

func (r *floorRoom) handOn() {
	for e := range r.written {
		r.given++
		b := binary.BigEndian.AppendUint64(make([]byte, 0, 12+len(e.data)), r.given)
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(e.data))), e.data...)
		r.mu.Lock()
		for l := range r.lines {
			l.put(b)
		}
		r.mu.Unlock()
	}
}

func (l *floorSeat) put(event []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, event)
	if len(l.queue) > 256 {
		_ = l.conn.CloseNow() // the driver misses it and says so
	}
	if !l.writing {
		l.writing = true
		go l.write()
	}
}

func (l *floorSeat) write() {
	buffer := floorBuffers.Get().(*[]byte)
	defer floorBuffers.Put(buffer)
	for {
		l.mu.Lock()
		queue := l.queue
		l.queue = nil
		l.writing = len(queue) > 0
		l.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		frame := queue[0]
		if len(queue) > 1 {
			b := (*buffer)[:0]
			for _, e := range queue {
				b = append(b, e...)
			}
			frame, *buffer = b, b
		}
		if l.conn.Write(context.Background(), websocket.MessageBinary, frame) != nil {
			return // and writing stays set
		}
	}
}

var floorBuffers = sync.Pool{New: func() any { return new([]byte) }}

// ServeHTTP connects a seat, whose goroutine ends with the request; a fresh one reads.
func (s *floorServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(floorHijack{w}, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return
	}
	conn.SetReadLimit(-1)
	in := s.room(r.URL.Path)
	seat := &floorSeat{conn: conn}
	in.mu.Lock()
	in.lines[seat] = true
	in.mu.Unlock()
	seat.put(nil) // it is in the room now
	go func() {
		for {
			_, data, err := conn.Read(context.Background())
			if err != nil {
				break
			}
			s.events <- floorEvent{in, data}
		}
		in.mu.Lock()
		delete(in.lines, seat)
		in.mu.Unlock()
		_ = conn.CloseNow()
	}()
}

// floorHijack gives connections small buffers.
type floorHijack struct{ http.ResponseWriter }

func (h floorHijack) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil || rw.Reader.Buffered() > 0 {
		return conn, rw, err
	}
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, 512), bufio.NewWriterSize(conn, 2048)), nil
}
