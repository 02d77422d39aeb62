package minutes

const (
	// MaxDocument is the largest document, in bytes: what a room lets be staged.
	// Encryption adds a header, for which room is left.
	MaxDocument = 4<<20 - 64<<10
	// MaxNote is the largest checkpoint, in bytes.
	MaxNote = 1 << 10
)

// padTo are the sizes to which a document is padded, in bytes, so that its size
// tells little; above the last one it is a multiple of padStep.
var padTo = [...]int{16 << 10, 64 << 10, 256 << 10}

const padStep = 64 << 10
