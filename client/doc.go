// Package client is a person's device in a meeting: it connects, verifies what
// it is sent, and has one verb for every act a person can do.
//
// A chair calls Found, everybody else Look, Knock and Visitor.Wait, and a device
// that was in a room before Open; each gives a Session. A Session stays in its
// room until Close: it reconnects, resumes where it was, renews its token, seals
// what it owes to newcomers, sends heartbeats, and stops on the first lie
// (package client/replica says which). A verb returns when its act is durably in
// the log and applied here, or with a *room.Refusal, in which case nothing
// changed.
//
// All exported methods are safe for concurrent use. One goroutine owns the
// connection; every goroutine of a Session has ended when Close returns.
//
// The package has no storage of its own (client/vault) and shows nothing. It
// builds for the browser.
package client
