import { defineConfig } from 'vitest/config'

// The real core in a real browser against the real server; make page builds both. Two
// at a time, each with its own server.
export default defineConfig({ test: { include: ['test/core/**/*.test.ts'], hookTimeout: 60_000, maxWorkers: 2 } })
