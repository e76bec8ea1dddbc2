import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'serviceWorker.js';

/** Adds a service worker to the build that keeps all of its files, so that the page opens without a network after the first visit. */
export function offline(): Plugin {
  let root = '';
  let publicFolder = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
      publicFolder = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const built = Object.values(bundle).map((file) => ({ name: file.fileName, content: file.type === 'chunk' ? file.code : file.source }));
      const given = filesIn(publicFolder).map((name) => ({ name, content: readFileSync(path.join(publicFolder, name)) }));
      const files = [...built, ...given].filter(({ name }) => !name.endsWith('.map')).sort((a, b) => (a.name < b.name ? -1 : 1));
      const hash = createHash('sha256');
      for (const { name, content } of files) hash.update(name).update(content);
      const names = ['./', ...files.map(({ name }) => `./${name}`)];
      const source = readFileSync(path.join(root, 'src/offline', WORKER), 'utf8')
        .replace("'__VERSION__'", JSON.stringify(hash.digest('hex').slice(0, 12)))
        .replace("['__FILES__']", JSON.stringify(names));
      this.emitFile({ type: 'asset', fileName: WORKER, source });
    },
  };
}

function filesIn(folder: string, below = ''): readonly string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, name) : [name];
  });
}
