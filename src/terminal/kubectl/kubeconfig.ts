import type { Machine } from '#engine/machine/machine.ts';
import type { Profile } from '#engine/profile.ts';
import type { Process } from '../process/process.ts';
import { KubectlError } from './errors.ts';
import { readYaml, YamlError } from './manifests/yamlReader.ts';
import { listAt, textAt, type JsonRecord } from './printers/values.ts';
import { formatYaml } from './printers/yaml.ts';

/** The flags that choose another entry of the file. */
export interface ConfigFlags {
  readonly kubeconfig: string;
  readonly context: string;
  readonly cluster: string;
  /** Some commands have a list of users under this name; it does not choose a user. */
  readonly user: unknown;
  readonly server: string;
  readonly namespace: string;
}

/** A kubeconfig: where it lies, what it holds, and what it means under the flags. */
export interface Kubeconfig {
  /** The file that `config set-…` writes. */
  readonly path: string;
  readonly content: JsonRecord;
  readonly currentContext: string;
  /** The context in force; undefined when none is. */
  readonly context: JsonRecord | undefined;
  /** `https://127.0.0.1:6443`. */
  readonly server: string;
  readonly namespace: string;
  readonly user: string;
  /** Throws what kubectl says when the chosen entries are not there. */
  check(): void;
}

/** Machines whose administrator's file has been laid down once. */
const provisioned = new WeakSet<Machine>();

/** Reads the file of `--kubeconfig`, `$KUBECONFIG` or `~/.kube/config`. */
export function loadKubeconfig(process: Process, flags: ConfigFlags): Kubeconfig {
  const files = process.machine.files;
  const home = process.env.get('HOME') ?? '/root';
  const standard = `${home}/.kube/config`;
  if (flags.kubeconfig === '') provision(process, standard);
  const fromEnv = (process.env.get('KUBECONFIG') ?? '').split(':').filter((path) => path !== '');
  const wanted = flags.kubeconfig === '' ? fromEnv.length > 0 ? fromEnv : [standard] : [flags.kubeconfig];
  const paths = wanted.map((path) => files.resolve(process.cwd, path));
  const there = paths.filter((path) => files.exists(path));
  if (flags.kubeconfig !== '' && there.length === 0) throw new KubectlError(`stat ${flags.kubeconfig}: no such file or directory`);
  const content = mergeConfigs(there.map((path) => readConfig(path, files.read(path))));
  return resolveConfig(there[0] ?? paths[0] ?? standard, content, flags);
}

/**
 * simplified: kubeadm would have written the administrator's file when the cluster was made; here the first
 * kubectl on a node does. Once removed it stays away.
 */
function provision(process: Process, path: string): void {
  const { machine } = process;
  if (machine.container !== undefined || provisioned.has(machine)) return;
  provisioned.add(machine);
  if (machine.files.exists(path)) return;
  machine.files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
  machine.files.write(path, formatYaml(adminConfig(process.kernel.cluster.profile)));
}

/** The administrator's kubeconfig of a cluster, as kubeadm names things. */
export function adminConfig(profile: Profile): JsonRecord {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'kubernetes', cluster: { 'certificate-authority-data': 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==', server: serverAddress(profile) } }],
    contexts: [{ name: 'kubernetes-admin@kubernetes', context: { cluster: 'kubernetes', user: 'kubernetes-admin' } }],
    'current-context': 'kubernetes-admin@kubernetes',
    users: [{ name: 'kubernetes-admin', user: profile.standIn === true ? { token: 'admin' } : { 'client-certificate-data': 'LS0tLS0K', 'client-key-data': 'LS0tLS0K' } }],
  };
}

/** Where the API server of a cluster listens. */
export function serverAddress(profile: Profile): string {
  const [first] = profile.nodes;
  const controlPlane = profile.nodes.find((node) => node.roles.includes('control-plane')) ?? first;
  return `https://${profile.standIn === true || controlPlane === undefined ? '127.0.0.1' : controlPlane.ip}:6443`;
}

function readConfig(path: string, text: string): JsonRecord {
  try {
    const content = readYaml(text);
    if (content === undefined || content === null) return {};
    if (typeof content === 'object' && !Array.isArray(content)) return content as JsonRecord;
    throw new KubectlError(`error loading config file "${path}": couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(content) ? 'array' : typeof content} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`);
  } catch (error) {
    if (error instanceof YamlError) throw new KubectlError(`error loading config file "${path}": yaml: ${error.message}`);
    throw error;
  }
}

/** Of entries with one name the first file's counts. */
function mergeConfigs(configs: readonly JsonRecord[]): JsonRecord {
  const [first, ...others] = configs;
  if (first === undefined || others.length === 0) return first ?? {};
  const merged: Record<string, unknown> = { ...first };
  for (const other of others) {
    for (const key of ['clusters', 'contexts', 'users']) {
      const known = listAt(merged, key);
      merged[key] = [...known, ...listAt(other, key).filter((entry) => !known.some((item) => textAt(item, 'name') === textAt(entry, 'name')))];
    }
    if (textAt(merged, 'current-context') === '') merged['current-context'] = other['current-context'];
  }
  return merged;
}

/** An entry of `clusters`, `contexts` or `users` by its name. */
export function entryOf(content: JsonRecord, list: 'clusters' | 'contexts' | 'users', name: string): unknown {
  return listAt(content, list).find((entry) => textAt(entry, 'name') === name);
}

function resolveConfig(path: string, content: JsonRecord, flags: ConfigFlags): Kubeconfig {
  const currentContext = textAt(content, 'current-context');
  const contextName = flags.context === '' ? currentContext : flags.context;
  const contextEntry = contextName === '' ? undefined : entryOf(content, 'contexts', contextName);
  const clusterName = flags.cluster === '' ? textAt(contextEntry, 'context', 'cluster') : flags.cluster;
  const cluster = entryOf(content, 'clusters', clusterName);
  const server = flags.server === '' ? textAt(cluster, 'cluster', 'server') : flags.server;
  const namespace = flags.namespace === '' ? textAt(contextEntry, 'context', 'namespace') : flags.namespace;
  return {
    path,
    content,
    currentContext,
    context: contextEntry as JsonRecord | undefined,
    server: server === '' ? 'http://localhost:8080' : server,
    namespace: namespace === '' ? 'default' : namespace,
    user: typeof flags.user === 'string' && flags.user !== '' ? flags.user : textAt(contextEntry, 'context', 'user'),
    check: () => {
      if (flags.context !== '' && contextEntry === undefined) throw new KubectlError(`Error in configuration: context was not found for specified context: ${flags.context}`, { bare: true });
      if (flags.context === '' && contextName !== '' && contextEntry === undefined) throw new KubectlError(`Error in configuration: context was not found for specified context: ${contextName}`, { bare: true });
      if (flags.cluster !== '' && cluster === undefined) throw new KubectlError(`no server found for cluster "${flags.cluster}"`);
      if (typeof flags.user === 'string' && flags.user !== '' && entryOf(content, 'users', flags.user) === undefined) throw new KubectlError(`auth info "${flags.user}" does not exist`);
    },
  };
}
