import type { Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { exampleAt } from '../examples/index.ts';
import { buildKustomization } from '../kustomize/build.ts';
import { expandPathname } from '../../shell/expand/pathnames.ts';

/** A text that holds manifests. */
export interface Source {
  /** How errors call it: the path as given, `STDIN`, an address. */
  readonly name: string;
  readonly text: string;
}

export interface FilenameFlags {
  readonly filename: readonly string[];
  readonly kustomize: string;
  readonly recursive: boolean;
}

const EXTENSIONS = ['.json', '.yaml', '.yml'];

/** Everything that `-f` and `-k` name, in order. Throws when one of the paths is not there. */
export function* readSources(context: KubectlContext, flags: FilenameFlags): Generator<Wait, readonly Source[], void> {
  if (flags.filename.length > 0 && flags.kustomize !== '') throw new KubectlError('only one of -f or -k can be specified');
  if (flags.kustomize !== '') return [{ name: flags.kustomize, text: buildKustomization(context, flags.kustomize) }];
  const names = flags.filename.flatMap((name) => expandPath(context, name));
  const sources: Source[] = [];
  for (const name of names) {
    if (name === '-') sources.push({ name: 'STDIN', text: yield* readAll(context.process.stdin) });
    else if (isUrl(name)) sources.push({ name, text: fetchText(context, name) });
    else sources.push(...readPath(context, name, flags.recursive));
  }
  return sources;
}

function isUrl(name: string): boolean {
  return name.startsWith('http://') || name.startsWith('https://');
}

/** A path, or those that fit it as a pattern. k8s: resource.Builder expandIfFilePattern */
function expandPath(context: KubectlContext, name: string): readonly string[] {
  const { machine, cwd } = context.process;
  if (name === '-' || isUrl(name) || machine.files.exists(machine.files.resolve(cwd, name))) return [name];
  if (/\[[^\]]*$/.test(name)) throw new KubectlError(`pattern "${name}" is not valid: syntax error in pattern`);
  const found = /[*?[]/.test(name) ? expandPathname(name, { files: machine.files, cwd, dots: true, stars: false, skipsDots: true, ignoreCase: false }) : [];
  if (found.length === 0) throw new KubectlError(`the path "${name}" does not exist`);
  return found;
}

function readPath(context: KubectlContext, name: string, isRecursive: boolean): readonly Source[] {
  const { machine, cwd } = context.process;
  const path = machine.files.resolve(cwd, name);
  if (!machine.files.isDirectory(path)) return [{ name, text: machine.files.read(path) }];
  const found = filesIn(context, path, name.replace(/^\.\/?$/, '').replace(/\/$/, ''), isRecursive);
  if (found.length === 0) throw new KubectlError(`error reading [${name}]: recognized file extensions are [.json .yaml .yml]`);
  return found;
}

/** k8s: filepath.Walk. Lexical order, subdirectories only when asked for. */
function filesIn(context: KubectlContext, path: string, prefix: string, isRecursive: boolean): readonly Source[] {
  const { files } = context.process.machine;
  return files.list(path).flatMap((entry) => {
    const inner = `${path}/${entry}`;
    const name = prefix === '' ? entry : `${prefix}/${entry}`;
    if (files.isDirectory(inner)) return isRecursive ? filesIn(context, inner, name, true) : [];
    return EXTENSIONS.some((extension) => entry.endsWith(extension)) ? [{ name, text: files.read(inner) }] : [];
  });
}

/** simplified: manifests of the official examples are built in; no other address answers. */
function fetchText(context: KubectlContext, url: string): string {
  const known = exampleAt(url);
  if (known !== undefined) return known;
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? '';
  if (isExampleHost(host)) throw new KubectlError(`unable to read URL "${url}", server reported 404 Not Found, status code=404`);
  const server = /^nameserver\s+(\S+)/m.exec(context.process.machine.host.resolvConf())?.[1] ?? '127.0.0.1';
  throw new KubectlError(`Unable to connect to the server: dial tcp: lookup ${host} on ${server}:53: no such host`, { bare: true });
}

function isExampleHost(host: string): boolean {
  return host === 'k8s.io' || host === 'kubernetes.io' || host === 'raw.githubusercontent.com';
}
