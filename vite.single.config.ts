import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { singleFile } from './scripts/vite/singleFile.ts';

// One HTML file that opens from a disk or a stick: nothing is loaded later, so all is in it.
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [react(), singleFile()],
  build: {
    target: 'es2022',
    outDir: 'dist-single',
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 10_000,
    modulePreload: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
