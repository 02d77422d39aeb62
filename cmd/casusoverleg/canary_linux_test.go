package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/rehearse"
)

// canaryMeeting is a meeting in which a sentence is brought in, stands in a
// proposal, in a decision about it and in a package that leaves, and in which a
// text is withdrawn. It stops at each note.
const canaryMeeting = `format: 1
title: Kanarie
profile: de-wolden
kind: case
purpose: insight
people:
  anneke: {name: Anneke Zonderland, party: gemeente-de-wolden, function: Voorzitter, post: chair, basis: public_task, task: support}
  bert: {name: Bert Kwakkelstein, party: actium, function: Woonconsulent, basis: public_task, task: quiet_enjoyment}
items:
  straat:
    label: "%[1]s label"
    criterion: nuisance
    inform: {state: informed, date: -3}
    persons: [{pseudonym: A, names: ["%[1]s naam"]}]
    seats: {anneke: director, bert: content}
steps:
  - {who: anneke, start: {without_deputy: yes}}
  - {who: anneke, open: straat}
  - {who: bert, as: blijft, contribute: {at: straat, about: A, category: behaviour, text: "%[1]s blijft", necessity: "%[1]s nodig", source: "%[1]s bron"}}
  - {who: bert, as: weg, contribute: {at: straat, about: A, category: behaviour, text: "%[1]s weg", necessity: "%[1]s nodig"}}
  - note: ingebracht
  - {who: bert, withdraw: weg}
  - {erased: weg}
  - note: ingetrokken
  - {who: anneke, as: actie, action: {at: straat, by: bert, due: +7, text: "%[1]s actie"}}
  - {who: anneke, as: voorstel, propose: {at: straat, kind: action, text: "%[1]s voorstel", for: [bert], actions: [actie], from: [blijft]}}
  - {who: bert, agree: voorstel}
  - {who: anneke, approve: voorstel}
  - {who: anneke, as: pakket, issue: bert}
  - {who: bert, fetch: pakket}
  - note: opgehaald
`

// pauses is where a meeting is printed. It holds the meeting up at each note, for
// as long as what belongs to that note takes.
type pauses struct {
	todo map[string]func()
}

func (p *pauses) Write(line []byte) (int, error) {
	for note, do := range p.todo {
		if bytes.Contains(line, []byte("— "+note)) {
			do()
			delete(p.todo, note)
		}
	}
	return len(line), nil
}

// A sentence that exists nowhere else is brought in at a meeting on a server that
// runs by itself. While everybody is connected, after a withdrawal and at the end
// it is looked for in all the memory of that process, and in its files, its log and
// its metrics: never there, in no spelling. The same search finds who takes part,
// which the server does know.
//
// What was withdrawn is gone from the files at once, also as ciphertext. In memory
// pieces of that ciphertext stay until the space is used again (SQLite's own memory,
// frames that are garbage), so there they are counted and not forbidden.
func TestTheCanary(t *testing.T) {
	mark := make([]byte, 12)
	_, err := rand.Read(mark)
	require.NoError(t, err)
	sentence := []byte("Kanarie " + hex.EncodeToString(mark) + " zingt achter het gordijn")
	path := filepath.Join(t.TempDir(), "kanarie.yaml")
	require.NoError(t, os.WriteFile(path, fmt.Appendf(nil, canaryMeeting, sentence), 0o600))
	script, err := rehearse.Load(path)
	require.NoError(t, err)

	v := newVictim(t, "--log-level", "debug")
	secret, known := searchFor(spellings(sentence)), searchFor(map[string][]byte{"his name": []byte("Kwakkelstein")})
	look := func(when string) {
		where, looked := memoryHolds(t, v.process.Process.Pid, secret)
		require.Empty(t, where, when)
		require.Empty(t, v.filesHold(secret), when)
		where, _ = memoryHolds(t, v.process.Process.Pid, known)
		require.NotEmpty(t, where, "%s: the search does not find what the server does know", when)
		require.NotEmpty(t, v.filesHold(known), when)
		t.Logf("%s: not in %d MB of memory, nor in files, log and metrics; a name is", when, looked>>20)
	}
	var before [][]byte
	todo := map[string]func(){
		"ingebracht": func() { look("brought in"); before = v.bodies() },
		"ingetrokken": func() {
			look("withdrawn")
			withdrawn := searchFor(pieces(gone(before, v.bodies())))
			require.NotZero(t, withdrawn.longest, "a withdrawal erases")
			require.Empty(t, v.filesHold(withdrawn), "the ciphertext is still in a file")
			where, _ := memoryHolds(t, v.process.Process.Pid, withdrawn)
			left := map[string]bool{}
			for _, w := range where {
				name, _, _ := strings.Cut(w, ": ")
				left[name] = true
			}
			t.Logf("of %d pieces of ciphertext that was withdrawn none is in a file and %d are somewhere in memory", withdrawn.count, len(left))
		},
		"opgehaald": func() { look("fetched") },
	}
	require.NoError(t, rehearse.Run(context.Background(), script, rehearse.Options{
		Server: "http://" + v.listen, ChairLink: v.link, Out: &pauses{todo: todo},
	}))
	require.Empty(t, todo, "every pause was made")
}

// bodies are the sealed files that the database holds, each without its first line.
func (v *victim) bodies() (all [][]byte) {
	v.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(v.data(), databaseFile)+"?mode=ro")
	require.NoError(v.t, err)
	defer db.Close()
	rows, err := db.Query("SELECT body FROM bodies")
	require.NoError(v.t, err)
	defer rows.Close()
	for rows.Next() {
		var body []byte
		require.NoError(v.t, rows.Scan(&body))
		for _, file := range bytes.Split(body, []byte("age-encryption.org/v1\n"))[1:] { // several lie in one
			all = append(all, bytes.TrimRight(file, "\x00"))
		}
	}
	require.NoError(v.t, rows.Err())
	return all
}

// gone are the files of before that are not there now.
func gone(before, now [][]byte) (missing [][]byte) {
	for _, file := range before {
		if !slices.ContainsFunc(now, func(f []byte) bool { return bytes.Equal(f, file) }) {
			missing = append(missing, file)
		}
	}
	return missing
}

// pieces cuts sealed files into parts, so that they are found also where they lie in
// several pages. The kind of recipient is the same in all of them.
func pieces(files [][]byte) map[string][]byte {
	const piece, head = 24, 40
	all := map[string][]byte{}
	for i, file := range files {
		for at := head; at+piece <= len(file); at += piece {
			all[fmt.Sprintf("file %d, byte %d", i, at)] = file[at : at+piece]
		}
	}
	return all
}
