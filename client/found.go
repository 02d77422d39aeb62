package client

import (
	"context"
	"crypto/rand"
	"fmt"

	"casusoverleg/agenda"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/wire"
)

// Foundation is what a chair founds a room with.
type Foundation struct {
	Link     ChairLink
	Claims   room.Claims   // of the chair
	Rules    covenant.Code // name of the rules, as the server lists them (covenant.RulesName)
	Kind     covenant.Code // scope of the meeting
	Internal bool          // only people of one team
	Purpose  covenant.Code
	Deputies []agenda.PlaceID // places that will be deputies, from 2; none is a choice
}

// Found founds a room with fresh keys and returns the chair's session. The chair
// joins next, as everybody does (Session.Join).
func Found(ctx context.Context, f Foundation, o Options) (*Session, error) {
	o = o.withDefaults()
	server, err := o.Server(f.Link.Server)
	if err != nil {
		return nil, err
	}
	info, err := server.Info(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := server.named(ctx, info, f.Rules)
	if err != nil {
		return nil, err
	}
	keys, err := newKeys(ctx, o.Vault)
	if err != nil {
		return nil, err
	}
	genesis, err := signGenesis(f, info, rules, keys, o.Now().UnixMilli())
	if err != nil {
		return nil, err
	}
	// The keys are kept before the room exists, so that it never exists without its chair.
	p := vault.Place{Room: genesis.Hash(), Server: server.base, Seat: 1, Keys: keys, Rules: rules.Encode(), Until: latestDate(rules, o.Now().UnixMilli())}
	if err := o.Vault.Keep(ctx, p); err != nil {
		return nil, fmt.Errorf("client: found: %w", err)
	}
	var founded wire.Founded
	err = server.ask(ctx, "POST", wire.PathRooms, wire.Found{Chair: f.Link.Secret.Lobby(), Genesis: genesis}, &founded)
	if err == nil && founded.Room != p.Room {
		err = fmt.Errorf("%w: another room", ErrServer)
	}
	if err != nil {
		return nil, err
	}
	p.Token, p.Counter, p.Last, p.Epoch = founded.Token, 1, p.Room, 1
	if err := o.Vault.Keep(ctx, p); err != nil {
		return nil, fmt.Errorf("client: found: %w", err)
	}
	return newSession(server, p, rules, o).begin(), nil
}

// named fetches the rules with this name.
func (s *Server) named(ctx context.Context, info wire.ServerInfo, name covenant.Code) (*covenant.Rules, error) {
	for _, r := range info.Rules {
		if r.Name == name {
			return s.Rules(ctx, r.Digest)
		}
	}
	return nil, ErrUnknown
}

// newKeys makes the keys of one seat on this device; the vault keeps the signing key.
func newKeys(ctx context.Context, v vault.Vault) (vault.Keys, error) {
	signing, err := v.NewSigningKey(ctx)
	if err != nil {
		return vault.Keys{}, fmt.Errorf("client: %w", err)
	}
	seat, err := crypto.NewSeatKey()
	if err != nil {
		return vault.Keys{}, fmt.Errorf("client: %w", err)
	}
	return vault.Keys{Signing: signing, Seat: seat}, nil
}

func signGenesis(f Foundation, info wire.ServerInfo, rules *covenant.Rules, keys vault.Keys, now int64) (chain.Signed, error) {
	bundle, err := room.SignBundle(room.Bundle{Recipient: keys.Seat.Recipient(), Claims: f.Claims}, keys.Signing)
	if err != nil {
		return chain.Signed{}, fmt.Errorf("client: found: %w", err)
	}
	genesis := room.Genesis{
		Kind: f.Kind, Internal: f.Internal, Purpose: f.Purpose, Profile: rules.Digest(), ServerKey: info.Key,
		Chair: bundle, Deputies: f.Deputies, Nonce: random(),
	}
	signed, err := chain.Sign(chain.Act{
		Epoch: 1, Kind: room.KindGenesis, Author: 1, Counter: 1, Time: now, Payload: chain.Encode(genesis),
	}, keys.Signing)
	if err != nil {
		return chain.Signed{}, fmt.Errorf("client: found: %w", err)
	}
	if refusal := room.New(signed.Hash(), 1, rules).Check(room.Submission{Act: signed}, now); refusal != nil {
		return chain.Signed{}, refusal
	}
	return signed, nil
}

func random() (b [32]byte) {
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the process instead
	return b
}
