// Package independent verifies acts, logs and checkpoints from docs/protocol.md
// alone: it imports nothing of this project and nothing but the standard
// library. It is there to show that the page suffices, and to disagree with
// package chain where the page and the code differ.
package independent

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Hash is SHA-256 over the label and the parts, each after its length in four bytes.
func Hash(label string, parts ...[]byte) [32]byte {
	return sha256.Sum256(framed(label, parts...))
}

func framed(label string, parts ...[]byte) []byte {
	var b []byte
	for _, p := range append([][]byte{[]byte(label)}, parts...) {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
	}
	return b
}

func verify(label string, key, message, sig []byte) bool {
	return len(key) == 32 && len(sig) == 64 && !weak(key) && ed25519.Verify(key, append(framed(label), message...), sig)
}

// weak refuses the encodings of the eight points of small order, canonical or not.
func weak(key []byte) bool {
	y := bytes.Clone(key)
	y[31] &= 0x7f
	return slices.Contains(smallOrder, hex.EncodeToString(y))
}

var smallOrder = []string{
	strings.Repeat("00", 32), "01" + strings.Repeat("00", 31),
	"ec" + strings.Repeat("ff", 30) + "7f", "ed" + strings.Repeat("ff", 30) + "7f", "ee" + strings.Repeat("ff", 30) + "7f",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
}

var errCBOR = errors.New("not canonical")

// item reads one item of core deterministic CBOR and returns it with what follows:
// uint64, int64, []byte, string, bool, []any or map[uint64]any.
func item(b []byte) (any, []byte, error) {
	major, n, b, err := head(b)
	if err != nil {
		return nil, nil, err
	}
	switch major {
	case 0:
		return n, b, nil
	case 1:
		return -1 - int64(n), b, nil
	case 2, 3:
		if uint64(len(b)) < n {
			return nil, nil, errCBOR
		} else if major == 3 {
			return string(b[:n]), b[n:], nil
		}
		return b[:n], b[n:], nil
	case 4:
		list, v := []any{}, any(nil)
		for range n {
			if v, b, err = item(b); err != nil {
				return nil, nil, err
			}
			list = append(list, v)
		}
		return list, b, nil
	case 5:
		m, last := map[uint64]any{}, -1
		for range n {
			var k any
			if k, b, err = item(b); err != nil {
				return nil, nil, err
			}
			key, ok := k.(uint64)
			if m[key], b, err = item(b); err != nil || !ok || int(key) <= last { // ascending, so never twice
				return nil, nil, errCBOR
			}
			last = int(key)
		}
		return m, b, nil
	case 7:
		if n == 20 || n == 21 {
			return n == 21, b, nil
		}
	}
	return nil, nil, errCBOR
}

func head(b []byte) (major byte, n uint64, rest []byte, err error) {
	if len(b) == 0 {
		return 0, 0, nil, errCBOR
	}
	major, info := b[0]>>5, b[0]&31
	if info < 24 {
		return major, uint64(info), b[1:], nil
	}
	size := 1 << (info - 24)
	if info > 27 || len(b) < 1+size || major == 7 {
		return 0, 0, nil, errCBOR
	}
	for _, x := range b[1 : 1+size] {
		n = n<<8 | uint64(x)
	}
	if least := []uint64{24, 1 << 8, 1 << 16, 1 << 32}[info-24]; n < least {
		return 0, 0, nil, errCBOR
	}
	return major, n, b[1+size:], nil
}

// fields reads a whole map of which keys 1 to required are there, and at most allowed ones.
func fields(b []byte, optional string, required ...uint64) (map[uint64]any, error) {
	v, rest, err := item(b)
	m, ok := v.(map[uint64]any)
	if err != nil || !ok || len(rest) > 0 {
		return nil, errCBOR
	}
	left := len(required)
	for k := range m {
		if slices.Contains(required, k) {
			left--
		} else if !strings.Contains(optional, " "+strconv.FormatUint(k, 10)+" ") {
			return nil, errCBOR
		}
	}
	if left > 0 {
		return nil, errCBOR
	}
	return m, nil
}

// Act opens a signed act: ok, encoding, suite, form or signature.
func Act(act, sig []byte) (hash [32]byte, outcome string) {
	m, err := fields(act, " 13 14 ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15)
	if err != nil || len(act) > 16<<10 {
		return hash, "encoding"
	}
	key, _ := m[7].([]byte)
	previous, _ := m[9].([]byte)
	first := bytes.Equal(previous, make([]byte, 32))
	switch {
	case len(key) != 32 || weak(key):
		return hash, "encoding"
	case m[1] != uint64(1) || m[2] != uint64(1):
		return hash, "suite"
	case m[4] == uint64(0) || m[8] == uint64(0) || m[5] == "" || (m[8] == uint64(1)) != first || !ascending(m[13]):
		return hash, "form"
	case !verify("casusoverleg/v1/act", key, act, sig):
		return hash, "signature"
	}
	return Hash("casusoverleg/v1/act-hash", act, sig), "ok"
}

// ascending: the sealed files of an act stand in order of their reader, the body (no reader) first.
func ascending(sealed any) bool {
	list, _ := sealed.([]any)
	last := -1
	for _, f := range list {
		m, _ := f.(map[uint64]any)
		reader, _ := m[3].(uint64)
		if int(reader) <= last {
			return false
		}
		last = int(reader)
	}
	return true
}

// Log follows one room's log as a seat is shown it.
type Log struct {
	Room      [32]byte
	Links     [][32]byte // Links[n] after n entries
	leaves    [][32]byte
	ahead     map[uint64][32]byte
	audiences map[uint64]*audience
}

type audience struct {
	required bool
	k        uint64
	link     [32]byte
}

// NewLog starts before the first entry; the room's own audience is required.
func NewLog(room [32]byte) *Log {
	return &Log{Room: room, Links: make([][32]byte, 1), ahead: map[uint64][32]byte{},
		audiences: map[uint64]*audience{0: {required: true, link: Hash("casusoverleg/v1/audience-link", make([]byte, 4))}}}
}

// Require demands an audience complete after position k.
func (l *Log) Require(a, k uint64, link [32]byte) { l.audiences[a] = &audience{true, k, link} }

// Entry takes the next record, or the next stub. It returns "" or the breach.
func (l *Log) Entry(record []byte, stub *[32]byte) string {
	n := uint64(len(l.leaves)) + 1
	leaf := Hash("casusoverleg/v1/record-leaf", record)
	if stub != nil {
		leaf = *stub
	}
	last := l.Links[n-1]
	link := Hash("casusoverleg/v1/link", last[:], leaf[:])
	if want, ok := l.ahead[n]; ok && want != link {
		return "fork"
	}
	if stub != nil && n == 1 {
		return "gap"
	} else if stub == nil {
		if breach := l.record(record, n); breach != "" {
			return breach
		}
	}
	l.leaves, l.Links = append(l.leaves, leaf), append(l.Links, link)
	return ""
}

func (l *Log) record(b []byte, n uint64) string {
	m, err := fields(b, "", 1, 2, 3, 4, 5, 6, 7)
	if err != nil {
		return "form"
	}
	signed, _ := m[7].([]any)
	if len(signed) != 2 {
		return "form"
	}
	act, _ := signed[0].([]byte)
	sig, _ := signed[1].([]byte)
	hash := Hash("casusoverleg/v1/act-hash", act, sig)
	k, _ := m[4].(uint64)
	if m[1] != n || k == 0 {
		return "order"
	} else if n == 1 && hash != l.Room {
		return "foreign"
	}
	a := l.audiences[m[3].(uint64)]
	if a == nil || !a.required {
		return ""
	}
	alink, _ := m[5].([]byte)
	a.link = Hash("casusoverleg/v1/audience-link", a.link[:], hash[:])
	if a.k++; k != a.k || !bytes.Equal(alink, a.link[:]) {
		return "gap"
	}
	return ""
}

// Reveal checks a record against the stub it was.
func (l *Log) Reveal(b []byte) string {
	m, err := fields(b, "", 1, 2, 3, 4, 5, 6, 7)
	seq, _ := m[1].(uint64)
	if err != nil {
		return "form"
	} else if seq == 0 || seq > uint64(len(l.leaves)) || Hash("casusoverleg/v1/record-leaf", b) != l.leaves[seq-1] {
		return "reveal"
	}
	return ""
}

// Head holds a signed head against the log; served says that it is the one a server offers now.
func (l *Log) Head(n uint64, link [32]byte, served bool) string {
	switch {
	case served && n < uint64(len(l.leaves)):
		return "rollback"
	case n >= uint64(len(l.Links)):
		l.ahead[n] = link
	case l.Links[n] != link:
		return "fork"
	}
	return ""
}

// Checkpoint opens a signed note and returns room, epoch, n and link.
func Checkpoint(note string, server []byte) (lines []string, ok bool) {
	text, sigs, found := strings.Cut(note, "\n\n")
	text += "\n"
	fieldsOfSig := strings.Fields(sigs)
	if !found || len(fieldsOfSig) != 3 || fieldsOfSig[0] != "—" || fieldsOfSig[1] != "casusoverleg" {
		return nil, false
	}
	sig, err := base64.StdEncoding.DecodeString(fieldsOfSig[2])
	hash := Hash("casusoverleg/v1/checkpoint", server)
	if err != nil || len(sig) != 68 || !bytes.Equal(sig[:4], hash[:4]) || !verify("casusoverleg/v1/checkpoint", server, []byte(text), sig[4:]) {
		return nil, false
	}
	lines = strings.Split(text, "\n")
	return lines[1 : len(lines)-1], len(lines) == 6 && lines[0] == "casusoverleg/v1/checkpoint"
}
