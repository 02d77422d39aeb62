package live

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/journal"
	"casusoverleg/room/wire"
)

// Found makes a room of its genesis act and returns the chair's first token.
// The same act again gives the same room. The error is ErrChair without the
// chair's link; a refusal says what is wrong with the act.
func (h *Hub) Found(ctx context.Context, f wire.Found) (wire.Founded, *room.Refusal, error) {
	hash := crypto.LobbyHash(f.Chair)
	if !hmac.Equal(hash[:], h.chair[:]) {
		return wire.Founded{}, nil, ErrChair
	}
	act, err := f.Genesis.Open()
	if err != nil || act.Kind != room.KindGenesis {
		return wire.Founded{}, &room.Refusal{Code: room.CodeMalformed, Subject: "act"}, nil
	}
	id := f.Genesis.Hash()
	if refusal, err := h.found(ctx, id, f.Genesis, act); refusal != nil || err != nil {
		return wire.Founded{}, refusal, err
	}
	token, err := h.tokens.Issue(id, act.Author, act.Device)
	if err != nil {
		return wire.Founded{}, nil, err
	}
	return wire.Founded{Room: id, Token: token}, nil, nil
}

func (h *Hub) found(ctx context.Context, id crypto.Digest, signed chain.Signed, act chain.Act) (*room.Refusal, error) {
	var g room.Genesis
	if err := chain.Decode(act.Payload, &g); err != nil {
		return &room.Refusal{Code: room.CodeMalformed, Subject: "payload"}, nil
	}
	rules, ok := h.rules[g.Profile]
	if !ok {
		return &room.Refusal{Code: room.CodeMalformed, Subject: "profile"}, nil
	}
	now := h.now()
	if r := rules.Valid(now.Unix() / daySeconds); r != nil {
		return &room.Refusal{Code: r.Code, Articles: r.Articles, Obligations: r.Obligations, Subject: string(r.Subject)}, nil
	}
	if g.ServerKey != h.key.Public() {
		return &room.Refusal{Code: room.CodeMalformed, Subject: "server_key"}, nil
	}
	audience, refusal := room.New(id, 0, rules).Admit(room.Submission{Act: signed}, now.UnixMilli())
	if refusal != nil {
		return refusal, nil
	}
	rec, encoded, next := chain.NewWriter().Next(signed, audience, now.UnixMilli(), newSalt())
	err := h.journal.Append(ctx, journal.Batch{
		Room: journal.Room(id), New: headOf(next),
		Entries: []journal.Entry{{Seq: rec.Seq, Record: encoded}},
		Blobs:   []journal.Blob{{Digest: journal.Digest(g.Profile), Data: rules.Encode()}},
	})
	switch {
	case err == nil:
		h.stats.Admitted.Add(1)
		h.log.Info("act", "room", id.String(), "kind", act.Kind, "seat", act.Author, "seq", rec.Seq)
		return nil, nil
	case errors.Is(err, journal.ErrConflict): // it was founded before, with these very bytes
		return nil, nil
	case errors.Is(err, journal.ErrFull):
		return &room.Refusal{Code: wire.CodeStorageFull}, nil
	}
	return nil, fmt.Errorf("live: found: %w", err) // perhaps it was written: the same act may be sent again
}

// has says whether the seat of a token exists, with that device.
func (r *liveRoom) has(s wire.Session) bool {
	member, ok := r.core.state.Member(s.Seat)
	return ok && member.Gone == "" && member.Device == s.Device
}
