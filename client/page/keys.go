package page

import (
	"context"

	"casusoverleg/client"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

// oldKey says whether a package was made for a key that its recipient has no more.
func oldKey(v room.View, p room.PackageView) bool {
	if p.Recipient.Seat == 0 || p.File.IsZero() || len(p.Keys) == 0 {
		return false
	}
	key := v.Seats[p.Recipient.Seat-1].MinutesKey
	return !key.IsZero() && key != p.Keys[0]
}

// confirmKey confirms, as chair, the minutes key that a seat announced anew.
func confirmKey(ctx context.Context, s *client.Session, ask AskSeat) error {
	for _, seat := range s.View().Seats {
		if seat.ID == ask.Seat && !seat.NewKey.IsZero() {
			return s.ConfirmKey(ctx, seat.ID, seat.NewKey)
		}
	}
	return client.ErrUnknown
}

// AskArchive names the key of one's own party, to which its people's packages are
// encrypted as well.
type AskArchive struct {
	Key string `json:"key"` // age1pq1…
}

func archive(ctx context.Context, s *client.Session, ask AskArchive) error {
	key, err := crypto.ParseRecipient(ask.Key)
	if err != nil {
		return wrong("key")
	}
	return s.Archive(ctx, key)
}

// confirmArchive vouches, as chair, for the archive key that a seat named.
func confirmArchive(ctx context.Context, s *client.Session, ask AskSeat) error {
	for _, a := range s.View().Archives {
		if a.Seat == ask.Seat && !a.Confirmed {
			return s.ConfirmArchive(ctx, a.Seat, a.Recipient)
		}
	}
	return client.ErrUnknown
}

// reissue issues the same package again, for the new key of its recipient.
func reissue(ctx context.Context, s *client.Session, ask AskPackage) (One, error) {
	issued, err := s.Reissue(ctx, ask.Package)
	return One{Act: actOf(issued.Act), Passphrase: issued.Passphrase}, err
}

// stewardsOf are the colleagues whom the viewer can name when he leaves.
func stewardsOf(v room.View) []chain.Seat {
	var list []chain.Seat
	for _, seat := range v.Seats {
		if v.MayBeSteward(seat.ID) {
			list = append(list, seat.ID)
		}
	}
	return list
}
