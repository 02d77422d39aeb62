package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casusoverleg/crypto"
)

// keyCommand is about minutes keys: what a person opens his packages with.
func (p *program) keyCommand() *cobra.Command {
	return p.group("key", p.say("maak of toon de sleutel waarmee u uw verslagen opent", "make or show the key that opens your minutes"),
		p.keyNewCommand(), p.keyShowCommand())
}

func (p *program) keyNewCommand() *cobra.Command {
	var file string
	var prompt bool
	c := &cobra.Command{
		Use:   p.say("new BESTAND", "new FILE"),
		Short: p.say("maak een nieuwe sleutel in een beveiligd bestand", "make a new key in a protected file"),
		Long: p.say(
			"Maakt een nieuwe sleutel en schrijft die in een gewoon age-sleutelbestand achter een wachtzin.\n"+
				"Ook het standaardprogramma age leest het. De wachtzin wordt voor u gemaakt en één keer getoond.\n"+
				"Een bestaand bestand wordt nooit overschreven.",
			"Makes a new key and writes it to a standard age identity file behind a passphrase.\n"+
				"The stock age program reads it too. The passphrase is made for you and shown once.\n"+
				"An existing file is never overwritten."),
		Args: p.arguments(p.say("BESTAND", "FILE")),
		RunE: func(_ *cobra.Command, args []string) error {
			passphrase, made := crypto.GeneratePassphrase(), true
			if file != "" || prompt {
				var err error
				if passphrase, err = p.newPassphrase(file); err != nil {
					return err
				}
				made = false
			}
			return p.makeKey(args[0], passphrase, made)
		},
	}
	c.Flags().StringVar(&file, "passphrase-file", "", p.say(
		"`BESTAND` eigen wachtzin: de eerste regel van dit bestand (- is standaardinvoer)",
		"`FILE` passphrase of your own: the first line of this file (- is standard input)"))
	c.Flags().BoolVar(&prompt, "prompt", false, p.say("vraag om een eigen wachtzin", "ask for a passphrase of your own"))
	return c
}

func (p *program) makeKey(path, passphrase string, show bool) error {
	key, err := crypto.NewMinutesKey()
	if err != nil {
		return p.failed("de sleutel is niet te maken.", "the key cannot be made.")
	}
	var file bytes.Buffer
	if err := key.WriteIdentityFile(&file, passphrase); err != nil {
		return p.failed("de sleutel is niet te beveiligen.", "the key cannot be protected.")
	}
	if err := p.writeNew(path, file.Bytes()); err != nil {
		return err
	}
	p.printf("Sleutel: %s\nOntvanger: %s\n", "Key: %s\nRecipient: %s\n", path, key.Recipient())
	if show {
		p.printf("Wachtzin: %s\n\nSchrijf de wachtzin op en bewaar hem los van het bestand. Hij wordt niet nog eens getoond.\n",
			"Passphrase: %s\n\nWrite the passphrase down and keep it apart from the file. It is not shown again.\n", passphrase)
	}
	return nil
}

func (p *program) keyShowCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   p.say("show BESTAND", "show FILE"),
		Short: p.say("toon de ontvanger van een sleutel: de helft die anderen mogen zien", "show the recipient of a key: the half that others may see"),
		Args:  p.arguments(p.say("BESTAND", "FILE")),
		RunE: func(_ *cobra.Command, args []string) error {
			key, err := p.readKey(args[0], file)
			if err != nil {
				return err
			}
			fmt.Fprintln(p.out, key.Recipient())
			return nil
		},
	}
	p.passphraseFlag(c, &file)
	return c
}

// passphraseFlag is for commands that open a key or package.
func (p *program) passphraseFlag(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "passphrase-file", "", p.say(
		"`BESTAND` de wachtzin: de eerste regel van dit bestand (- is standaardinvoer); anders wordt hij gevraagd",
		"`FILE` the passphrase: the first line of this file (- is standard input); otherwise you are asked for it"))
}

// What an age file and a bare identity begin with.
const (
	ageHeader      = "age-encryption.org/v1\n"
	identityPrefix = "AGE-SECRET-KEY-PQ-1"
	minutesPrefix  = "casusoverleg-minutes-key-1:"
)

// readKey reads an identity file: behind a passphrase, or bare, as a rehearsal
// leaves it and age-keygen -pq makes it.
func (p *program) readKey(path, passphraseFile string) (crypto.MinutesKey, error) {
	b, err := p.readFile(path, crypto.MaxIdentityFile)
	if err != nil {
		return crypto.MinutesKey{}, err
	}
	if !bytes.HasPrefix(b, []byte(ageHeader)) {
		return p.bareKey(path, b)
	}
	passphrase, err := p.passphrase(passphraseFile)
	if err != nil {
		return crypto.MinutesKey{}, err
	}
	key, err := crypto.ReadIdentityFile(bytes.NewReader(b), passphrase)
	switch {
	case errors.Is(err, crypto.ErrPassphrase):
		return crypto.MinutesKey{}, p.failed("deze wachtzin opent %s niet.", "this passphrase does not open %s.", path)
	case err != nil:
		return crypto.MinutesKey{}, p.noKey(path)
	}
	return key, nil
}

// bareKey reads the one identity of an unprotected file.
func (p *program) bareKey(path string, b []byte) (crypto.MinutesKey, error) {
	identity := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if identity != "" || !strings.HasPrefix(line, identityPrefix) {
			return crypto.MinutesKey{}, p.noKey(path)
		}
		identity = line
	}
	key, err := crypto.ParseMinutesKey(minutesPrefix + identity)
	if err != nil {
		return crypto.MinutesKey{}, p.noKey(path)
	}
	return key, nil
}

func (p *program) noKey(path string) error {
	return p.misuse("%s is geen sleutelbestand met precies één sleutel van de soort age1pq1.",
		"%s is not an identity file with exactly one key of the kind age1pq1.", path)
}
