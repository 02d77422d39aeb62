package page

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

// clocked is a person whose device's clock the test sets, and who is asked nothing
// by himself.
func (h *house) clocked() (p *person, forward func(time.Duration)) {
	var ahead atomic.Int64
	p = h.personAt(func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) })
	p.shows = nil // before anything is asked
	return p, func(d time.Duration) { ahead.Add(int64(d)) }
}

// waits asks what takes an unlock, and returns once the page is asked for it.
func (p *person) waits(do, fields string) (u Unlock, reply chan map[string]json.RawMessage) {
	p.sees(func(s Snapshot) bool { return s.Unlock == nil })
	reply = make(chan map[string]json.RawMessage, 1)
	go func() { reply <- p.asks(do, fields, nil) }()
	return *p.sees(func(s Snapshot) bool { return s.Unlock != nil }).Unlock, reply
}

func passkey(secret []byte) string {
	return base64.StdEncoding.EncodeToString(secret)
}

func inBytes(b []byte) string { return fmt.Sprintf(`{"$bytes":%q}`, passkey(b)) }

// As Gerda I am asked for nothing until I do what takes an unlock. Then I choose a
// passkey, which makes my key; it holds five minutes, and after that I show myself again.
func TestAPasskeyUnlocksForFiveMinutes(t *testing.T) {
	gerda, forward := newHouse(t).clocked()
	founds(gerda)
	require.Nil(t, gerda.snapshot().Unlock)
	require.Contains(t, string(gerda.asks("export_key", "", nil)["problem"]), string(ProblemNoKey))

	asked, announced := gerda.waits("announce_key", "")
	require.Equal(t, Unlock{For: "announce_key", Salt: asked.Salt}, Unlock{For: asked.For, Way: asked.Way, Salt: asked.Salt})
	require.Len(t, asked.Salt, 32)
	secret, id := make([]byte, 32), []byte("credential")
	_, _ = rand.Read(secret)
	gerda.does("set_lock", fmt.Sprintf(`,"passkey":%s,"salt":%s,"secret":%s`, inBytes(id), inBytes(asked.Salt), inBytes(secret)), nil)
	require.NotNil(t, (<-announced)["ok"])
	gerda.sees(func(s Snapshot) bool { return s.Unlock == nil })
	at := gerda.desk.guard.opened().at
	require.Equal(t, at.Round(0), at, "by the time of day, which goes on while a laptop sleeps")

	forward(4 * time.Minute)
	gerda.does("announce_key", "", nil)
	forward(2 * time.Minute)
	again, announced := gerda.waits("announce_key", "")
	require.Equal(t, WayPasskey, again.Way)
	require.Equal(t, Bytes(id), again.Passkey)
	require.Equal(t, asked.Salt, again.Salt, "the passkey gives the same for the same salt")
	other := bytes.Clone(secret)
	other[0] ^= 1
	require.Contains(t, string(gerda.asks("unlock", `,"secret":`+inBytes(other), nil)["problem"]), string(ProblemWords))
	require.Contains(t, string(gerda.asks("set_lock", fmt.Sprintf(`,"passkey":%s,"salt":%s,"secret":%s`, inBytes(id), inBytes(asked.Salt), inBytes(other)), nil)["problem"]),
		string(ProblemInput), "who sits at an open device cannot set another lock")
	gerda.does("unlock", `,"secret":`+inBytes(secret), nil)
	require.NotNil(t, (<-announced)["ok"])

	// The key is the one that an identity file gives back.
	var key ExportedKey
	gerda.does("export_key", "", &key)
	opened, err := crypto.ReadIdentityFile(bytes.NewReader(key.File), key.Passphrase)
	require.NoError(t, err)
	require.Equal(t, gerda.desk.guard.opened().key.Recipient(), opened.Recipient())
}

// Gerda presses twice. The key that was announced is the one she has; there is no
// second one that takes its place.
func TestTwoPressesMakeOneKey(t *testing.T) {
	gerda, _ := newHouse(t).clocked()
	founds(gerda)
	_, announced := gerda.waits("announce_key", "")
	gerda.does("new_words", "", nil)
	presses := make(chan map[string]json.RawMessage, 2)
	for range 2 {
		go func() { presses <- gerda.asks("set_lock", "", nil) }()
	}
	made := 0
	for range 2 {
		if (<-presses)["ok"] != nil {
			made++
		}
	}
	require.Equal(t, 1, made)
	require.NotNil(t, (<-announced)["ok"])
}

// Words are typed as people type them. Who leaves the question has done nothing.
func TestWordsUnlock(t *testing.T) {
	h := newHouse(t)
	gerda, forward := h.clocked()
	founds(gerda)
	_, announced := gerda.waits("announce_key", "")
	require.Contains(t, string(gerda.asks("set_lock", "", nil)["problem"]), string(ProblemInput), "no words were made")
	var made NewWords
	gerda.does("new_words", "", &made)
	require.Regexp(t, `^[a-z]+(-[a-z]+){7}$`, made.Words)
	gerda.does("set_lock", "", nil)
	require.NotNil(t, (<-announced)["ok"])

	forward(6 * time.Minute)
	_, announced = gerda.waits("announce_key", "")
	gerda.does("stay_locked", "", nil)
	require.Contains(t, string((<-announced)["problem"]), string(ProblemLocked))
	gerda.sees(func(s Snapshot) bool { return s.Unlock == nil })

	_, announced = gerda.waits("announce_key", "")
	require.Contains(t, string(gerda.asks("new_words", "", nil)["problem"]), string(ProblemInput))
	require.Contains(t, string(gerda.asks("unlock", `,"words":"molen vijver"`, nil)["problem"]), string(ProblemWords))
	typed := bytes.ReplaceAll([]byte(" "+made.Words), []byte("-"), []byte("  "))
	gerda.does("unlock", fmt.Sprintf(`,"words":%q`, bytes.ToUpper(typed)), nil)
	require.NotNil(t, (<-announced)["ok"])

	// Nothing of it is kept as it is, and leaving the room locks.
	kept, err := gerda.vault.LockedKey(t.Context())
	require.NoError(t, err)
	require.NotContains(t, string(kept), "AGE-SECRET")
	require.NotContains(t, string(kept), made.Words)
	gerda.does("shut", "", nil)
	require.Nil(t, gerda.desk.guard.opened())
}

// Who has a key file from another device brings it along, instead of a new key.
func TestAKeyFromAFile(t *testing.T) {
	gerda, _ := newHouse(t).clocked()
	founds(gerda)
	key, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	var file bytes.Buffer
	words := crypto.GeneratePassphrase()
	require.NoError(t, key.WriteIdentityFile(&file, words))
	_, announced := gerda.waits("announce_key", "")
	ask := func(words string) string {
		return fmt.Sprintf(`,"file":%s,"words":%q`, inBytes(file.Bytes()), words)
	}
	require.Contains(t, string(gerda.asks("set_lock", ask("andere woorden"), nil)["problem"]), string(ProblemWords))
	gerda.does("set_lock", ask(words), nil)
	require.NotNil(t, (<-announced)["ok"])
	require.Equal(t, key.Recipient(), gerda.desk.guard.opened().key.Recipient())
}

// Who leaves while he is asked leaves nobody waiting.
func TestLeavingAnswersTheQuestion(t *testing.T) {
	gerda, _ := newHouse(t).clocked()
	founds(gerda)
	_, announced := gerda.waits("announce_key", "")
	gerda.does("logout", "", nil)
	require.NotNil(t, (<-announced)["problem"])
	gerda.sees(func(s Snapshot) bool { return s.Unlock == nil && s.Stage == StageStart })
}

func founds(p *person) {
	p.does("found", fmt.Sprintf(`,"link":%q,"rules":"de-wolden","kind":"case","purpose":"collective_support",
		"claims":{"name":"Gerda","party":"gemeente-de-wolden","function":"voorzitter","contact":""}`, p.chairLink), nil)
	p.does("join", "", nil)
}

// The latest date of a room comes while Gerda's laptop is closed and offline: the next
// time the page is opened nothing of it is there.
func TestTheLatestDateWipesWithoutAServer(t *testing.T) {
	h := newHouse(t)
	gerda := h.person()
	founds(gerda)
	gerda.does("keep_unsent", `,"name":"composer","text":"Ik zag dat"`, nil)
	gerda.desk.Close()
	rooms, err := gerda.vault.Rooms(t.Context())
	require.NoError(t, err)
	require.Len(t, rooms, 1)
	place, err := gerda.vault.Place(t.Context(), rooms[0])
	require.NoError(t, err)

	later := time.UnixMilli(place.Until).Add(-time.Minute)
	again := func() *Desk {
		return New(Options{Origin: "http://127.0.0.1:1", Vault: gerda.vault, Tell: gerda.hear, Now: func() time.Time { return later }})
	}
	desk := again()
	gerda.sees(func(s Snapshot) bool { return s.Stage == StageStart && len(s.Kept) == 1 })
	desk.Close()
	later = later.Add(2 * time.Minute)
	desk = again()
	gerda.sees(func(s Snapshot) bool { return len(s.Kept) == 0 })
	desk.Close()
	rooms, err = gerda.vault.Rooms(t.Context())
	require.NoError(t, err)
	require.Empty(t, rooms)
	text, err := gerda.vault.Unsent(t.Context(), place.Room, "composer")
	require.NoError(t, err)
	require.Empty(t, text)
}
