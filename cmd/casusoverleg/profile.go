package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// profileCommand is about covenants as data.
func (p *program) profileCommand() *cobra.Command {
	return p.group("profile", p.say("toon of controleer convenantprofielen", "show or check covenant profiles"),
		p.profileListCommand(), p.profileCheckCommand(), p.profileShowCommand())
}

func (p *program) profileListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: p.say("toon de profielen die in dit programma zitten", "list the profiles that come with this program"),
		Args:  p.arguments(),
		RunE: func(*cobra.Command, []string) error {
			for _, name := range profiles.List() {
				profile, err := profiles.Load(name)
				if err != nil {
					return p.badProfile(name, err)
				}
				kind := ""
				if profile.General {
					kind = p.say(" (algemeen recht; hoort bij elk profiel)", " (general law; belongs to every profile)")
				}
				fmt.Fprintf(p.out, "%-20s %-8s %s%s\n", profile.Name, profile.Version, p.text(profile.Title), kind)
			}
			return nil
		},
	}
}

func (p *program) profileCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   p.say("check BESTAND", "check FILE"),
		Short: p.say("controleer een profiel en zeg per regel wat er niet klopt", "check a profile and say line by line what is wrong"),
		Args:  p.arguments(p.say("BESTAND", "FILE")),
		RunE: func(_ *cobra.Command, args []string) error {
			profile, err := profiles.LoadFile(args[0])
			if err != nil {
				return p.badProfile(args[0], err)
			}
			digest, err := profile.Digest()
			if err != nil {
				return p.badProfile(args[0], err)
			}
			p.printf("%s: profiel %s, versie %s, klopt op zichzelf.\nVingerafdruk: %s\n",
				"%s: profile %s, version %s, is right by itself.\nDigest: %s\n", args[0], profile.Name, profile.Version, digest)
			if profile.General {
				return nil
			}
			rules, err := profiles.Complete(profile)
			if err != nil {
				return p.badProfile(args[0], err)
			}
			p.printf("Met alles wat het uitbreidt is het een volledig convenant.\nVingerafdruk van de regels: %s\n",
				"With everything it extends it is a complete covenant.\nDigest of the rules: %s\n", rules.Digest())
			return nil
		},
	}
}

func (p *program) profileShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   p.say("show NAAM|BESTAND[+…]", "show NAME|FILE[+…]"),
		Short: p.say("toon de regels van een profiel, of van meer samen, met alles wat het uitbreidt", "show the rules of a profile, or of several together, with everything it extends"),
		Args:  p.arguments(p.say("NAAM of BESTAND", "NAME or FILE")),
		RunE: func(_ *cobra.Command, args []string) error {
			rules, err := p.rulesOf(args[0])
			if err != nil {
				return err
			}
			p.showRules(rules)
			return nil
		},
	}
}

// rulesOf makes the rules of a profile that comes with the program, of a file, or
// of several of these joined by "+".
func (p *program) rulesOf(namesOrFiles string) (*covenant.Rules, error) {
	_, rules, err := p.rulesNamed(namesOrFiles)
	return rules, err
}

// rulesNamed is rulesOf, with the name under which such rules are offered.
func (p *program) rulesNamed(namesOrFiles string) (covenant.Code, *covenant.Rules, error) {
	parts := strings.Split(namesOrFiles, "+")
	if _, err := os.Stat(namesOrFiles); err == nil {
		parts = []string{namesOrFiles}
	}
	var all []*covenant.Profile
	var names []covenant.Code
	for _, part := range parts {
		profile, err := p.oneProfile(part)
		if err != nil {
			return "", nil, err
		}
		all, names = append(all, profile), append(names, profile.Name)
	}
	rules, err := profiles.Complete(all...)
	if err != nil {
		return "", nil, p.badProfile(namesOrFiles, err)
	}
	return covenant.RulesName(names...), rules, nil
}

// oneProfile reads a covenant; general law alone is none.
func (p *program) oneProfile(nameOrFile string) (*covenant.Profile, error) {
	load := profiles.LoadFile
	if slices.Contains(profiles.List(), nameOrFile) {
		load = profiles.Load
	} else if _, err := os.Stat(nameOrFile); err != nil {
		return nil, p.misuse("%q is geen profiel van dit programma (%s) en geen bestand.",
			"%q is no profile of this program (%s) and no file.", nameOrFile, strings.Join(profiles.List(), ", "))
	}
	profile, err := load(nameOrFile)
	if err != nil {
		return nil, p.badProfile(nameOrFile, err)
	}
	if profile.General {
		return nil, p.misuse("%s is algemeen recht: daar hoort een convenant bij voordat er regels zijn.",
			"%s is general law: it needs a covenant before there are rules.", nameOrFile)
	}
	return profile, nil
}

// badProfile says what is wrong, each mistake with file, line and key.
func (p *program) badProfile(path string, err error) error {
	var mistakes *profiles.FileError
	if errors.As(err, &mistakes) {
		return p.misuse("%s klopt niet:\n%s", "%s is not right:\n%s", path, mistakes)
	}
	var invalid *covenant.InvalidError
	if errors.As(err, &invalid) {
		return p.misuse("%s is geen volledig convenant:\n%s", "%s is no complete covenant:\n%s", path, invalid)
	}
	var conflict *covenant.ConflictError
	if errors.As(err, &conflict) {
		return p.misuse("%s gaat niet samen: onder %s staat niets dat alle profielen toestaan.\n  %s: %s\n  %s: %s",
			"%s do not go together: under %s there is nothing that all profiles allow.\n  %s: %s\n  %s: %s", path, conflict.Key,
			p.sides(conflict.First), joined(conflict.Before), p.sides(conflict.Second), joined(conflict.After))
	}
	return p.unreadable(path, err)
}

// sides names the profiles of one side of a conflict.
func (p *program) sides(names []covenant.Code) string {
	if len(names) == 0 {
		return p.say("over", "left")
	}
	return joined(names)
}

func joined(codes []covenant.Code) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = string(c)
	}
	return strings.Join(words, ", ")
}

func (p *program) text(t covenant.Text) string { return p.say(t.NL, t.EN) }

func (p *program) entry(e covenant.Entry) string { return p.say(e.NL, e.EN) }
