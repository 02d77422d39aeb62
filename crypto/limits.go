package crypto

// Sizes and limits of this package, in bytes unless said otherwise.
const (
	// DigestSize is the size of a [Digest].
	DigestSize = 32
	// VerifyKeySize is the size of a [VerifyKey].
	VerifyKeySize = 32
	// SignatureSize is the size of a [Signature].
	SignatureSize = 64
	// RecipientSize is the size of a [Recipient] in its compact encoding: the
	// ML-KEM-768 encapsulation key and the X25519 point.
	RecipientSize = 1216
	// InvitationSecretSize is the size of an [InvitationSecret].
	InvitationSecretSize = 32

	// CodeWords is how many words the spoken room code has.
	CodeWords = 5
	// PassphraseWords is how many words a generated passphrase has; 80 bits,
	// more than the 77 that make scrypt 2^15 enough (design §6).
	PassphraseWords = 8
	// MaxIdentityFile is the largest identity file that is read.
	MaxIdentityFile = 64 << 10

	// ScryptWorkFactor is the base-2 logarithm of the scrypt work used when
	// something is sealed to a passphrase: 0.3 s and 34 MB in a browser.
	ScryptWorkFactor = 15
	// MaxScryptWorkFactor is the most that is accepted when opening: what the
	// stock age command writes. More would let a file exhaust the reader.
	MaxScryptWorkFactor = 18

	wordBits = 10 // one word of the list carries this many bits
)
