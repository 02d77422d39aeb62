package server

import (
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// route is one line of docs/openapi.yaml; a test holds the two together.
type route struct {
	method, path string
	handle       http.HandlerFunc
}

func (s *Server) table() []route {
	return []route{
		{http.MethodGet, wire.PathServer, s.getServer},
		{http.MethodGet, wire.PathRules, s.getRules},
		{http.MethodPost, wire.PathRooms, s.postRoom},
		{http.MethodPost, wire.PathLook, s.postLook},
		{http.MethodPost, wire.PathKnock, s.postKnock},
		{http.MethodPost, wire.PathWait, s.postWait},
		{http.MethodPut, wire.PathFiles, s.putFile},
		{http.MethodGet, wire.PathSocket, s.getSocket},
	}
}

// routes is everything people reach.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	paths := map[string]bool{}
	for _, r := range s.table() {
		mux.HandleFunc(r.method+" "+r.path, r.handle)
		paths[r.path] = true
	}
	for path := range paths {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { s.refuse(w, http.StatusMethodNotAllowed, codeMethod) })
	}
	mux.HandleFunc("/v1/", func(w http.ResponseWriter, _ *http.Request) { s.refuse(w, http.StatusNotFound, codeNotFound) })
	mux.Handle("/", s.page())
	return s.guard(mux)
}

func (s *Server) getServer(w http.ResponseWriter, _ *http.Request) { write(w, s.info) }

func (s *Server) postRoom(w http.ResponseWriter, r *http.Request) {
	f, ok := body[wire.Found](s, w, r)
	if !ok {
		return
	}
	founded, refusal, err := s.hub.Found(r.Context(), f)
	switch {
	case err != nil:
		s.fail(w, err)
	case refusal != nil:
		refuseAct(w, refusal)
	default:
		write(w, encode(founded))
	}
}

func (s *Server) postLook(w http.ResponseWriter, r *http.Request) {
	id, found := s.roomIn(w, r)
	if !found {
		return
	}
	l, ok := body[wire.Look](s, w, r)
	if !ok {
		return
	}
	looked, err := s.hub.Look(r.Context(), id, l)
	if err != nil {
		s.fail(w, err)
		return
	}
	write(w, encode(looked))
}

func (s *Server) postKnock(w http.ResponseWriter, r *http.Request) {
	id, found := s.roomIn(w, r)
	if !found {
		return
	}
	k, ok := body[wire.Knock](s, w, r)
	if !ok {
		return
	}
	if err := s.hub.Knock(r.Context(), id, k); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) postWait(w http.ResponseWriter, r *http.Request) {
	id, found := s.roomIn(w, r)
	if !found {
		return
	}
	q, ok := body[wire.Wait](s, w, r)
	if !ok {
		return
	}
	waited, err := s.hub.Wait(r.Context(), id, q, waitTime())
	if err != nil {
		s.fail(w, err)
		return
	}
	write(w, encode(waited))
}

// putFile stages a large sealed file, on the proof of a device of the room.
func (s *Server) putFile(w http.ResponseWriter, r *http.Request) {
	id, found := s.roomIn(w, r)
	if !found {
		return
	}
	digest, ok := digestIn(r, "digest")
	if !ok {
		s.refuse(w, http.StatusNotFound, codeNotFound)
		return
	}
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	session, err := s.tokens.Verify(token)
	proof, proofErr := base64.StdEncoding.Strict().DecodeString(r.Header.Get(wire.ProofHeader))
	if !bearer || err != nil || proofErr != nil || len(proof) != crypto.SignatureSize || session.Room != id ||
		session.Prove(crypto.LabelFile, digest, s.originOf(r), token, crypto.Signature(proof)) != nil {
		s.refuse(w, http.StatusUnauthorized, codeToken)
		return
	}
	if err := s.hub.MayStage(r.Context(), session); err != nil {
		s.fail(w, err)
		return
	}
	data, ok := s.read(w, r, room.MaxStaged, "application/octet-stream")
	if !ok {
		return
	}
	if len(data) == 0 || crypto.Hash(crypto.LabelFile, data) != digest {
		s.refuse(w, http.StatusUnprocessableEntity, codeForm)
		return
	}
	if err := s.hub.Stage(r.Context(), session, digest, data); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) roomIn(w http.ResponseWriter, r *http.Request) (crypto.Digest, bool) {
	id, ok := digestIn(r, "room")
	if !ok {
		s.refuse(w, http.StatusNotFound, codeNotFound)
	}
	return id, ok
}

// body reads the canonical CBOR of a request.
func body[T any](s *Server, w http.ResponseWriter, r *http.Request) (v T, ok bool) {
	data, ok := s.read(w, r, MaxRequest, wire.ContentType)
	if !ok {
		return v, false
	}
	if err := chain.Decode(data, &v); err != nil {
		s.refuse(w, http.StatusBadRequest, codeForm)
		return v, false
	}
	return v, true
}

// read takes a body of one media type, up to a size. A form in another site's
// page cannot send these types.
func (s *Server) read(w http.ResponseWriter, r *http.Request, limit int64, media string) ([]byte, bool) {
	if got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || got != media {
		s.refuse(w, http.StatusUnsupportedMediaType, codeMedia)
		return nil, false
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.refuse(w, http.StatusRequestEntityTooLarge, codeTooLarge)
		return nil, false
	case err != nil:
		s.refuse(w, http.StatusBadRequest, codeForm)
		return nil, false
	}
	return data, true
}

func write(w http.ResponseWriter, data []byte) {
	w.Header().Set("Content-Type", wire.ContentType)
	_, _ = w.Write(data) // whoever went away does not read it
}
