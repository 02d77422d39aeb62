// Package auth makes and checks session tokens: who sits where in which room,
// for at most ten minutes, bound to the device key of the seat.
//
// A token by itself opens nothing: every use of it comes with a signature of
// the device key it names. Whether the seat still exists is not known here;
// package room/live asks the room.
package auth
