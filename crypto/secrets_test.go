package crypto_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// secret is a value that must not print, and every spelling of what it hides.
type secret struct {
	name  string
	value any
	inner []string
}

// wrapped holds a secret where fmt cannot call its methods.
type wrapped struct {
	Name string
	key  any
}

func allSecrets(t *testing.T) []secret {
	seed := bytes.Repeat([]byte{0xa7, 0x3c}, 16)
	signing, err := crypto.NewSigningKey(bytes.NewReader(seed))
	require.NoError(t, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(t, err)
	seatText, err := seat.MarshalSecret()
	require.NoError(t, err)
	minutes, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	minutesText, err := minutes.MarshalSecret()
	require.NoError(t, err)
	invitation, err := crypto.ParseInvitationSecret(base64.RawURLEncoding.EncodeToString(seed))
	require.NoError(t, err)

	raw := []string{
		hex.EncodeToString(seed)[:16], strings.ToUpper(hex.EncodeToString(seed)[:16]),
		base64.RawURLEncoding.EncodeToString(seed)[:16], "167 60", "167, 60", "0xa7, 0x3c", string(seed[:6]),
	}
	ageText := func(text string) []string {
		_, body, _ := strings.Cut(text, "AGE-SECRET-KEY-PQ-1")
		require.Len(t, body, 58)
		return []string{"AGE-SECRET", body[:12], strings.ToLower(body[:12])}
	}
	return []secret{
		{"signing key", signing, raw},
		{"seat key", seat, ageText(seatText)},
		{"seat key as age knows it", seat.Identity(), ageText(seatText)},
		{"minutes key", minutes, ageText(minutesText)},
		{"minutes key as age knows it", minutes.Identity(), ageText(minutesText)},
		{"invitation secret", invitation, raw},
	}
}

// A developer in a hurry logs a key: nothing of it comes out, however he does it.
func TestSecretsDoNotPrint(t *testing.T) {
	for _, s := range allSecrets(t) {
		t.Run(s.name, func(t *testing.T) {
			shapes := map[string]any{
				"itself":       s.value,
				"slice":        []any{s.value},
				"map":          map[string]any{"k": s.value},
				"unexported":   wrapped{"Kees", s.value},
				"pointed at":   &wrapped{"Kees", s.value},
				"twice nested": struct{ w []wrapped }{[]wrapped{{"Kees", s.value}}},
			}
			for shape, v := range shapes {
				for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b", "%o", "%c", "%t", "%e", "%20v"} {
					s.absent(t, shape+" "+verb, fmt.Sprintf(verb, v))
				}
				s.absent(t, shape+" error", fmt.Errorf("failed with %v", v).Error())
				var log bytes.Buffer
				slog.New(slog.NewJSONHandler(&log, nil)).Info("key", "value", v)
				slog.New(slog.NewTextHandler(&log, nil)).Info("key", "value", v)
				require.Contains(t, log.String(), "key", "the log was written")
				s.absent(t, shape+" slog", log.String())
				asJSON, _ := json.Marshal(v)
				s.absent(t, shape+" json", string(asJSON))
				asCBOR, _ := cbor.Marshal(v)
				s.absent(t, shape+" cbor", string(asCBOR))
			}
		})
	}
}

func (s secret) absent(t *testing.T, how, out string) {
	t.Helper()
	for _, inner := range s.inner {
		require.NotContains(t, out, inner, how)
	}
}

func TestSecretsSayThatTheyAreSecret(t *testing.T) {
	for _, s := range allSecrets(t) {
		require.Equal(t, "[secret]", fmt.Sprint(s.value), s.name)
		require.Equal(t, "[secret]", fmt.Sprintf("%#v", s.value), s.name)
		_, err := json.Marshal(s.value)
		require.ErrorIs(t, err, crypto.ErrSecret, s.name)
		_, err = cbor.Marshal(s.value)
		require.ErrorIs(t, err, crypto.ErrSecret, s.name)
	}
}

// A key that goes into the vault comes out the same, and under no other type.
func TestMarshalSecretIsTyped(t *testing.T) {
	signing, err := crypto.NewSigningKey(bytes.NewReader(make([]byte, 32)))
	require.NoError(t, err)
	seat, err := crypto.NewSeatKey()
	require.NoError(t, err)
	minutes, err := crypto.NewMinutesKey()
	require.NoError(t, err)

	signingText, err := signing.MarshalSecret()
	require.NoError(t, err)
	seatText, err := seat.MarshalSecret()
	require.NoError(t, err)
	minutesText, err := minutes.MarshalSecret()
	require.NoError(t, err)

	signing2, err := crypto.ParseSigningKey(signingText)
	require.NoError(t, err)
	require.Equal(t, signing.Public(), signing2.Public())
	seat2, err := crypto.ParseSeatKey(seatText)
	require.NoError(t, err)
	require.Equal(t, seat.Recipient(), seat2.Recipient())
	minutes2, err := crypto.ParseMinutesKey(minutesText)
	require.NoError(t, err)
	require.Equal(t, minutes.Recipient(), minutes2.Recipient())

	_, bare, _ := strings.Cut(seatText, ":")
	parsers := map[string]func(string) error{
		signingText: func(s string) error { _, err := crypto.ParseSigningKey(s); return err },
		seatText:    func(s string) error { _, err := crypto.ParseSeatKey(s); return err },
		minutesText: func(s string) error { _, err := crypto.ParseMinutesKey(s); return err },
	}
	for own, parse := range parsers {
		wrong := []string{"", bare, own + " ", own + "\n", own[:len(own)-1], own + "A", strings.ToLower(own) + "x"}
		for other := range parsers {
			if other != own {
				wrong = append(wrong, other)
			}
		}
		for _, text := range wrong {
			err := parse(text)
			require.ErrorIs(t, err, crypto.ErrMalformed)
			if len(text) > 12 {
				require.NotContains(t, err.Error(), text[len(text)-10:], "an error repeats no input")
			}
		}
	}
}

func TestZeroKeysAreRefused(t *testing.T) {
	_, err := crypto.SigningKey{}.MarshalSecret()
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.SeatKey{}.MarshalSecret()
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.MinutesKey{}.MarshalSecret()
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.InvitationSecret{}.MarshalSecret()
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.Sign(crypto.LabelAct, crypto.SigningKey{}, nil)
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.SigningKeyFrom(nil)
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.Recipient{}.Age()
	require.ErrorIs(t, err, crypto.ErrNoKey)
	_, err = crypto.SeatKey{}.Identity().Unwrap(nil)
	require.ErrorIs(t, err, crypto.ErrNoKey)
	require.True(t, crypto.SigningKey{}.IsZero() && crypto.SeatKey{}.IsZero() && crypto.MinutesKey{}.IsZero() &&
		crypto.InvitationSecret{}.IsZero() && crypto.Recipient{}.IsZero() && crypto.Digest{}.IsZero() &&
		crypto.VerifyKey{}.IsZero() && crypto.Signature{}.IsZero())
}

// Deep printers of tests and debuggers follow pointers into unexported fields.
// All they reach is the public half; the rest is behind a func.
func TestReflectionReachesNoSecret(t *testing.T) {
	for _, s := range allSecrets(t) {
		publicOnly(t, s.name, reflect.ValueOf(s.value))
	}
}

func publicOnly(t *testing.T, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Func, reflect.String: // a recipient is a string
	case reflect.Struct:
		require.Equal(t, "casusoverleg/crypto", v.Type().PkgPath(), path)
		for i := range v.NumField() {
			publicOnly(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	default:
		require.Equal(t, reflect.TypeFor[crypto.VerifyKey](), v.Type(), path)
	}
}
