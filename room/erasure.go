package room

import (
	"slices"

	"casusoverleg/crypto"
)

// What is taken back goes from the disk: a contribution that is withdrawn, a draft
// that was signed, dropped or never signed, the reason of a hold that was lifted,
// the name of a guest who was taken from the item or left; of consent that is withdrawn the
// packages it calls back. The host has the files overwritten and the server signs
// erased.

// takeBack has the files of an object go. It is called when the act that takes it
// back is its latest, or is on another object.
func (c *change) takeBack(o *object) {
	o.gone = true
	c.s.gone = append(c.s.gone, o)
	if e := c.s.erasure(o); len(e.Files) > 0 {
		c.effects.Erase = append(c.effects.Erase, e)
	}
}

// erasure is what must go from the disk with an object: its own files, and for a
// contribution why it was on hold, the texts of proposals that draw on it and
// packages it calls back.
func (s *State) erasure(o *object) Erasure {
	if k := s.consents[o.created]; k != nil { // the record of what was answered stays
		return Erasure{Object: o.created, Latest: o.latest, Files: s.calledBack(k)}
	}
	files := o.files()
	if con := s.contributions[o.created]; con != nil {
		files = append(files, s.drawnFrom(con)...)
	}
	if r := s.requests[o.created]; r != nil {
		for _, f := range s.refusalsOf(r) {
			files = append(files, f.object.files()...)
		}
	}
	return Erasure{Object: o.created, Latest: o.latest, Files: files}
}

func (s *State) drawnFrom(con *Contribution) []crypto.Digest {
	var files []crypto.Digest
	for _, h := range s.holdsOn(con.Act) {
		files = append(files, h.object.files()...)
	}
	for _, p := range s.drawOn(con) {
		files = append(files, p.object.files()...)
		for _, h := range s.holdsOn(p.Act) {
			files = append(files, h.object.files()...)
		}
	}
	for _, p := range sorted(s.packages, func(p *Package) *object { return p.object }) {
		drawn := slices.ContainsFunc(s.sourcesOf(nil, p), func(act crypto.Digest) bool { return s.contributionOf(act) == con })
		if p.File != nil && p.Delivered == 0 && drawn {
			files = append(files, p.File.Digest)
		}
	}
	return files
}

// Erasures returns what was taken back and is not known to be erased, in the
// order in which it was: what the host still has to do.
func (s *State) Erasures() []Erasure {
	var all []Erasure
	for _, o := range s.gone {
		if e := s.erasure(o); !o.erased && len(e.Files) > 0 {
			all = append(all, e)
		}
	}
	return all
}

// Who came to the item after a draft was made may not have been shown what became
// of it, and cannot tell; who was there can.
var takenBack = must("takenBack", CodeNotNow, func(c *change) bool {
	return c.object.gone || (c.object.kind == objDraft && !c.s.wasThere(c.object))
})

// wasThere says whether this state is shown everything that happened at an
// object's item since the object is there.
func (s *State) wasThere(o *object) bool {
	base, required := s.AudienceBase(s.viewer, o.item)
	return s.whole() || (required && base.N <= s.acts[o.created].k)
}

func applyErased(c *change) {
	if con := c.contribution(); con != nil {
		con.Erased = true
	}
	c.object.gone, c.object.erased = true, true
	if c.object.kind != objConsent {
		c.object.retire()
		c.object.past = nil
	}
	c.advance()
}
