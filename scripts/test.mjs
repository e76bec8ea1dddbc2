// npm test: types, lint and layer walls, unit and scenario tests, build, end-to-end tests against the built page.
// Prints one line with the totals of all of them at the end: `N passed, M failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium, ensurePackages, root } from './install.mjs';

/** The journeys that no change may break, and those of them that are gone with keys alone; `npm run e2e` goes all of them in both ways, which takes four times as long. */
const CORE_JOURNEYS = ['accessibility', 'badInput', 'break', 'decide', 'determinism', 'document', 'offline', 'page', 'parts', 'share'];
const CORE_WITH_KEYS = ['break', 'decide', 'keyboard.spec', 'past', 'settings'];

ensurePackages();

const totals = { passed: 0, failed: 0 };
const results = path.join(root, 'test-results');
rmSync(results, { recursive: true, force: true });

/** One thing that passes or fails as a whole. */
function check(title, script, args, env = {}) {
  heading(title);
  const { status } = run(script, args, env);
  count(status === 0 ? 1 : 0, status === 0 ? 0 : 1);
  return status === 0;
}

/** A runner that counts its own tests; a crash before any report is one failure. */
function suite(title, script, args, report, read, env = {}) {
  heading(title);
  const { status } = run(script, args, env);
  const file = path.join(results, report);
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  count(counts.passed, status !== 0 && counts.failed === 0 ? 1 : counts.failed);
}

/** Journeys in a browser, gone in one of the two ways. */
function journeys(title, names, project, chromium) {
  const env = chromium === undefined ? {} : { CHROMIUM_PATH: chromium };
  suite(title, '@playwright/test/cli.js', ['test', ...names, `--project=${project}`], 'e2e.json', ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }), env);
}

function heading(title) {
  console.log(`\n── ${title}`);
}

function run(script, args, env) {
  return spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

function count(passed, failed) {
  totals.passed += passed;
  totals.failed += failed;
}

check('types of the headless layers', 'typescript/bin/tsc', ['-p', 'tsconfig.headless.json']);
check('types of the page', 'typescript/bin/tsc', ['-p', 'tsconfig.json']);
check('types of tests and scripts', 'typescript/bin/tsc', ['-p', 'tsconfig.node.json']);
check('lint and layer walls', 'oxlint/bin/oxlint', ['--deny-warnings']);
suite('unit and scenario tests', 'vitest/vitest.mjs', ['run', '--reporter=dot', '--reporter=json', '--outputFile.json=test-results/unit.json'], 'unit.json', (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
}));
const isBuilt = check('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
const isSingleBuilt = check('build as a single file', 'vite/bin/vite.js', ['build', '--config', 'vite.single.config.ts', '--logLevel', 'warn']);
if (isBuilt && isSingleBuilt) {
  const chromium = ensureChromium();
  journeys('end-to-end tests', CORE_JOURNEYS, 'pointer', chromium);
  journeys('end-to-end tests with the keyboard only', CORE_WITH_KEYS, 'keyboard', chromium);
}

console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
