package replica

// delay is how much later than they were signed the heartbeats of one device come. The
// two clocks are not set alike, so only its growth says something: it is held against the
// least of the last while. A clock that is put otherwise is forgotten after that.
type delay struct {
	since  int64 // when the present stretch began, this device's clock, ms; zero before the first
	least  int64 // of it, ms
	before int64 // the least of the stretch before it, ms
}

// late takes in a heartbeat that came at now and was signed at sent, and says whether
// that is longer than it takes.
func (d *delay) late(now, sent int64) bool {
	is := now - sent
	switch passed := now - d.since; {
	case d.since == 0 || passed >= 2*DelayStretch:
		*d = delay{since: now, least: is, before: is}
	case passed >= DelayStretch:
		*d = delay{since: now, least: is, before: d.least}
	}
	d.least = min(d.least, is)
	return is-min(d.least, d.before) > LateAfter
}
