package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casusoverleg/agenda"
	"casusoverleg/client/rehearse"
)

const flagLogLevel = "log-level"

// demoCommand serves with a rehearsed room that goes on.
func (p *program) demoCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "demo",
		Short: p.say("start een server met een gespeeld overleg waar u bij aanschuift", "run a server with a rehearsed meeting that you can join"),
		Long: p.say(
			"Start een server, speelt een overleg tot halverwege en laat dat doorgaan. U krijgt links voor een\n"+
				"voorzitter, een secretaris en een professional; de gespeelde voorzitter laat u toe en draagt over.\n"+
				"Zonder --data staat alles in een tijdelijke map, die aan het eind weg is. Stoppen: Ctrl-C.",
			"Runs a server, plays a meeting halfway and lets it go on. You get links for a chair, a secretary\n"+
				"and a professional; the rehearsed chair admits you and hands over. Without --data everything is\n"+
				"in a temporary directory that is gone at the end. To stop: Ctrl-C."),
		Args: p.arguments(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			chosen, err := p.choose(c.Flags(), file)
			if err != nil {
				return err
			}
			s, err := p.resolve(chosen)
			if err != nil {
				return err
			}
			dir, err := os.MkdirTemp("", "casusoverleg-demo-")
			if err != nil {
				return p.failed("er is geen tijdelijke map te maken: %v.", "no temporary directory can be made: %v.", err)
			}
			defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
			if !c.Flags().Changed(keyData) {
				s.data = filepath.Join(dir, "server")
			}
			if !c.Flags().Changed(flagLogLevel) {
				s.level = slog.LevelWarn // what is played is the news here
			}
			s.chairLink = filepath.Join(dir, "chair.link")
			return p.demo(c.Context(), s)
		},
	}
	p.settingFlags(c.Flags(), &file)
	return c
}

// demo serves and plays until ctx ends, or one of the two fails.
func (p *program) demo(ctx context.Context, s *serveSettings) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	go func() {
		served <- p.serve(ctx, s, true)
		cancel() // without a server there is no meeting
	}()
	staged := p.stage(ctx, s.chairLink)
	cancel()
	return errors.Join(<-served, staged)
}

// stage plays the meeting through the server that wrote the chair's link, shows
// the links of the free places, and lets the meeting go on.
func (p *program) stage(ctx context.Context, linkFile string) error {
	link, err := p.awaitLink(ctx, linkFile)
	if err != nil || link == "" {
		return err
	}
	script, err := rehearse.Demo()
	if err != nil {
		return err
	}
	base, _, _ := strings.Cut(link, "/#")
	stage, err := rehearse.Open(ctx, script, rehearse.Options{Server: base, ChairLink: link, Out: p.out, Language: p.rehearseLanguage()})
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		var failure *rehearse.Failure
		if errors.As(err, &failure) {
			return &exitError{code: exitFailed, text: failure.In(p.rehearseLanguage())}
		}
		return p.failed("het overleg is niet te spelen: %v.", "the meeting cannot be played: %v.", err)
	}
	defer stage.Close()
	p.printf("\nHet overleg gaat door. Open een link om aan te schuiven:\n", "\nThe meeting goes on. Open a link to join:\n")
	for _, f := range stage.Free() {
		p.printf("  %-13s %s\n", "  %-13s %s\n", p.demoRole(f.Post), f.Link)
	}
	p.printf("Zelf een overleg oprichten:\n  %-13s %s\nStoppen: Ctrl-C.\n", "Found a room yourself:\n  %-13s %s\nTo stop: Ctrl-C.\n",
		p.say("oprichten", "found"), link)
	return stage.Host(ctx)
}

// demoRole is what somebody becomes who takes a free place: a deputy is handed the chair.
func (p *program) demoRole(post agenda.Post) string {
	switch post {
	case agenda.Deputy:
		return p.say("voorzitter", "chair")
	case agenda.Secretary:
		return p.say("secretaris", "secretary")
	}
	return p.say("professional", "professional")
}

// awaitLink waits until the server listens and has written the chair's link;
// empty when ctx ends first.
func (p *program) awaitLink(ctx context.Context, file string) (string, error) {
	tick := time.NewTicker(demoTick)
	defer tick.Stop()
	for {
		b, err := os.ReadFile(file)
		if err == nil && strings.HasSuffix(string(b), "\n") {
			return strings.TrimSpace(string(b)), nil
		}
		if err != nil && !os.IsNotExist(err) {
			return "", p.unreadable(file, err)
		}
		select {
		case <-ctx.Done():
			return "", nil
		case <-tick.C:
		}
	}
}
