package room_test

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// began says whether an act begins an object, or is about one there is.
func began(kind chain.Kind, body []byte) bool {
	switch kind {
	case room.KindName:
		return !decoded[room.NamePayload](body).Again
	case room.KindInformPlan:
		return !decoded[room.InformPlanPayload](body).Again
	case room.KindProgress:
		return !decoded[room.ProgressPayload](body).Again
	}
	return slices.Contains([]chain.Kind{
		room.KindInvite, room.KindItem, room.KindContribute, room.KindDraft, room.KindRequest, room.KindRefuseRequest, room.KindHold,
		room.KindConsent, room.KindDecision, room.KindAction, room.KindPropose, room.KindOutside, room.KindIssue, room.KindReissue,
		room.KindReact, room.KindHandle,
	}, kind)
}

func decoded[T any](b []byte) (v T) {
	if err := chain.Decode(b, &v); err != nil {
		panic(err) // the room has read it
	}
	return v
}

// leaver is whose seat an act ends, who leaves or is sent away.
func leaver(act chain.Act) chain.Seat {
	if act.Kind == room.KindRemove {
		return payload[room.RemovePayload](act).Seat
	}
	return act.Author
}

// ending is whose device an act ends; 0 for nobody's.
func ending(act chain.Act) chain.Seat {
	switch act.Kind {
	case room.KindLeave, room.KindRemove:
		return leaver(act)
	case room.KindReseat:
		return payload[room.ReseatPayload](act).Seat
	}
	return 0
}

// placeOf is where the record is in the log that a delivery reveals; 0 for none.
func placeOf(e wire.Delivery) uint64 {
	rec, err := chain.DecodeRecord(e.Entry.Record)
	if err != nil {
		return 0
	}
	return rec.Seq
}

// actOf reads an act that the room has admitted, and so verified.
func actOf(rec *chain.Record) chain.Act { return decoded[chain.Act](rec.Act.Bytes) }

func payload[T any](act chain.Act) T { return decoded[T](act.Payload) }

func placesOf(readers []room.Reader) (places []agenda.PlaceID) {
	for _, r := range readers {
		places = append(places, r.Place)
	}
	return places
}
