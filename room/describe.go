package room

import (
	"maps"
	"slices"

	"casusoverleg/crypto/chain"
)

// KindInfo tells one row of the table of kinds, for documents and tools.
type KindInfo struct {
	Kind     chain.Kind
	ByServer bool     // signed by the server; otherwise by a seat
	Audience string   // room or item
	Who      []string // names of the checks on who may
	Recheck  []string // names of what every seeing client re-checks
	Server   []string // names of what only the server, or who sees everything, can check
	Labels   bool     // a labels sub-record travels with it
	Sealed   bool     // sealed files travel with it
	Payload  any      // pointer to an empty payload
}

// Kinds returns the whole table, by name of the kind.
func Kinds() []KindInfo {
	var infos []KindInfo
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		r := rows[kind]
		payload := r.payload()
		infos = append(infos, KindInfo{
			Kind: kind, ByServer: r.byServer, Audience: r.audience.name,
			Who: names(r.who), Recheck: names(r.recheck), Server: names(r.server),
			Labels: hasLabels(payload), Sealed: r.seals != nil, Payload: payload,
		})
	}
	return infos
}

func names(cs []check) []string {
	var ns []string
	for _, c := range cs {
		ns = append(ns, c.name)
	}
	return ns
}
