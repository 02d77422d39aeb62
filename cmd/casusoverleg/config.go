package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// configCommand looks at settings without starting anything.
func (p *program) configCommand() *cobra.Command {
	return p.group("config", p.say("controleer of toon de instellingen van de server", "check or print the server's settings"),
		p.configCheckCommand(), p.configPrintCommand())
}

func (p *program) configCheckCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "check",
		Short: p.say("controleer de instellingen; er wordt niets gemaakt of gestart", "check the settings; nothing is made or started"),
		Args:  p.arguments(),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := p.choose(c.Flags(), file)
			if err != nil {
				return err
			}
			if _, err := p.resolve(chosen); err != nil {
				return err
			}
			p.printf("De instellingen kloppen.\n", "The settings are right.\n")
			return nil
		},
	}
	p.settingFlags(c.Flags(), &file)
	return c
}

func (p *program) configPrintCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use: "print",
		Short: p.say("toon de instellingen zoals ze gelden, met hun herkomst en zonder geheimen",
			"print the settings in force, with their origin and without secrets"),
		Args: p.arguments(),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := p.choose(c.Flags(), file)
			if err != nil {
				return err
			}
			for _, s := range settings() {
				fmt.Fprint(p.out, p.settingLine(s, chosen))
			}
			return nil
		},
	}
	p.settingFlags(c.Flags(), &file)
	return c
}

// settingLine is one line of YAML that a settings file could hold. A secret is
// never in it, only where it comes from.
func (p *program) settingLine(s setting, c *chosen) string {
	if s.kind != secret {
		return fmt.Sprintf("%s: %s # %s\n", s.key, yamlValue(c.values.Get(s.key)), c.from[s.key])
	}
	if from, ok := c.from[s.key+fileSuffix]; ok {
		return fmt.Sprintf("%s: %s # %s\n", s.key+fileSuffix, yamlValue(c.values.Get(s.key+fileSuffix)), from)
	}
	if from, ok := c.from[s.key]; ok {
		return fmt.Sprintf("# %s: %s # %s\n", s.key, p.say("(verborgen)", "(hidden)"), from)
	}
	return fmt.Sprintf("# %s: %s\n", s.key, p.say("uit de map data", "from the data directory"))
}

func yamlValue(value any) string {
	list, ok := value.([]string)
	if !ok {
		return strconv.Quote(fmt.Sprint(value))
	}
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = strconv.Quote(w)
	}
	return "[" + strings.Join(words, ", ") + "]"
}
