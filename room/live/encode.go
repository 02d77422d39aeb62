package live

import (
	"encoding/binary"

	"casusoverleg/crypto"
	"casusoverleg/room/wire"
)

// Frames of records are put together from parts that all devices share, since
// encoding them anew for each would cost more than everything else. The bytes
// are those of chain.Encode; a test holds them together.

// The major types of CBOR that frames consist of (RFC 8949 §3.1).
const (
	cborUint  = 0 << 5
	cborBytes = 2 << 5
	cborArray = 4 << 5
	cborMap   = 5 << 5
)

// appendHead appends the head of a data item in its shortest form.
func appendHead(b []byte, major byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(b, major|byte(n))
	case n <= 0xff:
		return append(b, major|24, byte(n))
	case n <= 0xffff:
		return binary.BigEndian.AppendUint16(append(b, major|25), uint16(n))
	case n <= 0xffffffff:
		return binary.BigEndian.AppendUint32(append(b, major|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(b, major|27), n)
}

func appendBytes(b, data []byte) []byte {
	return append(appendHead(b, cborBytes, uint64(len(data))), data...)
}

// entry is the encoded chain.Entry of a record, or of its stub.
func recordEntry(record []byte) []byte {
	b := make([]byte, 0, len(record)+8)
	return appendBytes(append(b, cborMap|1, 1), record)
}

func stubEntry(leaf crypto.Digest) []byte {
	return appendBytes([]byte{cborMap | 1, 2}, leaf[:])
}

// delivery is the encoded wire.Delivery up to its files; whoever adds files
// appends them with appendFiles.
func delivery(entry, labels []byte, files bool) []byte {
	fields := byte(1)
	if labels != nil {
		fields++
	}
	if files {
		fields++
	}
	b := make([]byte, 0, len(entry)+len(labels)+8)
	b = append(append(b, cborMap|fields, 1), entry...)
	if labels != nil {
		b = appendBytes(append(b, 2), labels)
	}
	return b
}

func appendFiles(b []byte, files [][]byte) []byte {
	if len(files) == 0 {
		return b
	}
	b = appendHead(append(b, 3), cborArray, uint64(len(files)))
	for _, f := range files {
		b = appendBytes(b, f)
	}
	return b
}

// appendRecordsHead begins a Records frame of n deliveries from seq on, and
// appendRecordsEnd ends it.
func appendRecordsHead(b []byte, from uint64, n int) []byte {
	b = append(b, byte(wire.TypeRecords), cborMap|3, 1)
	b = appendHead(b, cborUint, from)
	return appendHead(append(b, 2), cborArray, uint64(n))
}

func appendRecordsEnd(b, checkpoint []byte) []byte {
	return appendBytes(append(b, 3), checkpoint)
}
