// npm start: installs what is missing, builds when the sources are newer, serves on a free port and prints the address.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { ensurePackages, root } from './install.mjs';
import { newestOf } from './newest.mjs';
import { serve } from './serve.mjs';

ensurePackages();

const page = path.join(root, 'dist', 'index.html');
if (!existsSync(page) || newestOf(['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']) > newestOf(['dist'])) {
  console.log('Building …');
  execFileSync(process.execPath, [path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
}

const { address } = await serve({ port: Number(process.env.PORT ?? 0) });
console.log(`\n  Ordinal is at ${address}\n  Ctrl-C ends it.\n`);
