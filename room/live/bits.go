package live

// bits is a set of sequence numbers.
type bits []uint64

// upTo lists what is in the set up to n, ascending.
func (b bits) upTo(n uint64) []uint64 {
	var all []uint64
	for i := uint64(0); i <= n && i/64 < uint64(len(b)); i++ {
		if b[i/64]&(1<<(i%64)) != 0 {
			all = append(all, i)
		}
	}
	return all
}

// keep takes away what does not hold.
func (b bits) keep(holds func(n uint64) bool) {
	for _, n := range b.upTo(64 * uint64(len(b))) {
		if !holds(n) {
			b[n/64] &^= 1 << (n % 64)
		}
	}
}

// set adds n and says whether it was new.
func (b *bits) set(n uint64) bool {
	for uint64(len(*b)) <= n/64 {
		*b = append(*b, 0)
	}
	word, bit := &(*b)[n/64], uint64(1)<<(n%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}
