package crypto

// Label names one purpose. Whatever is hashed, signed or derived for one label
// is worthless under another. A label never changes meaning; a new meaning
// gets a new label.
type Label string

// The labels, one per purpose.
const (
	// LabelAct is for the author's signature over the bytes of an act.
	LabelAct Label = "casusoverleg/v1/act"
	// LabelActHash is for the hash of an act with its signature.
	LabelActHash Label = "casusoverleg/v1/act-hash"
	// LabelGenesis is for the room id, the hash of the genesis act.
	LabelGenesis Label = "casusoverleg/v1/genesis"
	// LabelLeaf is for the hash of one record of the log.
	LabelLeaf Label = "casusoverleg/v1/record-leaf"
	// LabelLink is for the chain of links over all records.
	LabelLink Label = "casusoverleg/v1/link"
	// LabelALink is for the chain of links within one audience.
	LabelALink Label = "casusoverleg/v1/audience-link"
	// LabelLabels is for the salted sub-record of policy labels.
	LabelLabels Label = "casusoverleg/v1/labels"
	// LabelCheckpoint is for the server's signature over a head of the log.
	LabelCheckpoint Label = "casusoverleg/v1/checkpoint"
	// LabelHeartbeat is for a device's signature over the head it has seen.
	LabelHeartbeat Label = "casusoverleg/v1/heartbeat"

	// LabelReleaseText is for the salted hash of a proposed text.
	LabelReleaseText Label = "casusoverleg/v1/release-text"
	// LabelPackage is for the hash of the content of a package.
	LabelPackage Label = "casusoverleg/v1/package-content"
	// LabelFile is for the hash of a sealed file: body, envelope or package.
	LabelFile Label = "casusoverleg/v1/file"
	// LabelFileKeys is for the hash of the keys that a package's file was made for.
	LabelFileKeys Label = "casusoverleg/v1/file-keys"
	// LabelManifest is for the hash of a package's manifest.
	LabelManifest Label = "casusoverleg/v1/manifest"
	// LabelCalendar is for the name of an action in somebody's calendar.
	LabelCalendar Label = "casusoverleg/v1/calendar-event"
	// LabelProfile is for the hash of a covenant profile in canonical form.
	LabelProfile Label = "casusoverleg/v1/profile"
	// LabelSecrecy is for the hash of the secrecy text confirmed at joining.
	LabelSecrecy Label = "casusoverleg/v1/secrecy-text"

	// LabelBundle is for the joiner's signature over his join bundle.
	LabelBundle Label = "casusoverleg/v1/bundle"
	// LabelBundleMAC is for the code that ties a bundle to an invitation.
	LabelBundleMAC Label = "casusoverleg/v1/bundle-mac"
	// LabelInvitation is for the hash that names an invitation.
	LabelInvitation Label = "casusoverleg/v1/invitation"
	// LabelLobby is for the value that opens the lobby, and for its hash.
	LabelLobby Label = "casusoverleg/v1/lobby"
	// LabelHello is for the device's proof when a connection opens.
	LabelHello Label = "casusoverleg/v1/hello"
	// LabelSessionRenew is for the device's proof when a session is renewed.
	LabelSessionRenew Label = "casusoverleg/v1/session-renew"
	// LabelToken is for the hash of a session token.
	LabelToken Label = "casusoverleg/v1/token"
	// LabelCode is for the hash of the chair's code act.
	LabelCode Label = "casusoverleg/v1/code"

	// LabelSealBody is for the binding at the start of a sealed body.
	LabelSealBody Label = "casusoverleg/v1/seal-body"
	// LabelSealEnvelope is for the binding at the start of an envelope.
	LabelSealEnvelope Label = "casusoverleg/v1/seal-envelope"
	// LabelRekey is for the proof that the server holds its next signing key.
	LabelRekey Label = "casusoverleg/v1/rekey"
)
