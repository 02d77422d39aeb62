package minutes

import (
	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// outline is the order of a document: what stands where, and under which number.
type outline []outlined

// outlined is one item.
type outlined struct {
	item        *Item
	labels      []passage // names that were approved for the item, the present one last
	description [natures][]passage
	plan        []passage
	progress    []passage
	actions     []passage
}

// The groups of a description: facts and opinions stand apart (TS-VC-6).
const (
	groupFact = iota
	groupOpinion
	groupOther // draws on no contribution, or on ones the issuer could not read
	groupResponse
	natures
)

// passage is one numbered part: a release or an own contribution.
type passage struct {
	number  int // 0 for the name of an item
	item    *Item
	release *Release
	own     *Own
}

func (p passage) where() Where { return Where{Item: p.item.ID, Passage: p.number} }

// outlineOf orders and numbers what the contents hold.
func outlineOf(c *Contents) outline {
	var out outline
	number := 0
	for i := range c.Items {
		o := outlined{item: &c.Items[i]}
		for j := range o.item.Releases {
			o.add(passage{item: o.item, release: &o.item.Releases[j]})
		}
		for j := range o.item.Own {
			own := &o.item.Own[j]
			g := groupOf(own.Labels.Nature)
			o.description[g] = append(o.description[g], passage{item: o.item, own: own})
		}
		for _, group := range o.numbered() {
			for j := range group {
				number++
				group[j].number = number
			}
		}
		out = append(out, o)
	}
	return out
}

func (o *outlined) add(p passage) {
	switch sectionOf(p.release.Kind) {
	case sectionLabel:
		o.labels = append(o.labels, p)
	case sectionPlan:
		o.plan = append(o.plan, p)
	case sectionProgress:
		o.progress = append(o.progress, p)
	case sectionActions:
		o.actions = append(o.actions, p)
	default:
		g := groupOf(p.release.Nature)
		if p.release.Kind == releaseResponse {
			g = groupResponse
		}
		o.description[g] = append(o.description[g], p)
	}
}

func groupOf(nature covenant.Code) int {
	switch nature {
	case covenant.Fact:
		return groupFact
	case covenant.Opinion:
		return groupOpinion
	}
	return groupOther
}

// numbered are the groups of numbered passages, in the order of the document.
func (o *outlined) numbered() [][]passage {
	return append(o.description[:], o.plan, o.progress, o.actions)
}

// all are all passages, in the order of the document.
func (out outline) all() []passage {
	var all []passage
	for i := range out {
		all = append(all, out[i].labels...)
		for _, group := range out[i].numbered() {
			all = append(all, group...)
		}
	}
	return all
}

// numbers tells where each object stands. Actions stand where they are released.
func (out outline) numbers() map[crypto.Digest]Where {
	at := map[crypto.Digest]Where{}
	for _, p := range out.all() {
		if p.own != nil {
			at[p.own.Contribution] = p.where()
			continue
		}
		at[p.release.Proposal] = p.where()
		for _, w := range p.release.Work {
			at[w.Action] = p.where()
		}
	}
	return at
}
