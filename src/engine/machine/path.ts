/** An absolute, normalized path: `.`, `..` and doubled slashes gone; links are not looked at. */
export function resolvePath(cwd: string, path: string): string {
  const names: string[] = [];
  const joined = path.startsWith('/') ? path : `${cwd}/${path}`;
  for (const name of joined.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All but the last part; `/` for what lies at the root. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}
