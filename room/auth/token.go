package auth

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"

	"github.com/golang-jwt/jwt/v5"
)

// tokenType is the typ of the header, so that no other kind of JWT will do (RFC 8725 §3.11).
const tokenType = "casusoverleg-session+jwt"

// ErrToken: not a token of this server for its rooms, or not now. It never
// repeats the token.
var ErrToken = errors.New("auth: the token does not hold")

// Authority issues and checks the session tokens of one server. It may be used
// by several goroutines at once.
type Authority struct {
	// static
	key    Key
	public ed25519.PublicKey
	issuer string // also the audience: this server makes tokens for itself
	now    func() time.Time
	parser *jwt.Parser
	header string // the one header there is, encoded
}

// New returns the authority of the server at issuer, its base URL. now is the
// server's clock.
func New(key Key, issuer string, now func() time.Time) (*Authority, error) {
	if key.IsZero() {
		return nil, fmt.Errorf("%w: no key", ErrKey)
	}
	if issuer == "" || len(issuer) > MaxIssuer {
		return nil, errors.New("auth: issuer missing or too long")
	}
	public, ok := key.private().Public().(ed25519.PublicKey)
	if !ok {
		return nil, ErrKey
	}
	a := &Authority{key: key, public: public, issuer: issuer, now: now}
	// The claims are judged by validate, which may look at them as of another moment.
	a.parser = jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithStrictDecoding(), jwt.WithoutClaimsValidation())
	signing, err := a.unsigned(claims{}).SigningString()
	if err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	a.header, _, _ = strings.Cut(signing, ".")
	return a, nil
}

// claims of a token, in the order in which they are written.
type claims struct {
	Issuer   string           `json:"iss"`
	Audience string           `json:"aud"`
	Room     string           `json:"room"` // room id in hexadecimal
	Seat     chain.Seat       `json:"seat"`
	Issued   *jwt.NumericDate `json:"iat"`
	Before   *jwt.NumericDate `json:"nbf"`
	Expires  *jwt.NumericDate `json:"exp"`
	Confirm  confirmation     `json:"cnf"`
}

// confirmation names the key that must come with the token (RFC 7800 §3.2, RFC 8037).
type confirmation struct {
	JWK deviceKey `json:"jwk"`
}

type deviceKey struct {
	Type  string `json:"kty"`
	Curve string `json:"crv"`
	X     string `json:"x"`
}

func (c claims) GetExpirationTime() (*jwt.NumericDate, error) { return c.Expires, nil }
func (c claims) GetIssuedAt() (*jwt.NumericDate, error)       { return c.Issued, nil }
func (c claims) GetNotBefore() (*jwt.NumericDate, error)      { return c.Before, nil }
func (c claims) GetIssuer() (string, error)                   { return c.Issuer, nil }
func (c claims) GetSubject() (string, error)                  { return "", nil }
func (c claims) GetAudience() (jwt.ClaimStrings, error) {
	return jwt.ClaimStrings{c.Audience}, nil
}

func (a *Authority) unsigned(c claims) *jwt.Token {
	return &jwt.Token{
		Method: jwt.SigningMethodEdDSA, Claims: c,
		Header: map[string]any{"alg": jwt.SigningMethodEdDSA.Alg(), "typ": tokenType},
	}
}

// Issue makes a token for a seat, valid for Lifetime from now.
func (a *Authority) Issue(room crypto.Digest, seat chain.Seat, device crypto.VerifyKey) (wire.Token, error) {
	now := a.now().Truncate(time.Second)
	expires := now.Add(Lifetime)
	signed, err := a.unsigned(claims{
		Issuer: a.issuer, Audience: a.issuer, Room: room.String(), Seat: seat,
		Issued: jwt.NewNumericDate(now), Before: jwt.NewNumericDate(now), Expires: jwt.NewNumericDate(expires),
		Confirm: confirmation{deviceKey{"OKP", "Ed25519", base64.RawURLEncoding.EncodeToString(device[:])}},
	}).SignedString(a.key.private())
	if err != nil {
		return wire.Token{}, fmt.Errorf("auth: issue: %w", err)
	}
	return wire.Token{Token: signed, Expires: expires.UnixMilli()}, nil
}

// Verify returns what a token says, or ErrToken.
func (a *Authority) Verify(token string) (wire.Session, error) { return a.verify(token, false) }

// VerifyForRenewal is Verify for a token that may have expired: a device that
// slept asks for a new one, and proves itself.
func (a *Authority) VerifyForRenewal(token string) (wire.Session, error) {
	return a.verify(token, true)
}

func (a *Authority) verify(token string, expired bool) (wire.Session, error) {
	// One header, byte for byte: no other algorithm, type, key or key address gets past this.
	// Go's base64 skips line ends, which would make two tokens of one.
	if len(token) > MaxToken || !strings.HasPrefix(token, a.header+".") || strings.ContainsAny(token, "\r\n") {
		return wire.Session{}, ErrToken
	}
	var c claims
	if _, err := a.parser.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return a.public, nil }); err != nil {
		return wire.Session{}, ErrToken
	}
	// One encoding: duplicate or unknown claims, other spellings and types are not what Issue writes.
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		return wire.Session{}, ErrToken
	}
	if again, err := json.Marshal(c); err != nil || !bytes.Equal(again, payload) {
		return wire.Session{}, ErrToken
	}
	if err := a.validate(c, expired); err != nil {
		return wire.Session{}, ErrToken
	}
	return c.session()
}

// validate judges issuer, audience and times. For a renewal it looks at the
// token as of its last second.
func (a *Authority) validate(c claims, expired bool) error {
	at := a.now()
	if expired && c.Expires != nil && !at.Before(c.Expires.Time) {
		at = c.Expires.Add(-time.Second)
	}
	return jwt.NewValidator(
		jwt.WithIssuer(a.issuer), jwt.WithAudience(a.issuer), jwt.WithExpirationRequired(),
		jwt.WithIssuedAt(), jwt.WithNotBeforeRequired(), jwt.WithTimeFunc(func() time.Time { return at }),
	).Validate(c)
}

func (c claims) session() (wire.Session, error) {
	s := wire.Session{Seat: c.Seat, Expires: c.Expires.UnixMilli()}
	if c.Issued == nil || s.Seat == chain.Server || s.Room.UnmarshalText([]byte(c.Room)) != nil ||
		c.Expires.Sub(c.Issued.Time) > Lifetime || c.Confirm.JWK.Type != "OKP" || c.Confirm.JWK.Curve != "Ed25519" {
		return wire.Session{}, ErrToken
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(c.Confirm.JWK.X)
	if err != nil {
		return wire.Session{}, ErrToken
	}
	if s.Device, err = crypto.ParseVerifyKey(raw); err != nil {
		return wire.Session{}, ErrToken
	}
	return s, nil
}
