package sqlite

import (
	"context"
	"database/sql/driver"

	"casusoverleg/room/journal/journaltest"
)

// Disturb lets what the journal asks of SQLite fail as planned, with a result code of
// SQLite: every statement of the writing connection is a step, BEGIN, COMMIT and
// checkpoints included.
func (j *Journal) Disturb(plan func(step int) journaltest.Fault, code int) {
	done := make(chan error, 1)
	j.committer.queue <- &request{done: done, do: func(w *writer) error { return nil }}
	<-done // run waits for the next request now; it sees what is changed before that
	w := j.committer.w
	w.conn, w.prepared = &faultyConn{Conn: w.conn, plan: plan, code: coded(code)}, map[string]driver.Stmt{}
}

// Abandon lets go of a journal as the end of its process does, whatever state it is in.
func (j *Journal) Abandon() {
	if j.committer.close() {
		_ = j.reader.close()
	}
	_ = j.committer.w.close()
	_ = j.lock.release()
}

// Codes that SQLite reports, for tests outside the package.
const (
	CodeSyncFailed = codeSyncFailed
	CodeFull       = codeFull
)

// faultyConn is a connection of which the steps fail as planned. It is used by the
// committer's goroutine alone.
type faultyConn struct {
	driver.Conn
	plan  func(step int) journaltest.Fault
	steps int
	code  coded
}

// Prepare implements driver.Conn.
func (c *faultyConn) Prepare(query string) (driver.Stmt, error) {
	s, err := c.Conn.Prepare(query)
	return &faultyStmt{Stmt: s, conn: c}, err
}

// step runs one step under the plan.
func (c *faultyConn) step(do func() error) error {
	fault := c.plan(c.steps)
	c.steps++
	if fault == journaltest.NotWritten {
		return c.code
	}
	if err := do(); err != nil {
		return err
	}
	if fault == journaltest.WrittenButFailed {
		return c.code
	}
	return nil
}

type faultyStmt struct {
	driver.Stmt
	conn *faultyConn
}

// ExecContext implements driver.StmtExecContext.
func (s *faultyStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (r driver.Result, err error) {
	err = s.conn.step(func() (err error) { r, err = s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args); return err })
	return r, err
}

// QueryContext implements driver.StmtQueryContext.
func (s *faultyStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (rows driver.Rows, err error) {
	err = s.conn.step(func() (err error) { rows, err = s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args); return err })
	if err != nil && rows != nil { // done, and reported as failed
		_ = rows.Next(make([]driver.Value, len(rows.Columns())))
		_ = rows.Close()
		rows = nil
	}
	return rows, err
}
