// Package web is the page in a browser: its source in TypeScript, and what was
// built of it, to be served. The page itself is described in README.md of docs.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// start is the one file that every page that was built has.
const start = "index.html"

// Files are the files of the page, or nil where it was not built (make web).
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil
	}
	if _, err := fs.Stat(files, start); err != nil {
		return nil
	}
	return files
}

// Routes are the addresses that the page itself understands: the server answers
// them with its start. One that ends in a slash stands for all below it.
func Routes() []string {
	return []string{
		"/join", "/voorbereiden", "/wachtruimte", "/woorden", "/overleg", "/overleg/", "/mijn-inbreng", "/vrijgave", "/vrijgave/",
		"/wie-krijgt-wat", "/afronden", "/verslag", "/controle", "/toegankelijkheid", "/uitloggen", "/deelnemers", "/gezin", "/gezin/", "/wand", "/wand/",
	}
}

// Digest is what the page is: SHA-256 in hexadecimal over a line per file, as
// sha256sum writes them, in the order of their names, compressed forms and
// README.md left out; empty where the page was not built. Anybody who builds the
// same source gets the same.
func Digest() (string, error) {
	files := Files()
	if files == nil {
		return "", nil
	}
	all := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "README.md" || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		_, err = fmt.Fprintf(all, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("web: %w", err)
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}
