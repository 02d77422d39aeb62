// Package live is the rooms that are in memory: each a goroutine that owns its
// state, admits acts into the journal and hands them to the devices connected.
//
// The order of duty (design.md §5): an act is checked, appended durably,
// applied, acknowledged and handed on, in that order. Nothing that is not in
// the journal is ever said to anybody.
//
// Start at room.go, which is the goroutine; hub.go finds rooms and lets idle
// ones go. A device's frames come in through Conn (conn.go) and leave through
// its session (session.go). The package knows nothing of HTTP or WebSockets:
// whoever has a connection gives it as a Link.
package live
