import { defineConfig } from 'vitest/config'

// Whole meetings through the screens, in a real browser against the real server;
// make page builds both. Two at a time: people wait for one another.
export default defineConfig({ test: { include: ['test/meeting/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000, maxWorkers: 2 } })
