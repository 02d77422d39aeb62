package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help is the explanation of one command, in place of cobra's English template.
func (p *program) help(c *cobra.Command) string {
	var b strings.Builder
	about := c.Long
	if about == "" {
		about = c.Short
	}
	fmt.Fprintf(&b, "%s\n\n%s\n  %s\n", about, p.say("Gebruik:", "Usage:"), p.useLine(c))
	if commands := p.commandList(c); commands != "" {
		fmt.Fprintf(&b, "\n%s\n%s", p.say("Opdrachten:", "Commands:"), commands)
	}
	if c.Example != "" {
		fmt.Fprintf(&b, "\n%s\n%s\n", p.say("Voorbeelden:", "Examples:"), c.Example)
	}
	if flags := p.flagList(c.NonInheritedFlags()); flags != "" && c.HasParent() {
		fmt.Fprintf(&b, "\n%s\n%s", p.say("Vlaggen:", "Flags:"), flags)
	}
	general := c.InheritedFlags()
	if !c.HasParent() {
		general = c.PersistentFlags()
	}
	fmt.Fprintf(&b, "\n%s\n%s", p.say("Altijd:", "Always:"), p.flagList(general))
	return b.String()
}

func (p *program) useLine(c *cobra.Command) string {
	line := c.CommandPath()
	if _, args, ok := strings.Cut(c.Use, " "); ok {
		line += " " + args
	}
	if c.HasAvailableSubCommands() {
		line += p.say(" OPDRACHT", " COMMAND")
	}
	if c.HasAvailableLocalFlags() {
		line += p.say(" [vlaggen]", " [flags]")
	}
	return line
}

func (p *program) commandList(c *cobra.Command) string {
	var b strings.Builder
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			fmt.Fprintf(&b, "  %-*s %s\n", c.NamePadding(), sub.Name(), sub.Short)
		}
	}
	return b.String()
}

// flagList is one line a flag: name, kind of value, meaning, default.
func (p *program) flagList(flags *pflag.FlagSet) string {
	var names, texts []string
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		kind, text := pflag.UnquoteUsage(f)
		text = strings.TrimPrefix(text, kind+" ") // our texts begin with the kind of value, in backquotes
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + kind
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
			text += p.sayf(" (standaard %s)", " (default %s)", f.DefValue)
		}
		names, texts = append(names, name), append(texts, text)
		widest = max(widest, len(name))
	})
	var b strings.Builder
	for i := range names {
		fmt.Fprintf(&b, "%-*s  %s\n", widest, names[i], texts[i])
	}
	return b.String()
}

// helpCommand is "help", for who types it instead of --help.
func (p *program) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   p.say("help [OPDRACHT]", "help [COMMAND]"),
		Short: p.say("uitleg over een opdracht", "help about a command"),
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return p.noSuchCommand(root, args)
			}
			fmt.Fprint(c.OutOrStdout(), p.help(found))
			return nil
		},
	}
}

// completionCommand writes what makes a shell complete our commands.
func (p *program) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     p.say("schrijf een aanvulscript voor uw shell", "write a completion script for your shell"),
		Long:      p.sayf("Schrijft een aanvulscript voor een van deze shells: %s.", "Writes a completion script for one of these shells: %s.", strings.Join(shells, ", ")),
		ValidArgs: shells,
		Args:      p.arguments("SHELL"),
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), c.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return p.misuse("%q is geen shell die dit programma kent: %s.", "%q is no shell that this program knows: %s.",
				args[0], strings.Join(shells, ", "))
		},
	}
}
