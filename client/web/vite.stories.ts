import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The screens with a core of fixed data, for tests only. Nothing of it is in the
// page that is shipped.
export default defineConfig({
  root: 'test/stories',
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, outDir: '../../build/stories', emptyOutDir: true },
})
