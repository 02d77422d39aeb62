package client

import (
	"net/url"
	"strings"

	"casusoverleg/crypto"
)

// ChairLink is the link by which an administrator lets chairs found rooms.
type ChairLink struct {
	crypto.Redacted
	Server string // base URL
	Secret crypto.InvitationSecret
}

// Invitation is an invitation link: for one place of one room, once. Only its
// Text method shows the secret.
type Invitation struct {
	crypto.Redacted
	Server string // base URL
	Room   crypto.Digest
	ID     crypto.Digest
	Secret crypto.InvitationSecret
}

const (
	chairPrefix = "chair="
	joinPath    = "/join"
)

// ParseChairLink reads https://host/#chair=<secret>. The error does not repeat the link.
func ParseChairLink(text string) (ChairLink, error) {
	u, base, err := linkParts(text)
	if err != nil || (u.Path != "" && u.Path != "/") {
		return ChairLink{}, ErrLink
	}
	secret, ok := strings.CutPrefix(u.Fragment, chairPrefix)
	if !ok {
		return ChairLink{}, ErrLink
	}
	s, err := crypto.ParseInvitationSecret(secret)
	if err != nil {
		return ChairLink{}, ErrLink
	}
	return ChairLink{Server: base, Secret: s}, nil
}

// ParseInvitation reads https://host/join#<room>.<invitation>.<secret>. The
// error does not repeat the link.
func ParseInvitation(text string) (Invitation, error) {
	u, base, err := linkParts(text)
	if err != nil || u.Path != joinPath {
		return Invitation{}, ErrLink
	}
	parts := strings.Split(u.Fragment, ".")
	if len(parts) != 3 {
		return Invitation{}, ErrLink
	}
	inv := Invitation{Server: base}
	if inv.Room.UnmarshalText([]byte(parts[0])) != nil || inv.ID.UnmarshalText([]byte(parts[1])) != nil {
		return Invitation{}, ErrLink
	}
	if inv.Secret, err = crypto.ParseInvitationSecret(parts[2]); err != nil {
		return Invitation{}, ErrLink
	}
	return inv, nil
}

// Text returns the link as it is sent to the person invited.
func (i Invitation) Text() (string, error) {
	secret, err := i.Secret.MarshalSecret()
	if err != nil {
		return "", ErrLink
	}
	return i.Server + joinPath + "#" + i.Room.String() + "." + i.ID.String() + "." + secret, nil
}

// linkParts splits a link into its URL and the server's base URL.
func linkParts(text string) (*url.URL, string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" {
		return nil, "", ErrLink
	}
	return u, u.Scheme + "://" + u.Host, nil
}
