package chain

// Limits of one act. The server sends them in its welcome.
const (
	// MaxAct is the largest encoding of an act without its signature, in bytes.
	MaxAct = 16 << 10
	// MaxSealed is how many sealed files (a body and its envelopes) one act may name.
	MaxSealed = 64
	// MaxRefs is how many acts one act may refer to.
	MaxRefs = 256
	// MaxNesting is how deep CBOR may nest, enough for every payload there is.
	MaxNesting = 8
	// MaxElements is how many elements a CBOR array or map may hold.
	MaxElements = 4096
)
