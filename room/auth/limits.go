package auth

import "time"

const (
	// Lifetime is how long a session token is valid.
	Lifetime = 10 * time.Minute
	// MaxToken is the longest token that is looked at, in bytes.
	MaxToken = 2048
	// MaxIssuer is the longest issuer or audience, in bytes.
	MaxIssuer = 512
)
