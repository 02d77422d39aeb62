package chain_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write docs/vectors/chain.json anew")

var vectorsFile = filepath.Join("..", "..", "docs", "vectors", "chain.json")

// vectors is docs/vectors/chain.json; docs/protocol.md says what each field means.
type vectors struct {
	Acts  []actVector  `json:"acts"`
	Logs  []logVector  `json:"logs"`
	Notes []noteVector `json:"checkpoints"`
}

type actVector struct {
	Name      string `json:"name"`
	Act       string `json:"act"`
	Signature string `json:"signature"`
	Hash      string `json:"hash,omitempty"`
	Outcome   string `json:"outcome"` // ok, encoding, suite, form, signature
}

type logVector struct {
	Name    string       `json:"name"`
	Room    string       `json:"room"`
	Steps   []stepVector `json:"steps"`
	Outcome string       `json:"outcome"` // ok, or the breach of the last step
	Head    *headVector  `json:"head,omitempty"`
}

type stepVector struct {
	Do       string `json:"do"` // record, stub, reveal, require, head, served
	Bytes    string `json:"bytes,omitempty"`
	Audience uint32 `json:"audience,omitempty"`
	N        uint64 `json:"n,omitempty"`
	Link     string `json:"link,omitempty"`
}

type headVector struct {
	N    uint64 `json:"n"`
	Link string `json:"link"`
}

type noteVector struct {
	Name    string      `json:"name"`
	Server  string      `json:"server"`
	Note    string      `json:"note"`
	Room    string      `json:"room,omitempty"`
	Epoch   uint64      `json:"epoch,omitempty"`
	Head    *headVector `json:"head,omitempty"`
	Outcome string      `json:"outcome"` // ok, refused
}

// keyOf makes the same key for the same name, every time.
func keyOf(t *testing.T, name string) crypto.SigningKey {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	key, err := crypto.NewSigningKey(bytes.NewReader(seed[:]))
	require.NoError(t, err)
	return key
}

// story writes a small log: a chair, an item, and a police officer who is
// seated at it after two acts.
type story struct {
	t       *testing.T
	room    crypto.Digest
	w       *chain.Writer
	last    map[string]chain.Act
	prev    map[string]crypto.Digest
	records [][]byte
	acts    []chain.Signed
}

func newStory(t *testing.T, genesis string) *story {
	s := &story{t: t, w: chain.NewWriter(), last: map[string]chain.Act{}, prev: map[string]crypto.Digest{}}
	s.add("anneke", 1, "genesis", chain.Room, genesis)
	s.room = s.acts[0].Hash()
	return s
}

func (s *story) add(who string, seat chain.Seat, kind chain.Kind, a chain.Audience, payload string) {
	s.t.Helper()
	act := chain.Act{
		Room: s.room, Epoch: 1, Kind: kind, Author: seat, Counter: s.last[who].Counter + 1, Previous: s.prev[who],
		Seen: s.w.Head(), SeenHere: s.w.Here(a), Time: 1_795_000_000_000 + int64(len(s.acts))*1000,
		Payload: chain.Encode(map[int]string{1: payload}),
	}
	signed, err := chain.Sign(act, keyOf(s.t, who))
	require.NoError(s.t, err)
	rec, b, _ := s.w.Next(signed, a, act.Time+5, sha256.Sum256([]byte{byte(len(s.acts))}))
	require.NoError(s.t, s.w.Take(rec, b))
	s.last[who], s.prev[who] = act, signed.Hash()
	s.records, s.acts = append(s.records, b), append(s.acts, signed)
}

func record(b []byte) stepVector { return stepVector{Do: "record", Bytes: hex.EncodeToString(b)} }
func stub(b []byte) stepVector {
	leaf := chain.Leaf(b)
	return stepVector{Do: "stub", Bytes: hex.EncodeToString(leaf[:])}
}
func reveal(b []byte) stepVector { return stepVector{Do: "reveal", Bytes: hex.EncodeToString(b)} }
func head(do string, p chain.Position) stepVector {
	return stepVector{Do: do, N: p.N, Link: p.Link.String()}
}

func makeVectors(t *testing.T) vectors {
	return vectors{Acts: actVectors(t), Logs: logVectors(t), Notes: noteVectors(t)}
}

func actVectors(t *testing.T) []actVector {
	s := newStory(t, "de Lindestraat")
	good := s.acts[0]
	vec := func(name, outcome string, signed chain.Signed) actVector {
		v := actVector{Name: name, Act: hex.EncodeToString(signed.Bytes), Signature: hex.EncodeToString(signed.Signature[:]), Outcome: outcome}
		if outcome == "ok" {
			v.Hash = signed.Hash().String()
		}
		return v
	}
	resigned := func(b []byte) chain.Signed {
		sig, err := crypto.Sign(crypto.LabelAct, keyOf(t, "anneke"), b)
		require.NoError(t, err)
		return chain.Signed{Bytes: b, Signature: sig}
	}
	changed := func(f func(*chain.Act)) chain.Signed {
		var act chain.Act
		require.NoError(t, chain.Decode(good.Bytes, &act))
		f(&act)
		return resigned(chain.Encode(act))
	}
	flipped := good
	flipped.Signature[3] ^= 1
	otherPurpose, err := crypto.Sign(crypto.LabelBundle, keyOf(t, "anneke"), good.Bytes)
	require.NoError(t, err)
	b := good.Bytes
	longInt := bytes.Replace(b, []byte{0x01, 0x01, 0x02, 0x01}, []byte{0x01, 0x18, 0x01, 0x02, 0x01}, 1)
	indefinite := append(append([]byte{0xbf}, b[1:]...), 0xff)
	duplicate := append([]byte{b[0] + 1, 0x01, 0x01}, b[1:]...)
	unknown := append(append([]byte{b[0] + 1}, b[1:]...), 0x18, 0x63, 0x01)
	return []actVector{
		vec("a genesis act", "ok", good),
		vec("a later act of the same device", "ok", func() chain.Signed { s.add("anneke", 1, "place", chain.Room, "politie"); return s.acts[1] }()),
		vec("one bit of the signature flipped", "signature", flipped),
		vec("signed for another purpose", "signature", chain.Signed{Bytes: b, Signature: otherPurpose}),
		vec("a byte after the end", "encoding", resigned(append(bytes.Clone(b), 0))),
		vec("cut short", "encoding", resigned(b[:len(b)-1])),
		vec("an integer longer than needed", "encoding", resigned(longInt)),
		vec("indefinite length", "encoding", resigned(indefinite)),
		vec("a key twice", "encoding", resigned(duplicate)),
		vec("an unknown field", "encoding", resigned(unknown)),
		vec("suite 2", "suite", changed(func(a *chain.Act) { a.Suite = 2 })),
		vec("version 2", "suite", changed(func(a *chain.Act) { a.Version = 2 })),
		vec("epoch 0", "form", changed(func(a *chain.Act) { a.Epoch = 0 })),
		vec("counter 0", "form", changed(func(a *chain.Act) { a.Counter = 0 })),
		vec("no previous act at counter 2", "form", changed(func(a *chain.Act) { a.Counter = 2 })),
		vec("an empty kind", "form", changed(func(a *chain.Act) { a.Kind = "" })),
		vec("envelopes out of order", "form", changed(func(a *chain.Act) { a.Sealed = []chain.Sealed{{Reader: 3}, {Reader: 2}} })),
		vec("two bodies", "form", changed(func(a *chain.Act) { a.Sealed = []chain.Sealed{{Size: 1}, {Size: 2}} })),
		vec("a small-order device key", "encoding", changed(func(a *chain.Act) { a.Device = crypto.VerifyKey{1} })),
	}
}

func logVectors(t *testing.T) []logVector {
	s := newStory(t, "de Lindestraat")
	s.add("anneke", 1, "item", chain.Room, "1")        // 2
	s.add("anneke", 1, "describe", 1, "geluid")        // 3, item 1 position 1
	s.add("anneke", 1, "sit", 1, "piet")               // 4, item 1 position 2
	s.add("piet", 2, "contribute", 1, "een melding")   // 5, position 3
	s.add("anneke", 1, "place", chain.Room, "welzijn") // 6
	s.add("piet", 2, "withdraw", 1, "een melding")     // 7, position 4
	s.add("anneke", 1, "wrap_up", chain.Room, "einde") // 8
	other := newStory(t, "de Dorpsstraat")
	other.add("anneke", 1, "item", chain.Room, "1")
	r := s.records
	seated := stepVector{Do: "require", Audience: 1, N: 2, Link: alinkOf(t, r[3])}
	all := func() []stepVector {
		var steps []stepVector
		for _, b := range r {
			steps = append(steps, record(b))
		}
		return steps
	}
	fork := func() []byte { // the same act at the same place, with another salt
		rec, err := chain.DecodeRecord(r[7])
		require.NoError(t, err)
		rec.Salt[0] ^= 1
		return rec.Encode()
	}()
	headOf := func(records [][]byte) chain.Position {
		p := chain.Position{Link: chain.FirstLink()}
		for _, b := range records {
			p = chain.Position{N: p.N + 1, Link: chain.Link(p.Link, chain.Leaf(b))}
		}
		return p
	}
	log := func(name, outcome string, steps ...stepVector) logVector {
		v := logVector{Name: name, Room: s.room.String(), Steps: steps, Outcome: outcome}
		if outcome == "ok" {
			p := headOf(r)
			v.Head = &headVector{N: p.N, Link: p.Link.String()}
		}
		return v
	}
	return []logVector{
		log("the chair sees everything", "ok", all()...),
		log("welfare sits at no item: stubs", "ok", record(r[0]), record(r[1]), stub(r[2]), stub(r[3]), stub(r[4]), record(r[5]), stub(r[6]), record(r[7])),
		log("the police officer from the act that seats him", "ok",
			record(r[0]), record(r[1]), stub(r[2]), record(r[3]), seated, record(r[4]), record(r[5]), record(r[6]), record(r[7])),
		log("and the item's description is revealed to him", "ok",
			record(r[0]), record(r[1]), stub(r[2]), record(r[3]), seated, reveal(r[2]), record(r[4]), record(r[5]), record(r[6]), record(r[7])),
		log("a head that was signed earlier fits", "ok", append(all(), head("head", headOf(r[:5])))...),
		log("a head that lies ahead fits when it is reached", "ok", append([]stepVector{head("head", headOf(r))}, all()...)...),
		log("an act withheld from who sits at the item", "gap",
			record(r[0]), record(r[1]), stub(r[2]), record(r[3]), seated, stub(r[4]), record(r[5]), record(r[6])),
		log("an act of the room withheld", "gap", record(r[0]), stub(r[1]), stub(r[2]), stub(r[3]), stub(r[4]), record(r[5])),
		log("a record out of its place", "order", record(r[0]), record(r[2])),
		log("a record twice", "order", record(r[0]), record(r[1]), record(r[1])),
		log("another room's genesis", "foreign", record(other.records[0])),
		log("no genesis", "gap", stub(r[0])),
		log("an act of another room", "gap", record(r[0]), record(other.records[1])),
		log("two histories", "fork", append(all()[:7], head("head", headOf(r)), record(fork))...),
		log("a signed head of another history", "fork", append(all(), head("head", headOf(append(append([][]byte{}, r[:7]...), fork))))...),
		log("an old backup is served", "rollback", append(all(), head("served", headOf(r[:6])))...),
		log("the revealed record is not the one of the stub", "reveal",
			record(r[0]), record(r[1]), stub(r[2]), record(r[3]), seated, reveal(reSalt(t, r[2]))),
		log("bytes that are no record", "form", record(r[0]), stepVector{Do: "record", Bytes: "a0"}),
	}
}

func reSalt(t *testing.T, b []byte) []byte {
	rec, err := chain.DecodeRecord(b)
	require.NoError(t, err)
	rec.Salt[0] ^= 1
	return rec.Encode()
}

func alinkOf(t *testing.T, b []byte) string {
	rec, err := chain.DecodeRecord(b)
	require.NoError(t, err)
	return rec.ALink.String()
}

func noteVectors(t *testing.T) []noteVector {
	server := keyOf(t, "server")
	cp := chain.Checkpoint{Room: crypto.Hash("room"), Epoch: 2, Head: chain.Position{N: 41, Link: crypto.Hash("link")}}
	note, err := cp.Sign(server)
	require.NoError(t, err)
	vec := func(name string, key crypto.SigningKey, note, outcome string) noteVector {
		pub := key.Public()
		v := noteVector{Name: name, Server: hex.EncodeToString(pub[:]), Note: note, Outcome: outcome}
		if outcome == "ok" {
			v.Room, v.Epoch, v.Head = cp.Room.String(), cp.Epoch, &headVector{N: cp.Head.N, Link: cp.Head.Link.String()}
		}
		return v
	}
	return []noteVector{
		vec("a checkpoint", server, string(note), "ok"),
		vec("of another server", keyOf(t, "other server"), string(note), "refused"),
		vec("another number", server, strings.Replace(string(note), "\n41\n", "\n42\n", 1), "refused"),
		vec("no signature", server, string(note[:bytes.Index(note, []byte("\n\n"))+2]), "refused"),
		vec("a line added", server, "x\n"+string(note), "refused"),
	}
}

func TestVectorsAreCurrent(t *testing.T) {
	want, err := json.MarshalIndent(makeVectors(t), "", "  ")
	require.NoError(t, err)
	want = append(want, '\n')
	if *update {
		require.NoError(t, os.WriteFile(vectorsFile, want, 0o644))
	}
	have, err := os.ReadFile(vectorsFile)
	require.NoError(t, err)
	require.Equal(t, string(want), string(have), "run: go test ./crypto/chain -run Vectors -update")
}

func readVectors(t *testing.T) vectors {
	b, err := os.ReadFile(vectorsFile)
	require.NoError(t, err)
	var v vectors
	require.NoError(t, json.Unmarshal(b, &v))
	return v
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

func digest(t *testing.T, s string) (d crypto.Digest) {
	t.Helper()
	require.NoError(t, d.UnmarshalText([]byte(s)))
	return d
}

func TestActVectors(t *testing.T) {
	outcomes := map[string]error{
		"ok": nil, "encoding": chain.ErrEncoding, "suite": chain.ErrSuite, "form": chain.ErrForm, "signature": crypto.ErrSignature,
	}
	for _, v := range readVectors(t).Acts {
		t.Run(v.Name, func(t *testing.T) {
			signed := chain.Signed{Bytes: unhex(t, v.Act), Signature: crypto.Signature(unhex(t, v.Signature))}
			_, err := signed.Open()
			require.ErrorIs(t, err, outcomes[v.Outcome])
			if v.Outcome == "ok" {
				require.Equal(t, v.Hash, signed.Hash().String())
			}
		})
	}
}

// The same acts at once come to the same, each in its place.
func TestActsAreOpenedTogetherAsOneByOne(t *testing.T) {
	var acts []chain.Signed
	for _, v := range readVectors(t).Acts {
		acts = append(acts, chain.Signed{Bytes: unhex(t, v.Act), Signature: crypto.Signature(unhex(t, v.Signature))})
	}
	good := 0
	for i, opened := range chain.OpenTogether(acts) {
		act, err := acts[i].Open()
		require.Equal(t, chain.Opened{Act: act, Err: err}, opened)
		if err == nil {
			good++
		}
	}
	require.Positive(t, good)
	require.Less(t, good, len(acts))
}

func TestLogVectors(t *testing.T) {
	for _, v := range readVectors(t).Logs {
		t.Run(v.Name, func(t *testing.T) {
			verifier := chain.NewVerifier(digest(t, v.Room))
			for i, step := range v.Steps {
				err := play(t, verifier, step)
				if i < len(v.Steps)-1 || v.Outcome == "ok" {
					require.NoError(t, err)
					continue
				}
				var violation *chain.Violation
				require.ErrorAs(t, err, &violation)
				require.Equal(t, v.Outcome, string(violation.What))
			}
			if v.Head != nil {
				require.Equal(t, v.Head.N, verifier.Head().N)
				require.Equal(t, v.Head.Link, verifier.Head().Link.String())
			}
		})
	}
}

func play(t *testing.T, v *chain.Verifier, step stepVector) error {
	t.Helper()
	switch step.Do {
	case "record":
		_, err := v.Add(chain.Entry{Record: unhex(t, step.Bytes)})
		return err
	case "stub":
		leaf := digest(t, step.Bytes)
		_, err := v.Add(chain.Entry{Stub: &leaf})
		return err
	case "reveal":
		_, err := v.Reveal(unhex(t, step.Bytes))
		return err
	case "require":
		return v.Require(chain.Audience(step.Audience), chain.Position{N: step.N, Link: digest(t, step.Link)})
	case "head":
		return v.Check(chain.Position{N: step.N, Link: digest(t, step.Link)})
	case "served":
		return v.CheckServed(chain.Position{N: step.N, Link: digest(t, step.Link)})
	}
	require.FailNow(t, "unknown step", step.Do)
	return nil
}

func TestCheckpointVectors(t *testing.T) {
	for _, v := range readVectors(t).Notes {
		t.Run(v.Name, func(t *testing.T) {
			key, err := crypto.ParseVerifyKey(unhex(t, v.Server))
			require.NoError(t, err)
			cp, err := chain.OpenCheckpoint([]byte(v.Note), key)
			if v.Outcome != "ok" {
				require.ErrorIs(t, err, chain.ErrCheckpoint)
				return
			}
			require.NoError(t, err)
			require.Equal(t, v.Room, cp.Room.String())
			require.Equal(t, v.Epoch, cp.Epoch)
			require.Equal(t, v.Head.N, cp.Head.N)
			require.Equal(t, v.Head.Link, cp.Head.Link.String())
		})
	}
}
