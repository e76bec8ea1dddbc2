import type { FileSystem } from '../../../machine/files.ts';

/** Settings of the server by their names with underscores: option files first, then the command line. */
export function readOptions(files: FileSystem, argv: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const path of ['/etc/my.cnf', '/etc/mysql/my.cnf']) readOptionFile(files, path, options);
  for (const word of argv) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match !== null) set(options, match[1] ?? '', match[2]);
  }
  return options;
}

/** A name without a value is a switch. `skip-x` turns x off. */
function set(options: Map<string, string>, name: string, value: string | undefined): void {
  const key = name.trim().replaceAll('-', '_').toLowerCase();
  options.set(key, (value ?? 'ON').trim().replace(/^(["'])(.*)\1$/, '$2'));
}

const SECTIONS = /^\[(?:mysqld|server|mysqld-\d+\.\d+)\]/;

function readOptionFile(files: FileSystem, path: string, options: Map<string, string>): void {
  if (!files.exists(path) || files.isDirectory(path)) return;
  let isOurs = false;
  for (const raw of files.read(path).split('\n')) {
    const line = raw.replace(/\s#.*$/, '').trim();
    const directory = /^!includedir\s+(\S+)/.exec(line)?.[1];
    if (directory !== undefined) readDirectory(files, directory.replace(/\/$/, ''), options);
    else if (line.startsWith('[')) isOurs = SECTIONS.test(line);
    else if (isOurs && line !== '' && !line.startsWith('#') && !line.startsWith(';')) {
      const equals = line.indexOf('=');
      set(options, equals < 0 ? line : line.slice(0, equals), equals < 0 ? undefined : line.slice(equals + 1));
    }
  }
}

function readDirectory(files: FileSystem, directory: string, options: Map<string, string>): void {
  if (!files.isDirectory(directory)) return;
  for (const name of files.list(directory)) if (name.endsWith('.cnf')) readOptionFile(files, `${directory}/${name}`, options);
}

/** Is a switch on? `super-read-only`, `read_only=1`. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(?:on|1|true|yes)$/i.test(value);
}
