package main

import (
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// passphraseFromFile reads a passphrase: the first line of a file, or of
// standard input for "-".
func (p *program) passphraseFromFile(path string) (string, error) {
	var b []byte
	var err error
	if path == "-" {
		b, err = p.readLine()
	} else {
		b, err = p.readFile(path, MaxSecretFile)
	}
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" || !utf8.ValidString(line) {
		return "", p.misuse("%s begint niet met een regel met de wachtzin.", "%s does not begin with a line with the passphrase.", path)
	}
	return line, nil
}

// readLine reads standard input up to its first line end, and not further.
func (p *program) readLine() ([]byte, error) {
	var line []byte
	one := make([]byte, 1)
	for len(line) < MaxSecretFile {
		n, err := p.in.Read(one)
		if n == 1 && one[0] == '\n' {
			break
		}
		line = append(line, one[:n]...)
		if err != nil {
			break // the end, or nothing to read: what there is counts
		}
	}
	return line, nil
}

// askPassphrase reads a passphrase from the terminal without showing it.
func (p *program) askPassphrase(nl, en string) (string, error) {
	terminal, ok := p.in.(*os.File)
	if !ok || !term.IsTerminal(int(terminal.Fd())) {
		return "", p.misuse("er is geen terminal om de wachtzin te vragen; gebruik --passphrase-file.",
			"there is no terminal to ask for the passphrase; use --passphrase-file.")
	}
	fmt.Fprintf(p.errs, "%s: ", p.say(nl, en))
	b, err := term.ReadPassword(int(terminal.Fd()))
	fmt.Fprintln(p.errs)
	if err != nil {
		return "", p.failed("de wachtzin is niet te lezen.", "the passphrase cannot be read.")
	}
	return string(b), nil
}

// passphrase comes from a file where one is named, otherwise from the terminal.
func (p *program) passphrase(file string) (string, error) {
	if file != "" {
		return p.passphraseFromFile(file)
	}
	return p.askPassphrase("Wachtzin", "Passphrase")
}

// newPassphrase is one that somebody thought up himself: typed twice, or from a
// file, and not too short.
func (p *program) newPassphrase(file string) (string, error) {
	chosen, err := p.passphrase(file)
	if err != nil {
		return "", err
	}
	if n := utf8.RuneCountInString(chosen); n < MinPassphrase {
		return "", p.misuse("een eigen wachtzin heeft ten minste %d tekens; deze heeft er %d. Laat hem liever maken: dat is de standaard.",
			"a passphrase of your own has at least %d characters; this one has %d. Better have one made: that is the default.", MinPassphrase, n)
	}
	if file != "" {
		return chosen, nil
	}
	again, err := p.askPassphrase("Nog een keer", "Once more")
	if err != nil {
		return "", err
	}
	if again != chosen {
		return "", p.misuse("de twee wachtzinnen zijn niet gelijk.", "the two passphrases differ.")
	}
	return chosen, nil
}
