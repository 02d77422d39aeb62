package seal

import "errors"

// Errors that callers tell apart with errors.Is. None of them carries content
// or keys.
var (
	// ErrBinding says that a file is sound but belongs to another room, kind,
	// author, object, version or reader, or that the given binding is
	// incomplete.
	ErrBinding = errors.New("file is bound to something else")
	// ErrUnreadable says that a file does not open with this key: another key,
	// another kind of recipient, damaged, cut off or not a file of this kind.
	ErrUnreadable = errors.New("file cannot be read with this key")
	// ErrTooLarge says that content or a file is over its limit.
	ErrTooLarge = errors.New("too large")
	// ErrRecipients says that a package has no recipient, one of them twice, or
	// more than MaxRecipients.
	ErrRecipients = errors.New("recipients missing, repeated or too many")
)
