package minutes

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// Log is the verified log of a room, as the issuer's device holds it.
type Log interface {
	// Records yields the canonical bytes of every record this device is shown, in the order of the log.
	Records() iter.Seq[[]byte]
	// Leaves returns the leaves of the first n entries.
	Leaves(n uint64) []crypto.Digest
	// Checkpoint returns the latest signed checkpoint whose head this device has verified.
	Checkpoint() []byte
}

// Proof is what stands beside the contents, so that a file alone shows that
// everything in it was allowed to leave.
type Proof struct {
	Salt       [32]byte      `cbor:"1,keyasint"` // of the content digest in the issue act
	Issue      crypto.Digest `cbor:"2,keyasint"` // issue act
	Records    [][]byte      `cbor:"3,keyasint"` // canonical, in the order of the log; exactly those the contents need
	Leaves     []byte        `cbor:"4,keyasint"` // of every entry up to the checkpoint, 32 bytes each
	Checkpoint []byte        `cbor:"5,keyasint"` // signed by the server
}

// manifest is what a document carries inside, as canonical CBOR in base64.
type manifest struct {
	Format   uint   `cbor:"1,keyasint"`
	Contents []byte `cbor:"2,keyasint"` // Contents.Encode
	Proof    Proof  `cbor:"3,keyasint"`
}

// ErrLog says that the log does not hold what a proof needs: the issue act or
// what it names, or a checkpoint that covers it.
var ErrLog = errors.New("minutes: the log does not hold what the proof needs")

// Prover makes the proofs of the packages of one room. It reads every record once.
// It is used by one goroutine.
type Prover struct {
	readings   readings
	evidence   *evidence
	leaves     []byte
	checkpoint []byte
}

// NewProver reads a log whose checkpoint covers the issue acts to be proven.
func NewProver(log Log) (*Prover, error) {
	known := readings{}
	p := &Prover{readings: known, evidence: newEvidence(known)}
	return p, p.Read(log)
}

// Read takes in what the log of the room holds besides what was read of it before. After
// an error the prover is not to be used.
func (p *Prover) Read(log Log) error {
	if !p.begins(log) {
		p.evidence = newEvidence(p.readings)
	}
	known := len(p.evidence.entries)
	for b := range log.Records() {
		if known--; known >= 0 {
			continue
		}
		if err := p.evidence.add(b); err != nil {
			return fmt.Errorf("%w: %w", ErrLog, err)
		}
	}
	note := log.Checkpoint()
	head, err := p.evidence.head(note)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLog, err)
	}
	p.checkpoint, p.leaves = note, nil
	for _, leaf := range log.Leaves(head.N) {
		p.leaves = append(p.leaves, leaf[:]...)
	}
	return nil
}

// begins says whether a log begins with all that was read: not where an earlier record
// was revealed since, or records were lost.
func (p *Prover) begins(log Log) bool {
	known := p.evidence.entries
	for b := range log.Records() {
		if len(known) == 0 {
			return true
		}
		if !bytes.Equal(known[0].bytes, b) {
			return false
		}
		known = known[1:]
	}
	return len(known) == 0
}

// Prove gathers the proof of a package whose issue act is in the log.
func (p *Prover) Prove(c Contents, salt [32]byte, issue crypto.Digest) (Proof, error) {
	if e := p.evidence.byAct[issue]; e == nil || e.rec.Seq > uint64(len(p.leaves)/crypto.DigestSize) {
		return Proof{}, ErrLog
	}
	proof := Proof{Salt: salt, Issue: issue, Leaves: p.leaves, Checkpoint: p.checkpoint}
	needed := p.evidence.required(&c, issue)
	for _, e := range p.evidence.entries {
		if needed[e.hash] && e.rec.Seq <= uint64(len(p.leaves)/crypto.DigestSize) {
			proof.Records = append(proof.Records, e.bytes)
		}
	}
	return proof, nil
}

// head reads the checkpoint with whichever key the server had.
func (ev *evidence) head(note []byte) (chain.Position, error) {
	for _, key := range ev.serverKeys() {
		if cp, err := chain.OpenCheckpoint(note, key); err == nil {
			return cp.Head, nil
		}
	}
	return chain.Position{}, chain.ErrCheckpoint
}
