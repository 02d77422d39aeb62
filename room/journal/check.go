package journal

import "fmt"

// Check says whether a journal can store the batch: ErrInvalid, with the
// place that is wrong, when it has no entries, when their positions do not run
// from Old.N+1 to New.N, or when a record, labels or blob is empty or too
// large. Implementations call it first.
func (b Batch) Check() error {
	n := uint64(len(b.Entries))
	switch {
	case n == 0:
		return invalid("batch without entries")
	case b.Old.N == 0 && b.Old.Link != Digest{}:
		return invalid("old head has a link and no records")
	case b.Old.N > MaxHead-n:
		return invalid("log longer than %d records", uint64(MaxHead))
	case b.New.N != b.Old.N+n:
		return invalid("new head has %d records, expected %d", b.New.N, b.Old.N+n)
	}
	for i, e := range b.Entries {
		switch want := b.Old.N + 1 + uint64(i); {
		case e.Seq != want:
			return invalid("entry %d of the batch has position %d, expected %d", i, e.Seq, want)
		case len(e.Record) == 0 || len(e.Record) > MaxRecord:
			return invalid("record %d has %d bytes, expected 1 to %d", e.Seq, len(e.Record), MaxRecord)
		case len(e.Labels) > MaxLabels:
			return invalid("labels of record %d have %d bytes, at most %d", e.Seq, len(e.Labels), MaxLabels)
		}
	}
	for _, blob := range b.Blobs {
		if err := blob.Check(); err != nil {
			return err
		}
	}
	return nil
}

// Check returns ErrInvalid when the blob is empty or larger than MaxBlob.
func (b Blob) Check() error {
	if len(b.Data) == 0 || len(b.Data) > MaxBlob {
		return invalid("blob of %d bytes, expected 1 to %d", len(b.Data), MaxBlob)
	}
	return nil
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...)
}
