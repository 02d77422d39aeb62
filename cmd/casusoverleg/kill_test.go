package main

import (
	"bytes"
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/rehearse"
	"casusoverleg/client/replica"
	"casusoverleg/crypto/chain"
	"casusoverleg/room"
)

var kills = flag.Int("kills", 200, "how often TestKillingTheServer kills it")

// began is closed when the first line of a meeting is printed: the room is there.
type began struct {
	once sync.Once
	yes  chan struct{}
	on   chan struct{} // holds something when more was printed since it was looked at
	bytes.Buffer
}

func (b *began) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("opent een nieuw overleg")) {
		b.once.Do(func() { close(b.yes) })
	}
	select {
	case b.on <- struct{}{}:
	default:
	}
	return b.Buffer.Write(p)
}

// The server dies at random moments of a meeting, again and again, and comes back
// over what is on its disk. The clients resume by themselves and the meeting goes
// as its script says; nothing that was acknowledged is lost (no epoch but the
// first: every client keeps the highest head it was given), nothing is there
// twice, and the log is one chain.
func TestKillingTheServer(t *testing.T) {
	script, err := rehearse.Load(filepath.Join("..", "..", "client", "rehearse", "meetings", "buurtteam-overlast.yaml"))
	require.NoError(t, err)
	v := newVictim(t)
	killed := 0
	for meeting := 0; killed < *kills; meeting++ {
		out := &began{yes: make(chan struct{}), on: make(chan struct{}, 1)}
		dir := t.TempDir()
		played := make(chan error, 1)
		go func() {
			played <- rehearse.Run(context.Background(), script, rehearse.Options{
				Server: "http://" + v.listen, ChairLink: v.link, Dir: dir, Out: out,
			})
		}()
		select {
		case <-out.yes:
		case err := <-played:
			require.FailNow(t, "the meeting ended before it began", "%v\n%s", err, out.String())
		}
		killed += v.killUntil(played, out.on, *kills-killed, func(err error) { require.NoError(t, err, "after %d kills:\n%s", killed, out.String()) })
		wholeLog(t, filepath.Join(dir, "log"))
	}
	t.Logf("%d kills", killed)
}

// killUntil kills and starts the server, at most so often, until the meeting is over.
// The meeting goes on a little between two kills: a server that always dies before
// the slowest client is back serves nobody, however right it is.
func (v *victim) killUntil(played <-chan error, on <-chan struct{}, most int, check func(error)) (killed int) {
	for {
		if killed == most {
			on = nil
		}
		select {
		case err := <-played:
			check(err)
			return killed
		case <-on:
		}
		pause := time.After(time.Duration(rand.IntN(400)) * time.Millisecond)
		select {
		case err := <-played:
			check(err)
			return killed
		case <-pause:
			v.kill()
			v.start()
			killed++
		}
	}
}

// wholeLog demands that a log verifies and that no record was ever lost.
func wholeLog(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	log, err := replica.ReadLogFile(file)
	require.NoError(t, err)
	out, err := exec.Command("casusoverleg", "verify", path).CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, e := range log.Entries {
		if e.Record == nil {
			continue
		}
		rec, err := chain.DecodeRecord(e.Record)
		require.NoError(t, err)
		act, err := rec.Act.Open()
		require.NoError(t, err)
		require.NotEqual(t, room.KindEpoch, act.Kind, "records were lost")
	}
}
