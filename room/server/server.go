package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/covenant"
	"casusoverleg/room/journal"
	"casusoverleg/room/live"
	"casusoverleg/room/wire"
)

// Server is one host of rooms.
type Server struct {
	// static
	config  Config
	hub     *live.Hub
	tokens  *auth.Authority
	journal journal.Journal
	info    []byte            // encoded wire.ServerInfo
	origins map[string]bool   // exact
	hosts   map[string]string // Host header → the origin it belongs to
	public  http.Handler
	admin   http.Handler
	fatal   chan error

	books    rulebooks
	draining atomic.Bool
	sockets  sockets
	keeper   sync.WaitGroup
	stop     context.CancelFunc // of the keeper
}

// New makes a server over a journal, which stays the caller's to close after
// the server. Close ends what New started.
func New(c Config, j journal.Journal, k Keys) (*Server, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	tokens, err := auth.New(k.Token, c.BaseURL, c.Now)
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s := &Server{
		config: c, tokens: tokens, journal: j, origins: map[string]bool{}, hosts: map[string]string{},
		fatal: make(chan error, 1),
	}
	for _, base := range append([]string{c.BaseURL}, c.Hosts...) {
		u, err := url.Parse(base)
		if err != nil {
			return nil, fmt.Errorf("server: %w", err)
		}
		s.origins[base] = true
		s.hosts[strings.ToLower(u.Host)] = base
	}
	var rules []*covenant.Rules
	for _, o := range c.Rules {
		rules = append(rules, o.Rules)
	}
	s.hub, err = live.New(live.Config{
		Journal: j, Keys: k.Signing, Rules: rules, Tokens: tokens, Chair: k.Chair, Now: c.Now, Log: c.Log,
		Fatal: s.die, Shared: c.Shared, Limits: c.Limits,
	})
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.info = encode(c.info(s.hub.Key()))
	s.public, s.admin = s.routes(), s.adminRoutes()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.keeper.Add(1)
	go s.keep(ctx)
	return s, nil
}

func (s *Server) die(err error) {
	select {
	case s.fatal <- err:
	default:
	}
}

// Handler serves people: the page, the requests and the sockets.
func (s *Server) Handler() http.Handler { return s.public }

// Admin serves operators: health, readiness, metrics.
func (s *Server) Admin() http.Handler { return s.admin }

// Close says goodbye to every device, waits until nothing of the server runs
// any more, and ends it.
func (s *Server) Close() {
	s.draining.Store(true)
	s.hub.Close()
	s.sockets.closeAll()
	s.stop()
	s.keeper.Wait()
}

// Run listens on both addresses and serves until ctx ends; then it drains. An
// error is that of listening, or of a journal that has stopped.
func (s *Server) Run(ctx context.Context) error {
	public, err := net.Listen("tcp", s.config.Listen)
	if err != nil {
		return fmt.Errorf("server: %w", err)
	}
	admin, err := net.Listen("tcp", s.config.Admin)
	if err != nil {
		_ = public.Close()
		return fmt.Errorf("server: %w", err)
	}
	return s.Serve(ctx, public, admin)
}

// Serve is Run on listeners the caller opened; it closes them.
func (s *Server) Serve(ctx context.Context, public, admin net.Listener) error {
	people, operators := s.httpServer(s.public), s.httpServer(s.admin)
	ended := make(chan error, 2)
	go func() { ended <- s.listen(people, public) }()
	go func() { ended <- s.listen(operators, admin) }()
	s.config.Log.Info("serving", "address", public.Addr().String(), "admin", admin.Addr().String())
	var err error
	select {
	case <-ctx.Done():
	case err = <-ended:
		ended <- nil
	case err = <-s.fatal:
	}
	s.config.Log.Info("draining")
	s.Close()
	late, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err = errors.Join(err, people.Shutdown(late), operators.Shutdown(late))
	for range 2 {
		if e := <-ended; e != nil && !errors.Is(e, http.ErrServerClosed) {
			err = errors.Join(err, e)
		}
	}
	if err != nil {
		return fmt.Errorf("server: %w", err)
	}
	return nil
}

func (s *Server) listen(srv *http.Server, l net.Listener) error {
	if s.config.TLS != nil {
		srv.TLSConfig = s.config.TLS.Clone()
		return srv.ServeTLS(l, "", "")
	}
	return srv.Serve(l)
}

func (s *Server) httpServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: readHeaderTime, ReadTimeout: requestTime, WriteTimeout: requestTime,
		IdleTimeout: idleTime, MaxHeaderBytes: MaxHeader, ErrorLog: quietLog(s.config.Log),
	}
}

// digestIn reads a room id or digest out of a path.
func digestIn(r *http.Request, name string) (crypto.Digest, bool) {
	var d crypto.Digest
	err := d.UnmarshalText([]byte(r.PathValue(name)))
	return d, err == nil
}

func waitTime() time.Duration { return wire.WaitSeconds * time.Second }
