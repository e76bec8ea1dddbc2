// Runs an entry point of src/cli in Node: `node scripts/run.mjs terminal [ARGS]`. Bundles it first when the sources are newer.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root } from './install.mjs';
import { newestOf } from './newest.mjs';

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !existsSync(path.join(root, 'src', 'cli', `${name}.ts`))) {
  console.error(`usage: node scripts/run.mjs NAME [ARGS], with NAME.ts in src/cli`);
  process.exit(2);
}
ensurePackages();

const folder = path.join(root, 'node_modules', '.cache', 'ordinal', name);
const bundle = path.join(folder, `${name}.js`);
if (!existsSync(bundle) || newestOf(['src', 'package-lock.json', 'scripts/run.mjs']) > newestOf([bundle])) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: path.join(root, 'src', 'cli', `${name}.ts`), outDir: folder, emptyOutDir: true, target: 'node20', minify: false },
    ssr: { noExternal: true },
  });
}
process.argv = [process.argv[0], bundle, ...args];
await import(pathToFileURL(bundle).href);
