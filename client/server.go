package client

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// Server is the address of a server. It may be used by several goroutines.
type Server struct {
	// static
	base string      // without a slash at the end
	http *HTTPClient // nil for the standard one; not used in a browser

	library *Library // nil keeps nothing
}

// NewServer is the server at a base URL such as https://overleg.example. client
// may be nil for the standard one.
func NewServer(base string, client *HTTPClient) (*Server, error) {
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil ||
		(u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("client: the server's address must be like https://host")
	}
	return &Server{base: u.Scheme + "://" + u.Host, http: client}, nil
}

// Server is the server at a base URL, which fetches rules once into these options' library.
func (o Options) Server(base string) (*Server, error) {
	s, err := NewServer(base, o.HTTP)
	if err == nil {
		s.library = o.Library
	}
	return s, err
}

// Origin is what the server must see as the origin of this client: its own.
func (s *Server) Origin() string { return s.base }

// Info asks what the server is and offers.
func (s *Server) Info(ctx context.Context) (wire.ServerInfo, error) {
	var info wire.ServerInfo
	err := s.ask(ctx, "GET", wire.PathServer, nil, &info)
	return info, err
}

// Rules fetches rules by their digest, unless they are here, and checks that they are those.
func (s *Server) Rules(ctx context.Context, digest crypto.Digest) (*covenant.Rules, error) {
	if rules := s.library.find(digest); rules != nil {
		return rules, nil
	}
	var b []byte
	err := again(ctx, func() (err error) {
		b, err = s.send(ctx, "GET", strings.Replace(wire.PathRules, "{digest}", digest.String(), 1), nil, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	rules, err := covenant.Decode(b)
	if err != nil || rules.Digest() != digest {
		return nil, fmt.Errorf("%w: other rules than asked for", ErrServer)
	}
	s.library.put(rules)
	return rules, nil
}

// ask is call for what is harmless to ask twice: it asks again when no answer came.
func (s *Server) ask(ctx context.Context, method, path string, body, answer any) error {
	return again(ctx, func() error { return s.call(ctx, method, path, nil, body, answer) })
}

// unanswered is the error of a request to which no whole answer came: the server went,
// or the line to it. Whether the server took it in, nobody can say.
type unanswered struct{ err error }

func (e unanswered) Error() string { return "client: " + e.err.Error() }
func (e unanswered) Unwrap() error { return e.err }

// again asks until there is an answer, a little later each time: a server that is
// started again is back in a moment, and one that is asked too fast takes more by then.
func again(ctx context.Context, ask func() error) error {
	for try := 1; ; try++ {
		err := ask()
		if !later(err) || try > maxRetries || sleep(ctx, time.Duration(try)*retryDelay) != nil {
			return err
		}
	}
}

// later says that the same request may be answered otherwise in a moment.
func later(err error) bool {
	var refusal *room.Refusal
	return errors.As(err, new(unanswered)) || (errors.As(err, &refusal) && refusal.Code == wire.CodeTooFast)
}

// call sends a request with a body in canonical CBOR and decodes the answer.
// body or answer may be nil.
func (s *Server) call(ctx context.Context, method, path string, header map[string]string, body, answer any) error {
	var data []byte
	if body != nil {
		data = chain.Encode(body)
	}
	b, err := s.send(ctx, method, path, header, data)
	if err != nil {
		return err
	}
	if answer != nil && chain.Decode(b, answer) != nil {
		return fmt.Errorf("%w: %s", ErrServer, path)
	}
	return nil
}

// request is one request over HTTP. Paths hold ids, so no error repeats them.
type request struct {
	method, url string
	header      map[string]string
	body        []byte
}

// answered is what came back, the body up to a little over maxAnswer.
type answered struct {
	status int
	media  string // Content-Type
	body   []byte
}

func (s *Server) send(ctx context.Context, method, path string, header map[string]string, body []byte) ([]byte, error) {
	r := request{method: method, url: s.base + path, header: map[string]string{}, body: body}
	if body != nil {
		r.header["Content-Type"] = wire.ContentType
	}
	maps.Copy(r.header, header)
	got, err := s.exchange(ctx, r)
	switch {
	case err != nil:
		return nil, unanswered{err}
	case len(got.body) > maxAnswer:
		return nil, fmt.Errorf("%w: %s %s", ErrServer, method, path)
	case got.status/100 != 2:
		return nil, problem(got)
	}
	return got.body, nil
}

// problem reads application/problem+json; one with a code is a refusal.
func problem(got answered) error {
	var p struct {
		Code        covenant.Code      `json:"code"`
		Articles    []covenant.Article `json:"articles"`
		Obligations []string           `json:"obligations"`
		Subject     string             `json:"subject"`
	}
	if strings.HasPrefix(got.media, "application/problem+json") && json.Unmarshal(got.body, &p) == nil && p.Code != "" {
		return &room.Refusal{Code: p.Code, Articles: p.Articles, Obligations: p.Obligations, Subject: p.Subject}
	}
	return fmt.Errorf("%w: status %d", ErrServer, got.status)
}

func roomPath(path string, id crypto.Digest) string {
	return strings.Replace(path, "{room}", id.String(), 1)
}

// stage puts a large file on the server before its act. It waits where the server takes
// no more at a time; the same file twice is there once.
func (s *Server) stage(ctx context.Context, id crypto.Digest, digest crypto.Digest, data []byte, token string, key crypto.SigningKey) error {
	ctx, cancel := context.WithTimeout(ctx, httpTimeout)
	defer cancel()
	proof, err := crypto.Sign(crypto.LabelFile, key, wire.ProofMessage(crypto.LabelFile, digest, s.base, token))
	if err != nil {
		return fmt.Errorf("client: stage: %w", err)
	}
	header := map[string]string{
		"Authorization":  "Bearer " + token,
		wire.ProofHeader: base64.StdEncoding.EncodeToString(proof[:]),
		"Content-Type":   "application/octet-stream",
	}
	path := strings.Replace(roomPath(wire.PathFiles, id), "{digest}", digest.String(), 1)
	return again(ctx, func() error {
		_, err := s.send(ctx, "PUT", path, header, data)
		return err
	})
}
