package main

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"casusoverleg/crypto"
	"casusoverleg/room/auth"
)

// The files of the data directory, beside the database and its lock.
const (
	databaseFile  = "casusoverleg.db"
	serverKeyFile = "server.key" // signs logs; a line a key, the present one first
	tokenKeyFile  = "token.key"  // signs sessions
	chairHashFile = "chair.hash" // what the server keeps of the chair's link
)

// dataDir is the server's directory. What is in it is for its user only.
type dataDir struct {
	*program
	path string
}

// openDataDir makes the directory where it does not exist.
func (p *program) openDataDir(path string) (*dataDir, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, p.failed("de map %s is niet te maken: %s.", "the directory %s cannot be made: %s.", path, p.reason(err))
	}
	return &dataDir{program: p, path: path}, nil
}

func (d *dataDir) file(name string) string { return filepath.Join(d.path, name) }

// secretText reads one of the directory's own files, or makes it. Others on
// this machine must not be able to read it.
func (d *dataDir) secretText(name string, fresh func() (string, error)) (string, error) {
	path := d.file(name)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err := fresh()
		if err != nil {
			return "", d.failed("%s is niet te maken.", "%s cannot be made.", path)
		}
		return text, d.writeNew(path, []byte(text+"\n"))
	}
	if err != nil {
		return "", d.unreadable(path, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", d.misuse("%s is ook voor anderen te lezen. Geef: chmod 600 %s", "%s can be read by others too. Give: chmod 600 %s", path, path)
	}
	b, err := d.readFile(path, MaxSecretFile)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// serverKeys are the key that signs logs, and earlier ones for rooms that know
// those.
func (d *dataDir) serverKeys(given []crypto.SigningKey) ([]crypto.SigningKey, error) {
	if len(given) > 0 {
		return given, nil
	}
	text, err := d.secretText(serverKeyFile, func() (string, error) {
		key, err := crypto.NewSigningKey(rand.Reader)
		if err != nil {
			return "", err
		}
		return key.MarshalSecret()
	})
	if err != nil {
		return nil, err
	}
	keys, err := parseServerKeys(text)
	if err != nil {
		return nil, d.noSecret(serverKeyFile)
	}
	return keys, nil
}

// parseServerKeys reads a key a line, the present one first.
func parseServerKeys(text string) ([]crypto.SigningKey, error) {
	var keys []crypto.SigningKey
	for line := range strings.Lines(text) {
		key, err := crypto.ParseSigningKey(strings.TrimRight(line, "\r\n"))
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, crypto.ErrMalformed
	}
	return keys, nil
}

func (d *dataDir) tokenKey(given auth.Key) (auth.Key, error) {
	if !given.IsZero() {
		return given, nil
	}
	text, err := d.secretText(tokenKeyFile, auth.NewKey().MarshalSecret)
	if err != nil {
		return auth.Key{}, err
	}
	key, err := auth.ParseKey(text)
	if err != nil {
		return auth.Key{}, d.noSecret(tokenKeyFile)
	}
	return key, nil
}

// chair returns what the server keeps of the chair's link, and the link's
// secret when it was made just now or comes from the settings: the directory
// does not hold it.
func (d *dataDir) chair(given crypto.InvitationSecret, renew bool) (hash crypto.Digest, secret crypto.InvitationSecret, err error) {
	if !given.IsZero() {
		return crypto.LobbyHash(given.Lobby()), given, nil
	}
	if renew {
		if err := os.Remove(d.file(chairHashFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return hash, secret, d.failed("%s is niet te vervangen: %s.", "%s cannot be replaced: %s.", d.file(chairHashFile), d.reason(err))
		}
	}
	text, err := d.secretText(chairHashFile, func() (string, error) {
		secret = crypto.NewInvitationSecret()
		return crypto.LobbyHash(secret.Lobby()).String(), nil
	})
	if err != nil {
		return hash, secret, err
	}
	if err := hash.UnmarshalText([]byte(text)); err != nil {
		return hash, secret, d.noSecret(chairHashFile)
	}
	return hash, secret, nil
}

func (d *dataDir) noSecret(name string) error {
	return d.misuse("%s is beschadigd. Zet het terug uit een back-up.", "%s is damaged. Restore it from a backup.", d.file(name))
}
