package page

import (
	"context"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// AskStart begins the session, with a code to be read aloud.
type AskStart struct {
	WithoutDeputy bool `json:"withoutDeputy,omitempty"` // the chair's choice to go on without one
}

func start(ctx context.Context, s *client.Session, ask AskStart) error {
	return s.Start(ctx, ask.WithoutDeputy)
}

// AskConfirm says that one heard the words that this device computed.
type AskConfirm struct {
	Code crypto.Digest `json:"code"` // View.code.act that was compared
}

func confirm(ctx context.Context, s *client.Session, ask AskConfirm) error {
	return s.Confirm(ctx, ask.Code)
}

// AskOnItem names an item.
type AskOnItem struct {
	Item agenda.ItemID `json:"item"`
}

func openItem(ctx context.Context, s *client.Session, ask AskOnItem) error {
	return s.OpenItem(ctx, ask.Item)
}

func endItem(ctx context.Context, s *client.Session, ask AskOnItem) error {
	return s.EndItem(ctx, ask.Item)
}

// AskOutcome says what came of an item.
type AskOutcome struct {
	Item    agenda.ItemID `json:"item"`
	Outcome covenant.Code `json:"outcome"`
	Party   covenant.Code `json:"party,omitempty"` // to whom the case is allocated
}

func outcome(ctx context.Context, s *client.Session, ask AskOutcome) error {
	return s.Outcome(ctx, ask.Item, ask.Outcome, ask.Party)
}

// AskSeat names a seat.
type AskSeat struct {
	Seat chain.Seat `json:"seat"`
}

func remove(ctx context.Context, s *client.Session, ask AskSeat) error {
	return s.Remove(ctx, ask.Seat)
}

// handOver makes a deputy chair; the code is to be read again.
func handOver(ctx context.Context, s *client.Session, ask AskSeat) error {
	return s.HandOver(ctx, ask.Seat)
}

// AskAppoint gives a seat another post.
type AskAppoint struct {
	Seat chain.Seat  `json:"seat"`
	Post agenda.Post `json:"post"` // member, deputy or secretary
}

func appoint(ctx context.Context, s *client.Session, ask AskAppoint) error {
	return s.Appoint(ctx, ask.Seat, ask.Post)
}

// resume accepts, as chair or deputy, exactly the head that a loss left.
func resume(s *client.Session, ctx context.Context) error {
	loss := s.Loss()
	if loss == nil {
		return client.ErrUnknown
	}
	return s.Resume(ctx, *loss)
}

// repeat offers an act of one's own again that a resume left behind.
func repeat(ctx context.Context, c *call, ask AskAct) (Made, error) {
	s, err := c.desk.inRoom()
	if err != nil {
		return Made{}, err
	}
	lost, ok := c.desk.lost(actOf(ask.Act))
	if !ok {
		return Made{}, client.ErrUnknown
	}
	act, err := s.Repeat(ctx, lost)
	if err == nil {
		c.desk.found(actOf(ask.Act))
	}
	return Made{Act: actOf(act)}, err
}

// Voided says whether an act that was cancelled was admitted after all.
type Voided struct {
	Admitted bool `json:"admitted"`
}

// void cancels an act that was submitted and not answered because the connection
// was lost.
func void(ctx context.Context, s *client.Session, _ Nothing) (Voided, error) {
	admitted, err := s.Void(ctx)
	return Voided{Admitted: admitted}, err
}
