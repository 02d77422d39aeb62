package chain

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"casusoverleg/crypto"

	"golang.org/x/mod/sumdb/note"
)

// checkpointName is the signer's name in the note; the key itself is in the genesis act.
const checkpointName = "casusoverleg"

const checkpointHeading = "casusoverleg/v1/checkpoint"

// ErrCheckpoint is returned for a checkpoint that is malformed or not signed by the server of this room.
var ErrCheckpoint = errors.New("chain: not a checkpoint of this room's server")

// Checkpoint is the server's signed word that its log of a room has N entries and ends in Link.
type Checkpoint struct {
	Room  crypto.Digest
	Epoch uint64
	Head  Position
}

// noteSigner lets the server's key sign notes; the algorithm is note's own Ed25519.
type noteSigner struct {
	key  crypto.SigningKey
	hash uint32
}

func (s noteSigner) Name() string    { return checkpointName }
func (s noteSigner) KeyHash() uint32 { return s.hash }
func (s noteSigner) Sign(msg []byte) ([]byte, error) {
	sig, err := crypto.Sign(crypto.LabelCheckpoint, s.key, msg)
	return sig[:], err
}

// noteVerifier checks checkpoints against the server key of the genesis act.
type noteVerifier struct {
	key  crypto.VerifyKey
	hash uint32
}

func (v noteVerifier) Name() string    { return checkpointName }
func (v noteVerifier) KeyHash() uint32 { return v.hash }
func (v noteVerifier) Verify(msg, sig []byte) bool {
	var s crypto.Signature
	if len(sig) != len(s) {
		return false
	}
	copy(s[:], sig)
	return crypto.Verify(crypto.LabelCheckpoint, v.key, msg, s) == nil
}

// keyHash is the four bytes by which a note names its key.
func keyHash(key crypto.VerifyKey) uint32 {
	h := crypto.Hash(crypto.LabelCheckpoint, key[:])
	return uint32(h[0])<<24 | uint32(h[1])<<16 | uint32(h[2])<<8 | uint32(h[3])
}

// text is the one way to write the checkpoint down.
func (c Checkpoint) text() string {
	return strings.Join([]string{
		checkpointHeading,
		hex.EncodeToString(c.Room[:]),
		strconv.FormatUint(c.Epoch, 10),
		strconv.FormatUint(c.Head.N, 10),
		base64.StdEncoding.EncodeToString(c.Head.Link[:]),
	}, "\n") + "\n"
}

// Sign returns the checkpoint as a signed note (golang.org/x/mod/sumdb/note).
func (c Checkpoint) Sign(server crypto.SigningKey) ([]byte, error) {
	b, err := note.Sign(&note.Note{Text: c.text()}, noteSigner{server, keyHash(server.Public())})
	if err != nil {
		return nil, fmt.Errorf("chain: sign checkpoint: %w", err)
	}
	return b, nil
}

// OpenCheckpoint checks the signature of the server and returns what it signed; ErrCheckpoint otherwise.
func OpenCheckpoint(b []byte, server crypto.VerifyKey) (Checkpoint, error) {
	n, err := note.Open(b, note.VerifierList(noteVerifier{server, keyHash(server)}))
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 6 {
		return Checkpoint{}, ErrCheckpoint
	}
	var c Checkpoint
	room, err1 := hex.DecodeString(lines[1])
	epoch, err2 := strconv.ParseUint(lines[2], 10, 64)
	size, err3 := strconv.ParseUint(lines[3], 10, 64)
	link, err4 := base64.StdEncoding.DecodeString(lines[4])
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil || len(room) != len(c.Room) || len(link) != len(c.Head.Link) {
		return Checkpoint{}, ErrCheckpoint
	}
	copy(c.Room[:], room)
	c.Epoch, c.Head.N = epoch, size
	copy(c.Head.Link[:], link)
	if c.text() != n.Text {
		return Checkpoint{}, ErrCheckpoint
	}
	return c, nil
}
