package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// MinutesKey opens the packages of one person, over many rooms. It lives long,
// and leaves the page only as an identity file under a passphrase, which the
// stock age command reads. The zero value is no key.
type MinutesKey struct {
	Redacted
	key hybrid
}

const minutesKeyPrefix = "casusoverleg-minutes-key-1:"

// NewMinutesKey makes a fresh key; it returns an error only if age does.
func NewMinutesKey() (MinutesKey, error) {
	h, err := newHybrid()
	if err != nil {
		return MinutesKey{}, fmt.Errorf("new minutes key: %w", err)
	}
	return MinutesKey{key: h}, nil
}

// ParseMinutesKey returns the key in a text made by MarshalSecret; otherwise an
// error that is [ErrMalformed] and does not repeat the text.
func ParseMinutesKey(text string) (MinutesKey, error) {
	h, err := parseHybrid(minutesKeyPrefix, text)
	if err != nil {
		return MinutesKey{}, fmt.Errorf("minutes key: %w", err)
	}
	return MinutesKey{key: h}, nil
}

// MarshalSecret returns the key as text with its typed prefix, for a vault and
// nothing else. It returns [ErrNoKey] for the zero key.
func (k MinutesKey) MarshalSecret() (string, error) {
	text, err := k.key.marshal(minutesKeyPrefix)
	if err != nil {
		return "", fmt.Errorf("minutes key: %w", err)
	}
	return text, nil
}

// Recipient returns the public half, to which packages are sealed.
func (k MinutesKey) Recipient() Recipient { return k.key.to }

// IsZero says whether no key was set.
func (k MinutesKey) IsZero() bool { return k.key.isZero() }

// Identity returns the key as age knows it, for crypto/seal. It opens nothing
// if the key is zero.
func (k MinutesKey) Identity() age.Identity { return opener{key: k.key} }

// WriteIdentityFile writes the key as a standard age identity file encrypted
// with the passphrase (scrypt, work factor [ScryptWorkFactor]). The stock age
// command takes it with -i. The work factor is only enough for a passphrase of
// 77 bits or more: use [GeneratePassphrase]. It returns [ErrNoKey] for the zero
// key, [ErrPassphrase] for an empty passphrase, or w's error; nothing is
// written before the key is encrypted.
func (k MinutesKey) WriteIdentityFile(w io.Writer, passphrase string) error {
	if k.IsZero() {
		return fmt.Errorf("write identity file: %w", ErrNoKey)
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return fmt.Errorf("write identity file: %w", ErrPassphrase)
	}
	r.SetWorkFactor(ScryptWorkFactor)
	var file bytes.Buffer
	aw, err := age.Encrypt(&file, r)
	if err == nil {
		_, err = fmt.Fprintf(aw, "# casusoverleg minutes key\n# public key: %s\n%s\n", k.Recipient(), k.key.identity())
	}
	if err == nil {
		err = aw.Close()
	}
	if err == nil {
		_, err = w.Write(file.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write identity file: %w", err)
	}
	return nil
}

// ReadIdentityFile reads a passphrase-protected age identity file that holds
// exactly one key, a hybrid one. It returns [ErrPassphrase] where the passphrase
// does not open it, and [ErrMalformed] for anything else: another kind of file
// or key, several keys, a file over [MaxIdentityFile], or work over
// [MaxScryptWorkFactor].
func ReadIdentityFile(r io.Reader, passphrase string) (MinutesKey, error) {
	file, err := io.ReadAll(io.LimitReader(r, MaxIdentityFile+1))
	if err != nil {
		return MinutesKey{}, fmt.Errorf("read identity file: %w", err)
	}
	if len(file) > MaxIdentityFile {
		return MinutesKey{}, fmt.Errorf("read identity file: over %d bytes: %w", MaxIdentityFile, ErrMalformed)
	}
	key, err := openIdentityFile(file, passphrase)
	if err != nil {
		return MinutesKey{}, fmt.Errorf("read identity file: %w", err)
	}
	return key, nil
}

// openIdentityFile returns bare errors of this package: age's may hold lines of
// the file.
func openIdentityFile(file []byte, passphrase string) (MinutesKey, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return MinutesKey{}, ErrPassphrase
	}
	id.SetMaxWorkFactor(MaxScryptWorkFactor)
	content, err := age.Decrypt(bytes.NewReader(file), id)
	if err != nil {
		return MinutesKey{}, identityFileError(err)
	}
	text, err := io.ReadAll(content) // whole, so authenticated, before a line is parsed
	if err != nil {
		return MinutesKey{}, ErrMalformed
	}
	ids, err := age.ParseIdentities(bytes.NewReader(text))
	if err != nil || len(ids) != 1 {
		return MinutesKey{}, ErrMalformed
	}
	hybridID, ok := ids[0].(*age.HybridIdentity)
	if !ok {
		return MinutesKey{}, ErrMalformed
	}
	h, err := hybridFrom(hybridID)
	if err != nil {
		return MinutesKey{}, ErrMalformed
	}
	return MinutesKey{key: h}, nil
}

// identityFileError tells a wrong passphrase from a file that has none.
func identityFileError(err error) error {
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) && len(none.StanzaTypes) == 1 && none.StanzaTypes[0] == "scrypt" {
		return ErrPassphrase
	}
	return ErrMalformed
}
