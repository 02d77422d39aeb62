package sqlite

import (
	"errors"
	"fmt"
	"syscall"
)

const errorSharingViolation = syscall.Errno(32)

// A lock is a handle on the file beside the database, opened for sharing with
// nobody. The system closes it when the process ends, however it ends.
type lock struct{ handle syscall.Handle }

func takeLock(path string) (lock, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return lock{}, fmt.Errorf("open lock file: %w", err)
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errorSharingViolation) {
		return lock{}, errInUse
	}
	if err != nil {
		return lock{}, fmt.Errorf("open lock file: %w", err)
	}
	return lock{h}, nil
}

func (l lock) release() error { return syscall.CloseHandle(l.handle) }
