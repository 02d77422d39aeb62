package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// window is how much of a process is looked at in one piece.
const window = 8 << 20

// memoryHolds says what of a search is in the memory of a process, and in which
// part of it. The process stands still meanwhile, as it would for a core dump, and
// every part that can be read is read: heap, stacks, the files it has mapped. Where
// the system forbids to look at a child the test fails and says so.
func memoryHolds(t *testing.T, pid int, s *search) (where []string, looked uint64) {
	t.Helper()
	require.NoError(t, syscall.Kill(pid, syscall.SIGSTOP))
	defer func() { require.NoError(t, syscall.Kill(pid, syscall.SIGCONT)) }()
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	require.NoError(t, err, "the memory of a child cannot be read here: /proc/sys/kernel/yama/ptrace_scope must be 0 or 1, and the test unconfined")
	defer memory.Close()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	require.NoError(t, err)
	defer maps.Close()

	buffer := make([]byte, window+s.longest)
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		part := lines.Text()
		var from, to uint64
		var mode string
		_, err := fmt.Sscanf(part, "%x-%x %s", &from, &to, &mode)
		require.NoError(t, err, part)
		if mode[0] != 'r' || strings.Contains(part, "[v") { // [vvar] and [vsyscall] are the kernel's
			continue
		}
		for at := from; at < to; at += window {
			n, err := memory.ReadAt(buffer[:min(uint64(len(buffer)), to-at)], int64(at))
			if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, syscall.EIO) { // EIO: past the end of a mapped file
				require.NoError(t, err, part)
			}
			looked += uint64(min(n, window))
			for _, name := range s.in(buffer[:n]) {
				where = append(where, name+": "+part)
			}
		}
	}
	require.Greater(t, looked, uint64(10<<20), "this is not the memory of a server")
	return where, looked
}
