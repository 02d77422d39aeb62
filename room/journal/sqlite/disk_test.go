//go:build linux

package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

func limitedChild() func(path string) { return writeUntilTheDiskFails }

// limited is how large a file may get in the process of writeUntilTheDiskFails.
const limited = 3 << 20

// writeUntilTheDiskFails is a process in which a write to the write-ahead file
// fails with an error other than a full disk.
func writeUntilTheDiskFails(path string) {
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limited, Max: limited}); err != nil {
		fail(err)
	}
	j, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		fail(err)
	}
	ctx, room := context.Background(), childRoom(0)
	var head journal.Head
	for i := 0; ; i++ {
		b := journaltest.Next(room, head, fmt.Sprintf("%d %s", i, strings.Repeat("x", 4000)))
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
	small := journaltest.Next(journaltest.RoomNamed("another"), journal.Head{}, "x")
	for _, err := range []error{
		j.Append(ctx, small), j.Stage(ctx, room, 1, journaltest.BlobOf([]byte("x"))),
		j.Erase(ctx, room, nil, nil), j.Destroy(ctx, room, journal.Digest{}), j.Close(),
	} {
		if !errors.Is(err, journal.ErrStopped) {
			fail(fmt.Errorf("not stopped: %w", err))
		}
	}
	fmt.Println("stopped")
}

func TestStopsWhenTheDiskFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	cmd, out := child(t, "limited", path)
	lines, said, stopped := bufio.NewScanner(out), 0, false
	for lines.Scan() {
		require.NotContains(t, lines.Text(), "failed")
		stopped = lines.Text() == "stopped"
		if !stopped {
			said++
		}
	}
	require.NoError(t, cmd.Wait())
	require.True(t, stopped)
	require.Positive(t, said)

	j := open(t, path, sqlite.Options{})
	entries, err := journaltest.Verify(t.Context(), j, childRoom(0))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(entries), said, "what was acknowledged is there")
	require.LessOrEqual(t, len(entries), said+1, "and at most what was in doubt")
}

// A file system of 4 MB, half of it taken by somebody else, is filled and gets
// space again. Who may not mount one does so as root of a namespace of his own.
func TestFullDisk(t *testing.T) {
	if os.Getenv(ownMounts) == "" {
		inOwnMounts(t)
		return
	}
	dir := t.TempDir()
	require.NoError(t, syscall.Mount("none", dir, "tmpfs", 0, "size=4m"))
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, 0)) })
	theirs := filepath.Join(dir, "of somebody else")
	require.NoError(t, os.WriteFile(theirs, make([]byte, 2<<20), 0o600))
	path := filepath.Join(dir, "journal.db")
	j, err := sqlite.Open(path, sqlite.Options{})
	require.NoError(t, err)

	room, other := journaltest.RoomNamed("fills it"), journaltest.RoomNamed("small")
	small := journaltest.Next(other, journal.Head{}, "Anneke opens")
	require.NoError(t, j.Append(t.Context(), small))
	var head journal.Head
	for i := range 1000 {
		b := contribution(room, head, fmt.Sprint(i), 20_000)
		if err = j.Append(t.Context(), b); err != nil {
			break
		}
		head = b.New
	}
	require.ErrorIs(t, err, journal.ErrFull)
	for range 3 { // it stays full, and nothing comes of trying
		require.ErrorIs(t, j.Append(t.Context(), contribution(room, head, "more", 200_000)), journal.ErrFull)
	}
	entries, err := journaltest.Verify(t.Context(), j, room)
	require.NoError(t, err, "reading goes on")
	require.Len(t, entries, int(head.N))

	require.NoError(t, os.Remove(theirs))
	require.NoError(t, j.Append(t.Context(), journaltest.Next(other, small.New, "Anneke goes on")))
	last := contribution(room, head, "there is space again", 20_000)
	require.NoError(t, j.Append(t.Context(), last))
	require.NoError(t, j.Destroy(t.Context(), room, journal.Digest{}))
	require.False(t, onDisk(t, path, "<body of"))
	require.NoError(t, j.Close())

	j, err = sqlite.Open(path, sqlite.Options{})
	require.NoError(t, err)
	entries, err = journaltest.Verify(t.Context(), j, room)
	require.NoError(t, err)
	require.Len(t, entries, int(last.New.N))
	require.NoError(t, j.Close())
}

// ownMounts names the environment variable that says that this process may mount.
const ownMounts = "JOURNAL_TEST_OWN_MOUNTS"

// inOwnMounts plays a test in a process that has its own mounts: directly where this
// user may, else in a user namespace. Where neither is allowed it fails.
func inOwnMounts(t *testing.T) {
	t.Helper()
	var said []byte
	var err error
	for _, own := range []*syscall.SysProcAttr{
		{Cloneflags: syscall.CLONE_NEWNS},
		{
			Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		},
	} {
		cmd := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
		cmd.Env, cmd.SysProcAttr = append(os.Environ(), ownMounts+"=1"), own
		if said, err = cmd.CombinedOutput(); cmd.ProcessState != nil { // it could be started
			require.NoError(t, err, "%s", said)
			require.Contains(t, string(said), "--- PASS: "+t.Name())
			return
		}
	}
	t.Fatalf("a full disk needs a small file system, and this user may not mount one, nor make a user namespace "+
		"(as root, or with sysctl kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0, it goes): %v", err)
}
