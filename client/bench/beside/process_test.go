package beside

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// processes are the programs of one system that is measured. What they use is
// read from the system's own accounts (proc(5)).
type processes struct {
	tb   testing.TB
	dir  string // for their files; their output is there too
	cmds []*exec.Cmd
}

// clockTick is the unit of processor time in /proc (sysconf(_SC_CLK_TCK), 100 on Linux).
const clockTick = 10 * time.Millisecond

// run starts a program and stops it when the measurement is over. With
// -sync-delay every fdatasync and fsync of it takes that much longer: strace
// stops it at these two calls alone.
func (p *processes) run(env []string, name string, args ...string) {
	p.tb.Helper()
	if *syncDelay > 0 {
		args = append([]string{
			"-D", "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "-e", "trace=fdatasync,fsync",
			"-e", fmt.Sprintf("inject=fdatasync,fsync:delay_exit=%d", syncDelay.Microseconds()), name,
		}, args...)
		name = "strace"
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := os.Create(filepath.Join(p.dir, fmt.Sprintf("%s.%d.log", filepath.Base(name), len(p.cmds))))
	require.NoError(p.tb, err)
	cmd.Stdout, cmd.Stderr = out, out
	require.NoError(p.tb, cmd.Start())
	p.cmds = append(p.cmds, cmd)
}

// stop ends the programs, the last first.
func (p *processes) stop() {
	for i := len(p.cmds) - 1; i >= 0; i-- {
		_ = p.cmds[i].Process.Signal(syscall.SIGTERM)
		_ = p.cmds[i].Wait() // how it ends is its own affair
	}
	p.cmds = nil
}

// used is the processor time of all of them since they began.
func (p *processes) used() time.Duration {
	p.tb.Helper()
	var all time.Duration
	for _, c := range p.cmds {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.Process.Pid))
		require.NoError(p.tb, err)
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		for _, f := range fields[11:13] { // utime and stime are the 14th and 15th of proc_pid_stat(5)
			n, err := strconv.ParseInt(f, 10, 64)
			require.NoError(p.tb, err)
			all += time.Duration(n) * clockTick
		}
	}
	return all
}

// resident is the memory of all of them, in bytes.
func (p *processes) resident() int64 {
	p.tb.Helper()
	var all int64
	for _, c := range p.cmds {
		statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", c.Process.Pid))
		require.NoError(p.tb, err)
		n, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64)
		require.NoError(p.tb, err)
		all += n * int64(os.Getpagesize())
	}
	return all
}

// freeAddress is an address on which nobody listens now.
func freeAddress(tb testing.TB) string {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(tb, err)
	defer func() { require.NoError(tb, l.Close()) }()
	return l.Addr().String()
}

// listening waits until somebody answers at an address.
func (p *processes) listening(address string) {
	p.tb.Helper()
	require.Eventually(p.tb, func() bool {
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	}, startTime, 20*time.Millisecond, "nobody listens; see the logs in %s", p.dir)
}
