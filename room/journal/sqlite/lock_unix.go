//go:build !windows

package sqlite

import (
	"errors"
	"fmt"
	"syscall"
)

// A lock is an exclusive flock(2) on the file beside the database. The kernel
// gives it back when the process ends, however it ends. It is a bare
// descriptor: an os.File would be closed, and the lock lost, by its finalizer.
type lock struct{ fd int }

func takeLock(path string) (lock, error) {
	fd, err := syscall.Open(path, syscall.O_RDWR|syscall.O_CREAT|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return lock{}, fmt.Errorf("open lock file: %w", err)
	}
	for {
		err = syscall.Flock(fd, syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		_ = syscall.Close(fd)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return lock{}, errInUse
		}
		return lock{}, fmt.Errorf("lock: %w", err)
	}
	return lock{fd}, nil
}

func (l lock) release() error { return syscall.Close(l.fd) }
