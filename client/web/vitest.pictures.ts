import { defineConfig } from 'vitest/config'

// Pictures for README and docs, out of the demo room; make pictures builds it.
export default defineConfig({ test: { include: ['test/pictures/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 120_000 } })
