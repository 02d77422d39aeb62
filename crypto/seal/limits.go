package seal

// Sizes and limits of this package, in bytes unless said otherwise.
const (
	// MaxContent is the most content one body holds: the largest padded size
	// less the binding and the length.
	MaxContent = 256<<10 - bodyPrefix
	// MaxPackage is the most content one package holds.
	MaxPackage = 16 << 20
	// MaxRecipients is how many recipients one package may have.
	MaxRecipients = 64
	// MaxKind is the longest kind in a binding.
	MaxKind = 64

	bodyPrefix      = 32 + 4                                          // binding ‖ content length
	maxHeader       = 2 << 10                                         // an age header with one hybrid recipient is some 1.7 KiB
	maxBodyFile     = maxHeader + streamNonce + 256<<10 + 5*streamTag // the largest body
	maxEnvelope     = 4 << 10                                         // header and one key
	streamChunk     = 64 << 10                                        // age encrypts in chunks of this size,
	streamTag       = 16                                              // each with a tag,
	streamNonce     = 16                                              // after one nonce
	maxPackageExtra = MaxRecipients*maxHeader + streamNonce + streamTag*(MaxPackage/streamChunk+1)
)

// paddedSizes are the sizes a plaintext may have, so that a sealed text tells
// its length no better than that.
var paddedSizes = [...]int{256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10}
