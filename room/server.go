package room

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// EpochPayload is the server's word that records were lost: the log goes on
// after Head under a new epoch, once chair or deputy resume.
type EpochPayload struct {
	Old  uint64         `cbor:"1,keyasint"`
	Head chain.Position `cbor:"2,keyasint"`
}

// ResumePayload accepts the head that an epoch act names.
type ResumePayload struct {
	Head chain.Position `cbor:"1,keyasint"`
}

// RekeyPayload gives the server's next signing key, which proves itself over the room id.
type RekeyPayload struct {
	Key   crypto.VerifyKey `cbor:"1,keyasint"`
	Proof crypto.Signature `cbor:"2,keyasint"`
}

// MaxOpenDays is how long a room that was never closed keeps its contents.
const MaxOpenDays = 366

var (
	epochFollows = must("epochFollows", CodeOtherEpoch, func(c *change) bool {
		p := payloadOf[EpochPayload](c)
		return p.Old == c.s.epoch && c.act.Epoch == c.s.epoch+1 && p.Head.N == c.s.Len() && c.act.Seen == p.Head
	})
	resumesThatHead = must("resumesThatHead", CodeStaleObject, func(c *change) bool {
		return c.s.suspended != nil && payloadOf[ResumePayload](c).Head == c.s.suspended.Head
	})
	destructionDue = must("destructionDue", CodeNotNow, func(c *change) bool { return c.s.DestructionDue(c.at) })
	newServerKey   = must("newServerKey", CodeNotServer, func(c *change) bool {
		p := payloadOf[RekeyPayload](c)
		return !p.Key.IsZero() && p.Key != c.s.server &&
			crypto.Verify(crypto.LabelRekey, p.Key, c.s.id[:], p.Proof) == nil
	})
)

// DestructionDay is the day, since 1970-01-01, on which the contents go at the
// latest: by the profile's term after closing, or MaxOpenDays after the room
// was founded when nobody closed it.
func (s *State) DestructionDay() int64 {
	if s.closedAt != 0 {
		return s.rules.Destruction(s.closedAt / DayMillis)
	}
	return s.founded/DayMillis + MaxOpenDays
}

func applyEpoch(c *change) {
	p := *payloadOf[EpochPayload](c)
	c.create(objEpoch)
	c.s.epoch, c.s.suspended = c.act.Epoch, &p
}

func applyResume(c *change) { c.s.suspended = nil }

func applyDestroyed(c *change) {
	c.s.phase = Destroyed
	for _, con := range c.s.contributions {
		con.Labels = nil
	}
}

func applyRekey(c *change) { c.s.server = payloadOf[RekeyPayload](c).Key }
