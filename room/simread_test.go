package room_test

import (
	"slices"

	"casusoverleg/agenda"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
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

// actOf reads an act that the room has admitted, and so verified.
func actOf(rec *chain.Record) chain.Act { return decoded[chain.Act](rec.Act.Bytes) }

func payload[T any](act chain.Act) T { return decoded[T](act.Payload) }

func placesOf(readers []room.Reader) (places []agenda.PlaceID) {
	for _, r := range readers {
		places = append(places, r.Place)
	}
	return places
}
