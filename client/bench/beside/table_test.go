package beside

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// table holds what was measured, by load and system.
type table struct {
	systems []named
	idle    []float64 // KiB per connection
	loads   []load
	medians [][]result
	ratios  [][]result // of the first system to each, the median of the rounds
}

// budgets are those of the real protocol beside another system: at least or at
// most this many times its figure; 0 for none.
var budgets = map[string]struct{ deliveries, cpu, p50, p99, joins float64 }{
	"floor":      {cpu: 1.3, p99: 1.3},
	"peer":       {deliveries: 1, cpu: 0.9, p50: 1.5, joins: 1},
	"peer+redis": {deliveries: 3, cpu: 0.35, p50: 0.75, p99: 1, joins: 1},
}

func newTable(systems []named) *table {
	return &table{systems: systems, idle: make([]float64, len(systems))}
}

// add takes the rounds of one load, by system.
func (t *table) add(l load, results [][]result) {
	medians, ratios := make([]result, len(results)), make([]result, len(results))
	for i, rounds := range results {
		medians[i] = over(rounds, rounds, func(a, _ float64) float64 { return a })
		ratios[i] = over(results[0], rounds, func(a, b float64) float64 { return a / b })
	}
	t.loads, t.medians, t.ratios = append(t.loads, l), append(t.medians, medians), append(t.ratios, ratios)
}

// over combines two series round by round and takes the median of each figure.
func over(a, b []result, combine func(a, b float64) float64) result {
	median := func(of func(result) float64) float64 {
		var all []float64
		for i := range a {
			all = append(all, combine(of(a[i]), of(b[i])))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return result{
		perSecond: median(func(r result) float64 { return r.perSecond }),
		cpu:       median(func(r result) float64 { return r.cpu }),
		p50:       median(func(r result) float64 { return r.p50 }),
		p99:       median(func(r result) float64 { return r.p99 }),
		ack99:     median(func(r result) float64 { return r.ack99 }),
		joins:     median(func(r result) float64 { return r.joins }),
	}
}

func (t *table) print(w io.Writer) {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer func() { _ = tab.Flush() }()
	fmt.Fprintf(tab, "\nload\tsystem\tdeliveries/s\tCPU s/100k\tlast p50\tlast p99\tack p99\tjoins/s\t\n")
	for n, l := range t.loads {
		for i, s := range t.systems {
			m := t.medians[n][i]
			fmt.Fprintf(tab, "%s\t%s\t%.0f\t%.2f\t%s\t%s\t%s\t%.0f\t\n", l.name, s.name, m.perSecond, m.cpu, ms(m.p50), ms(m.p99), ms(m.ack99), m.joins)
		}
	}
	fmt.Fprintf(tab, "\nload\tours beside\tdeliveries/s\tCPU\tlast p50\tlast p99\tjoins/s\t\t\n")
	for n, l := range t.loads {
		for i, s := range t.systems[1:] {
			r, b := t.ratios[n][i+1], budgets[strings.TrimSuffix(s.name, heavy)]
			if l.rate > 0 {
				b.deliveries = 0 // the driver sets the pace
			}
			fmt.Fprintf(tab, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t\n", l.name, s.name, beside(r.perSecond, b.deliveries, true), beside(r.cpu, b.cpu, false),
				beside(r.p50, b.p50, false), beside(r.p99, b.p99, false), beside(r.joins, b.joins, true))
		}
	}
	fmt.Fprintf(tab, "\n\tsystem\tKiB per connection\t\n")
	for i, s := range t.systems {
		fmt.Fprintf(tab, "\t%s\t%.1f\t\n", s.name, t.idle[i])
	}
}

// beside writes a ratio with its budget, and a mark where it is not met.
func beside(ratio, budget float64, least bool) string {
	switch {
	case budget == 0:
		return fmt.Sprintf("%.2f", ratio)
	case least && ratio < budget:
		return fmt.Sprintf("%.2f (≥ %g) ✗", ratio, budget)
	case !least && ratio > budget:
		return fmt.Sprintf("%.2f (≤ %g) ✗", ratio, budget)
	case least:
		return fmt.Sprintf("%.2f (≥ %g) ✓", ratio, budget)
	}
	return fmt.Sprintf("%.2f (≤ %g) ✓", ratio, budget)
}

func ms(seconds float64) string {
	if math.IsNaN(seconds) {
		return "–"
	}
	return (time.Duration(seconds * float64(time.Second))).Round(10 * time.Microsecond).String()
}
