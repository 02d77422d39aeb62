package crypto

// Claimed is a signature that is to be checked.
type Claimed struct {
	Key       VerifyKey
	Message   []byte
	Signature Signature
}

// VerifyTogether is Verify for each of these, for one purpose, and returns what it
// returns. In a browser, which checks several beside each other, it takes a fraction of
// the time. There it lets other goroutines go on, so that whoever holds a lock meanwhile
// must not be one whom the browser calls.
func VerifyTogether(p Label, claimed []Claimed) []error {
	labelled := make([]Claimed, len(claimed))
	for i, c := range claimed {
		labelled[i] = Claimed{Key: c.Key, Message: signedBytes(p, c.Message), Signature: c.Signature}
	}
	return verifyTogether(labelled)
}

// verifyTogether is verify for each of these.
func verifyTogether(claimed []Claimed) []error {
	right := verifyBeside(claimed)
	errs := make([]error, len(claimed))
	for i, c := range claimed {
		if right == nil || !right[i] {
			errs[i] = verify(c.Key, c.Message, c.Signature)
		}
	}
	return errs
}
