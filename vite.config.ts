/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentPolicy } from './scripts/vite/contentPolicy.ts';
import { fetchAhead } from './scripts/vite/fetchAhead.ts';
import { offline } from './scripts/vite/offline.ts';

export default defineConfig({
  // Relative, so that the page works under any path (GitHub Pages serves it under the repository's name).
  base: './',
  plugins: [react(), contentPolicy(), fetchAhead(['src/ui/openSession.ts']), offline()],
  build: {
    target: 'es2022',
    sourcemap: false,
    // One style sheet: all of it is smaller than the wait for a second one.
    cssCodeSplit: false,
    // What the page begins with is one script, which packs better than many.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
