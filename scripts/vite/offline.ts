import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'serviceWorker.js';

/** Adds a service worker to the build that keeps all of its files, so that the page opens without a network after the first visit. */
export function offline(): Plugin {
  let root = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    // Only what has been written is listed: one file that is not there would keep the worker from ever starting.
    writeBundle: ({ dir = 'dist' }) => {
      const files = filesIn(dir).filter((name) => name !== WORKER && !name.endsWith('.map'));
      const hash = createHash('sha256');
      for (const name of files) hash.update(name).update(readFileSync(path.join(dir, name)));
      const source = readFileSync(path.join(root, 'src/offline', WORKER), 'utf8')
        .replace("'__VERSION__'", JSON.stringify(hash.digest('hex').slice(0, 12)))
        .replace("['__FILES__']", JSON.stringify(['./', ...files.map((name) => `./${name}`)]));
      writeFileSync(path.join(dir, WORKER), source);
    },
  };
}

function filesIn(folder: string, below = ''): readonly string[] {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, name) : [name];
  });
}
