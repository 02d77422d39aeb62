package wire

import (
	"bytes"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/fuzztest"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// shape reads one kind of frame or body, and writes it again; sample is one.
type shape struct {
	again  func([]byte) ([]byte, error)
	sample []byte
}

func shapeOf[T any](sample T) shape {
	return shape{sample: chain.Encode(sample), again: func(body []byte) ([]byte, error) {
		v, err := Decode[T](body)
		return chain.Encode(v), err
	}}
}

// shapes is everything that either end reads: frames under their type, and the bodies
// of HTTP requests and answers from 128 on.
func shapes() map[Type]shape {
	hash := crypto.Hash("seed")
	stub := chain.Entry{Stub: &hash}
	record := Delivery{Entry: chain.Entry{Record: []byte{1, 2, 3}}, Labels: []byte{4}, Files: [][]byte{{5}, {6, 7}}}
	signed := chain.Signed{Bytes: []byte{0xa0}}
	return map[Type]shape{
		TypeChallenge: shapeOf(Challenge{Nonce: [32]byte{1}}),
		TypeWelcome:   shapeOf(Welcome{Checkpoint: []byte("note"), Time: 1, Expires: -2, Limits: LimitsFrame{Act: 16 << 10, Rate: 10}}),
		TypeRecords:   shapeOf(Records{From: 1, Deliveries: []Delivery{{Entry: stub}, record}, Checkpoint: []byte("note")}),
		TypeReveal:    shapeOf(Reveal{Deliveries: []Delivery{record}}),
		TypeAck:       shapeOf(Ack{Act: hash, Seq: 1 << 40, Checkpoint: []byte("note")}),
		TypeRefused:   shapeOf(Refused{Act: hash, Refusal: room.Refusal{Code: "not_chair", Articles: []covenant.Article{"DW art. 7"}}}),
		TypeBeat:      shapeOf(Beat{Beats: []chain.Signed{signed}}),
		TypePresence:  shapeOf(Presence{Seats: []chain.Seat{1, 2, 300}}),
		TypeLobby:     shapeOf(Lobby{Visits: []Visit{{Invitation: hash, Bundle: signed, Since: 9}}}),
		TypeToken:     shapeOf(Token{Token: "a.b.c", Expires: 9}),
		TypeFile:      shapeOf(File{Digest: hash, Data: []byte("age-encryption.org/v1\n")}),
		TypeBye:       shapeOf(Bye{Code: ByeSlow}),
		TypeSpeakers:  shapeOf(room.Speakers{}),
		TypeHello:     shapeOf(Hello{Token: "a.b.c", Have: chain.Position{N: 3, Link: hash}, Checkpoint: []byte("note")}),
		TypeSubmit:    shapeOf(Submit{Act: signed, Labels: []byte{0xa0}, Files: [][]byte{{}, {1}}}),
		TypeRenew:     shapeOf(Renew{Token: "a.b.c"}),
		TypeFetch:     shapeOf(Fetch{Digest: hash}),
		TypeGesture:   shapeOf(room.Gesture{}),

		128: shapeOf(ServerInfo{Version: "1", Rules: []RulesInfo{{Name: "de-wolden", Digest: hash}}}),
		129: shapeOf(Found{Genesis: signed}),
		130: shapeOf(Founded{Room: hash, Token: Token{Token: "a.b.c"}}),
		131: shapeOf(Look{Invitation: hash}),
		132: shapeOf(Looked{Rules: hash, Kind: "case", Host: "Anneke", Returns: &room.Claims{Name: "Piet"}}),
		133: shapeOf(Knock{Invitation: hash, Bundle: signed}),
		134: shapeOf(Wait{Invitation: hash}),
		135: shapeOf(Waited{State: Admitted, Seat: 3, Token: &Token{Token: "a.b.c"}}),
	}
}

// What reads as a frame is its own encoding: nobody can say one thing in two ways.
func FuzzFrame(f *testing.F) {
	all := shapes()
	for t, s := range all {
		frame := append([]byte{byte(t)}, s.sample...)
		f.Add(frame)
		f.Add(frame[:len(frame)/2])
		f.Add(append(bytes.Clone(frame), 0))
		for _, body := range fuzztest.Nasty() {
			f.Add(append([]byte{byte(t)}, body...))
		}
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		kind, body, err := Split(frame)
		if err != nil {
			fuzztest.Says(t, err, ErrFrame.Error())
			return
		}
		s, known := all[kind]
		if !known {
			return
		}
		var again []byte
		fuzztest.Bounded(t, len(frame), func() { again, err = s.again(body) })
		if err != nil {
			_, of := s.again(nil)
			fuzztest.Says(t, err, of.Error())
			return
		}
		if !bytes.Equal(again, body) {
			t.Fatal("a frame with two encodings")
		}
	})
}
