package wire

// Span reads from where and how many records the body of a Records frame holds, and no
// more of it: who only counts what he is given (the benchmarks) need not decode it all.
// The frame is not checked any further; ok says whether it begins as one.
func Span(body []byte) (from, n uint64, ok bool) {
	c := cursor{rest: body}
	c.head(cborMap)
	c.is(cborUint, 1)
	from = c.head(cborUint)
	c.is(cborUint, 2)
	n = c.head(cborArray)
	return from, n, !c.wrong
}
