package replica

import (
	"casusoverleg/agenda"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// away is what this device was shown at items where its seat does not sit any more.
type away struct {
	named map[crypto.Digest]bool // acts and sealed files
	items map[agenda.ItemID]bool
}

// forget drops files and opened texts that this seat may not open any more.
func (r *Replica) forget() {
	live, stands := map[crypto.Digest]bool{}, map[openedText]bool{}
	for _, t := range r.readable() {
		live[t.Body], live[t.Envelope], stands[openedAs(t)] = true, true, true
	}
	for d := range r.files {
		if !live[d] {
			delete(r.files, d)
		}
	}
	for t := range r.opened {
		if !stands[t] {
			delete(r.opened, t)
		}
	}
	for d := range r.shut {
		if !live[d] {
			delete(r.shut, d)
		}
	}
	here := map[chain.Audience]bool{chain.Room: true}
	for _, it := range r.view().Items {
		here[it.ID.Audience()] = it.Here
	}
	r.away = away{named: map[crypto.Digest]bool{}, items: map[agenda.ItemID]bool{}}
	for _, s := range r.main.steps {
		if s.rec == nil || here[s.rec.Audience] {
			continue
		}
		r.away.items[agenda.ItemID(s.rec.Audience)] = true
		r.away.named[s.rec.Act.Hash()] = true
		for _, f := range s.act.Sealed {
			r.away.named[f.Digest] = true
		}
	}
}

// Away says that an act, or a sealed file, was shown to this device at an item
// where its seat does not sit any more.
func (r *Replica) Away(named crypto.Digest) bool { return r.away.named[named] }

// AwayFrom says the same of an item.
func (r *Replica) AwayFrom(item agenda.ItemID) bool { return r.away.items[item] }
