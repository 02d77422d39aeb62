package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/journal"
	"casusoverleg/room/journal/journaltest"
	"casusoverleg/room/journal/sqlite"
)

var kills = flag.Int("kills", 15, "how often TestKill kills the writing process")

const (
	childRooms   = 4
	childWriters = 8
)

func childRoom(i int) journal.Room { return journaltest.RoomNamed(fmt.Sprintf("child %d", i)) }

// bodyFor is the sealed body that goes with a record: of varying size, and
// found by its record wherever it is.
func bodyFor(record string) journal.Blob {
	return journaltest.BlobOf([]byte(strings.Repeat("<body of "+record+">", 1+len(record)%7*40)))
}

// writeUntilKilled is the process that gets killed. It says on its standard
// output what was acknowledged, after it was: "new", "said" and "erased".
func writeUntilKilled(path string) {
	j, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	ctx := context.Background()
	var mu sync.Mutex
	say := func(word, record string) {
		mu.Lock()
		defer mu.Unlock()
		_, _ = fmt.Fprintf(os.Stdout, "%s %s\n", word, record)
	}
	for w := range childWriters {
		go func() {
			room := childRoom(w % childRooms)
			for i := 0; ; i++ {
				record := fmt.Sprintf("p%d-w%d-%d.", os.Getpid(), w, i)
				body := bodyFor(record)
				for {
					head, err := j.Head(ctx, room)
					if err != nil {
						fail(err)
					}
					b := journaltest.Next(room, head, record)
					b.Blobs = []journal.Blob{body}
					b.Entries[0].Labels = []byte("<labels of " + record + ">")
					if err = j.Append(ctx, b); err == nil {
						say("said", record)
						if i%10 == 0 {
							if err := j.Erase(ctx, room, []journal.Digest{body.Digest}, []uint64{b.New.N}); err != nil {
								fail(err)
							}
							say("erased", record)
						}
						break
					}
					if !errors.Is(err, journal.ErrConflict) {
						fail(err)
					}
				}
			}
		}()
	}
	select {}
}

func fail(err error) {
	fmt.Println("failed", err)
	os.Exit(1)
}

// child starts this test binary as another process.
func child(t *testing.T, part, path string) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childMode+"="+part, childPath+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, out
}

// killsOfOne is how often those who write one database are killed. It is read as a whole
// after each time: one that grew for a thousand kills would be read for half an hour.
const killsOfOne = 50

// TestKill kills a writing process at random moments. It shows what survives
// the process, not what survives the machine: the kernel still writes what it
// was given. -kills=1000 for the published figure.
func TestKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	records, bodies := 0, 0
	for done := 0; done < *kills; done += killsOfOne {
		path := filepath.Join(t.TempDir(), "journal.db")
		said, erased := map[string]bool{}, map[string]bool{}
		for range min(killsOfOne, *kills-done) {
			killsWriters(t, path, rng, said, erased)
			survived(t, path, said, erased)
		}
		require.NotEmpty(t, said)
		require.NotEmpty(t, erased)
		records, bodies = records+len(said), bodies+len(erased)
	}
	t.Logf("%d kills, %d records acknowledged, %d bodies erased", *kills, records, bodies)
}

// killsWriters lets others write for a moment, kills them, and notes what was acknowledged.
func killsWriters(t *testing.T, path string, rng *rand.Rand, said, erased map[string]bool) {
	t.Helper()
	cmd, out := child(t, "writer", path)
	lines := bufio.NewReader(out)
	var killed sync.WaitGroup
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // an unfinished line acknowledges nothing
		}
		word, record, _ := strings.Cut(strings.TrimSpace(line), " ")
		require.NotEqual(t, "failed", word, record)
		map[string]map[string]bool{"said": said, "erased": erased}[word][record] = true
		if first {
			killed.Go(func() {
				time.Sleep(time.Duration(rng.IntN(int(80 * time.Millisecond))))
				_ = cmd.Process.Kill()
			})
		}
	}
	killed.Wait()
	_ = cmd.Wait()
}

func survived(t *testing.T, path string, said, erased map[string]bool) {
	t.Helper()
	for name, content := range files(t, path) {
		for _, hit := range contents.FindAllSubmatch(content, -1) {
			require.False(t, erased[string(hit[2])], "%s: %s", name, hit[0])
		}
	}
	j, err := sqlite.Open(path, sqlite.Options{})
	require.NoError(t, err)
	found := map[string]bool{}
	for i := range childRooms {
		entries, err := journaltest.Verify(t.Context(), j, childRoom(i))
		require.NoError(t, err)
		for _, e := range entries {
			record := string(e.Record)
			require.False(t, found[record], "twice: %s", record)
			found[record] = true
			data, err := j.Blob(t.Context(), childRoom(i), bodyFor(record).Digest)
			switch {
			case erased[record]:
				require.ErrorIs(t, err, journal.ErrNotFound)
				require.Nil(t, e.Labels)
			case err == nil:
				require.Equal(t, bodyFor(record).Data, data)
			default: // erased, but the process died before it could say so
				require.ErrorIs(t, err, journal.ErrNotFound)
			}
		}
	}
	for record := range said {
		require.True(t, found[record], "acknowledged and lost: %s", record)
	}
	require.NoError(t, j.Close())
}

// contents finds what could be read of bodies and labels in a file.
var contents = regexp.MustCompile(`<(body|labels) of (p\d+-w\d+-\d+\.)`)

// files returns what is on disk of the database.
func files(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		content, err := os.ReadFile(path + end)
		if errors.Is(err, os.ErrNotExist) && end != "" {
			continue
		}
		require.NoError(t, err)
		out["database"+end] = content
	}
	return out
}
