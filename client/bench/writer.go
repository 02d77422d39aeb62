package bench

import (
	"cmp"
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
	"casusoverleg/room"
	"casusoverleg/room/wire"
)

// writer is a seat with contributions that were sealed and signed beforehand.
type writer struct {
	line   *line
	frames [][]byte

	// owned by publish
	sent    []time.Time
	acked   []time.Duration
	seqs    []uint64
	refused int
}

// prepare gives every seat a line, and the writers their contributions.
func (rm *benchRoom) prepare(o Options) error {
	rm.arrived = make([]arrival, o.Events)
	for _, s := range rm.seats {
		rm.lines = append(rm.lines, &line{room: rm, place: s.place, acks: make(chan answer, 1), next: rm.head.N + 1})
	}
	for i := range o.Writers {
		w := &writer{line: rm.lines[i]}
		events := o.Events / o.Writers
		if i < o.Events%o.Writers {
			events++
		}
		if err := rm.seal(w, events, o.Size); err != nil {
			return err
		}
		rm.writers = append(rm.writers, w)
	}
	return nil
}

// seal makes contributions of one seat for everybody else, each in the turn after
// the one before.
func (rm *benchRoom) seal(w *writer, events, size int) error {
	place := w.line.place
	counter, previous := place.Counter, place.Last
	for range events {
		counter++
		sub, err := rm.contribution(w.line, counter, previous, size)
		if err != nil {
			return err
		}
		previous = sub.Act.Hash()
		w.frames = append(w.frames, wire.Encode(wire.TypeSubmit, sub))
	}
	return nil
}

func (rm *benchRoom) contribution(l *line, counter uint64, previous crypto.Digest, size int) (wire.Submit, error) {
	binding := seal.Binding{
		Room: rm.id, Kind: "contribution", Author: l.place.Keys.Signing.Public(), Version: 1,
		Object: seal.ObjectID{Device: l.place.Keys.Signing.Public(), Counter: counter},
	}
	body, key, err := seal.Body(binding, chain.Encode(room.ContributionText{Text: strings.Repeat("x", size), Necessity: "x", Source: "x"}))
	if err != nil {
		return wire.Submit{}, err
	}
	sub := wire.Submit{Files: [][]byte{body}}
	sealed := []chain.Sealed{{Digest: replica.FileDigest(body), Size: uint32(len(body))}}
	var readers []room.Reader
	for _, s := range rm.seats { // by ascending seat
		envelope, err := seal.Envelope(binding, key, s.place.Keys.Seat.Recipient())
		if err != nil {
			return wire.Submit{}, err
		}
		sealed = append(sealed, chain.Sealed{Digest: replica.FileDigest(envelope), Size: uint32(len(envelope)), Reader: s.place.Seat})
		sub.Files = append(sub.Files, envelope)
		readers = append(readers, s.reader)
	}
	slices.SortFunc(readers, func(a, b room.Reader) int { return cmp.Compare(a.Place, b.Place) })
	labels := rm.labels
	_, _ = rand.Read(labels.Salt[:]) // it never fails
	sub.Labels = labels.Encode()
	sub.Act, err = chain.Sign(chain.Act{
		Room: rm.id, Epoch: rm.epoch, Kind: room.KindContribute, Author: l.place.Seat, Counter: counter, Previous: previous,
		Seen: rm.head, SeenHere: rm.here, Time: time.Now().UnixMilli(), Sealed: sealed,
		Payload: chain.Encode(room.ContributePayload{Item: rm.item, Labels: room.LabelsDigest(sub.Labels), Readers: readers}),
	}, l.place.Keys.Signing)
	return sub, err
}

// publish contributes one after the other, each when the one before was
// answered, and no faster than every. Acts follow each other, so after a refusal
// there is no next one: what is left counts as refused too.
func (w *writer) publish(ctx context.Context, every time.Duration) error {
	due := time.Now()
	for i, frame := range w.frames {
		if every > 0 {
			due = due.Add(every)
			select {
			case <-time.After(time.Until(due)):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		sent := time.Now()
		if err := w.line.write(frame); err != nil {
			return err
		}
		select {
		case a := <-w.line.acks:
			if a.refused != nil {
				w.refused = len(w.frames) - i
				return nil
			}
			w.sent, w.seqs, w.acked = append(w.sent, sent), append(w.seqs, a.seq), append(w.acked, a.at.Sub(sent))
		case <-w.line.over:
			return errLine
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
