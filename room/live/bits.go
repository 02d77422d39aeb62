package live

// bits is a set of sequence numbers.
type bits []uint64

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
