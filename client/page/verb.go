package page

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"

	"casusoverleg/client"
)

// Verb is one thing the page may ask. Package page's table holds every one.
type Verb struct {
	Do  string       // in the request
	Ask reflect.Type // its further fields
	OK  reflect.Type // what an answer that went well holds
	// Acts says that it is something the room takes in: until it is answered it is
	// not stored, and the snapshot lists it as pending.
	Acts bool
	run  func(context.Context, *call, json.RawMessage) (any, error)
}

// call is one request while it is answered.
type call struct {
	desk *Desk
	id   uint64
}

// Nothing is what verbs ask or answer that need no more than their name.
type Nothing struct{}

// anywhere is a verb that needs no room.
func anywhere[A, R any](do string, run func(context.Context, *call, A) (R, error)) Verb {
	return Verb{
		Do: do, Ask: reflect.TypeFor[A](), OK: reflect.TypeFor[R](),
		run: func(ctx context.Context, c *call, raw json.RawMessage) (any, error) {
			var ask A
			if err := strictly(raw, &ask); err != nil {
				return nil, err
			}
			return run(ctx, c, ask)
		},
	}
}

// inRoom is a verb that needs one.
func inRoom[A, R any](do string, run func(context.Context, *client.Session, A) (R, error)) Verb {
	return anywhere(do, func(ctx context.Context, c *call, ask A) (R, error) {
		s, err := c.desk.inRoom()
		if err != nil {
			var none R
			return none, err
		}
		return run(ctx, s, ask)
	})
}

func (v Verb) acts() Verb {
	v.Acts = true
	return v
}

// making is a verb in a room that makes something.
func making[A, R any](do string, run func(context.Context, *client.Session, A) (R, error)) Verb {
	return inRoom(do, run).acts()
}

// act is a verb in a room that answers only that it was done.
func act[A any](do string, run func(context.Context, *client.Session, A) error) Verb {
	return making(do, func(ctx context.Context, s *client.Session, ask A) (Nothing, error) {
		return Nothing{}, run(ctx, s, ask)
	})
}

// plain is an act that is asked with nothing but its name.
func plain(do string, run func(*client.Session, context.Context) error) Verb {
	return act(do, func(ctx context.Context, s *client.Session, _ Nothing) error { return run(s, ctx) })
}

// request is what every request begins with.
type request struct {
	ID uint64 `json:"id"`
	Do string `json:"do"`
}

// split reads what every request begins with, and gives the rest.
func split(raw []byte) (request, json.RawMessage, error) {
	var r request
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &r) != nil || json.Unmarshal(raw, &fields) != nil {
		return r, nil, wrong("")
	}
	delete(fields, "id")
	delete(fields, "do")
	rest, err := json.Marshal(fields)
	return r, rest, err
}

// strictly reads the further fields of a request; one that the contract does not
// know is refused.
func strictly(raw json.RawMessage, ask any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(ask)
	if err == nil {
		_, err = d.Token()
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return wrong(kind.Field)
	}
	return wrong("")
}
