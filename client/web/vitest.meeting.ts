import { defineConfig } from 'vitest/config'

// Whole meetings through the screens, in a real browser against the real server;
// make page builds both. One after another: a meeting has four browsers open.
export default defineConfig({ test: { include: ['test/meeting/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000, fileParallelism: false } })
