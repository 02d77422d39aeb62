package main

import "time"

// What the command reads and asks, at most or at least.
const (
	// MaxLogFile is the largest room log that verify reads, in bytes.
	MaxLogFile = 512 << 20
	// MaxPackageFile is the largest package or page that minutes reads, in
	// bytes: what seal.MaxPackage makes at most, with its header.
	MaxPackageFile = 18 << 20
	// MaxConfigFile is the largest settings file, in bytes.
	MaxConfigFile = 256 << 10
	// MaxSecretFile is the largest file with one secret or passphrase, in bytes.
	MaxSecretFile = 4 << 10
	// MaxMetrics is how much of a server's metrics bench reads, in bytes.
	MaxMetrics = 1 << 20
	// MinPassphrase is the fewest characters of a passphrase that somebody
	// thinks up himself. Length is no entropy; the generated one has 80 bits.
	MinPassphrase = 24
	// demoTick is how often the demonstration looks whether its server listens.
	demoTick = 20 * time.Millisecond
	// memoryLook is how often a server looks whether it is quiet, and spareMemory how
	// many bytes it must hold without use to give them back.
	memoryLook  = 30 * time.Second
	spareMemory = 32 << 20
)
