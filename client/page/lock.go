package page

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strings"
	"unicode"

	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// lock is what is kept of a minutes key: a standard age identity file under a
// passphrase. The passphrase is the person's words, or what his passkey gives for
// the salt (WebAuthn Level 3, §10.1.4: HMAC-SHA-256 with a key that never leaves
// the authenticator), written in base64url.
type lock struct {
	File    []byte `cbor:"1,keyasint"`           // nil where there is no lock yet
	Passkey []byte `cbor:"2,keyasint,omitempty"` // its credential id; nil for words
	Salt    []byte `cbor:"3,keyasint,omitempty"` // what it evaluates
}

func (l lock) way() Way {
	switch {
	case l.File == nil:
		return NoWay
	case l.Passkey != nil:
		return WayPasskey
	}
	return WayWords
}

// lock is the lock there is. Where there is none it is only a salt, for the
// passkey that may be chosen.
func (g *guard) lock(ctx context.Context) (lock, error) {
	kept, err := g.LockedKey(ctx)
	if errors.Is(err, vault.ErrNotFound) {
		salt := make([]byte, secretSize)
		_, _ = rand.Read(salt) // never fails
		return lock{Salt: salt}, nil
	}
	if err != nil {
		return lock{}, err
	}
	var l lock
	if chain.Decode(kept, &l) != nil || len(l.File) == 0 {
		return lock{}, vault.ErrDamaged
	}
	return l, nil
}

// keep puts a key behind a lock, and opens it.
func (g *guard) keep(ctx context.Context, key crypto.MinutesKey, l lock, secret string) error {
	var file bytes.Buffer
	if err := key.WriteIdentityFile(&file, secret); err != nil {
		return err
	}
	l.File = file.Bytes()
	if err := g.KeepLockedKey(ctx, chain.Encode(l)); err != nil {
		return err
	}
	g.use(key, l, secret)
	return nil
}

// try opens the lock; the question is answered when it does.
func (g *guard) try(ctx context.Context, secrets ...string) error {
	l, err := g.lock(ctx)
	if err != nil {
		return err
	}
	if l.File == nil {
		return Problematic(ProblemNoKey)
	}
	for _, secret := range secrets {
		key, err := crypto.ReadIdentityFile(bytes.NewReader(l.File), secret)
		if err == nil {
			g.use(key, l, secret)
			return nil
		}
		if !errors.Is(err, crypto.ErrPassphrase) {
			return vault.ErrDamaged
		}
	}
	return errWords
}

// words makes the words of a new lock. It returns false when none is asked for.
func (g *guard) words() (string, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.asked == nil || !g.asked.fresh {
		return "", false
	}
	if g.asked.words == "" {
		g.asked.words = crypto.GeneratePassphrase()
	}
	return g.asked.words, true
}

// wordsKept says that the person has the words that were made.
func (g *guard) wordsKept() (string, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.asked == nil || g.asked.words == "" {
		return "", false
	}
	return g.asked.words, true
}

// choose takes the question which lock to set, where that is asked: who presses twice
// makes one key. Where it fails it is asked again with reopen.
func (g *guard) choose() (*question, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.asked == nil || !g.asked.fresh {
		return nil, false
	}
	g.asked.fresh = false
	return g.asked, true
}

// reopen gives back a question that choose took.
func (g *guard) reopen(q *question) {
	g.mu.Lock()
	defer g.mu.Unlock()
	q.fresh = true
}

// secretSize is what a passkey gives and takes, in bytes (WebAuthn Level 3, §10.1.4).
const secretSize = 32

// secretOf is what a passkey gave, as the passphrase of an identity file: 256 bits.
func secretOf(b []byte) (string, error) {
	if len(b) != secretSize {
		return "", wrong("secret")
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// spellings are what a person may have meant with the words he typed: as he wrote
// them, and as the program writes them.
func spellings(typed string) []string {
	written := strings.Join(strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return !unicode.IsLetter(r) }), "-")
	exact := strings.TrimSpace(typed)
	if written == exact || written == "" {
		return []string{exact}
	}
	return []string{written, exact}
}
