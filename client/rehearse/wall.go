package rehearse

import (
	"context"
	"slices"

	"casusoverleg/client"
)

// WallCheck says what stands on the wall, and what does not.
type WallCheck struct {
	Of    ItemRef    `script:"of,required"`
	Shows []ThingRef `script:"shows"`
	Lacks []ThingRef `script:"lacks"`
}

// lookWall looks at what the chair's device would project.
func lookWall(ctx context.Context, p *player, s *Step, v *WallCheck) error {
	shown := func(r ThingRef) bool {
		wall, err := p.chair().session.Projector(p.items[v.Of.Name].id)
		return err == nil && slices.ContainsFunc(wall.Texts, func(t client.ProjectedText) bool { return t.Act == p.act(r) })
	}
	for _, r := range v.Shows {
		if !eventually(ctx, func() bool { return shown(r) }) {
			return p.failed(s, say("%s staat op de muur", "%s is on the wall", r.Name), say("het staat er niet", "it is not there"))
		}
	}
	for _, r := range v.Lacks {
		if shown(r) {
			return p.failed(s, say("%s staat niet op de muur", "%s is not on the wall", r.Name), say("het staat er", "it is there"))
		}
	}
	p.print.seen(say("op de muur bij %s: %d teksten wel, %d niet", "on the wall at %s: %d texts, and %d not", p.label(v.Of), len(v.Shows), len(v.Lacks)))
	return nil
}
