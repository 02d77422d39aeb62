package sqlite

import (
	"errors"
	"fmt"
)

const (
	// applicationID marks a database as ours (PRAGMA application_id): "caso".
	applicationID = 0x6361736f

	// schemaVersion is the schema below (PRAGMA user_version). Raise it with
	// every change, and have prepare bring an older one up to date.
	schemaVersion = 4

	// pageSize is fixed, because the layout of a body depends on it (body.go).
	pageSize = 4096
)

// schema is what a new database gets.
//
// Entries are only ever added at the end, in the order of id, and changed only
// by overwriting labels with as many zeros (erase.go says why). The first byte
// of labels is 1, and 0 once they are erased. until is 0 for a blob that an
// append stored or took up, and for a staged one the end of its time in
// milliseconds since 1970. stager is who staged it, 0 where nobody did.
const schema = `
CREATE TABLE rooms (
	id   INTEGER PRIMARY KEY,
	room BLOB NOT NULL UNIQUE CHECK (length(room) = 32),
	n    INTEGER NOT NULL CHECK (n > 0),
	link BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE TABLE entries (
	id     INTEGER PRIMARY KEY,
	room   INTEGER NOT NULL,
	seq    INTEGER NOT NULL CHECK (seq > 0),
	record BLOB NOT NULL,
	labels BLOB,
	UNIQUE (room, seq)
) STRICT;

CREATE TRIGGER entries_have_no_gap BEFORE INSERT ON entries
WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM entries WHERE room = NEW.room AND seq = NEW.seq - 1)
BEGIN SELECT RAISE(ABORT, 'gap in the log'); END;

CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the log stays'); END;

CREATE TRIGGER entries_stay_as_they_are BEFORE UPDATE OF id, room, seq, record ON entries
BEGIN SELECT RAISE(ABORT, 'the log stays as it is'); END;

CREATE TABLE blobs (
	room   INTEGER NOT NULL,
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	size   INTEGER NOT NULL CHECK (size > 0),
	until  INTEGER NOT NULL,
	body   INTEGER NOT NULL,
	start  INTEGER NOT NULL DEFAULT 0,
	stager INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (room, digest)
) WITHOUT ROWID, STRICT;

CREATE INDEX blobs_staged ON blobs (until, room) WHERE until > 0;

CREATE TABLE bodies (
	id   INTEGER PRIMARY KEY,
	body BLOB NOT NULL
) STRICT;
` + schemaFresh

// schemaFresh lists by body what blobs does not yet hold by digest (settle.go).
const schemaFresh = `
CREATE TABLE fresh (
	room  INTEGER NOT NULL,
	body  INTEGER NOT NULL,
	blobs BLOB NOT NULL,
	PRIMARY KEY (room, body)
) WITHOUT ROWID, STRICT;
`

// upgrades bring the schema of a version, from 1, to the next.
var upgrades = []string{
	1: "ALTER TABLE blobs ADD COLUMN start INTEGER NOT NULL DEFAULT 0",  // until then, a body held one blob
	2: schemaFresh,                                                      // until then, every blob went into the index at once
	3: "ALTER TABLE blobs ADD COLUMN stager INTEGER NOT NULL DEFAULT 0", // until then, what was staged counted for the whole room
}

// settings are the pragmas of the writing connection: each is set and then
// read back, because SQLite does not complain about one it cannot follow.
var settings = []struct {
	name, value string
	want        any
}{
	{"page_size", fmt.Sprint(pageSize), int64(pageSize)},
	{"auto_vacuum", "NONE", int64(0)}, // would move pages about and leave copies
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "FULL", int64(2)},
	{"secure_delete", "ON", int64(1)},
	{"cache_size", fmt.Sprint(cachePages), int64(cachePages)},
	{"cache_spill", "OFF", int64(0)},      // a page would be written to the write-ahead file twice
	{"temp_store", "MEMORY", int64(2)},    // or statement journals go to a temporary file
	{"wal_autocheckpoint", "0", int64(0)}, // SQLite would ignore its errors; see committer.go
	{"trusted_schema", "OFF", int64(0)},
	{"cell_size_check", "ON", int64(1)},
}

// prepare refuses a database that is not ours or is newer, before it changes
// anything; then it applies the settings and makes the schema if there is none.
func prepare(c *connection) error {
	objects, err := c.integer("SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return err
	}
	application, err := c.integer("PRAGMA application_id")
	if err != nil {
		return err
	}
	version, err := c.integer("PRAGMA user_version")
	if err != nil {
		return err
	}
	fresh := objects == 0 && application == 0 && version == 0
	switch {
	case fresh:
	case application != applicationID:
		return errors.New("this is a database of another program; nothing was changed")
	case version > schemaVersion:
		return fmt.Errorf("the database has schema version %d and this program knows versions up to %d: "+
			"start the newer program that wrote it; nothing was changed", version, schemaVersion)
	case version < 1:
		return fmt.Errorf("the database has schema version %d, which never existed; nothing was changed", version)
	}
	for _, s := range settings {
		if err := c.exec("PRAGMA " + s.name + " = " + s.value); err != nil {
			return fmt.Errorf("set %s: %w", s.name, err)
		}
		got, err := c.value("PRAGMA " + s.name)
		if err != nil {
			return fmt.Errorf("read %s: %w", s.name, err)
		}
		if got != s.want {
			return fmt.Errorf("%s is %v and must be %v", s.name, got, s.want)
		}
	}
	if !fresh {
		for ; version < schemaVersion; version++ {
			if err := c.exec(fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA user_version = %d; COMMIT", upgrades[version], version+1)); err != nil {
				return fmt.Errorf("bring the schema to version %d: %w", version+1, err)
			}
		}
		return nil
	}
	return c.exec(fmt.Sprintf("BEGIN IMMEDIATE; %s PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		schema, applicationID, schemaVersion))
}

// checkHeads refuses a database in which a head and its log disagree, and says
// where. It looks at the last record of each room only: a gap further back is
// found by Read.
func checkHeads(c *connection) error {
	row, err := c.row(`SELECT room, n, last FROM
		(SELECT room, n, (SELECT max(seq) FROM entries WHERE entries.room = rooms.id) AS last FROM rooms)
		WHERE last IS NOT n LIMIT 1`)
	if err != nil || row == nil {
		return err
	}
	return fmt.Errorf("damaged: the head of room %x says %v records and the last one stored is %v",
		row[0], row[1], row[2])
}
