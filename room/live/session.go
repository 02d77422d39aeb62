package live

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// Link is one connection to a device, as the host's transport has it.
type Link interface {
	// Write hands a frame to the network, or fails. It may block; Close ends that.
	Write(frame []byte) error
	// Close ends the connection. It returns at once and may be called again.
	Close()
}

// session is one connected device of one seat. What is to be sent waits in a
// bounded queue; a goroutine writes it, and exists only while there is something.
type session struct {
	// static
	room    *liveRoom
	link    Link
	seat    chain.Seat
	device  crypto.VerifyKey
	rate    *bucket
	expires atomic.Int64 // of the token, ms since 1970 UTC

	until atomic.Uint64 // what ended its seat: it is shown the room until there, and asks nothing; 0 for none; farewell.go
	why   wire.ByeCode  // said after that; set once, before until

	mu sync.Mutex

	// guarded by mu
	queue   []queued
	records int // that wait
	bytes   int // that wait
	writing bool
	behind  bool // catches up from the journal; records are not queued meanwhile
	closed  bool

	since time.Time // owned by the room's goroutine: when it joined, or was seen off

	// owned by the room's goroutine while behind is false, by the writing one
	// while it is true
	from uint64 // what the device has
	asOf uint64 // head of the log when its gains were last looked at
}

// queued is one frame, or one record of a frame to be put together.
type queued struct {
	frame  []byte  // when it is not a record
	topic  topic   // of such a frame
	record *record // when it is
	files  [][]byte
}

// record is what all devices share of one record on its way out.
type record struct {
	seq        uint64
	whole      []byte // encoded delivery without files, or the delivery up to its files
	alone      []byte // the frame that holds nothing else; nil when there are files
	checkpoint []byte
}

func (q queued) size() int {
	if q.record == nil {
		return len(q.frame)
	}
	n := len(q.record.whole)
	for _, f := range q.files {
		n += len(f)
	}
	return n
}

// send queues a frame that is no record.
func (s *session) send(frame []byte) { s.put(queued{frame: frame}) }

// topic is what a frame is about of which only the latest matters.
type topic struct {
	about wire.Type     // 0: every one of them matters
	item  agenda.ItemID // 0 for the room
}

// sendLatest is send for a frame that makes an earlier one on its topic needless.
func (s *session) sendLatest(t topic, frame []byte) {
	s.mu.Lock()
	s.queue = slices.DeleteFunc(s.queue, func(q queued) bool {
		stale := q.topic == t
		if stale {
			s.bytes -= len(q.frame)
		}
		return stale
	})
	s.mu.Unlock()
	s.put(queued{frame: frame, topic: t})
}

// put queues and makes sure that somebody writes. Who does not keep up is dropped.
func (s *session) put(q queued) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.queue = append(s.queue, q)
	s.bytes += q.size()
	if q.record != nil {
		s.records++
	}
	if s.records > QueueRecords || s.bytes > QueueBytes || len(s.queue) > 2*QueueRecords {
		s.room.hub.stats.Slow.Add(1)
		s.end(wire.ByeSlow, true)
		return
	}
	s.wake()
}

// wake starts the writing goroutine when there is none. s.mu is held.
func (s *session) wake() {
	if !s.writing {
		s.writing = true
		s.room.writers.Add(1)
		go s.write()
	}
}

// catchUp sends the device what it lacks after from, out of the journal.
func (s *session) catchUp(from, asOf uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.behind {
		return
	}
	s.behind, s.from, s.asOf = true, from, asOf
	s.wake()
}

// bye says why, sends what still waits unless drop is set, and ends the session.
func (s *session) bye(code wire.ByeCode, drop bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end(code, drop)
}

// end is bye with s.mu held. Nobody waits for the network here: a device that
// does not take its last frame loses the connection after closeGrace.
func (s *session) end(code wire.ByeCode, drop bool) {
	if s.closed {
		return
	}
	s.closed = true
	if drop {
		s.queue, s.records = nil, 0
	}
	s.queue = append(s.queue, queued{frame: wire.Encode(wire.TypeBye, wire.Bye{Code: code})})
	s.wake()
	time.AfterFunc(closeGrace, s.link.Close)
}

// gone ends the session without a word, because the connection has ended. One
// that is saying goodbye is left to finish.
func (s *session) gone() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.closed, s.queue = true, nil
		s.link.Close()
	}
}

// write sends what waits, as few frames as can be, until nothing does.
func (s *session) write() {
	defer s.room.writers.Done()
	buf := takeBuffer()
	defer func() { giveBuffer(buf) }()
	for {
		s.mu.Lock()
		queue, behind, closed := s.queue, s.behind, s.closed
		s.queue, s.records, s.bytes = nil, 0, 0
		if len(queue) == 0 && (!behind || closed) {
			s.writing = false
			s.mu.Unlock()
			if closed {
				s.link.Close()
			}
			return
		}
		s.mu.Unlock()
		if !s.flush(&buf, queue) {
			s.fail()
			return
		}
		if behind && !closed && !s.step() {
			s.bye(wire.ByeFailure, true) // unless the room has said why already
		}
	}
}

// fail ends the session because the connection has failed.
func (s *session) fail() {
	s.mu.Lock()
	s.closed, s.queue, s.writing = true, nil, false
	s.mu.Unlock()
	s.link.Close()
}

// flush writes queued frames in order; records that follow each other share one.
func (s *session) flush(buf *[]byte, queue []queued) bool {
	for i := 0; i < len(queue); {
		frame, n := queue[i].frame, 1
		if queue[i].record != nil {
			for i+n < len(queue) && queue[i+n].record != nil {
				n++
			}
			frame = joinRecords(buf, queue[i:i+n])
		}
		i += n
		if s.link.Write(frame) != nil {
			return false
		}
		s.room.hub.stats.FramesOut.Add(1)
		s.room.hub.stats.BytesOut.Add(uint64(len(frame)))
	}
	return true
}

// joinRecords puts records in one frame, in buf unless one stands ready.
func joinRecords(buf *[]byte, queue []queued) []byte {
	if len(queue) == 1 && len(queue[0].files) == 0 {
		return queue[0].record.alone
	}
	if need := recordsSize(queue); cap(*buf) < need {
		clear((*buf)[:cap(*buf)])
		*buf = make([]byte, 0, need)
	}
	b := appendRecordsHead((*buf)[:0], queue[0].record.seq, len(queue))
	for _, q := range queue {
		b = append(b, q.record.whole...)
		b = appendFiles(b, q.files)
	}
	*buf = appendRecordsEnd(b, queue[len(queue)-1].record.checkpoint)
	return *buf
}

// recordsSize is how large joinRecords makes a frame at most: nothing in it has a head
// of more than 9 bytes, and fewer than 4 stand before anything.
func recordsSize(queue []queued) int {
	const head = 9 + 4
	n := 2*head + len(queue[len(queue)-1].record.checkpoint)
	for _, q := range queue {
		n += q.size() + (1+len(q.files))*head
	}
	return n
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 4096); return &b }}

func takeBuffer() []byte { return *buffers.Get().(*[]byte) }

// giveBuffer wipes a buffer, and keeps it for the next device unless it grew large: a
// text that is withdrawn must not stay in memory for as long as the pool lives, or until
// the space is used again.
func giveBuffer(b []byte) {
	clear(b[:cap(b)])
	if cap(b) <= spareBuffer {
		buffers.Put(&b)
	}
}
