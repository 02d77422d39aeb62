package live

import (
	"context"
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// MayStage says whether a device may stage one more file now. It is asked before the
// file is read, so that who stages without end costs neither memory nor the store that
// all rooms share. Errors: ErrNoRoom, ErrTooFast.
func (h *Hub) MayStage(ctx context.Context, s wire.Session) (err error) {
	asked := h.with(ctx, s.Room, func(r *liveRoom) { err = r.mayStage(s) })
	return errors.Join(asked, err)
}

// Stage keeps a large sealed file for the act that will name it. The caller has
// checked its digest and who sends it, and asked MayStage. Each seat has its own
// journal.StageQuota, so that nobody keeps another from staging; a room has no bound
// beside it, which one could use up for all. Its room.MaxSeats have 320 MiB together, for
// ten minutes: their acts may bring more than that, and for good. Errors: those of
// journal.Stage, ErrNoRoom.
func (h *Hub) Stage(ctx context.Context, s wire.Session, digest crypto.Digest, data []byte) error {
	takes := false
	if err := h.with(ctx, s.Room, func(r *liveRoom) { takes = r.takesFiles(s) }); err != nil {
		return err
	}
	if !takes {
		return ErrNoRoom
	}
	if err := h.journal.Stage(ctx, journal.Room(s.Room), uint32(s.Seat), journal.Blob{Digest: journal.Digest(digest), Data: data}); err != nil {
		return fmt.Errorf("live: stage: %w", err)
	}
	return nil
}

// mayStage counts a file in a bucket of its own: a device that sends no more frames than
// its welcome allows is never cut off because it stages as well.
func (r *liveRoom) mayStage(s wire.Session) error {
	now := r.hub.now()
	switch {
	case !r.takesFiles(s):
		return ErrNoRoom
	case !bucketOf(r.stagings, s.Seat, r.hub.limits, now).take(now):
		return ErrTooFast
	}
	return nil
}

func (r *liveRoom) takesFiles(s wire.Session) bool {
	return r.has(s) && !r.ending() && r.core.state.Phase() != room.Destroyed
}
