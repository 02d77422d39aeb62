package live

import (
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// What the room's goroutine makes of the frames that are no acts: a file that is asked
// for, and heartbeats. Conn has decoded them.

// release says why a seat may not have a file, or nil. For a package it appends
// delivered first. It runs on the room's goroutine.
func (r *liveRoom) release(seat chain.Seat, file crypto.Digest) *room.Refusal {
	opens := r.core.state.Opens(seat, file)
	p, latest, ok := r.core.state.PackageOf(file)
	if !opens && (!ok || !r.core.state.Fetches(seat, p)) {
		return r.refusal(room.CodeUnknownObject)
	}
	if r.withholds(seat, r.core.state.OriginsOf(file)) {
		return r.refusal(wire.CodeTryAgain)
	}
	if opens || p.Delivered != 0 {
		return nil
	}
	if r.ending() {
		return r.refusal(room.CodeRoomClosed)
	}
	if refusal := r.sign(room.KindDelivered, room.DeliveredPayload{File: file}, latest); refusal != nil {
		return refusal
	}
	if r.failed != "" {
		return r.refusal(wire.CodeTryAgain)
	}
	return nil
}

// relay hands each heartbeat to the sessions in its audience: those of chair and
// deputies to all of them, those of others to chair and deputies. Whoever gets
// one stops when it does not fit what he has verified, and says that the server
// lies; so one that does not fit this log goes to nobody, and ends the session
// of who sent it.
func (r *liveRoom) relay(from *session, signed []chain.Signed, beats []chain.Heartbeat) {
	if r.sessions[from.seat] != from {
		return
	}
	state := r.core.state
	fit := make([]bool, len(beats))
	for i, b := range beats {
		if b.Epoch > state.Epoch() || (b.Epoch == state.Epoch() && !r.core.fits(b)) {
			from.bye(wire.ByeMalformed, false)
			r.leave(from)
			return
		}
		// Of before a loss, or before its seat was taken from the item: on its way when that happened.
		fit[i] = b.Epoch == state.Epoch() && state.Sits(from.seat, b.Audience)
	}
	leads := state.Leads(from.seat)
	for id, s := range r.sessions {
		if id == from.seat || (!leads && !state.Leads(id)) {
			continue
		}
		var hers []chain.Signed
		for i, b := range beats {
			if fit[i] && state.Sits(id, b.Audience) {
				hers = append(hers, signed[i])
			}
		}
		if len(hers) > 0 {
			s.send(wire.Encode(wire.TypeBeat, wire.Beat{Beats: hers}))
		}
	}
}
