//go:build linux

package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

func unsyncedChild() func(path string) { return writeUntilSyncFails }

// failSyncs has the kernel answer every fsync and fdatasync of this process with an
// I/O error from now on, as for a disk that is going (seccomp; no privilege needed).
func failSyncs() error {
	const number = 0 // offset of the system call's number in what a filter sees
	program := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: number},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_FSYNC, Jt: 2},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_FDATASYNC, Jt: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EIO)},
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	runtime.LockOSThread() // the two calls must come from one thread; the filter goes to all
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no_new_privs: %w", err)
	}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&filter)))
	runtime.KeepAlive(program)
	if errno != 0 {
		return fmt.Errorf("this kernel lets no system call fail (seccomp): %w", errno)
	}
	return nil
}

// writeUntilSyncFails is a process whose disk fails to sync after ten records.
func writeUntilSyncFails(path string) {
	j, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		fail(err)
	}
	ctx, room := context.Background(), childRoom(0)
	var head journal.Head
	for i := 0; ; i++ {
		if i == 10 {
			if err := failSyncs(); err != nil {
				fail(err)
			}
		}
		b := journaltest.Next(room, head, fmt.Sprint(i))
		err := j.Append(ctx, b)
		if err == nil {
			head = b.New
			fmt.Println("said", i)
			continue
		}
		if !errors.Is(err, journal.ErrStopped) {
			fail(err)
		}
		break
	}
	for range 3 {
		if err := j.Append(ctx, journaltest.Next(journaltest.RoomNamed("another"), journal.Head{}, "x")); !errors.Is(err, journal.ErrStopped) {
			fail(fmt.Errorf("not stopped: %w", err))
		}
	}
	if err := j.Close(); !errors.Is(err, journal.ErrStopped) {
		fail(fmt.Errorf("not stopped: %w", err))
	}
	fmt.Println("stopped")
}

// The kernel reports an I/O error for a sync: nobody is told yes any more, and what
// was acknowledged before is there afterwards.
func TestStopsWhenASyncFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	cmd, out := child(t, "unsynced", path)
	var said []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said = append(said, lines.Text())
	}
	require.NoError(t, cmd.Wait(), said)
	require.Len(t, said, 11, said)
	require.Equal(t, "said 9", said[9])
	require.Equal(t, "stopped", said[10])

	j := open(t, path, sqlite.Options{})
	entries, err := journaltest.Verify(t.Context(), j, childRoom(0))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(entries), 10, "what was acknowledged is there")
	require.LessOrEqual(t, len(entries), 11, "and at most what was in doubt")
}
