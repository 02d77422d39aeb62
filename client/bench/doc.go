// Package bench measures a running server: rooms of people over real
// connections, with the real protocol, real signatures and real seals. It founds
// its rooms and lets everybody in with the SDK, as people come in; then each seat
// gets a thin connection that verifies nothing, and acts that were sealed and
// signed beforehand, so that the server is what is measured.
//
// Every receiver checks that it is given every record once and in order.
package bench
