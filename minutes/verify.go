package minutes

import (
	"bytes"
	"encoding/base64"
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Expect is what the reader knows besides the file. Zero fields are not
// compared; without Room the file proves itself, but not which room it is of.
type Expect struct {
	Room      crypto.Digest    // room id
	ServerKey crypto.VerifyKey // key of the genesis act, or of a later one
	Recipient room.Recipient   // who reads it
	Issue     crypto.Digest    // the act that lets it leave
	Rules     *covenant.Rules  // of the room: then the words of the profile are compared too
}

// Signed says who signed something, in which post, and when the server took it in.
type Signed struct {
	Seat    chain.Seat
	Name    string
	Party   covenant.Code
	Post    agenda.Post
	For     chain.Seat // the owner who left and for whom he agreed as steward; 0 for himself
	ForName string
	Anew    bool // on another device than he came with, let in by chair or deputy
	Act     crypto.Digest
	Seq     uint64
	Time    int64 // server's clock, ms since 1970 UTC
}

// Passage is what was established about one part of a document.
type Passage struct {
	Where      Where
	Own        bool // the recipient's own contribution: nobody else agreed or decided
	Proposal   crypto.Digest
	Agreements []Signed // by seat; none when it draws on no contribution
	Decision   Signed
	Left       []room.Left // what identifies somebody and was left on purpose
}

// Verified is a document that was checked.
type Verified struct {
	Contents  Contents
	Passages  []Passage // in the order of the document
	Issue     Signed
	Entries   uint64           // of the log, up to the checkpoint
	ServerKey crypto.VerifyKey // that signed the checkpoint
	Expected  Expect
	seats     map[chain.Seat]*seatFact
	roles     map[sitting]covenant.Code
	place     agenda.PlaceID // of an outside recipient who takes part without a device
}

// Verify checks a document and needs nothing but its bytes. The error is always
// a *Failure.
func Verify(html []byte, expect Expect) (*Verified, error) {
	v, f := verify(html, expect)
	if f != nil {
		return nil, f
	}
	return v, nil
}

func verify(html []byte, expect Expect) (*Verified, *Failure) {
	m, f := manifestIn(html)
	if f != nil {
		return nil, f
	}
	c, err := DecodeContents(m.Contents)
	if err != nil {
		return nil, fail(CodeNotAPackage)
	}
	if f := expect.room(&c); f != nil {
		return nil, f
	}
	v, f := check(&c, m.Contents, &m.Proof, nil)
	if f != nil {
		return nil, f
	}
	if !expect.ServerKey.IsZero() && expect.ServerKey != v.ServerKey {
		return nil, fail(CodeOtherServer)
	}
	if !expect.Issue.IsZero() && expect.Issue != v.Issue.Act {
		return nil, fail(CodeIssue)
	}
	if expect.Rules != nil && !stampedBy(expect.Rules, &c, v) {
		return nil, fail(CodeOtherRules)
	}
	if expect.Rules != nil && !v.holdsDossier(expect.Rules) {
		return nil, fail(CodeNotHolder)
	}
	page, marks := document(v, m)
	if !bytes.Equal(page, html) {
		return nil, &Failure{Code: CodePage, Where: whereOf(marks, differsAt(page, html))}
	}
	v.Expected = expect
	return v, nil
}

// manifestIn finds the manifest in a page: in its last script element, which
// escaped texts cannot imitate.
func manifestIn(html []byte) (*manifest, *Failure) {
	if len(html) > MaxDocument {
		return nil, fail(CodeNotAPackage)
	}
	from := bytes.LastIndex(html, []byte(manifestOpen))
	if from < 0 {
		return nil, fail(CodeNotAPackage)
	}
	from += len(manifestOpen)
	to := bytes.Index(html[from:], []byte(manifestClose))
	if to < 0 {
		return nil, fail(CodeNotAPackage)
	}
	b, err := base64.StdEncoding.Strict().AppendDecode(nil, html[from:from+to])
	if err != nil {
		return nil, fail(CodeNotAPackage)
	}
	var m manifest
	if err := chain.Decode(b, &m); err != nil {
		return nil, fail(CodeNotAPackage)
	}
	if m.Format != Format {
		return nil, fail(CodeFormat)
	}
	return &m, nil
}

func (e Expect) room(c *Contents) *Failure {
	if !e.Room.IsZero() && e.Room != c.Room {
		return fail(CodeOtherRoom)
	}
	if e.Recipient != (room.Recipient{}) && e.Recipient != c.Recipient {
		return fail(CodeOtherRecipient)
	}
	return nil
}

// stampedBy says whether the words of the contents are those of the rules.
func stampedBy(rules *covenant.Rules, c *Contents, v *Verified) bool {
	if rules.Digest() != c.Profile || word(rules.RoomKinds(), c.Scope.Code) != c.Scope || word(rules.Purposes(), c.Purpose.Code) != c.Purpose {
		return false
	}
	var retention covenant.Text
	if seat := v.seats[c.Recipient.Seat]; seat != nil {
		retention, _ = rules.Retention(seat.claims.Party)
	}
	if retention != c.Retention || reaction(rules) != c.Reaction || !slices.Equal(covenants(rules), c.Covenants) ||
		!slices.Equal(summary(rules, c.Recipient, c.OutsideKind, v.place), c.Summary) {
		return false
	}
	for _, w := range c.Parties {
		if word(rules.Parties(), w.Code) != w {
			return false
		}
	}
	for _, it := range c.Items {
		if it.Purpose != (Word{}) && word(rules.Purposes(), it.Purpose.Code) != it.Purpose {
			return false
		}
		for _, own := range it.Own {
			if own.Words != (OwnWords{}) && own.Words != ownWords(rules, v.seats[c.Recipient.Seat].claims.Party, own.Labels) {
				return false
			}
		}
		for _, rel := range it.Releases {
			if rel.Basis != wordOrNone(rules.Bases(), rel.Basis.Code) ||
				rel.Task != wordOrNone(rules.Tasks(v.seats[rel.By[0]].claims.Party), rel.Task.Code) {
				return false
			}
		}
	}
	return true
}

// differsAt is the first byte in which two pages differ.
func differsAt(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// mark says where in a page a passage begins and ends, in bytes.
type mark struct {
	from, to int
	where    Where
}

func whereOf(marks []mark, at int) Where {
	for _, m := range marks {
		if m.from <= at && at < m.to {
			return m.where
		}
	}
	return Where{}
}
