package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// readFile reads a file of at most limit bytes. The error is a sentence.
func (p *program) readFile(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, p.unreadable(path, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, p.unreadable(path, err)
	}
	if int64(len(b)) > limit {
		return nil, p.misuse("%s is groter dan %d bytes.", "%s is larger than %d bytes.", path, limit)
	}
	return b, nil
}

func (p *program) unreadable(path string, err error) error {
	return p.misuse("%s is niet te lezen: %s.", "%s cannot be read: %s.", path, p.reason(err))
}

// reason is why the system refuses, without repeating the path.
func (p *program) reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p.say("het bestaat niet", "it does not exist")
	case errors.Is(err, fs.ErrExist):
		return p.say("het bestaat al", "it exists already")
	case errors.Is(err, fs.ErrPermission):
		return p.say("u hebt daar geen recht op", "permission denied")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// writeNew writes a file that must not exist yet, for this user only, and has
// it on the disk before it returns. What it could not finish it takes away.
func (p *program) writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return p.failed("%s bestaat al; er is niets geschreven.", "%s exists already; nothing was written.", path)
	}
	if err != nil {
		return p.failed("%s is niet te schrijven: %s.", "%s cannot be written: %s.", path, p.reason(err))
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(path) // half a file is worse than none
		return p.failed("%s is niet te schrijven: %s.", "%s cannot be written: %s.", path, p.reason(err))
	}
	return nil
}

// replaceFile writes a file for this user only, in the place of an older one:
// whoever reads it gets the whole of one or the other.
func (p *program) replaceFile(path string, content []byte) error {
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p.failed("%s is niet te schrijven: %s.", "%s cannot be written: %s.", path, p.reason(err))
	}
	if err := p.writeNew(fresh, content); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return p.failed("%s is niet te schrijven: %s.", "%s cannot be written: %s.", path, p.reason(err))
	}
	return nil
}
