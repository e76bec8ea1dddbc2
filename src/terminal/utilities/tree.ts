import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { humanSize } from './ls.ts';
import { parseOptions, type ParsedOptions } from './options.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

/** Draws directories as trees. */
export const tree = defineUtility({
  name: 'tree',
  flavours: ['centos7'],
  summary: 'list contents of directories in a tree-like format',
  run: (process) => {
    const options = parseOptions(process, { short: 'adfFhinprstuCL:I:P:', long: { noreport: 'noreport', dirsfirst: 'dirsfirst' } });
    if (options === undefined) return 1;
    const level = Number(options.value('L') ?? Number.POSITIVE_INFINITY);
    if (!(level > 0)) {
      process.err('tree: Invalid level, must be greater than 0.\n');
      return 1;
    }
    const counts = { directories: 0, files: 0 };
    let status = 0;
    for (const name of options.operands.length === 0 ? ['.'] : options.operands) {
      const path = process.machine.files.resolve(process.cwd, name);
      if (!process.machine.files.isDirectory(path)) {
        process.out(`${name} [error opening dir]\n`);
        status = 2;
        continue;
      }
      process.out(`${name}\n`);
      draw(process, { path, shown: name, indent: '', level }, options, counts);
    }
    const { directories, files } = counts;
    const report = options.has('d') ? '' : `, ${files} file${files === 1 ? '' : 's'}`;
    if (!options.has('noreport')) process.out(`\n${directories} director${directories === 1 ? 'y' : 'ies'}${report}\n`);
    return status;
  },
});

interface Place {
  readonly path: string;
  /** The path as it is written with -f. */
  readonly shown: string;
  readonly indent: string;
  /** How many levels may follow. */
  readonly level: number;
}

function draw(process: Process, place: Place, options: ParsedOptions, counts: { directories: number; files: number }): void {
  const { files } = process.machine;
  const entries = entriesOf(process, place.path, options);
  for (const [index, { name, isDirectory, target, size }] of entries.entries()) {
    const isLast = index === entries.length - 1;
    if (isDirectory) counts.directories += 1;
    else counts.files += 1;
    const branch = options.has('i') ? '' : `${place.indent}${isLast ? '└── ' : '├── '}`;
    const label = `${options.has('h') ? `[${humanSize(size).padStart(4)}]  ` : options.has('s') ? `[${String(size).padStart(11)}]  ` : ''}${options.has('f') ? `${place.shown.replace(/\/$/, '')}/` : ''}${name}`;
    process.out(`${branch}${label}${isDirectory && options.has('F') ? '/' : ''}${target === undefined ? '' : ` -> ${target}`}\n`);
    if (isDirectory && target === undefined && place.level > 1) {
      draw(process, { path: files.resolve(place.path, name), shown: `${place.shown.replace(/\/$/, '')}/${name}`, indent: `${place.indent}${isLast ? '    ' : '│\u00a0\u00a0 '}`, level: place.level - 1 }, options, counts);
    }
  }
}

interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly target: string | undefined;
  readonly size: number;
}

function entriesOf(process: Process, path: string, options: ParsedOptions): readonly Entry[] {
  const { files } = process.machine;
  const ignored = options.value('I')?.split('|').map((pattern) => boundedRegExp(`^${pattern.replaceAll(/[.+^${}()\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`)) ?? [];
  try {
    const entries = files
      .list(path)
      .filter((name) => (options.has('a') || !name.startsWith('.')) && !ignored.some((pattern) => pattern.test(name)))
      .map((name): Entry => {
        const below = files.resolve(path, name);
        const stat = files.lstat(below);
        return { name, size: stat.size, isDirectory: stat.type === 'directory' || (stat.type === 'symlink' && files.isDirectory(below)), target: stat.type === 'symlink' ? files.readLink(below) : undefined };
      })
      .filter(({ isDirectory }) => isDirectory || !options.has('d'));
    const ordered = options.has('r') ? entries.reverse() : entries;
    return options.has('dirsfirst') ? [...ordered.filter(({ isDirectory }) => isDirectory), ...ordered.filter(({ isDirectory }) => !isDirectory)] : ordered;
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
