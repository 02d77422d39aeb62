package main

import (
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/server"
)

// serveSettings are the settings as the server needs them, checked.
type serveSettings struct {
	listen    string
	admin     string
	url       string   // scheme and host; "" is that of the address listened on
	hosts     []string // further ones
	data      string
	offers    []server.Offer
	tls       *tls.Config // nil is plain HTTP, on loopback
	chairLink string      // file for a new chair's link; "" is standard output
	level     slog.Level
	// Secrets that come from the settings; zero where the data directory has them.
	serverKeys  []crypto.SigningKey // the present one first
	tokenKey    auth.Key
	chairSecret crypto.InvitationSecret
}

// resolver turns what was chosen into serveSettings and gathers what is wrong.
type resolver struct {
	p        *program
	c        *chosen
	problems []string
}

// resolve checks all settings and names everything that is wrong at once.
func (p *program) resolve(c *chosen) (*serveSettings, error) {
	r := &resolver{p: p, c: c}
	s := &serveSettings{data: r.needed(keyData), chairLink: r.text(keyChairLink)}
	s.tls = r.tlsFiles()
	s.listen = r.address(keyListen, s.tls != nil)
	s.admin = r.address(keyAdminListen, s.tls != nil)
	if text := r.text(keyURL); text != "" {
		s.url = r.base(keyURL, text)
	} else if host, _, err := net.SplitHostPort(s.listen); err == nil && !loopback(host) {
		r.bad(keyURL, "zeg onder welk adres deelnemers de server kennen", "say by which address participants know the server")
	}
	for _, text := range r.c.values.Strings(keyHosts) {
		s.hosts = append(s.hosts, r.base(keyHosts, text))
	}
	s.offers = r.offers()
	s.level = r.level(keyLogLevel)
	r.secret(keyServerKey, func(text string) (err error) { s.serverKeys, err = parseServerKeys(text); return })
	r.secret(keyTokenKey, func(text string) (err error) { s.tokenKey, err = auth.ParseKey(text); return })
	r.secret(keyChairSecret, func(text string) (err error) { s.chairSecret, err = crypto.ParseInvitationSecret(text); return })
	if len(r.problems) > 0 {
		return nil, p.misuse("de instellingen kloppen niet:\n%s", "the settings are not right:\n%s", strings.Join(r.problems, "\n"))
	}
	return s, nil
}

// bad notes a problem with one setting, and where that was written.
func (r *resolver) bad(key, nl, en string, args ...any) {
	r.problems = append(r.problems, "  "+key+" ("+r.c.from[key]+"): "+r.p.sayf(nl, en, args...))
}

func (r *resolver) text(key string) string { return r.c.values.String(key) }

func (r *resolver) needed(key string) string {
	text := r.text(key)
	if text == "" {
		r.bad(key, "mag niet leeg zijn", "must not be empty")
	}
	return text
}

// address is host:port; what is not encrypted stays on this machine.
func (r *resolver) address(key string, encrypted bool) string {
	text := r.text(key)
	host, port, err := net.SplitHostPort(text)
	if err != nil || port == "" {
		r.bad(key, "%q is geen adres met poort, zoals 127.0.0.1:8080", "%q is no address with port, such as 127.0.0.1:8080", text)
		return text
	}
	if !encrypted && !loopback(host) {
		r.bad(key, "%q is niet versleuteld en niet alleen op deze machine: zet er TLS voor of geef tls_cert en tls_key",
			"%q is not encrypted and not on this machine only: put TLS in front or give tls_cert and tls_key", text)
	}
	return text
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// base is an origin: scheme and host. It is not encrypted only on loopback.
func (r *resolver) base(key, text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" ||
		(u.Scheme != "https" && u.Scheme != "http") || text != strings.ToLower(text) {
		r.bad(key, "dit is geen adres als https://overleg.example.nl (kleine letters, geen pad)",
			"this is no address such as https://overleg.example.nl (lower case, no path)")
		return ""
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		r.bad(key, "http mag alleen op deze machine; gebruik https", "http is for this machine only; use https")
	}
	return u.Scheme + "://" + u.Host
}

func (r *resolver) tlsFiles() *tls.Config {
	cert, key := r.text(keyTLSCert), r.text(keyTLSKey)
	if cert == "" && key == "" {
		return nil
	}
	if cert == "" || key == "" {
		r.bad(keyTLSCert, "tls_cert en tls_key horen bij elkaar", "tls_cert and tls_key belong together")
		return nil
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		r.bad(keyTLSCert, "certificaat en sleutel zijn niet te lezen of horen niet bij elkaar",
			"certificate and key cannot be read or do not belong together")
		return &tls.Config{MinVersion: tls.VersionTLS12}
	}
	// NCSC-NL TLS 2025-05: 1.3 preferred, 1.2 at least; Go's own order puts the
	// post-quantum exchange X25519MLKEM768 first.
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}
}

// offers are the rules that new rooms can choose, each under a name of its own.
func (r *resolver) offers() []server.Offer {
	names := r.c.values.Strings(keyProfiles)
	if len(names) == 0 {
		r.bad(keyProfiles, "er moet ten minste één profiel zijn", "there must be at least one profile")
	}
	var all []server.Offer
	for _, name := range names {
		offered, rules, err := r.p.rulesNamed(name)
		if err != nil {
			r.bad(keyProfiles, "%v", "%v", err)
			continue
		}
		if slices.ContainsFunc(all, func(o server.Offer) bool { return o.Name == offered }) {
			r.bad(keyProfiles, "twee profielen heten %s", "two profiles are called %s", offered)
		}
		all = append(all, server.Offer{Name: offered, Rules: rules})
	}
	return all
}

func (r *resolver) level(key string) slog.Level {
	switch r.text(key) {
	case "debug":
		return slog.LevelDebug
	case "info":
		return slog.LevelInfo
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	}
	r.bad(key, "%q is niet debug, info, warn of error", "%q is not debug, info, warn or error", r.text(key))
	return slog.LevelInfo
}

// secret reads a secret from its setting or from the file that its _file names.
// No message repeats it.
func (r *resolver) secret(key string, parse func(string) error) {
	text, named := r.text(key), key
	if path := r.text(key + fileSuffix); path != "" {
		named = key + fileSuffix
		b, err := r.p.readFile(path, MaxSecretFile)
		if err != nil {
			r.bad(named, "%v", "%v", err)
			return
		}
		text = strings.TrimRight(string(b), "\r\n")
	} else if _, said := r.c.from[key]; !said {
		return
	}
	if err := parse(text); err != nil {
		what := r.p.say("dit is geen sleutel van de goede soort", "this is no key of the right kind")
		if !errors.Is(err, crypto.ErrMalformed) && !errors.Is(err, auth.ErrKey) {
			what = r.p.say("deze sleutel wordt geweigerd", "this key is refused")
		}
		r.bad(named, "%s", "%s", what)
	}
}
