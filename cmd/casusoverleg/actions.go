package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"casusoverleg/minutes/export"
)

// actionsCommand takes the agreed actions out of a package.
func (p *program) actionsCommand() *cobra.Command {
	return p.group("actions", p.say("de afgesproken acties voor Excel, agenda of een ander programma", "the agreed actions for Excel, a calendar or another program"),
		p.actionsExportCommand())
}

func (p *program) actionsExportCommand() *cobra.Command {
	var o opening
	var out, format string
	var mine bool
	c := &cobra.Command{
		Use:   p.say("export BESTAND.age|BESTAND.html", "export FILE.age|FILE.html"),
		Short: p.say("schrijf de acties uit een actielijst of verslag als tabel of agenda", "write the actions of an action list or minutes as a table or calendar"),
		Long: p.say(
			"Opent een uitgegeven actielijst of verslag, controleert het en schrijft de acties:\n"+
				"xlsx of csv voor Excel, ics voor de agenda, md voor tekst, json voor andere programma's.\n"+
				"Klopt het pakket niet, dan wordt er niets geschreven. In de agenda staat niets over de casus.",
			"Opens an issued action list or minutes, checks it and writes the actions:\n"+
				"xlsx or csv for Excel, ics for the calendar, md for text, json for other programs.\n"+
				"If the package is not right, nothing is written. The calendar says nothing about the case."),
		Args: p.arguments(p.say("BESTAND.age", "FILE.age")),
		RunE: func(c *cobra.Command, args []string) error {
			kind, err := p.formatOf(format, out, actionFormats())
			if err != nil {
				return err
			}
			if kind == "" {
				return p.formatUnknown(c, actionFormats())
			}
			pkg, err := p.openPackage(args[0], o)
			if err != nil {
				return err
			}
			actions := pkg.Actions()
			if mine {
				actions = own(actions)
			}
			content, err := actionsAs(pkg, kind, actions)
			switch {
			case errors.Is(err, export.ErrNoActions) && mine:
				return p.failed("in %s staan geen acties voor u; er is niets geschreven.", "%s has no actions for you; nothing was written.", args[0])
			case errors.Is(err, export.ErrNoActions):
				return p.failed("in %s staan geen acties; er is niets geschreven.", "%s has no actions; nothing was written.", args[0])
			case err != nil:
				return p.failed("%s is niet om te zetten.", "%s cannot be converted.", args[0])
			}
			if err := p.writeExport(out, content); err != nil {
				return err
			}
			fmt.Fprintln(p.errs, pkg.Verified().Headline(p.minutesLanguage()))
			return nil
		},
	}
	p.openingFlags(c, &o)
	p.formatFlag(c, &format, actionFormats())
	c.Flags().StringVarP(&out, "out", "o", "", p.say(
		"`BESTAND` schrijf het hierin in plaats van op standaarduitvoer",
		"`FILE` write it to this file instead of standard output"))
	c.Flags().BoolVar(&mine, "mine", false, p.say(
		"alleen de acties van wie het pakket kreeg",
		"only the actions of who got the package"))
	return c
}

// own are the actions of the recipient himself.
func own(actions []export.Action) []export.Action {
	var mine []export.Action
	for _, a := range actions {
		if a.Mine {
			mine = append(mine, a)
		}
	}
	return mine
}

func actionsAs(pkg *export.Package, format string, actions []export.Action) ([]byte, error) {
	switch format {
	case "xlsx":
		return pkg.XLSX(actions)
	case "csv":
		return pkg.CSV(actions)
	case "ics":
		return pkg.ICS(actions)
	case "json":
		return pkg.JSON(actions)
	}
	return pkg.Markdown(actions)
}
