package rehearse

import (
	"errors"

	"casusoverleg/client"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// refusalOf is the refusal in an error, or nil. A client that does not even try
// what it cannot do says so in its own errors; they mean the same as the
// refusal that the server would give.
func (p *player) refusalOf(err error) *room.Refusal {
	var refusal *room.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	for _, known := range []struct {
		err  error
		code covenant.Code
	}{
		{client.ErrUnknown, room.CodeUnknownObject},
		{client.ErrGone, room.CodeNotSeated},
		{client.ErrSpent, room.CodeInvitationSpent},
		{minutes.ErrKind, covenant.PackageNotListed},
		{minutes.ErrNotHolder, room.CodeNotDossierHolder},
		{minutes.ErrNothing, room.CodeIncomplete},
		{minutes.ErrNotNow, room.CodeNotNow},
	} {
		if !errors.Is(err, known.err) {
			continue
		}
		refusal = &room.Refusal{Code: known.code}
		if p.rules != nil {
			ruling := p.rules.Rule(known.code)
			refusal.Articles, refusal.Obligations = ruling.Articles, ruling.Obligations
		}
		return refusal
	}
	return nil
}
