//go:build !linux

package sqlite_test

// The tests with a failing disk run on Linux only.
func limitedChild() func(path string) { return nil }

func unsyncedChild() func(path string) { return nil }
