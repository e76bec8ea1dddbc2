import { configKey } from '#engine/kinds/names.ts';
import type { KubectlContext } from './command.ts';
import { envNameFault } from './envName.ts';
import { KubectlError } from './errors.ts';

/** The flags that fill a ConfigMap or Secret. */
export interface SourceFlags {
  readonly 'from-file': readonly string[];
  readonly 'from-literal': readonly string[];
  readonly 'from-env-file': readonly string[];
}

/** Key to text, from literals, files and env files. `what` is `ConfigMap` or `Secret`, for errors. */
export function readKeyedSources(context: KubectlContext, name: string, flags: SourceFlags, what: string): Readonly<Record<string, string>> {
  if (flags['from-env-file'].length > 0 && (flags['from-file'].length > 0 || flags['from-literal'].length > 0)) {
    throw new KubectlError('from-env-file cannot be combined with from-file or from-literal');
  }
  const data: Record<string, string> = {};
  const add = (key: string, value: string) => {
    const faults = configKey(key);
    if (faults.length > 0) throw new KubectlError(`"${key}" is not a valid key name for a ${what}: ${faults.join(',')}`);
    if (data[key] !== undefined) throw new KubectlError(what === 'Secret' ? `cannot add key ${key}, another key by that name already exists` : `cannot add key "${key}", another key by that name already exists in Data for ${what} "${name}"`);
    data[key] = value;
  };
  for (const source of flags['from-file']) addFile(context, source, add);
  for (const source of flags['from-literal']) addLiteral(source, add);
  for (const source of flags['from-env-file']) addEnvFile(context, source, add);
  return data;
}

type Add = (key: string, value: string) => void;

function addLiteral(source: string, add: Add): void {
  const equals = source.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  const value = source.slice(equals + 1);
  add(source.slice(0, equals), value);
}

function addFile(context: KubectlContext, source: string, add: Add): void {
  const equals = source.indexOf('=');
  if (source.split('=').length > 2) throw new KubectlError('key names or file paths cannot contain \'=\'');
  if (equals === 0) throw new KubectlError(`key name for file path ${source.slice(1)} missing`);
  if (equals > 0 && equals === source.length - 1) throw new KubectlError(`file path for key name ${source.slice(0, -1)} missing`);
  const path = equals < 0 ? source : source.slice(equals + 1);
  const key = equals < 0 ? path.slice(path.lastIndexOf('/') + 1) : source.slice(0, equals);
  const { files } = context.process.machine;
  const absolute = files.resolve(context.process.cwd, path);
  if (!files.exists(absolute)) throw new KubectlError(`error reading ${path}: no such file or directory`);
  if (!files.isDirectory(absolute)) return add(key, files.read(absolute));
  if (equals > 0) throw new KubectlError('cannot give a key name for a directory path');
  for (const entry of files.list(absolute)) if (!files.isDirectory(`${absolute}/${entry}`)) add(entry, files.read(`${absolute}/${entry}`));
}

function addEnvFile(context: KubectlContext, path: string, add: Add): void {
  const { files } = context.process.machine;
  const absolute = files.resolve(context.process.cwd, path);
  if (!files.exists(absolute)) throw new KubectlError(`error reading ${path}: no such file or directory`);
  if (files.isDirectory(absolute)) throw new KubectlError('env config file cannot be a directory');
  for (const line of files.read(absolute).split('\n').map((line) => line.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const key = equals < 0 ? line : line.slice(0, equals);
    const fault = envNameFault(key);
    if (fault !== undefined) throw new KubectlError(`"${key}" is not a valid key name: ${fault}`);
    // A name alone takes its value from the environment.
    add(key, equals < 0 ? (context.process.env.get(key) ?? '') : line.slice(equals + 1));
  }
}
