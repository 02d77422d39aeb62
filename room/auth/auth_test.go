package auth

import (
	"crypto"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	own "casusoverleg/crypto"
	"casusoverleg/room/wire"
)

const here = "https://overleg.example.nl"

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// desk is a server's authority with a clock the test moves, and a device with a seat.
type desk struct {
	*Authority
	at     time.Time
	room   own.Digest
	device own.SigningKey
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{at: noon, room: own.Digest{1, 2, 3}}
	var err error
	d.device, err = own.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	d.Authority, err = New(NewKey(), here, func() time.Time { return d.at })
	require.NoError(t, err)
	return d
}

func (d *desk) issue(t *testing.T) string {
	t.Helper()
	token, err := d.Issue(d.room, 4, d.device.Public())
	require.NoError(t, err)
	require.Equal(t, noon.Add(Lifetime).UnixMilli(), token.Expires)
	return token.Token
}

func TestATokenSaysWhoSitsWhereForTenMinutes(t *testing.T) {
	d := newDesk(t)
	token := d.issue(t)
	s, err := d.Verify(token)
	require.NoError(t, err)
	require.Equal(t, wire.Session{Room: d.room, Seat: 4, Device: d.device.Public(), Expires: noon.Add(Lifetime).UnixMilli()}, s)

	d.at = noon.Add(Lifetime - time.Second)
	_, err = d.Verify(token)
	require.NoError(t, err)
	d.at = noon.Add(Lifetime)
	_, err = d.Verify(token)
	require.ErrorIs(t, err, ErrToken)
}

func TestALaptopThatSleptMayRenewWhatHasExpired(t *testing.T) {
	d := newDesk(t)
	token := d.issue(t)
	d.at = noon.Add(3 * time.Hour)
	_, err := d.Verify(token)
	require.ErrorIs(t, err, ErrToken)
	s, err := d.VerifyForRenewal(token)
	require.NoError(t, err)
	require.EqualValues(t, 4, s.Seat)

	d.at = noon.Add(-time.Hour) // a token from the future is not one that has expired
	_, err = d.VerifyForRenewal(token)
	require.ErrorIs(t, err, ErrToken)
}

func TestATokenIsNothingWithoutItsDevice(t *testing.T) {
	d := newDesk(t)
	token := d.issue(t)
	s, err := d.Verify(token)
	require.NoError(t, err)
	nonce := [32]byte{9}
	proof := func(key own.SigningKey, label own.Label, nonce [32]byte, origin, token string) own.Signature {
		sig, err := own.Sign(label, key, wire.ProofMessage(label, nonce, origin, token))
		require.NoError(t, err)
		return sig
	}
	thief, err := own.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	require.NoError(t, s.Prove(own.LabelHello, nonce, here, token, proof(d.device, own.LabelHello, nonce, here, token)))
	for name, sig := range map[string]own.Signature{
		"none":          {},
		"another key":   proof(thief, own.LabelHello, nonce, here, token),
		"for renewal":   proof(d.device, own.LabelSessionRenew, nonce, here, token),
		"another nonce": proof(d.device, own.LabelHello, [32]byte{8}, here, token),
		"another site":  proof(d.device, own.LabelHello, nonce, "https://overleg.example.nl.evil.nl", token),
		"another token": proof(d.device, own.LabelHello, nonce, here, token+"x"),
	} {
		require.ErrorIs(t, s.Prove(own.LabelHello, nonce, here, token, sig), wire.ErrProof, name)
	}
}

// forge signs any header and payload with a server's own key.
func (d *desk) forge(header, payload string) string {
	signing := enc(header) + "." + enc(payload)
	return signing + "." + enc(string(ed25519.Sign(d.key.private(), []byte(signing))))
}

func enc(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func TestHostileTokens(t *testing.T) {
	d := newDesk(t)
	good := d.issue(t)
	parts := strings.Split(good, ".")
	h, err := base64.RawURLEncoding.DecodeString(parts[0])
	require.NoError(t, err)
	p, err := base64.RawURLEncoding.DecodeString(parts[1])
	require.NoError(t, err)
	header, payload := string(h), string(p)
	require.Equal(t, good, d.forge(header, payload), "the forger can make a good one")

	other := newDesk(t)
	swap := func(from, to string) string {
		require.Contains(t, payload, from)
		return d.forge(header, strings.Replace(payload, from, to, 1))
	}
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	withRSA := func() string {
		signing := enc(`{"alg":"RS256","typ":"casusoverleg-session+jwt"}`) + "." + enc(payload)
		sum := sha256.Sum256([]byte(signing))
		sig, err := rsa.SignPKCS1v15(rand.Reader, rsaKey, crypto.SHA256, sum[:])
		require.NoError(t, err)
		return signing + "." + enc(string(sig))
	}
	withHMAC := func(header string) string { // the public key as a shared secret
		signing := enc(header) + "." + enc(payload)
		mac := hmac.New(sha256.New, d.public)
		mac.Write([]byte(signing))
		return signing + "." + enc(string(mac.Sum(nil)))
	}
	unix := func(at time.Time) string { return fmt.Sprint(at.Unix()) }
	issued, expires := `"iat":`+unix(noon), `"exp":`+unix(noon.Add(Lifetime))

	hostile := map[string]string{
		"empty":                   "",
		"dots":                    "..",
		"no signature":            parts[0] + "." + parts[1] + ".",
		"two parts":               parts[0] + "." + parts[1],
		"four parts":              good + "." + parts[2],
		"a zero signature":        parts[0] + "." + parts[1] + "." + enc(string(make([]byte, 64))),
		"padding":                 good + "==",
		"a space":                 good + " ",
		"a line end":              good + "\n",
		"standard alphabet":       parts[0] + "." + parts[1] + "." + strings.NewReplacer("-", "+", "_", "/").Replace(parts[2]) + "+",
		"too long":                good + strings.Repeat("A", MaxToken),
		"RS256":                   withRSA(),
		"HS256 with the key":      withHMAC(`{"alg":"HS256","typ":"casusoverleg-session+jwt"}`),
		"HS256 under EdDSA":       withHMAC(header),
		"another server's key":    other.forge(header, payload),
		"another server's issuer": swap(`"iss":"`+here, `"iss":"https://overleg.example.com`),
		"issuer with a slash":     swap(`"iss":"`+here+`"`, `"iss":"`+here+`/"`),
		"another audience":        swap(`"aud":"`+here, `"aud":"https://mail.example.nl`),
		"audience as a list":      swap(`"aud":"`+here+`"`, `"aud":["`+here+`"]`),
		"no issuer":               swap(`"iss":"`+here+`",`, ``),
		"no audience":             swap(`"aud":"`+here+`",`, ``),
		"no expiry":               swap(`,`+expires, ``),
		"null expiry":             swap(expires, `"exp":null`),
		"expired":                 swap(expires, `"exp":`+unix(noon)),
		"expiry as text":          swap(expires, `"exp":"`+unix(noon.Add(Lifetime))+`"`),
		"a fraction":              swap(expires, expires+".5"),
		"an hour":                 swap(expires, `"exp":`+unix(noon.Add(time.Hour))),
		"no issue time":           swap(issued+`,`, ``),
		"null issue time":         swap(issued, `"iat":null`),
		"issued tomorrow":         swap(issued, `"iat":`+unix(noon.Add(24*time.Hour))),
		"not yet":                 swap(`"nbf":`+unix(noon), `"nbf":`+unix(noon.Add(time.Minute))),
		"no not-before":           swap(`"nbf":`+unix(noon)+`,`, ``),
		"seat zero":               swap(`"seat":4`, `"seat":0`),
		"negative seat":           swap(`"seat":4`, `"seat":-1`),
		"huge seat":               swap(`"seat":4`, `"seat":4294967297`),
		"two seats":               swap(`"seat":4`, `"seat":4,"seat":1`),
		"seat in capitals":        swap(`"seat":4`, `"SEAT":4`),
		"seat twice, once big":    swap(`"seat":4`, `"seat":4,"Seat":1`),
		"unknown claim":           swap(`"seat":4`, `"seat":4,"role":"chair"`),
		"another order":           swap(`"seat":4,"iat":`+unix(noon), `"iat":`+unix(noon)+`,"seat":4`),
		"a space in it":           swap(`"seat":4`, `"seat": 4`),
		"room in capitals":        swap(strings.Repeat("0", 10), strings.Repeat("0", 9)+"A"),
		"short room":              swap(`"room":"`, `"room":"00`),
		"another key type":        swap(`"kty":"OKP"`, `"kty":"EC"`),
		"another curve":           swap(`"crv":"Ed25519"`, `"crv":"X25519"`),
		"a small-order device":    swap(`"x":"`+enc(string(keyBytes(d))), `"x":"`+enc(string(append([]byte{1}, make([]byte, 31)...)))),
		"no device":               swap(`"x":"`+enc(string(keyBytes(d))), `"x":"`),
		"payload with a tail":     d.forge(header, payload+`{}`),
		"payload that is a list":  d.forge(header, `[`+payload+`]`),
	}
	for _, alg := range []string{"none", "None", "NONE", "nOnE", "", "eddsa", "EDDSA", "ES256", "Ed25519"} {
		hostile["alg "+alg] = d.forge(`{"alg":"`+alg+`","typ":"casusoverleg-session+jwt"}`, payload)
		hostile["alg "+alg+" unsigned"] = enc(`{"alg":"`+alg+`","typ":"casusoverleg-session+jwt"}`) + "." + parts[1] + "."
	}
	for name, head := range map[string]string{
		"typ JWT":        `{"alg":"EdDSA","typ":"JWT"}`,
		"no typ":         `{"alg":"EdDSA"}`,
		"two algs":       `{"alg":"none","alg":"EdDSA","typ":"casusoverleg-session+jwt"}`,
		"another order":  `{"typ":"casusoverleg-session+jwt","alg":"EdDSA"}`,
		"a space":        `{"alg":"EdDSA", "typ":"casusoverleg-session+jwt"}`,
		"embedded key":   `{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"` + enc(string(other.public)) + `"},"typ":"casusoverleg-session+jwt"}`,
		"remote key":     `{"alg":"EdDSA","jku":"https://evil.example/keys","typ":"casusoverleg-session+jwt"}`,
		"certificate":    `{"alg":"EdDSA","typ":"casusoverleg-session+jwt","x5u":"https://evil.example/cert"}`,
		"key id":         `{"alg":"EdDSA","kid":"../../dev/null","typ":"casusoverleg-session+jwt"}`,
		"critical":       `{"alg":"EdDSA","crit":["b64"],"b64":false,"typ":"casusoverleg-session+jwt"}`,
		"not JSON":       `EdDSA`,
		"another server": `{"alg":"EdDSA","typ":"other-session+jwt"}`,
	} {
		hostile["header: "+name] = d.forge(head, payload)
	}
	for name, token := range hostile {
		if token == good {
			t.Fatalf("%s is the good one", name)
		}
		for how, verify := range map[string]func(string) (wire.Session, error){"hello": d.Verify, "renewal": d.VerifyForRenewal} {
			if name == "expired" && how == "renewal" {
				continue
			}
			_, err := verify(token)
			require.ErrorIs(t, err, ErrToken, "%s, %s", name, how)
			if len(token) > 20 {
				require.NotContains(t, err.Error(), token[:20], "errors do not repeat tokens")
			}
		}
	}
	_, err = d.Verify(good)
	require.NoError(t, err)
}

func keyBytes(d *desk) []byte {
	k := d.device.Public()
	return k[:]
}

func TestAKeyPrintsNothingAndComesBackFromItsFile(t *testing.T) {
	k := NewKey()
	text, err := k.MarshalSecret()
	require.NoError(t, err)
	for _, shown := range []string{fmt.Sprint(k), fmt.Sprintf("%+v", k), fmt.Sprintf("%#v", k), fmt.Sprintf("%s", k), fmt.Sprintf("%x", k)} {
		require.NotContains(t, shown, text[len(keyPrefix):len(keyPrefix)+8])
	}
	_, err = json.Marshal(k)
	require.Error(t, err)

	again, err := ParseKey(text)
	require.NoError(t, err)
	a, err := New(k, here, time.Now)
	require.NoError(t, err)
	b, err := New(again, here, time.Now)
	require.NoError(t, err)
	device, err := own.NewSigningKey(rand.Reader)
	require.NoError(t, err)
	token, err := a.Issue(own.Digest{1}, 1, device.Public())
	require.NoError(t, err)
	_, err = b.Verify(token.Token)
	require.NoError(t, err)

	for _, bad := range []string{"", keyPrefix, text + "A", text[:len(text)-1], "x" + text, strings.ToUpper(text), text + "\n", " " + text} {
		_, err := ParseKey(bad)
		require.ErrorIs(t, err, ErrKey)
		if len(bad) > 40 {
			require.NotContains(t, err.Error(), bad[30:40])
		}
	}
	_, err = New(Key{}, here, time.Now)
	require.ErrorIs(t, err, ErrKey)
	_, err = New(k, "", time.Now)
	require.Error(t, err)
}

func BenchmarkVerify(b *testing.B) {
	a, err := New(NewKey(), here, time.Now)
	require.NoError(b, err)
	device, err := own.NewSigningKey(rand.Reader)
	require.NoError(b, err)
	token, err := a.Issue(own.Digest{1}, 1, device.Public())
	require.NoError(b, err)
	for b.Loop() {
		if _, err := a.Verify(token.Token); err != nil {
			b.Fatal(err)
		}
	}
}
