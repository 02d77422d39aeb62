package server

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/live"
	"casusoverleg/room/wire"

	"casusoverleg/room/covenant"
)

// Config is how a server runs. Only BaseURL and Rules are required.
type Config struct {
	// BaseURL is where people reach the server, "https://overleg.example.nl":
	// scheme and host, nothing else. It is the one Origin and Host accepted,
	// besides those in Hosts.
	BaseURL string
	// Hosts are further names by which the server may be addressed, each as in
	// BaseURL.
	Hosts []string
	// Listen and Admin are addresses; "127.0.0.1:8080" and "127.0.0.1:8081" by
	// default. Without TLS both must be loopback addresses.
	Listen, Admin string
	// TLS is the certificate to serve with; nil for plain HTTP.
	TLS *tls.Config

	Version string
	Rules   []Offer
	Page    fs.FS // the page; nil for a plain one
	// Routes are the addresses that the page itself understands, besides "/"; one
	// that ends in a slash stands for all below it.
	Routes []string

	Log    *slog.Logger // slog.Default by default
	Now    func() time.Time
	Limits live.Limits
	Shared bool // other processes append to the same journal
}

// Offer is rules under a name, for new rooms: covenant.RulesName of their profiles.
type Offer struct {
	Name  covenant.Code
	Rules *covenant.Rules
}

// Keys are the secrets of a server. None of them opens any content.
type Keys struct {
	Signing []crypto.SigningKey // the present one, then earlier ones
	Token   auth.Key
	Chair   crypto.Digest // crypto.LobbyHash of the chair's link
}

// Check completes a configuration with defaults and says what is wrong with it.
func (c *Config) Check() error {
	if c.Listen == "" {
		c.Listen = "127.0.0.1:8080"
	}
	if c.Admin == "" {
		c.Admin = "127.0.0.1:8081"
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if len(c.Rules) == 0 {
		return errors.New("server: no rules to offer")
	}
	for i, base := range append([]string{c.BaseURL}, c.Hosts...) {
		if err := checkBase(base); err != nil {
			return fmt.Errorf("server: address %d: %w", i+1, err)
		}
	}
	if err := loopback(c.Admin); err != nil && c.TLS == nil {
		return fmt.Errorf("server: admin: %w", err)
	}
	if err := loopback(c.Listen); err != nil && c.TLS == nil {
		return fmt.Errorf("server: listen: %w", err)
	}
	return nil
}

var (
	errBase  = errors.New("want scheme://host[:port] and nothing after it")
	errPlain = errors.New("plain HTTP is served on a loopback address only; give a certificate")
)

func checkBase(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.Scheme+"://"+u.Host != base ||
		base != strings.ToLower(base) {
		return errBase
	}
	if u.Scheme == "http" && loopback(net.JoinHostPort(u.Hostname(), "0")) != nil {
		return errPlain
	}
	return nil
}

// loopback says whether only this machine reaches an address.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "localhost" || (ip != nil && ip.IsLoopback()) {
		return nil
	}
	return errPlain
}

// info is what a chair's device asks for.
func (c *Config) info(key crypto.VerifyKey) wire.ServerInfo {
	info := wire.ServerInfo{Version: c.Version, Key: key}
	for _, o := range c.Rules {
		info.Rules = append(info.Rules, wire.RulesInfo{Name: o.Name, Digest: o.Rules.Digest()})
	}
	return info
}
