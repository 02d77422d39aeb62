import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { core } from './vite.core.ts'

// One page, everything from its own origin; nothing inlined, so that the content
// security policy needs no exception.
export default defineConfig({
  plugins: [react(), core()],
  worker: { format: 'es', plugins: () => [core()] },
  build: { target: 'es2023', assetsInlineLimit: 0, cssCodeSplit: false, modulePreload: { polyfill: false }, emptyOutDir: false, manifest: 'manifest.json' },
})
