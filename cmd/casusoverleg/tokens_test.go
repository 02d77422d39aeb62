package main

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocrypto "crypto"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
	"casusoverleg/room/wire"
)

const tokenType = `"typ":"casusoverleg-session+jwt"`

// forger holds the key with which the server signs its tokens, as whoever broke into
// it would: so that each token is refused for what is wrong with it, and not because
// its signature is.
type forger struct {
	key             ed25519.PrivateKey
	header, payload string // of a token that holds
}

func (g *gathering) forger(token string) *forger {
	g.t.Helper()
	text, err := os.ReadFile(filepath.Join(g.data(), tokenKeyFile))
	require.NoError(g.t, err)
	_, seed, _ := strings.Cut(strings.TrimSpace(string(text)), ":")
	raw, err := base64.RawURLEncoding.DecodeString(seed)
	require.NoError(g.t, err)
	parts := strings.Split(token, ".")
	header, err := base64.RawURLEncoding.DecodeString(parts[0])
	require.NoError(g.t, err)
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	require.NoError(g.t, err)
	f := &forger{key: ed25519.NewKeyFromSeed(raw), header: string(header), payload: string(payload)}
	require.Equal(g.t, token, f.forge(f.header, f.payload), "the forger can make one that holds")
	return f
}

func encoded(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func (f *forger) forge(header, payload string) string {
	signing := encoded(header) + "." + encoded(payload)
	return signing + "." + encoded(string(ed25519.Sign(f.key, []byte(signing))))
}

// with is a token with something else in its payload.
func (f *forger) with(from, to string) string {
	if !strings.Contains(f.payload, from) {
		panic("not in a token: " + from)
	}
	return f.forge(f.header, strings.Replace(f.payload, from, to, 1))
}

// hostile are tokens that must not hold: the list of RFC 8725 and what is known of
// libraries that got it wrong.
func (f *forger) hostile(t *testing.T, here string) map[string]string {
	t.Helper()
	public := f.key.Public().(ed25519.PublicKey)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	thief := ed25519.NewKeyFromSeed(make([]byte, 32))
	thiefs := encoded(string(thief.Public().(ed25519.PublicKey)))
	byThief := func(header string) string { return (&forger{key: thief}).forge(header, f.payload) }
	signing := func(alg string) string { return encoded(`{"alg":"`+alg+`",`+tokenType+`}`) + "." + encoded(f.payload) }
	withHMAC := func(alg string, secret []byte) string {
		s := signing(alg)
		mac := hmac.New(map[string]func() hash.Hash{"HS256": sha256.New, "HS512": sha512.New}[alg], secret)
		mac.Write([]byte(s))
		return s + "." + encoded(string(mac.Sum(nil)))
	}
	withRSA := func() string {
		s := signing("RS256")
		sum := sha256.Sum256([]byte(s))
		sig, err := rsa.SignPKCS1v15(rand.Reader, rsaKey, gocrypto.SHA256, sum[:])
		require.NoError(t, err)
		return s + "." + encoded(string(sig))
	}
	var claims struct {
		Issued, Before, Expires int64
		Room                    string
	}
	require.NoError(t, json.Unmarshal([]byte(strings.NewReplacer(`"iat"`, `"Issued"`, `"nbf"`, `"Before"`, `"exp"`, `"Expires"`).Replace(f.payload)), &claims))
	times := fmt.Sprintf(`"iat":%d,"nbf":%d,"exp":%d`, claims.Issued, claims.Before, claims.Expires)
	at := func(issued, before, expires time.Duration) string {
		now := time.Now()
		return f.with(times, fmt.Sprintf(`"iat":%d,"nbf":%d,"exp":%d`, now.Add(issued).Unix(), now.Add(before).Unix(), now.Add(expires).Unix()))
	}
	good := f.forge(f.header, f.payload)
	parts := strings.Split(good, ".")
	all := map[string]string{
		"no token":                     "",
		"no signature":                 parts[0] + "." + parts[1] + ".",
		"no signature, no dot":         parts[0] + "." + parts[1],
		"a signature of zeros":         parts[0] + "." + parts[1] + "." + encoded(string(make([]byte, 64))),
		"another key":                  byThief(f.header),
		"RS256":                        withRSA(),
		"HS256 with the public key":    withHMAC("HS256", public),
		"HS512 with the public key":    withHMAC("HS512", public),
		"HS256 with an empty secret":   withHMAC("HS256", nil),
		"embedded key (jwk)":           byThief(`{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"` + thiefs + `"},` + tokenType + `}`),
		"embedded key, signed by us":   f.forge(`{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"`+encoded(string(public))+`"},`+tokenType+`}`, f.payload),
		"remote key (jku)":             byThief(`{"alg":"EdDSA","jku":"http://127.0.0.1:1/keys",` + tokenType + `}`),
		"remote certificate (x5u)":     byThief(`{"alg":"EdDSA",` + tokenType + `,"x5u":"http://127.0.0.1:1/c"}`),
		"certificate (x5c)":            byThief(`{"alg":"EdDSA",` + tokenType + `,"x5c":["` + thiefs + `"]}`),
		"key id that is a path":        byThief(`{"alg":"EdDSA","kid":"../../../dev/null",` + tokenType + `}`),
		"key id that is SQL":           byThief(`{"alg":"EdDSA","kid":"' UNION SELECT '` + thiefs + `",` + tokenType + `}`),
		"key id, signed by us":         f.forge(`{"alg":"EdDSA","kid":"1",`+tokenType+`}`, f.payload),
		"critical header":              f.forge(`{"alg":"EdDSA","b64":false,"crit":["b64"],`+tokenType+`}`, f.payload),
		"two algorithms":               f.forge(`{"alg":"none","alg":"EdDSA",`+tokenType+`}`, f.payload),
		"no type":                      f.forge(`{"alg":"EdDSA"}`, f.payload),
		"type JWT":                     f.forge(`{"alg":"EdDSA","typ":"JWT"}`, f.payload),
		"type of another program":      f.forge(`{"alg":"EdDSA","typ":"at+jwt"}`, f.payload),
		"another issuer":               f.with(`"iss":"`+here, `"iss":"http://evil.example`),
		"no issuer":                    f.with(`"iss":"`+here+`",`, ``),
		"another audience":             f.with(`"aud":"`+here, `"aud":"http://evil.example`),
		"audience among others":        f.with(`"aud":"`+here+`"`, `"aud":["`+here+`","http://evil.example"]`),
		"no audience":                  f.with(`"aud":"`+here+`",`, ``),
		"seat twice":                   f.with(`"seat":`, `"seat":1,"seat":`),
		"seat twice, once in capitals": f.with(`"seat":`, `"SEAT":1,"seat":`),
		"issuer twice":                 f.with(`"iss":"`, `"iss":"http://evil.example","iss":"`),
		"device twice":                 f.with(`"cnf":`, `"cnf":{},"cnf":`),
		"expired":                      at(-time.Hour, -time.Hour, -50*time.Minute),
		"expired just now":             at(-10*time.Minute, -10*time.Minute, -time.Second),
		"never expires":                f.with(fmt.Sprintf(`,"exp":%d`, claims.Expires), ``),
		"expires in a year":            at(0, 0, 365*24*time.Hour),
		"not yet valid":                at(0, time.Hour, 10*time.Minute),
		"issued in the future":         at(time.Hour, 0, 70*time.Minute),
		"a claim that we do not know":  f.with(`"seat":`, `"role":"chair","seat":`),
		"two tokens":                   good + "." + good,
		"a token and a line end":       good + "\n",
		"too long":                     good + strings.Repeat("A", auth.MaxToken),
	}
	for _, alg := range []string{"none", "None", "NONE", "nOnE", "none ", "", "eddsa", "Ed25519", "ES256", "PS256", "HS256"} {
		all["alg "+alg+", unsigned"] = signing(alg) + "."
		all["alg "+alg+", signed by us"] = f.forge(`{"alg":"`+alg+`",`+tokenType+`}`, f.payload)
	}
	return all
}

// Every hostile token comes with the proof of the right device over that very token:
// only the token can be what is wrong. None opens a socket, renews a session or
// stages a file; the one that holds does all three.
func TestHostileTokensAtTheDoor(t *testing.T) {
	v := newVictim(t)
	g := v.gather("Anneke")
	kees := g.admit("Kees")
	good := g.callers[kees].token
	f := g.forger(good)
	other := v.gather("Wilma")

	knocks := func(token string, key crypto.SigningKey) wire.ByeCode {
		c := (&caller{gathering: g, who: kees}).dial()
		c.write(wire.TypeHello, wire.Hello{Token: token, Proof: c.prove(crypto.LabelHello, key, token)})
		return c.farewell()
	}
	renews := func(token string) wire.ByeCode {
		c := (&caller{gathering: g, who: kees}).dial()
		c.write(wire.TypeRenew, wire.Renew{Token: token, Proof: c.prove(crypto.LabelSessionRenew, kees.Key, token)})
		return c.farewell()
	}
	hostile := f.hostile(t, g.base)
	hostile["of another room"] = other.callers[other.Chair].token
	for name, token := range hostile {
		require.NotEqual(t, good, token, name)
		require.Equal(t, wire.ByeToken, knocks(token, kees.Key), name)
		if !strings.ContainsAny(token, "\n") { // no header can hold that
			require.Equal(t, 401, (&caller{gathering: g, who: kees}).put(token), name)
		}
		if !strings.HasPrefix(name, "expired") { // what expired may be renewed by its device
			require.Equal(t, wire.ByeToken, renews(token), name)
		}
	}
	t.Run("without its device key a good token opens nothing", func(t *testing.T) {
		thief, err := crypto.NewSigningKey(rand.Reader)
		require.NoError(t, err)
		require.Equal(t, wire.ByeToken, knocks(good, thief))
		require.Equal(t, wire.ByeToken, knocks(good, g.Chair.Key))
		c := (&caller{gathering: g, who: kees}).dial()
		c.write(wire.TypeHello, wire.Hello{Token: good})
		require.Equal(t, wire.ByeToken, c.farewell(), "no proof at all")
	})
	t.Run("with it, it does", func(t *testing.T) {
		c := (&caller{gathering: g, who: kees, token: good}).comesIn()
		require.Equal(t, 204, c.put(good))
		c.write(wire.TypeRenew, wire.Renew{Token: good, Proof: c.prove(crypto.LabelSessionRenew, kees.Key, good)})
		_, err := c.until(wire.TypeToken)
		require.NoError(t, err)
	})
	t.Logf("%d hostile tokens, each at the socket, at renewal and at a file", len(hostile))
}
