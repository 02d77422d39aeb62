package room

func (g *game) request() *Request {
	return pick(g, inOrder(g.m.s.requests, func(r *Request) *object { return r.object }))
}

func (g *game) ask() (draft, bool) {
	it := g.item()
	p := &RequestPayload{Item: it.ID, Purpose: it.Facts.Purpose}
	for _, r := range g.readers(it) {
		p.To = append(p.To, r.Place)
	}
	return draft{by: g.name(g.at(it)), kind: KindRequest, payload: p}, true
}

// onRequest has who is asked refuse, or who asks take it back.
func (g *game) onRequest() (draft, bool) {
	r := g.request()
	if r == nil {
		return draft{}, false
	}
	if g.chance(25) {
		return onObject(g.name(g.m.s.seat(r.Asker)), KindWithdraw, r.Act), true
	}
	return onObject(g.name(g.m.s.present(pick(g, r.To))), KindRefuseRequest, r.Act), true
}
