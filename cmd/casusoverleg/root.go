package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// rootCommand puts all commands together. Cobra's own texts are replaced by
// ours: help, usage, errors of flags and arguments, completion.
func (p *program) rootCommand() *cobra.Command {
	root := p.group("casusoverleg",
		p.say("Het versleutelde casusoverleg waarin het convenant is ingebouwd.",
			"The encrypted case conference with the covenant built in."),
		p.serveCommand(), p.rehearseCommand(), p.demoCommand(), p.benchCommand(), p.minutesCommand(), p.actionsCommand(), p.verifyCommand(),
		p.keyCommand(), p.profileCommand(), p.configCommand(), p.versionCommand(),
		p.completionCommand(),
	)
	root.Long = root.Short + "\n\n" + p.say(
		"Afsluitcodes: 0 gelukt; 1 mislukt, geweigerd of klopt niet; 2 verkeerd gebruik of verkeerde invoer.",
		"Exit codes: 0 done; 1 failed, refused or does not verify; 2 wrong use or bad input.")
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(p.helpCommand(root))
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(c.OutOrStdout(), p.help(c)) })
	root.SetUsageFunc(func(c *cobra.Command) error {
		_, err := fmt.Fprint(c.OutOrStderr(), p.help(c))
		return err
	})
	root.SetFlagErrorFunc(p.flagError)
	flags := root.PersistentFlags()
	flags.BoolP("help", "h", false, p.say("geef deze uitleg", "give this help"))
	flags.String("lang", "", p.say(
		"`nl|en` taal; anders uit CASUSOVERLEG_LANG of LANG, anders Nederlands",
		"`nl|en` language; otherwise from CASUSOVERLEG_LANG or LANG, otherwise Dutch"))
	return root
}

// group is a command that only holds others.
func (p *program) group(use, short string, below ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: p.noSuchCommand}
	c.RunE = func(c *cobra.Command, _ []string) error {
		fmt.Fprint(c.ErrOrStderr(), p.help(c))
		return p.misuse("geef een opdracht, zie hierboven.", "give a command, see above.")
	}
	c.AddCommand(below...)
	return c
}

// noSuchCommand refuses what follows a group that is none of its commands.
func (p *program) noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := p.misuse("er is geen opdracht %q onder %q.%s%s", "there is no command %q under %q.%s%s",
		args[0], c.CommandPath(), p.suggestions(c, args[0]), p.seeHelp(c))
	return err
}

func (p *program) suggestions(c *cobra.Command, word string) string {
	c.SuggestionsMinimumDistance = 2
	near := c.SuggestionsFor(word)
	if len(near) == 0 {
		return ""
	}
	return p.sayf(" Bedoelt u %s?", " Did you mean %s?", strings.Join(near, ", "))
}

func (p *program) seeHelp(c *cobra.Command) string {
	return p.sayf("\nZie %s --help", "\nSee %s --help", c.CommandPath())
}

// arguments demands exactly these arguments; names are for the message.
func (p *program) arguments(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return p.misuse("er ontbreekt iets: %s.%s", "something is missing: %s.%s", names[len(args)], p.seeHelp(c))
		case len(args) > len(names):
			return p.misuse("%q is te veel.%s", "%q is one too many.%s", args[len(names)], p.seeHelp(c))
		}
		return nil
	}
}

// flagError says in two languages what pflag found. A value is repeated only by
// pflag's own errors about numbers, durations and switches; no secret is a flag.
func (p *program) flagError(c *cobra.Command, err error) error {
	see := p.seeHelp(c)
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		dashes := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return p.misuse("de vlag %s%s bestaat niet.%s", "there is no flag %s%s.%s", dashes, unknown.GetSpecifiedName(), see)
	}
	var bare *pflag.ValueRequiredError
	if errors.As(err, &bare) {
		return p.misuse("de vlag --%s heeft een waarde nodig.%s", "the flag --%s needs a value.%s", bare.GetFlag().Name, see)
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return p.misuse("%q is geen geldige waarde voor --%s.%s", "%q is not a valid value for --%s.%s",
			invalid.GetValue(), invalid.GetFlag().Name, see)
	}
	var syntax *pflag.InvalidSyntaxError
	if errors.As(err, &syntax) {
		return p.misuse("%q is geen vlag.%s", "%q is not a flag.%s", syntax.GetSpecifiedFlag(), see)
	}
	return &exitError{code: exitMisuse, text: err.Error() + see}
}
