package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"path/filepath"

	driversqlite "modernc.org/sqlite"

	"casusoverleg/room/journal"
)

// A connection is one connection to the database, used by one goroutine at a
// time. It goes to the driver directly: database/sql would lock and convert at
// every statement of every append.
type connection struct {
	conn     driver.Conn
	prepared map[string]driver.Stmt
}

// address is the driver's name for the database at path, with the given
// settings for every connection.
func address(path string, pragmas ...string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	q := url.Values{"_error_rc": {"1"}, "_dqs": {"0"}, "_pragma": pragmas}
	return "file:" + (&url.URL{Path: filepath.ToSlash(abs)}).EscapedPath() + "?" + q.Encode(), nil
}

// connect opens the writing connection.
func connect(path string) (*connection, error) {
	dsn, err := address(path, fmt.Sprintf("busy_timeout(%d)", busyWait.Milliseconds()))
	if err != nil {
		return nil, err
	}
	connector, err := driversqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	conn, err := connector.Connect(context.Background())
	if err != nil {
		return nil, err
	}
	return &connection{conn: conn, prepared: map[string]driver.Stmt{}}, nil
}

func (c *connection) close() error {
	for _, s := range c.prepared {
		if err := s.Close(); err != nil {
			return err
		}
	}
	return c.conn.Close()
}

// exec runs a script once.
func (c *connection) exec(script string) error {
	_, err := c.conn.(driver.ExecerContext).ExecContext(context.Background(), script, nil)
	return err
}

// run executes one statement, kept prepared, and returns how many rows it
// changed. The number says nothing after statements that change no rows.
func (c *connection) run(query string, args ...driver.Value) (int64, error) {
	s, err := c.prepare(query)
	if err != nil {
		return 0, err
	}
	r, err := s.(driver.StmtExecContext).ExecContext(context.Background(), named(args))
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row executes one statement, kept prepared, and returns its first row, or nil
// when there is none.
func (c *connection) row(query string, args ...driver.Value) ([]driver.Value, error) {
	rows, err := c.some(1, query, args)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// rows is row for all of them.
func (c *connection) rows(query string, args ...driver.Value) ([][]driver.Value, error) {
	return c.some(math.MaxInt, query, args)
}

func (c *connection) some(most int, query string, args []driver.Value) (all [][]driver.Value, err error) {
	s, err := c.prepare(query)
	if err != nil {
		return nil, err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(context.Background(), named(args))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for len(all) < most {
		values := make([]driver.Value, len(rows.Columns()))
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, values)
	}
	return all, nil
}

// value returns the only value of a query that has one.
func (c *connection) value(query string, args ...driver.Value) (driver.Value, error) {
	row, err := c.row(query, args...)
	if err != nil {
		return nil, err
	}
	if len(row) == 0 {
		return nil, errors.New("no answer from the database")
	}
	return row[0], nil
}

// integer returns the only value of a query that has one, a whole number.
func (c *connection) integer(query string, args ...driver.Value) (int64, error) {
	v, err := c.value(query, args...)
	if err != nil {
		return 0, err
	}
	n, ok := v.(int64)
	if !ok {
		return 0, fmt.Errorf("the database answers with a %T, expected a number", v)
	}
	return n, nil
}

func (c *connection) prepare(query string) (driver.Stmt, error) {
	if s := c.prepared[query]; s != nil {
		return s, nil
	}
	s, err := c.conn.Prepare(query)
	if err != nil {
		return nil, err
	}
	c.prepared[query] = s
	return s, nil
}

func named(args []driver.Value) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, a := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return out
}

// judge translates what SQLite reports into the words of the contract. nil
// means that it has none: the statement failed, the store did not.
func judge(err error) error {
	var coded interface{ Code() int }
	if !errors.As(err, &coded) {
		return nil
	}
	switch coded.Code() & 0xff { // the rest of the code is detail
	case codeFull:
		return journal.ErrFull
	case codeBusy, codeLocked:
		return journal.ErrBusy
	case codeReadOnly, codeIO, codeCorrupt, codeCannotOpen, codeProtocol, codeNotADatabase:
		return journal.ErrStopped
	}
	return nil
}

// Result codes, https://www.sqlite.org/rescode.html.
const (
	codeBusy         = 5
	codeLocked       = 6
	codeReadOnly     = 8
	codeIO           = 10
	codeCorrupt      = 11
	codeFull         = 13
	codeCannotOpen   = 14
	codeProtocol     = 15
	codeNotADatabase = 26
)
