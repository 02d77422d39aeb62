package bench

import (
	"slices"
	"time"
)

// Spread is the distribution of a time.
type Spread struct {
	P50, P99, Max time.Duration
}

func spread(times []time.Duration) Spread {
	if len(times) == 0 {
		return Spread{}
	}
	slices.Sort(times)
	at := func(p float64) time.Duration { return times[min(len(times)-1, int(p*float64(len(times))))] }
	return Spread{P50: at(0.5), P99: at(0.99), Max: times[len(times)-1]}
}

// count gathers what the lines and writers noted.
func (r *Report) count(rooms []*benchRoom, began time.Time) {
	var latency, ack []time.Duration
	last := began
	for _, rm := range rooms {
		taken := rm.taken()
		for _, l := range rm.lines {
			given := int(l.given.Load())
			r.Deliveries += given
			r.Doubled += int(l.doubled.Load())
			r.Lost += int(l.skipped.Load()) + max(0, taken-given)
		}
		for _, w := range rm.writers {
			ack = append(ack, w.acked...)
			r.Refused += w.refused
			for i, seq := range w.seqs {
				if n := seq - rm.head.N - 1; n < uint64(len(rm.arrived)) && rm.arrived[n].seats.Load() == int64(len(rm.lines)) {
					at := time.Unix(0, rm.arrived[n].last.Load())
					latency = append(latency, at.Sub(w.sent[i]))
					if at.After(last) {
						last = at
					}
				}
			}
		}
	}
	r.Took, r.Latency, r.Ack = last.Sub(began), spread(latency), spread(ack)
}

// taken is how many of its contributions the server acknowledged.
func (rm *benchRoom) taken() int {
	n := 0
	for _, w := range rm.writers {
		n += len(w.seqs)
	}
	return n
}

// PerSecond is how many deliveries the server made in a second.
func (r Report) PerSecond() float64 {
	if r.Took <= 0 {
		return 0
	}
	return float64(r.Deliveries) / r.Took.Seconds()
}

// CPUPer100k is how many seconds of processor time 100,000 deliveries cost the server.
func (r Report) CPUPer100k() float64 {
	if r.Deliveries == 0 {
		return 0
	}
	return r.CPU.Seconds() / float64(r.Deliveries) * 100_000
}

// PerConnection is how many bytes of the server's memory came with a connection, with its
// share of its room; just after it joined, which is more than once it is silent.
func (r Report) PerConnection() float64 {
	if r.Connections == 0 {
		return 0
	}
	return float64(r.Connected-r.Before) / float64(r.Connections)
}

// JoinsPerSecond is how many seats came in, in a second.
func (r Report) JoinsPerSecond() float64 {
	if r.Connecting <= 0 {
		return 0
	}
	return float64(r.Connections) / r.Connecting.Seconds()
}
