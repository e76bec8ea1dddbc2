import { FileError, type FileSystem } from '#engine/machine/files.ts';
import { isPattern, matches, unescapePattern } from './pattern.ts';

export interface GlobOptions {
  readonly files: FileSystem;
  readonly cwd: string;
  /** `shopt -s dotglob`. */
  readonly dots: boolean;
  /** `shopt -s globstar`: `**` crosses directories. */
  readonly stars: boolean;
  /** `.` and `..` fit no pattern. */
  readonly skipsDots: boolean;
  readonly ignoreCase: boolean;
}

/** The file names that fit a pattern (quoted characters escaped), in bytewise order; none when nothing fits. */
export function expandPathname(pattern: string, options: GlobOptions): readonly string[] {
  const isAbsolute = pattern.startsWith('/');
  const parts = pattern.split(/\/+/).filter((part) => part !== '');
  const wantsDirectory = pattern.endsWith('/');
  let found: readonly string[] = [isAbsolute ? '/' : ''];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    found = found.flatMap((prefix) => entriesThatFit(prefix, part, isLast && !wantsDirectory, options));
  }
  const sorted = [...found].sort(bytewise);
  return wantsDirectory ? sorted.map((path) => `${path}/`) : sorted;
}

/** The paths below a prefix whose last part fits; only directories unless it is the last. */
function entriesThatFit(prefix: string, part: string, isLast: boolean, options: GlobOptions): readonly string[] {
  const { files, cwd } = options;
  const absolute = files.resolve(cwd, prefix === '' ? '.' : prefix);
  const join = (name: string) => (prefix === '' || prefix.endsWith('/') ? `${prefix}${name}` : `${prefix}/${name}`);
  const isThere = (path: string) => (isLast ? existsItself(files, path) : files.isDirectory(path));
  if (part === '**' && options.stars) return [prefix, ...directoriesBelow(prefix, absolute, options)].filter((path) => path !== '' || !isLast);
  if (!isPattern(part)) {
    const name = unescapePattern(part);
    return isThere(files.resolve(absolute, name)) ? [join(name)] : [];
  }
  const names = namesIn(files, absolute);
  const wantsDots = options.dots || part.startsWith('.') || part.startsWith('\\.');
  const all = part.startsWith('.') && !options.skipsDots ? ['.', '..', ...names] : names;
  return all.filter((name) => (wantsDots || !name.startsWith('.')) && matches(part, name, options.ignoreCase) && isThere(files.resolve(absolute, name))).map(join);
}

function directoriesBelow(prefix: string, absolute: string, options: GlobOptions): readonly string[] {
  return namesIn(options.files, absolute)
    .filter((name) => (options.dots || !name.startsWith('.')) && options.files.isDirectory(options.files.resolve(absolute, name)))
    .flatMap((name) => {
      const path = prefix === '' || prefix.endsWith('/') ? `${prefix}${name}` : `${prefix}/${name}`;
      return [path, ...directoriesBelow(path, options.files.resolve(absolute, name), options)];
    });
}

function namesIn(files: FileSystem, path: string): readonly string[] {
  try {
    return files.isDirectory(path) ? files.list(path) : [];
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** Links count even when they lead nowhere. */
function existsItself(files: FileSystem, path: string): boolean {
  try {
    files.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

export function bytewise(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
