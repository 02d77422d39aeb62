package replica

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// logMagic begins every log file.
const logMagic = "casusoverleg-log/1\n"

// ErrLogFile is returned for a file that is no log file, or is cut off.
var ErrLogFile = errors.New("replica: not a log file")

// LogFile is the log of a room as one seat was shown it, without any content: no
// sealed file, no labels. It holds all that is needed to verify it offline.
//
// On disk it is the line "casusoverleg-log/1", then blocks of four bytes length
// (big-endian) and that many bytes: the header (canonical CBOR: 1 room id, 2
// seat, 3 number of entries), the rules (canonical CBOR of the covenant), every
// entry (canonical CBOR of chain.Entry), and the checkpoint (a signed note).
type LogFile struct {
	Room       crypto.Digest
	Seat       chain.Seat // whose copy it is; 0 for the server's own, which has no stubs
	Rules      []byte     // canonical CBOR
	Entries    []chain.Entry
	Checkpoint []byte // of the head after the last entry, a signed note
}

type logHeader struct {
	Room    crypto.Digest `cbor:"1,keyasint"`
	Seat    chain.Seat    `cbor:"2,keyasint"`
	Entries uint64        `cbor:"3,keyasint"`
}

// LogFile returns the log of this replica with its highest checkpoint.
// ErrLogFile while the last records are not accepted yet.
func (r *Replica) LogFile() (LogFile, error) {
	if r.highest.Head != r.main.head() || r.held == nil {
		return LogFile{}, fmt.Errorf("%w: no checkpoint of the present head", ErrLogFile)
	}
	return LogFile{Room: r.id, Seat: r.owner.Seat, Rules: r.rules.Encode(), Entries: r.Entries(), Checkpoint: r.held}, nil
}

// Write writes the file.
func (f LogFile) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString(logMagic) // a bufio.Writer keeps its first error for Flush
	block := func(data []byte) {
		_ = binary.Write(b, binary.BigEndian, uint32(len(data)))
		_, _ = b.Write(data)
	}
	block(chain.Encode(logHeader{Room: f.Room, Seat: f.Seat, Entries: uint64(len(f.Entries))}))
	block(f.Rules)
	for _, e := range f.Entries {
		block(chain.Encode(e))
	}
	block(f.Checkpoint)
	if err := b.Flush(); err != nil {
		return fmt.Errorf("replica: write log file: %w", err)
	}
	return nil
}

// ReadLogFile reads a file. It checks the form; Verify checks what is in it.
func ReadLogFile(rd io.Reader) (LogFile, error) {
	b := bufio.NewReader(rd)
	magic := make([]byte, len(logMagic))
	if _, err := io.ReadFull(b, magic); err != nil || string(magic) != logMagic {
		return LogFile{}, ErrLogFile
	}
	var h logHeader
	head, err := readBlock(b, MaxLogEntry)
	if err != nil || chain.Decode(head, &h) != nil || h.Entries > room.MaxActs+MaxAhead {
		return LogFile{}, ErrLogFile
	}
	f := LogFile{Room: h.Room, Seat: h.Seat}
	if f.Rules, err = readBlock(b, MaxLogRules); err != nil {
		return LogFile{}, err
	}
	for range h.Entries {
		var e chain.Entry
		data, err := readBlock(b, MaxLogEntry)
		if err != nil || chain.Decode(data, &e) != nil {
			return LogFile{}, ErrLogFile
		}
		f.Entries = append(f.Entries, e)
	}
	if f.Checkpoint, err = readBlock(b, MaxLogEntry); err != nil {
		return LogFile{}, err
	}
	if _, err := b.ReadByte(); err != io.EOF {
		return LogFile{}, ErrLogFile
	}
	return f, nil
}

func readBlock(b *bufio.Reader, most uint32) ([]byte, error) {
	var n uint32
	if err := binary.Read(b, binary.BigEndian, &n); err != nil || n > most {
		return nil, ErrLogFile
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(b, data); err != nil {
		return nil, ErrLogFile
	}
	return data, nil
}

// Verified is what a log file proves.
type Verified struct {
	Room    crypto.Digest
	Head    chain.Position
	Epoch   uint64
	Records int // entries that are shown
	Stubs   int // entries that are only counted
	View    room.View
}

// afterAll is later than any day on which contents go: a file that is verified
// wipes nothing, and in it the time of the record decides.
const afterAll = math.MaxInt64 / 2

// Verify replays the whole log as its seat's device did: every link, signature
// and rule, up to the checkpoint of the server. The error is *Evidence for
// a log that breaks, ErrLogFile where the rules are not those of the room.
func (f LogFile) Verify() (Verified, error) {
	rules, err := covenant.Decode(f.Rules)
	if err != nil {
		return Verified{}, fmt.Errorf("%w: %w", ErrLogFile, err)
	}
	r := New(f.Room, Owner{Seat: f.Seat}, rules, nil)
	rs := wire.Records{From: 1, Checkpoint: f.Checkpoint}
	v := Verified{Room: f.Room}
	for _, e := range f.Entries {
		rs.Deliveries = append(rs.Deliveries, wire.Delivery{Entry: e})
		if e.Record != nil {
			v.Records++
		} else {
			v.Stubs++
		}
	}
	if err := r.Records(rs, afterAll); err != nil {
		return Verified{}, err
	}
	if r.Waiting() {
		return Verified{}, r.Withheld()
	}
	v.Head, v.Epoch, v.View = r.Head(), r.line().state.Epoch(), r.View()
	return v, nil
}
