package client

import (
	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/minutes/identify"
	"casusoverleg/room"
)

// Text is one sealed text that was opened; exactly one field is set.
type Text struct {
	Item         *room.ItemText
	Contribution *room.ContributionText
	Draft        *room.DraftText
	Agreed       *room.AgreedText
	Release      *room.ReleaseText
	Consent      *room.ConsentText
	Reason       *room.ReasonText
	Name         *room.NameText   // who a guest is
	Inform       *room.InformText // what the family is told, or why that is put off
	Request      *room.RequestText
	Reaction     *room.ReactionText
	Answer       *room.AnswerText
}

// String returns the text itself, without reasons and the like.
func (t Text) String() string {
	switch {
	case t.Item != nil:
		return t.Item.Label
	case t.Contribution != nil:
		return t.Contribution.Text
	case t.Draft != nil:
		return t.Draft.Contribution.Text
	case t.Agreed != nil:
		return t.Agreed.Text
	case t.Release != nil:
		return t.Release.Text
	case t.Consent != nil:
		return t.Consent.Note
	case t.Request != nil:
		return t.Request.Question
	case t.Reason != nil:
		return t.Reason.Reason
	case t.Name != nil:
		return t.Name.Name
	case t.Inform != nil:
		return t.Inform.What
	case t.Reaction != nil:
		return t.Reaction.Text
	case t.Answer != nil:
		return t.Answer.Text
	}
	return ""
}

// Read opens the text of whatever has one, by the act that made it, or says why
// not: ErrUnknown for what this seat is not shown, replica.ErrNotForYou for what it
// was shown before, and the other errors of package replica.
func (s *Session) Read(act crypto.Digest) (Text, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := find(s.replica.View(), act)
	switch {
	case ok:
	case s.replica.Away(act):
		return Text{}, replica.ErrNotForYou
	default:
		return Text{}, ErrUnknown
	}
	defer s.tell()
	return o.open(s.replica)
}

// ReadItem opens what an item is about, in the same way.
func (s *Session) ReadItem(item agenda.ItemID) (room.ItemText, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	it, err := itemIn(s.replica.View(), item)
	switch {
	case err == nil:
	case s.replica.AwayFrom(item):
		return room.ItemText{}, replica.ErrNotForYou
	default:
		return room.ItemText{}, err
	}
	defer s.tell()
	return replica.Open[room.ItemText](s.replica, it.Text)
}

// ReadSealed opens any sealed text of the view; T is a text of package room.
func ReadSealed[T any](s *Session, v *room.SealedView) (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	return replica.Open[T](s.replica, v)
}

// Contribution opens a contribution of the view, or says why not (package replica).
func (s *Session) Contribution(c room.ContributionView) (room.ContributionText, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	return s.replica.Contribution(c)
}

// Release opens the text of a proposal of the view, and compares it with what is agreed on.
func (s *Session) Release(p room.ProposalView) (room.ReleaseText, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	return s.replica.Release(p)
}

// When returns when the server took in an act that this device is shown, by the
// server's clock, ms since 1970 UTC; 0 for any other.
func (s *Session) When(act crypto.Digest) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	seq, _ := s.replica.Admitted(act)
	if rec := s.replica.Record(seq); rec != nil {
		return rec.Time
	}
	return 0
}

// Persons are those an item is about, for finding them in texts, as far as this
// device can read who they are.
func (s *Session) Persons(item agenda.ItemID) []identify.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	it, err := itemIn(s.replica.View(), item)
	if err != nil {
		return nil
	}
	return s.persons(it)
}

// Unreadable says that a text which is sealed to this seat, and was read, did not open.
func (s *Session) Unreadable() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replica.Shut()
}

// tell lets the screen know of a text that does not open, and has serve tell the others
// at the item: both once. s.mu is held.
func (s *Session) tell() {
	if s.replica.TakeShut() {
		s.events.send(Event{Kind: EventUnreadable})
		nudge(s.owed)
	}
}

// Log returns the log as this device verified it, with the server's checkpoint:
// no contents, and all that is needed to verify it offline.
func (s *Session) Log() (replica.LogFile, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.replica.LogFile()
	if err != nil {
		return replica.LogFile{}, ErrNoCheckpoint
	}
	return f, nil
}
