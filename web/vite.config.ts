import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows fonts and images from our own address only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  // What is below `web/api` is served from here, too: only what has no ending is the server's.
  server: { port: 5173, strictPort: true, proxy: { '^/api/(?![\\w-]+\\.ts)': api } },
})
