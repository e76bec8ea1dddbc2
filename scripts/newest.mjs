import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

/** When the newest of these files, or files in these folders, was written, in milliseconds; 0 for none. */
export function newestOf(names) {
  let newest = 0;
  for (const name of names) {
    const full = path.resolve(root, name);
    if (!existsSync(full)) continue;
    const stat = statSync(full);
    if (!stat.isDirectory()) newest = Math.max(newest, stat.mtimeMs);
    else newest = Math.max(newest, newestOf(readdirSync(full).map((entry) => path.join(full, entry))));
  }
  return newest;
}
