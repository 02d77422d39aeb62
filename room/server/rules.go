package server

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"sync"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// rulebook is rules as they are sent. They are the same for everybody and hold no
// secret, so that compressing them tells nobody anything.
type rulebook struct{ plain, zipped []byte }

// rulebooks are the rules that were asked for, each made once: as many at most as the
// server knows.
type rulebooks struct {
	mu sync.Mutex

	// guarded by mu
	made map[crypto.Digest]rulebook
}

func (books *rulebooks) of(digest crypto.Digest, rules *covenant.Rules) (rulebook, error) {
	books.mu.Lock()
	defer books.mu.Unlock()
	if book, ok := books.made[digest]; ok {
		return book, nil
	}
	var zipped bytes.Buffer
	plain := rules.Encode()
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return rulebook{}, err
	}
	if _, err := w.Write(plain); err != nil {
		return rulebook{}, err
	}
	if err := w.Close(); err != nil {
		return rulebook{}, err
	}
	book := rulebook{plain: plain, zipped: zipped.Bytes()}
	if books.made == nil {
		books.made = map[crypto.Digest]rulebook{}
	}
	books.made[digest] = book
	return book, nil
}

func (s *Server) getRules(w http.ResponseWriter, r *http.Request) {
	digest, ok := digestIn(r, "digest")
	if !ok {
		s.refuse(w, http.StatusNotFound, codeNotFound)
		return
	}
	rules, ok := s.hub.Rules(digest)
	if !ok {
		s.refuse(w, http.StatusNotFound, codeNotFound)
		return
	}
	book, err := s.books.of(digest, rules)
	if err != nil {
		s.fail(w, err)
		return
	}
	data := book.plain
	w.Header().Set("Vary", "Accept-Encoding")
	if takes(r, "gzip") {
		data = book.zipped
		w.Header().Set("Content-Encoding", "gzip")
	}
	write(w, data)
}
