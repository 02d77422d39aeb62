package seal

import (
	"encoding/binary"

	"casusoverleg/crypto"
)

// ObjectID names one sealed object for ever: the device that created it and
// that device's counter. A correction is a new version of the same object.
type ObjectID struct {
	// Device is the signing key that created the object.
	Device crypto.VerifyKey `cbor:"1,keyasint"`
	// Counter is the device's counter of the act that created it.
	Counter uint64 `cbor:"2,keyasint"`
}

// IsZero says whether no object was named.
func (o ObjectID) IsZero() bool { return o == ObjectID{} }

// Binding says what a body or envelope belongs to. The opener takes it from the
// verified act, never from the file.
type Binding struct {
	// Room is the room id.
	Room crypto.Digest
	// Kind is the kind of text, 1 to MaxKind bytes.
	Kind string
	// Author is the signing key of the device whose act carries the file.
	Author crypto.VerifyKey
	// Object is the object that the text is a version of.
	Object ObjectID
	// Version counts the versions of the object.
	Version uint32
	// Reader is the recipient of an envelope. It is zero in a body, and set by
	// Envelope itself where it is zero.
	Reader crypto.Recipient
}

// complete says whether the binding names everything but the reader.
func (b Binding) complete() bool {
	return !b.Room.IsZero() && b.Kind != "" && len(b.Kind) <= MaxKind &&
		!b.Author.IsZero() && !b.Object.Device.IsZero()
}

// digest is what stands in the file for the binding: a hash of every field.
// Its fixed size leaves room for text in the smallest padded size, and binds as
// well as the fields themselves.
func (b Binding) digest(label crypto.Label) crypto.Digest {
	var counter [8]byte
	var version [4]byte
	binary.BigEndian.PutUint64(counter[:], b.Object.Counter)
	binary.BigEndian.PutUint32(version[:], b.Version)
	return crypto.Hash(label, b.Room[:], []byte(b.Kind), b.Author[:],
		b.Object.Device[:], counter[:], version[:], b.Reader.Bytes())
}
