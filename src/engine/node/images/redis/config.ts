import type { FileSystem } from '../../../machine/files.ts';

export type RedisConfig = ReadonlyMap<string, string>;

const DEFAULTS: readonly (readonly [string, string])[] = [
  ['port', '6379'], ['dir', '/data'], ['dbfilename', 'dump.rdb'], ['appendonly', 'no'], ['requirepass', ''], ['masterauth', ''], ['cluster-enabled', 'no'], ['cluster-config-file', 'nodes.conf'],
  ['cluster-node-timeout', '15000'], ['cluster-require-full-coverage', 'yes'], ['save', '3600 1 300 100 60 10000'], ['maxmemory', '0'], ['maxmemory-policy', 'noeviction'], ['databases', '16'], ['replica-read-only', 'yes'],
  ['bind', '* -::*'], ['protected-mode', 'no'], ['timeout', '0'], ['tcp-keepalive', '300'], ['replicaof', ''],
];

/** The server's settings: its defaults, the file that it was given, then the command line. Undefined when the file cannot be read. */
export function readConfig(files: FileSystem, argv: readonly string[], cwd: string): Map<string, string> | { readonly missing: string } {
  const config = new Map(DEFAULTS);
  const [, first] = argv;
  if (first !== undefined && !first.startsWith('--')) {
    const path = files.resolve(cwd, first);
    if (!files.exists(path)) return { missing: path };
    readLines(files.read(path).split('\n'), config, files);
  }
  const words = argv.slice(first !== undefined && !first.startsWith('--') ? 2 : 1);
  let name: string | undefined;
  const values: string[] = [];
  const flush = () => {
    if (name !== undefined) set(config, name, values.join(' '));
    values.length = 0;
  };
  for (const word of words) {
    if (word.startsWith('--')) {
      flush();
      name = word.slice(2);
    } else values.push(word);
  }
  flush();
  return config;
}

function readLines(lines: readonly string[], config: Map<string, string>, files: FileSystem): void {
  for (const raw of lines) {
    const line = raw.trim();
    const match = /^([\w-]+)\s*(.*)$/.exec(line);
    if (line.startsWith('#') || match === null) continue;
    const [, name = '', value = ''] = match;
    if (name.toLowerCase() === 'include') {
      if (files.exists(value)) readLines(files.read(value).split('\n'), config, files);
    } else set(config, name, value);
  }
}

function set(config: Map<string, string>, name: string, value: string): void {
  const key = name.toLowerCase().replace(/^slaveof$/, 'replicaof').replace(/^slave-/, 'replica-');
  const plain = value.replace(/^(["'])(.*)\1$/, '$2');
  // Several lines of save points belong together.
  if (key === 'save' && plain !== '' && config.get('save') !== '' && config.has('save set')) config.set(key, `${config.get('save') ?? ''} ${plain}`);
  else config.set(key, plain);
  if (key === 'save') config.set('save set', 'yes');
}
