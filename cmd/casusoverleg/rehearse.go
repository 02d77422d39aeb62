package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"casusoverleg/client"
	"casusoverleg/client/rehearse"
)

// rehearseCommand plays a scripted meeting through a running server.
func (p *program) rehearseCommand() *cobra.Command {
	var o rehearse.Options
	var linkFile string
	var check bool
	c := &cobra.Command{
		Use:   p.say("rehearse DRAAIBOEK.yaml", "rehearse SCRIPT.yaml"),
		Short: p.say("speel een overleg uit een draaiboek via een echte server", "play a scripted meeting through a real server"),
		Long: p.say(
			"Speelt een overleg uit een draaiboek via een server die al draait. Iedere persoon is een echt\n"+
				"programma dat alleen het adres en zijn eigen uitnodiging kent. Alles wordt getoond terwijl het\n"+
				"gebeurt. Komt een verwachting niet uit, dan stopt het met afsluitcode 1.",
			"Plays a scripted meeting through a server that is already running. Every person is a real\n"+
				"program that knows only the address and his own invitation. Everything is shown as it\n"+
				"happens. Where an expectation fails it stops with exit code 1."),
		Args: p.arguments(p.say("DRAAIBOEK.yaml", "SCRIPT.yaml")),
		RunE: func(c *cobra.Command, args []string) error {
			script, err := rehearse.Load(args[0])
			if err != nil {
				return p.badScript(args[0], err)
			}
			if check {
				p.printf("%s klopt: %d stappen.\n", "%s is right: %d steps.\n", args[0], len(script.Steps))
				return nil
			}
			if o.ChairLink, err = p.chairLink(linkFile); err != nil {
				return err
			}
			return p.play(c.Context(), script, o)
		},
	}
	c.Flags().StringVar(&linkFile, "chair-link-file", "", p.say(
		"`BESTAND` voorzitterslink die serve gaf (- is standaardinvoer); ook CASUSOVERLEG_CHAIR_LINK_FILE",
		"`FILE` chair's link that serve gave (- is standard input); also CASUSOVERLEG_CHAIR_LINK_FILE"))
	c.Flags().StringVar(&o.Server, "server", "", p.say(
		"`ADRES` adres van de server; anders dat van de link",
		"`ADDRESS` address of the server; otherwise that of the link"))
	c.Flags().StringVarP(&o.Dir, "out", "o", "", p.say(
		"`MAP` bewaar hier de pakketten, de sleutelbestanden en het logboek",
		"`DIRECTORY` keep packages, identity files and the log here"))
	c.Flags().BoolVar(&check, "check", false, p.say("controleer alleen het draaiboek", "only check the script"))
	return c
}

// chairLink reads the link that lets the rehearsal found its room. It is a
// secret, so it is no flag.
func (p *program) chairLink(file string) (string, error) {
	if file == "" {
		file = p.getenv(environmentPrefix + strings.ToUpper(keyChairLink))
	}
	if file == "" {
		return "", p.misuse("geef met --chair-link-file het bestand met de voorzitterslink.",
			"give the file with the chair's link with --chair-link-file.")
	}
	var b []byte
	var err error
	if file == "-" {
		b, err = p.readLine()
	} else {
		b, err = p.readFile(file, MaxSecretFile)
	}
	if err != nil {
		return "", err
	}
	link := strings.TrimSpace(string(b))
	if _, err := client.ParseChairLink(link); err != nil {
		return "", p.misuse("in %s staat geen voorzitterslink.", "%s holds no chair's link.", file)
	}
	return link, nil
}

func (p *program) play(ctx context.Context, script *rehearse.Script, o rehearse.Options) error {
	if o.Server == "" {
		link, err := client.ParseChairLink(o.ChairLink)
		if err != nil {
			return p.misuse("dit is geen voorzitterslink.", "this is no chair's link.")
		}
		o.Server = link.Server
	}
	o.Out, o.Language = p.out, p.rehearseLanguage()
	err := rehearse.Run(ctx, script, o)
	var failure *rehearse.Failure
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failure):
		return &exitError{code: exitFailed, text: failure.In(p.rehearseLanguage())}
	}
	return p.failed("het overleg is niet te spelen: %v.", "the meeting cannot be played: %v.", err)
}

// badScript says what is wrong with a script, each mistake with file and line.
func (p *program) badScript(path string, err error) error {
	if mistaken, ok := rehearse.Mistaken(err); ok {
		return p.misuse("%s klopt niet:\n%s", "%s is not right:\n%s", path, mistaken.In(p.rehearseLanguage()))
	}
	return p.unreadable(path, err)
}

func (p *program) rehearseLanguage() string {
	if p.english {
		return rehearse.English
	}
	return rehearse.Dutch
}
