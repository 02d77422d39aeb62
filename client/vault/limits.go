package vault

// Limits of a vault.
const (
	// MaxUnsent is the longest unsent text kept under one name, in bytes.
	MaxUnsent = 64 << 10
	// MaxIssued is the largest encrypted page of an issued package, in bytes.
	MaxIssued = 4 << 20
	// MaxFile is the largest file of a vault that is read, in bytes: an issued page,
	// encrypted once more.
	MaxFile = MaxIssued + 64<<10
)
