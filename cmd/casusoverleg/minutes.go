package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
	"casusoverleg/minutes"
	"casusoverleg/minutes/export"
)

// minutesCommand opens and checks packages, without a server.
func (p *program) minutesCommand() *cobra.Command {
	return p.group("minutes", p.say("open of controleer een ontvangen pakket", "open or check a package you received"),
		p.minutesOpenCommand(), p.minutesVerifyCommand())
}

// opening is how a package is opened, and what it must be.
type opening struct {
	identity   string // identity file; "" when the package has a passphrase of its own
	passphrase string // file with a passphrase: of the identity file, or of the package
	room       string // expected room id
	profile    string // expected profile, a name or a file
}

func (p *program) openingFlags(c *cobra.Command, o *opening) {
	c.Flags().StringVar(&o.identity, "identity", "", p.say(
		"`SLEUTEL` uw sleutelbestand; zonder dit heeft het pakket zelf een wachtzin",
		"`KEY` your identity file; without it the package itself has a passphrase"))
	p.passphraseFlag(c, &o.passphrase)
	c.Flags().StringVar(&o.room, "room", "", p.say(
		"`KENMERK` kenmerk dat het overleg moet hebben",
		"`ID` reference that the room must have"))
	c.Flags().StringVar(&o.profile, "profile", "", p.say(
		"`PROFIEL` naam of bestand van het convenant waaraan de woorden moeten voldoen",
		"`PROFILE` name or file of the covenant that the words must agree with"))
}

func (p *program) minutesOpenCommand() *cobra.Command {
	var o opening
	var out, format string
	c := &cobra.Command{
		Use:   p.say("open BESTAND.age", "open FILE.age"),
		Short: p.say("open een pakket, controleer het en schrijf de pagina die erin zit", "open a package, check it and write the page inside"),
		Long: p.say(
			"Opent een versleuteld pakket, controleert het en schrijft wat erin zit: als pagina (HTML),\n"+
				"als OpenDocument voor Word en LibreOffice, of als platte tekst.\n"+
				"Klopt het pakket niet, dan wordt er niets geschreven. De uitslag komt op de foutuitvoer.",
			"Opens an encrypted package, checks it and writes what is inside: as a page (HTML),\n"+
				"as OpenDocument for Word and LibreOffice, or as plain text.\n"+
				"If the package is not right, nothing is written. The result goes to standard error."),
		Args: p.arguments(p.say("BESTAND.age", "FILE.age")),
		RunE: func(c *cobra.Command, args []string) error {
			kind, err := p.formatOf(format, out, documentFormats())
			if err != nil {
				return err
			}
			if kind == "" && filepath.Ext(out) != "" {
				return p.formatUnknown(c, documentFormats())
			}
			pkg, err := p.openPackage(args[0], o)
			if err != nil {
				return err
			}
			content, err := documentAs(pkg, kind)
			if err != nil {
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
	c.Flags().StringVarP(&out, "out", "o", "", p.say(
		"`BESTAND` schrijf het hierin in plaats van op standaarduitvoer",
		"`FILE` write it to this file instead of standard output"))
	p.formatFlag(c, &format, documentFormats())
	return c
}

func (p *program) minutesVerifyCommand() *cobra.Command {
	var o opening
	c := &cobra.Command{
		Use:   p.say("verify BESTAND.html|BESTAND.age", "verify FILE.html|FILE.age"),
		Short: p.say("zeg wat een pakket bewijst, en wat het niet kan laten zien", "say what a package proves, and what it cannot show"),
		Args:  p.arguments(p.say("BESTAND", "FILE")),
		RunE: func(_ *cobra.Command, args []string) error {
			page, err := p.pageOf(args[0], o)
			if err != nil {
				return err
			}
			pkg, err := p.verifyPage(args[0], page, o)
			if err != nil {
				return err
			}
			verified := pkg.Verified()
			lang := p.minutesLanguage()
			fmt.Fprintf(p.out, "%s\n\n%s\n", verified.Headline(lang), p.say("Gecontroleerd:", "Checked:"))
			for _, s := range verified.Checked(lang) {
				fmt.Fprintf(p.out, "- %s\n", s)
			}
			fmt.Fprintf(p.out, "\n%s\n", p.say("Wat dit bestand niet kan laten zien:", "What this file cannot show:"))
			for _, s := range verified.Limits(lang) {
				fmt.Fprintf(p.out, "- %s\n", s)
			}
			return nil
		},
	}
	p.openingFlags(c, &o)
	return c
}

func (p *program) minutesLanguage() minutes.Language {
	if p.english {
		return minutes.English
	}
	return minutes.Dutch
}

// pageOf reads a page, opening the package around it where there is one.
func (p *program) pageOf(path string, o opening) ([]byte, error) {
	file, err := p.readFile(path, MaxPackageFile)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(file, []byte(ageHeader)) {
		return file, nil
	}
	var page []byte
	if o.identity == "" {
		passphrase, err := p.passphrase(o.passphrase)
		if err != nil {
			return nil, err
		}
		page, err = seal.OpenPackageWithPassphrase(file, passphrase)
		if err != nil {
			return nil, p.failed("%s gaat niet open met deze wachtzin, of is beschadigd. Is het voor uw sleutel gemaakt? Geef dan --identity.",
				"%s does not open with this passphrase, or is damaged. Was it made for your key? Then give --identity.", path)
		}
		return page, nil
	}
	key, err := p.readKey(o.identity, o.passphrase)
	if err != nil {
		return nil, err
	}
	if page, err = seal.OpenPackage(file, key); err != nil {
		return nil, p.failed("%s gaat niet open met deze sleutel, of is beschadigd.", "%s does not open with this key, or is damaged.", path)
	}
	return page, nil
}

// verifyPage checks a page against itself and what is expected of it.
func (p *program) verifyPage(path string, page []byte, o opening) (*export.Package, error) {
	var expect minutes.Expect
	if o.room != "" {
		if err := expect.Room.UnmarshalText([]byte(o.room)); err != nil {
			return nil, p.misuse("--room is geen kenmerk van een overleg: %d tekens 0-9 en a-f.",
				"--room is no reference of a room: %d characters 0-9 and a-f.", 2*crypto.DigestSize)
		}
	}
	if o.profile != "" {
		rules, err := p.rulesOf(o.profile)
		if err != nil {
			return nil, err
		}
		expect.Rules = rules
	}
	pkg, err := export.Open(page, expect)
	if err != nil {
		var f *minutes.Failure
		if errors.As(err, &f) {
			return nil, p.failed("%s klopt niet. %s", "%s is not right. %s", path, f.Sentence(p.minutesLanguage()))
		}
		return nil, p.failed("%s klopt niet.", "%s is not right.", path)
	}
	return pkg, nil
}
