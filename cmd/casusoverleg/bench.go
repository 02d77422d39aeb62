package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casusoverleg/client"
	"casusoverleg/client/bench"
)

// benchCommand measures a running server.
func (p *program) benchCommand() *cobra.Command {
	var o bench.Options
	var linkFile, admin string
	c := &cobra.Command{
		Use:   "bench",
		Short: p.say("meet een draaiende server met overleggen vol deelnemers", "measure a running server with rooms full of people"),
		Long: p.say(
			"Richt overleggen op, laat iedereen binnen zoals mensen binnenkomen, en laat hen inbrengen: met het\n"+
				"echte protocol, echte handtekeningen en vooraf verzegelde teksten. Elke ontvanger controleert dat\n"+
				"hij alles één keer en op volgorde krijgt. Doe dit niet op een server waarop mensen overleggen.\n"+
				"De server neemt per deelnemer 10 handelingen per seconde aan, en 50 ineens.",
			"Founds rooms, lets everybody in as people come in, and lets them contribute: with the real protocol,\n"+
				"real signatures and texts sealed beforehand. Every receiver checks that he is given everything\n"+
				"once and in order. Do not do this on a server on which people meet.\n"+
				"The server takes 10 acts per second of each participant, and 50 at once."),
		Args: p.arguments(),
		RunE: func(c *cobra.Command, _ []string) error {
			var err error
			if err = o.Check(); err != nil {
				return p.misuse("overleggen, inbrengen en lengte zijn minstens 1, deelnemers minstens 2; schrijvers niet meer dan deelnemers.",
					"rooms, events and size are at least 1, seats at least 2; writers at most the seats.")
			}
			if o.ChairLink, err = p.chairLink(linkFile); err != nil {
				return err
			}
			if o.Server == "" {
				link, err := client.ParseChairLink(o.ChairLink)
				if err != nil {
					return p.misuse("dit is geen voorzitterslink.", "this is no chair's link.")
				}
				o.Server = link.Server
			}
			if admin != "" {
				o.Usage = func(ctx context.Context) (bench.Usage, error) { return usageOf(ctx, admin) }
			}
			r, err := bench.Run(c.Context(), o)
			if err != nil {
				return p.failed("de meting lukte niet: %v.", "the measurement failed: %v.", err)
			}
			p.printBench(o, r)
			if r.Lost+r.Doubled+r.Refused > 0 {
				return p.failed("niet alles kwam één keer en op volgorde aan.", "not everything arrived once and in order.")
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&linkFile, "chair-link-file", "", p.say("`BESTAND` voorzitterslink die serve gaf (- is standaardinvoer)", "`FILE` chair's link that serve gave (- is standard input)"))
	f.StringVar(&o.Server, "server", "", p.say("`ADRES` adres van de server; anders dat van de link", "`ADDRESS` address of the server; otherwise that of the link"))
	f.StringVar(&admin, "admin", "", p.say("`ADRES` beheeradres van de server, zoals http://127.0.0.1:8081, voor zijn processortijd en geheugen",
		"`ADDRESS` the server's admin address, such as http://127.0.0.1:8081, for its processor time and memory"))
	f.StringVar(&o.Rules, "profile", "de-wolden", p.say("`NAAM` convenantprofiel van de overleggen", "`NAME` covenant profile of the rooms"))
	f.IntVar(&o.Rooms, "rooms", 50, p.say("`AANTAL` overleggen", "`NUMBER` rooms"))
	f.IntVar(&o.Seats, "seats", 20, p.say("`AANTAL` deelnemers per overleg", "`NUMBER` seats per room"))
	f.IntVar(&o.Events, "events", 20, p.say("`AANTAL` inbrengen per overleg", "`NUMBER` contributions per room"))
	f.Float64Var(&o.Rate, "rate", 2, p.say("`AANTAL` inbrengen per seconde en overleg; 0 is zo snel als het gaat", "`NUMBER` contributions per second and room; 0 is as fast as it goes"))
	f.IntVar(&o.Writers, "writers", 1, p.say("`AANTAL` deelnemers per overleg die inbrengen", "`NUMBER` seats per room that contribute"))
	f.IntVar(&o.Size, "size", 600, p.say("`BYTES` tekst per inbreng", "`BYTES` of text per contribution"))
	return c
}

func (p *program) printBench(o bench.Options, r bench.Report) {
	row := func(nl, en, value string) { fmt.Fprintf(p.out, "%-34s %s\n", p.say(nl, en), value) }
	row("overleggen × deelnemers × inbrengen", "rooms × seats × contributions", fmt.Sprintf("%d × %d × %d", r.Rooms, r.Seats, r.Events))
	row("afleveringen", "deliveries", fmt.Sprintf("%d", r.Deliveries))
	row("afleveringen per seconde", "deliveries per second", fmt.Sprintf("%.0f", r.PerSecond()))
	row("tot de laatste ontvanger", "until the last receiver", spreadText(r.Latency))
	row("tot de bevestiging", "until the acknowledgement", spreadText(r.Ack))
	row("verloren, dubbel, geweigerd", "lost, doubled, refused", fmt.Sprintf("%d, %d, %d", r.Lost, r.Doubled, r.Refused))
	row("verbindingen per seconde", "connections per second", fmt.Sprintf("%.0f", r.JoinsPerSecond()))
	if o.Usage != nil {
		row("processortijd per 100.000", "processor time per 100,000", fmt.Sprintf("%.2f s", r.CPUPer100k()))
		row("geheugen vooraf en met iedereen", "memory before and with everybody", fmt.Sprintf("%d MiB, %d MiB", r.Before>>20, r.Connected>>20))
		row("per verbinding, met zijn overleg", "per connection, with its room", fmt.Sprintf("%.1f KiB", r.PerConnection()/1024))
	}
}

func spreadText(s bench.Spread) string {
	return fmt.Sprintf("p50 %v, p99 %v, max %v", s.P50.Round(10*time.Microsecond), s.P99.Round(10*time.Microsecond), s.Max.Round(10*time.Microsecond))
}

// errUsage: the admin address gives no metrics of the process.
var errUsage = errors.New("the admin address gives no processor time and memory of the server")

// usageOf reads what the server says it has used (Prometheus text format).
func usageOf(ctx context.Context, admin string) (bench.Usage, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(admin, "/")+"/metrics", nil)
	if err != nil {
		return bench.Usage{}, errUsage
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return bench.Usage{}, errUsage
	}
	defer func() { _ = answer.Body.Close() }()
	var u bench.Usage
	found := 0
	lines := bufio.NewScanner(io.LimitReader(answer.Body, MaxMetrics))
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			continue
		}
		switch name {
		case "process_cpu_seconds_total":
			u.CPU = time.Duration(n * float64(time.Second))
			found++
		case "process_resident_memory_bytes":
			u.Memory = int64(n)
			found++
		}
	}
	if found != 2 {
		return bench.Usage{}, errUsage
	}
	return u, nil
}
