package client

import (
	"sync"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// Library is rules that were fetched and are those of their digest, so that they are
// fetched once. Its zero value is empty and ready to use, by several goroutines.
type Library struct {
	mu sync.Mutex

	// guarded by mu
	books map[crypto.Digest]*covenant.Rules
}

// find returns rules that were put; nil where there are none.
func (l *Library) find(digest crypto.Digest) *covenant.Rules {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.books[digest]
}

// put keeps rules, and of maxBooks others none.
func (l *Library) put(rules *covenant.Rules) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.books == nil || len(l.books) >= maxBooks {
		l.books = map[crypto.Digest]*covenant.Rules{}
	}
	l.books[rules.Digest()] = rules
}
