package page

import (
	"bytes"
	"context"

	"casusoverleg/crypto"
)

// AskUnlock answers Snapshot.unlock where a lock is set: what the passkey gave for
// the salt, or the words. What waited goes on; with other words it goes on waiting.
type AskUnlock struct {
	Secret Bytes  `json:"secret,omitempty"` // of a passkey: 32 bytes
	Words  string `json:"words,omitempty"`
}

func unlock(ctx context.Context, c *call, ask AskUnlock) (Nothing, error) {
	if ask.Words != "" {
		return Nothing{}, c.desk.guard.try(ctx, spellings(ask.Words)...)
	}
	secret, err := secretOf(ask.Secret)
	if err != nil {
		return Nothing{}, err
	}
	return Nothing{}, c.desk.guard.try(ctx, secret)
}

// stayLocked takes the question away: what waited is not done.
func stayLocked(_ context.Context, c *call, _ Nothing) (Nothing, error) {
	g := c.desk.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	g.answer(answer{err: errLocked})
	return Nothing{}, nil
}

// NewWords are words that were just made, to write down.
type NewWords struct {
	Words string `json:"words"`
}

// newWords answers Snapshot.unlock where no lock is set: it makes words. Nothing
// is kept before set_lock says that the person has them.
func newWords(_ context.Context, c *call, _ Nothing) (NewWords, error) {
	words, asked := c.desk.guard.words()
	if !asked {
		return NewWords{}, wrong("")
	}
	return NewWords{Words: words}, nil
}

// AskSetLock sets the lock that Snapshot.unlock asks for, and makes the minutes key
// behind it: by a passkey that was just made, or, when empty, by the words of
// new_words. With a file, that key is taken instead, behind the words of the file.
type AskSetLock struct {
	Passkey Bytes  `json:"passkey,omitempty"` // its credential id
	Salt    Bytes  `json:"salt,omitempty"`    // of Snapshot.unlock
	Secret  Bytes  `json:"secret,omitempty"`  // what it gave for the salt
	File    Bytes  `json:"file,omitempty"`    // an age identity file under a passphrase, as export_key makes
	Words   string `json:"words,omitempty"`   // of the file
}

func setLock(ctx context.Context, c *call, ask AskSetLock) (Nothing, error) {
	g := c.desk.guard
	q, asked := g.choose()
	if !asked {
		return Nothing{}, wrong("")
	}
	err := g.set(ctx, ask)
	if err != nil {
		g.reopen(q)
	}
	return Nothing{}, err
}

// set makes the minutes key, or takes that of a file, behind the lock that was chosen.
func (g *guard) set(ctx context.Context, ask AskSetLock) error {
	if len(ask.File) > 0 {
		return g.bring(ctx, ask.File, spellings(ask.Words)...)
	}
	var l lock
	secret, made := g.wordsKept()
	if len(ask.Passkey) > 0 {
		if len(ask.Salt) != secretSize {
			return wrong("salt")
		}
		var err error
		if secret, err = secretOf(ask.Secret); err != nil {
			return err
		}
		l = lock{Passkey: ask.Passkey, Salt: ask.Salt}
	} else if !made {
		return wrong("passkey")
	}
	key, err := crypto.NewMinutesKey()
	if err != nil {
		return err
	}
	return g.keep(ctx, key, l, secret)
}

// bring takes the key of an identity file, which stays behind its words.
func (g *guard) bring(ctx context.Context, file []byte, secrets ...string) error {
	for _, secret := range secrets {
		if secret == "" {
			return wrong("words")
		}
		if key, err := crypto.ReadIdentityFile(bytes.NewReader(file), secret); err == nil {
			return g.keep(ctx, key, lock{}, secret)
		}
	}
	return errWords
}

// verb names the verb that a request asked for in its context.
type verb struct{}

func verbIn(ctx context.Context) string {
	do, _ := ctx.Value(verb{}).(string)
	return do
}
