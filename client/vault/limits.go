package vault

// Limits of a vault.
const (
	// MaxUnsent is the longest unsent text kept under one name, in bytes.
	MaxUnsent = 64 << 10
	// MaxFile is the largest file of a vault that is read, in bytes.
	MaxFile = 2 << 20
)
