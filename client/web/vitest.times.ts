import { defineConfig } from 'vitest/config'

// How long people wait, and for how many bytes, in a real browser at the real server;
// make page-times builds both. One after another: each has the machine to itself.
export default defineConfig({ test: { include: ['test/times/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000, fileParallelism: false } })
