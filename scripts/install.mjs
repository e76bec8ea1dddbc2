// Installs what a fresh clone lacks: the packages of the lock file, and a Chromium for the end-to-end tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` unless node_modules was made from this very lock file. */
export function ensurePackages() {
  const lock = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  const stamp = path.join(root, 'node_modules', '.ordinal-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing packages …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on this machine, or undefined. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && isExecutable(given)) return given;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/**
 * Finds a Chromium or brings one: one on PATH, else Playwright's own, else the system's package.
 * Returns the path of the first kind, or undefined when Playwright has its own. Throws when none can be had.
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (hasPlaywrightBrowser()) return undefined;
  console.log('Installing a Chromium …');
  const playwright = spawnSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], { cwd: root, stdio: 'inherit', timeout: 300_000, shell: process.platform === 'win32' });
  if (playwright.status === 0) return undefined;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  for (const step of [['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']]) {
    const [command, ...args] = [...sudo, ...step];
    spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const installed = findChromium();
  if (installed === undefined) throw new Error('No Chromium could be installed. Install one and set CHROMIUM_PATH to it.');
  return installed;
}

function hasPlaywrightBrowser() {
  const script = "import('@playwright/test').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const asked = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
  return asked.status === 0 && isExecutable(asked.stdout.trim());
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
