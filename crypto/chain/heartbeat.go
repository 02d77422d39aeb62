package chain

import (
	"fmt"

	"casusoverleg/crypto"
)

// Heartbeat is a seat's signed word on how far it has verified one audience. It
// is sent and never logged; it lets a device notice that acts are withheld from it.
type Heartbeat struct {
	Room     crypto.Digest `cbor:"1,keyasint"`
	Epoch    uint64        `cbor:"2,keyasint"`
	Seat     Seat          `cbor:"3,keyasint"`
	Audience Audience      `cbor:"4,keyasint"`
	Head     Position      `cbor:"5,keyasint"` // of the log
	Here     Position      `cbor:"6,keyasint"` // of the audience
	Time     int64         `cbor:"7,keyasint"` // sender's clock, ms since 1970 UTC
}

// SignHeartbeat signs h with the device key of the seat.
func SignHeartbeat(h Heartbeat, key crypto.SigningKey) (Signed, error) {
	b := Encode(h)
	sig, err := crypto.Sign(crypto.LabelHeartbeat, key, b)
	if err != nil {
		return Signed{}, fmt.Errorf("chain: sign heartbeat: %w", err)
	}
	return Signed{Bytes: b, Signature: sig}, nil
}

// OpenHeartbeat checks encoding and signature; device is the key of the seat the heartbeat names.
func OpenHeartbeat(s Signed, device func(Seat) (crypto.VerifyKey, bool)) (Heartbeat, error) {
	var h Heartbeat
	if err := Decode(s.Bytes, &h); err != nil {
		return Heartbeat{}, err
	}
	key, ok := device(h.Seat)
	if !ok {
		return Heartbeat{}, ErrForm
	}
	if err := crypto.Verify(crypto.LabelHeartbeat, key, s.Bytes, s.Signature); err != nil {
		return Heartbeat{}, fmt.Errorf("chain: heartbeat: %w", err)
	}
	return h, nil
}
