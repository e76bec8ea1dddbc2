import { defineConfig } from '@playwright/test';

/** Another one may be named: two clones on one machine do not get into each other's way. */
const port = Number(process.env['PORT'] ?? 4179);
const chromium = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    baseURL: `http://127.0.0.1:${port}/ordinal/`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  // Every journey is gone in both ways: see e2e/hands.ts. Where nobody acts, or keys alone by themselves, once is enough.
  projects: [{ name: 'pointer', testIgnore: 'keyboard.spec.ts' }, { name: 'keyboard', testIgnore: ['determinism.spec.ts', 'pictures.spec.ts'] }],
  webServer: {
    command: `node scripts/serve.mjs --port ${port} --base /ordinal/`,
    url: `http://127.0.0.1:${port}/ordinal/`,
    reuseExistingServer: false,
  },
});
