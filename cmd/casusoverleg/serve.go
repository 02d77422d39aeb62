package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"casusoverleg/client/web"
	"casusoverleg/crypto"
	"casusoverleg/room/journal"
	"casusoverleg/room/journal/sqlite"
	"casusoverleg/room/server"
)

// serveCommand runs the server.
func (p *program) serveCommand() *cobra.Command {
	var file string
	var renew bool
	c := &cobra.Command{
		Use:   "serve",
		Short: p.say("start de server", "run the server"),
		Long: p.say(
			"Start de server: overleggen in een eigen database, zonder inhoud te kunnen lezen.\n"+
				"De eerste keer maakt hij een map met sleutels en een voorzitterslink, waarmee iemand overleggen\n"+
				"opricht; die link wordt één keer getoond. Het logboek (JSON) komt op de foutuitvoer.\n"+
				"Instellingen: vlag, anders omgevingsvariabele, anders bestand, anders standaard.",
			"Runs the server: rooms in its own database, without being able to read contents.\n"+
				"The first time it makes a directory with keys and a chair's link, with which somebody founds\n"+
				"rooms; that link is shown once. The log (JSON) goes to standard error.\n"+
				"Settings: flag, else environment variable, else file, else default."),
		Args: p.arguments(),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := p.choose(c.Flags(), file)
			if err != nil {
				return err
			}
			s, err := p.resolve(chosen)
			if err != nil {
				return err
			}
			return p.serve(c.Context(), s, renew)
		},
	}
	p.settingFlags(c.Flags(), &file)
	c.Flags().BoolVar(&renew, "new-chair-link", false, p.say(
		"maak een nieuwe voorzitterslink; de vorige werkt dan niet meer",
		"make a new chair's link; the former then works no more"))
	return c
}

// serve runs until ctx ends, and then drains.
func (p *program) serve(ctx context.Context, s *serveSettings, renew bool) (err error) {
	log := newLog(p.errs, s.level)
	dir, err := p.openDataDir(s.data)
	if err != nil {
		return err
	}
	// The journal first: its lock keeps a second server out of the directory.
	store, err := sqlite.Open(dir.file(databaseFile), sqlite.Options{})
	if err != nil {
		return p.failed("de database %s gaat niet open: %v.", "the database %s does not open: %v.", dir.file(databaseFile), err)
	}
	defer func() {
		if closing := store.Close(); closing != nil && err == nil {
			err = p.failed("de database sloot niet goed af: %v.", "the database did not close well: %v.", closing)
		}
	}()
	var keys server.Keys
	if keys.Signing, err = dir.serverKeys(s.serverKeys); err != nil {
		return err
	}
	if keys.Token, err = dir.tokenKey(s.tokenKey); err != nil {
		return err
	}
	var secret crypto.InvitationSecret
	if keys.Chair, secret, err = dir.chair(s.chairSecret, renew); err != nil {
		return err
	}
	public, admin, err := p.listen(s)
	if err != nil {
		return err
	}
	base := s.url
	if base == "" {
		base = scheme(s) + public.Addr().String() // known only now, where the port was 0
	}
	srv, err := server.New(server.Config{
		BaseURL: base, Hosts: s.hosts, Listen: public.Addr().String(), Admin: admin.Addr().String(), TLS: s.tls,
		Version: versionText(), Rules: s.offers, Page: web.Files(), Routes: web.Routes(), Log: log,
	}, store, keys)
	if err != nil {
		_, _ = public.Close(), admin.Close()
		return p.failed("de server start niet: %v.", "the server does not start: %v.", err)
	}
	if err := p.giveChairLink(s, base, secret); err != nil {
		srv.Close()
		_, _ = public.Close(), admin.Close()
		return err
	}
	tellTerms(log, s.offers, time.Now())
	defer giveBack(readMemory, freeMemory)()
	if err := srv.Serve(ctx, public, admin); err != nil {
		if errors.Is(err, journal.ErrStopped) {
			return p.failed("de schijf weigerde een schrijfopdracht; de server is gestopt om niets te beweren wat er niet staat.",
				"the disk refused a write; the server stopped so as not to claim what is not there.")
		}
		return p.failed("de server is gestopt: %v.", "the server stopped: %v.", err)
	}
	return nil
}

func scheme(s *serveSettings) string {
	if s.tls != nil {
		return "https://"
	}
	return "http://"
}

// listen opens both addresses before anything is promised to anybody.
func (p *program) listen(s *serveSettings) (public, admin net.Listener, err error) {
	if public, err = net.Listen("tcp", s.listen); err != nil {
		return nil, nil, p.failed("op %s is niet te luisteren: %v.", "cannot listen on %s: %v.", s.listen, err)
	}
	if admin, err = net.Listen("tcp", s.admin); err != nil {
		_ = public.Close()
		return nil, nil, p.failed("op %s is niet te luisteren: %v.", "cannot listen on %s: %v.", s.admin, err)
	}
	return public, admin, nil
}

// giveChairLink shows a link that was just made, or came from the settings. The
// log never gets it.
func (p *program) giveChairLink(s *serveSettings, base string, secret crypto.InvitationSecret) error {
	if secret.IsZero() {
		return nil
	}
	text, err := secret.MarshalSecret()
	if err != nil {
		return err
	}
	link := base + "/#chair=" + text
	if s.chairLink != "" {
		return p.replaceFile(s.chairLink, []byte(link+"\n"))
	}
	p.printf("Voorzitterslink: %s\nBewaar hem goed: de server houdt alleen een vingerafdruk.\n",
		"Chair's link: %s\nKeep it well: the server holds only its digest.\n", link)
	return nil
}

// newLog is the server's log: JSON, times in UTC.
func newLog(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{
		Level: level,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key == slog.TimeKey {
				a.Value = slog.TimeValue(a.Value.Time().UTC())
			}
			return a
		},
	}))
}

// tellTerms warns of a covenant that opens no rooms now, or is due for revision.
func tellTerms(log *slog.Logger, offers []server.Offer, now time.Time) {
	day := now.Unix() / (24 * 60 * 60)
	for _, o := range offers {
		if r := o.Rules.Valid(day); r != nil {
			log.Warn("profile opens no rooms", "profile", string(o.Name), "code", string(r.Code))
		}
		if due, ok := o.Rules.Review(); ok && day > due {
			log.Warn("profile is due for revision", "profile", string(o.Name), "since", fmt.Sprint(time.Unix(due*24*60*60, 0).UTC().Format(time.DateOnly)))
		}
	}
}
