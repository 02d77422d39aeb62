package main

import (
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// victim is a server in its own process, at one address, that is killed and
// started again over its own files.
type victim struct {
	t       *testing.T
	dir     string
	listen  string
	admin   string
	args    []string // beside those of every victim
	largest int      // bytes that a file of it may have; 0: any
	link    string   // the chair's
	process *exec.Cmd
}

func newVictim(t *testing.T, args ...string) *victim {
	t.Helper()
	v := &victim{t: t, dir: t.TempDir(), listen: "127.0.0.1:0", admin: freeAddress(t), args: args}
	v.spawn()
	t.Cleanup(v.kill)
	require.Eventually(t, func() bool {
		link, err := os.ReadFile(v.linkFile())
		v.link = strings.TrimSpace(string(link))
		return err == nil && v.link != ""
	}, patience, 2*time.Millisecond, "there is no chair's link")
	at, err := url.Parse(v.link)
	require.NoError(t, err)
	v.listen = at.Host // there again after each start
	return v
}

// freeAddress is one that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	port, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, port.Close())
	return port.Addr().String()
}

func (v *victim) linkFile() string { return filepath.Join(v.dir, "link") }
func (v *victim) logFile() string  { return filepath.Join(v.dir, "log") }
func (v *victim) data() string     { return filepath.Join(v.dir, "data") }

// start serves, and returns when it listens.
func (v *victim) start() {
	v.spawn()
	require.Eventually(v.t, func() bool {
		conn, err := net.Dial("tcp", v.listen)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	}, patience, 2*time.Millisecond, "the server does not come back")
}

// spawn begins to serve.
func (v *victim) spawn() {
	log, err := os.OpenFile(v.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(v.t, err)
	defer log.Close()
	args := append([]string{"serve", "--data", v.data(), "--listen", v.listen,
		"--admin-listen", v.admin, "--chair-link-file", v.linkFile(), "--log-level", "error"}, v.args...)
	v.process = exec.Command("casusoverleg", args...)
	if v.largest > 0 {
		const block = 512 // what ulimit counts in (POSIX)
		v.process = exec.Command("sh", append([]string{"-c", `ulimit -f "$0" && exec casusoverleg "$@"`, strconv.Itoa(v.largest / block)}, args...)...)
	}
	v.process.Stderr = log
	require.NoError(v.t, v.process.Start())
}

// kill ends it as an out-of-memory kill does: nothing is flushed, nobody is told.
func (v *victim) kill() {
	_ = v.process.Process.Kill()
	_ = v.process.Wait()
}

// metrics is what an operator reads of the server.
func (v *victim) metrics() []byte {
	v.t.Helper()
	answer, err := http.Get("http://" + v.admin + "/metrics")
	require.NoError(v.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(v.t, err)
	require.Contains(v.t, string(text), "\ncasusoverleg_rooms ")
	return text
}

// resident is how much memory of the machine the server has, in bytes.
func (v *victim) resident() int64 {
	v.t.Helper()
	for line := range strings.Lines(string(v.metrics())) {
		if value, found := strings.CutPrefix(line, "process_resident_memory_bytes "); found {
			bytes, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			require.NoError(v.t, err)
			return int64(bytes)
		}
	}
	v.t.Fatal("the server does not say how much memory it has")
	return 0
}

// filesHold says what of a search is in a file of the server, its log included, or
// in its metrics.
func (v *victim) filesHold(s *search) (where []string) {
	v.t.Helper()
	look := func(place string, data []byte) {
		for _, name := range s.in(data) {
			where = append(where, name+": "+place)
		}
	}
	require.NoError(v.t, filepath.WalkDir(v.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		look(path, data)
		return err
	}))
	look("metrics", v.metrics())
	return where
}
