package rehearse

import (
	"context"
	"fmt"
	"reflect"

	"casusoverleg/client"
)

// What can be done with a plan.
const (
	planSave = "save"
	planUse  = "use"
)

// playPlan saves the plan of the room, or founds a next room by it, looks whether it
// is as planned, and leaves it there: the script goes on in the room it began with.
func playPlan(ctx context.Context, p *player, s *Step, v *Plan) error {
	a := p.actor(s.Who.Name)
	var err error
	switch v.Do {
	case planSave:
		a.plan, err = p.session(s).SavePlan(ctx)
		return err
	case planUse:
		return p.usePlan(ctx, a)
	}
	return fmt.Errorf("rehearse: a plan is for %q or %q", planSave, planUse)
}

func (p *player) usePlan(ctx context.Context, a *actor) error {
	plan, err := client.OpenPlan(ctx, a.vault, a.plan)
	if err != nil {
		return err
	}
	link, err := p.chairLink()
	if err != nil {
		return err
	}
	next, err := client.Prepare(ctx, plan, link, a.claims(), a.options())
	if next != nil {
		defer next.Close()
	}
	if err != nil {
		return err
	}
	prepared, err := next.Plan(ctx)
	if err == nil && !reflect.DeepEqual(plan, prepared) {
		err = fmt.Errorf("rehearse: the next room is not as planned")
	}
	return err
}
