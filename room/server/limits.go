package server

import "time"

const (
	// MaxRequest is the largest body of a request that is no file, in bytes.
	MaxRequest = 64 << 10
	// MaxHeader is the largest header of a request, in bytes.
	MaxHeader = 16 << 10
	// MaxConnections is how many sockets one server holds.
	MaxConnections = 50_000

	// readHeaderTime and requestTime bound a request that is no socket.
	readHeaderTime = 10 * time.Second
	requestTime    = 60 * time.Second
	idleTime       = 2 * time.Minute
	// helloTime is how long a device has to say who it is.
	helloTime = 15 * time.Second

	// pingAfter is how long a silent connection is left alone, deadAfter when it
	// is given up, and keepEvery how often that is looked at. deadAfter and keepEvery
	// stay together under 40 seconds: who is gone is shown as present no longer.
	pingAfter = 15 * time.Second
	deadAfter = 32 * time.Second
	keepEvery = 5 * time.Second
	// pingTime is how long one ping is waited for, and pings how many at a time.
	pingTime = 2 * time.Second
	pings    = 256
	// messageTime is how long one message may take to come in.
	messageTime = 30 * time.Second
	// closeTime is how long a connection that is closing may linger.
	closeTime = time.Second

	// drainTime is how long a server that stops waits for requests and sockets.
	drainTime = 10 * time.Second

	// socketReadBuffer is per connection, in bytes.
	socketReadBuffer = 128
	// frameHead holds the head of a frame, of at most 10 bytes, and is the least
	// that bufio.Writer takes.
	frameHead = 16
	// socketFrame is what a frame is read into at first; it grows.
	socketFrame = 8 << 10
	// spareFrame is the largest buffer kept for the next frame.
	spareFrame = 64 << 10
)
