/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentPolicy } from './scripts/vite/contentPolicy.ts';
import { offline } from './scripts/vite/offline.ts';

export default defineConfig({
  // Relative, so that the page works under any path (GitHub Pages serves it under the repository's name).
  base: './',
  plugins: [react(), contentPolicy(), offline()],
  build: { target: 'es2022', sourcemap: false },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
