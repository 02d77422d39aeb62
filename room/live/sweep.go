package live

import (
	"time"

	"casusoverleg/crypto"
)

// sweep loads rooms out of memory whose contents are due for destruction, and
// at the start every room once, so that nothing is forgotten that a crash cut off.
func (h *Hub) sweep() {
	defer h.wg.Done()
	for {
		rooms, err := h.journal.Rooms(h.ctx)
		if err != nil && h.ctx.Err() == nil {
			h.log.Warn("sweep", "error", err)
		}
		for _, id := range rooms {
			if !h.dueNow(crypto.Digest(id)) {
				continue
			}
			if err := h.with(h.ctx, crypto.Digest(id), (*liveRoom).passing); err != nil && h.ctx.Err() == nil {
				h.log.Error("sweep", "room", crypto.Digest(id).String(), "error", err)
			}
			if !h.pause(sweepPause) {
				return
			}
		}
		if !h.pause(sweepEvery) {
			return
		}
	}
}

// passing lets a room that was loaded for the sweep leave memory at the next tick.
func (r *liveRoom) passing() {
	if len(r.sessions) == 0 {
		r.idleSince = time.Time{}
	}
}

// dueNow says whether a room that is not in memory has to be looked at.
func (h *Hub) dueNow(id crypto.Digest) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	day, known := h.due[id]
	return h.rooms[id] == nil && (!known || h.now().Unix()/daySeconds >= day)
}

func (h *Hub) pause(d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-h.ctx.Done():
		return false
	}
}
