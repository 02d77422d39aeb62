// Command casusoverleg is the whole product in one binary: the server, the
// rehearsals, and what opens and checks packages and logs without a server.
//
// Exit codes: 0 done; 1 failed, refused, or does not verify; 2 wrong use or bad
// input. Every message is in Dutch and English, side by side where it is used.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// version is set by the linker; see version.go for what stands in for it.
var version string

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // failed, refused, or does not verify
	exitMisuse = 2 // wrong use, or input that is not what it should be
)

// program is one run of the command: what it was given and where it writes.
// Everything in it is static once run has begun.
type program struct {
	language
	args    []string
	environ []string
	in      io.Reader
	out     io.Writer
	errs    io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := &program{args: os.Args[1:], environ: os.Environ(), in: os.Stdin, out: os.Stdout, errs: os.Stderr}
	code := p.run(ctx)
	stop()
	os.Exit(code)
}

// run executes one command and returns its exit code.
func (p *program) run(ctx context.Context) int {
	if err := p.chooseLanguage(); err != nil {
		return p.report(err)
	}
	cobra.MousetrapHelpText = p.say(
		"Dit programma werkt in een opdrachtvenster. Open een terminal en voer het daar uit.\n",
		"This program works in a command window. Open a terminal and run it there.\n")
	root := p.rootCommand()
	root.SetArgs(p.args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.errs)
	return p.report(root.ExecuteContext(ctx))
}

// exitError is an error that is a finished sentence and knows its exit code.
type exitError struct {
	code int
	text string
}

func (e *exitError) Error() string { return e.text }

// misuse says that the program was used wrongly or got bad input: exit code 2.
func (p *program) misuse(nl, en string, args ...any) error {
	return &exitError{code: exitMisuse, text: p.sayf(nl, en, args...)}
}

// failed says that something did not succeed or does not verify: exit code 1.
func (p *program) failed(nl, en string, args ...any) error {
	return &exitError{code: exitFailed, text: p.sayf(nl, en, args...)}
}

// report prints an error and returns the exit code. An error that is no sentence
// of ours counts as a failure.
func (p *program) report(err error) int {
	if err == nil {
		return exitOK
	}
	code := exitFailed
	var e *exitError
	if errors.As(err, &e) {
		code = e.code
	}
	fmt.Fprintf(p.errs, "casusoverleg: %v\n", err)
	return code
}

// printf writes a line or more to standard output.
func (p *program) printf(nl, en string, args ...any) {
	fmt.Fprintf(p.out, p.say(nl, en), args...)
}

// getenv returns the value of an environment variable; empty when it is not set.
func (p *program) getenv(name string) string {
	value := ""
	for _, e := range p.environ {
		if len(e) > len(name) && e[len(name)] == '=' && e[:len(name)] == name {
			value = e[len(name)+1:]
		}
	}
	return value
}
