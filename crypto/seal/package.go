package seal

import (
	"fmt"

	"filippo.io/age"

	"casusoverleg/crypto"
)

// Identity is a key that opens packages: a crypto.MinutesKey or crypto.SeatKey.
type Identity interface {
	// Identity returns the key as age knows it.
	Identity() age.Identity
}

// Package seals content to every recipient in one age file, which the stock age
// command opens. Content goes in as it is: the caller pads. It returns
// [ErrTooLarge] over [MaxPackage], and [ErrRecipients] for none, a repeated or
// zero recipient, or more than [MaxRecipients].
func Package(content []byte, to ...crypto.Recipient) ([]byte, error) {
	if len(content) > MaxPackage {
		return nil, fmt.Errorf("seal package: %d bytes, at most %d: %w", len(content), MaxPackage, ErrTooLarge)
	}
	if len(to) == 0 || len(to) > MaxRecipients {
		return nil, fmt.Errorf("seal package: %d recipients: %w", len(to), ErrRecipients)
	}
	seen := make(map[crypto.Recipient]bool, len(to))
	recipients := make([]age.Recipient, 0, len(to))
	for i, r := range to {
		if r.IsZero() || seen[r] {
			return nil, fmt.Errorf("seal package: recipient %d: %w", i, ErrRecipients)
		}
		seen[r] = true
		a, err := r.Age()
		if err != nil {
			return nil, fmt.Errorf("seal package: recipient %d: %w", i, err)
		}
		recipients = append(recipients, a)
	}
	file, err := encrypt(content, recipients...)
	if err != nil {
		return nil, fmt.Errorf("seal package: %w", err)
	}
	return file, nil
}

// OpenPackage returns the content of a package once the whole file is
// authenticated. It returns [ErrUnreadable] where the file does not open with
// the key, is damaged or has any recipient that is not hybrid, and
// [ErrTooLarge] over its limit.
func OpenPackage(file []byte, key Identity) ([]byte, error) {
	if len(file) > MaxPackage+maxPackageExtra {
		return nil, fmt.Errorf("open package: %d bytes: %w", len(file), ErrTooLarge)
	}
	content, err := decrypt(file, hybridOnly{id: key.Identity(), max: MaxRecipients})
	if err != nil {
		return nil, fmt.Errorf("open package: %w", err)
	}
	return content, nil
}

// PackageWithPassphrase seals content to a passphrase alone (scrypt, work
// factor [crypto.ScryptWorkFactor], enough for 77 bits or more: use
// [crypto.GeneratePassphrase]). It returns [ErrTooLarge] over [MaxPackage] and
// [ErrRecipients] for an empty passphrase.
func PackageWithPassphrase(content []byte, passphrase string) ([]byte, error) {
	if len(content) > MaxPackage {
		return nil, fmt.Errorf("seal package: %d bytes, at most %d: %w", len(content), MaxPackage, ErrTooLarge)
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("seal package: %w", ErrRecipients)
	}
	r.SetWorkFactor(crypto.ScryptWorkFactor)
	file, err := encrypt(content, r)
	if err != nil {
		return nil, fmt.Errorf("seal package: %w", err)
	}
	return file, nil
}

// OpenPackageWithPassphrase returns the content of a package sealed to a
// passphrase once the whole file is authenticated. It returns [ErrUnreadable]
// where the file does not open with it, is damaged, or asks for more work than
// [crypto.MaxScryptWorkFactor], and [ErrTooLarge] over its limit.
func OpenPackageWithPassphrase(file []byte, passphrase string) ([]byte, error) {
	if len(file) > MaxPackage+maxPackageExtra {
		return nil, fmt.Errorf("open package: %d bytes: %w", len(file), ErrTooLarge)
	}
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, fmt.Errorf("open package: %w", ErrUnreadable)
	}
	id.SetMaxWorkFactor(crypto.MaxScryptWorkFactor)
	content, err := decrypt(file, id)
	if err != nil {
		return nil, fmt.Errorf("open package: %w", err)
	}
	return content, nil
}
