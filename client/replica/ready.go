package replica

import (
	"casusoverleg/crypto/chain"
	"casusoverleg/room/wire"
)

// ready is what is known of an entry before its turn comes: its record, decoded, and
// the act in it, opened. Where it belongs is looked at in its turn.
type ready struct {
	rec *chain.Record
	act chain.Opened
}

// readied reads the records of many entries together, which in a browser takes far less
// time than one by one. What is nil there is read in its turn.
func readied(ds []wire.Delivery) []*ready {
	all := make([]*ready, len(ds))
	if len(ds) < togetherFrom {
		return all
	}
	var acts []chain.Signed
	var of []*ready
	for i, d := range ds {
		if d.Entry.Record == nil {
			continue
		}
		if rec, err := chain.DecodeRecord(d.Entry.Record); err == nil {
			all[i] = &ready{rec: rec}
			acts, of = append(acts, rec.Act), append(of, all[i])
		}
	}
	for i, act := range chain.OpenTogether(acts) {
		of[i].act = act
	}
	return all
}
