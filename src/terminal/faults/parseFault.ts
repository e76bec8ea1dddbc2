import type { Cluster } from '#engine/cluster.ts';
import type { Fault } from '#engine/faults.ts';

type Parsed = { readonly fault: Fault } | { readonly error: string };

/** Reads the words behind `fault`, and refuses what is not in the cluster. */
export function parseFault(verb: string, words: readonly string[], cluster: Cluster): Parsed {
  const { operands, namespace, container } = split(words);
  const [first, second, third] = operands;
  switch (verb) {
    case 'crash':
      return onPod(cluster, namespace, first, (pod) => ({ fault: { fault: 'crash', namespace, pod, ...(container === undefined ? {} : { container }) } }));
    case 'not-ready':
      return onPod(cluster, namespace, first, (pod) => oneOf(second ?? 'on', { on: { fault: 'not-ready', namespace, pod, on: true }, off: { fault: 'not-ready', namespace, pod, on: false } }));
    case 'slow-start': {
      const delayMs = durationMs(second ?? '');
      if (first === undefined || delayMs === undefined) return { error: 'slow-start wants a pod and a time such as 10s' };
      return { fault: { fault: 'slow-start', namespace, pod: bare(first), delayMs } };
    }
    case 'bad-image':
      if (first === undefined) return { error: 'bad-image wants an image' };
      return oneOf(second ?? 'on', { on: { fault: 'bad-image', image: first, on: true }, off: { fault: 'bad-image', image: first, on: false } });
    case 'power':
      return onNode(cluster, second, (node) => oneOf(first, { off: { fault: 'power', node, on: false }, on: { fault: 'power', node, on: true } }));
    case 'network':
      return onNode(cluster, second, (node) => oneOf(first, { cut: { fault: 'network', node, connected: false }, restore: { fault: 'network', node, connected: true } }));
    case 'pressure':
      return onNode(cluster, first, (node) => onPressure(node, second, third));
    case 'provisioner':
      return oneOf(first, { stop: { fault: 'provisioner', running: false }, start: { fault: 'provisioner', running: true } });
    case 'dns':
      return oneOf(first, { stop: { fault: 'dns', running: false }, start: { fault: 'dns', running: true } });
    case 'volume-full': {
      if (first === undefined || !cluster.objects('PersistentVolume').some(({ metadata }) => metadata.name === bare(first))) return { error: `no volume named "${first ?? ''}"` };
      const volume = bare(first);
      return oneOf(second ?? 'on', { on: { fault: 'volume-full', volume, on: true }, off: { fault: 'volume-full', volume, on: false } });
    }
    case 'api-latency': {
      const latencyMs = durationMs(first ?? '');
      return latencyMs === undefined ? { error: 'api-latency wants a time such as 500ms' } : { fault: { fault: 'api-latency', latencyMs } };
    }
    default:
      return { error: `nothing is called "${verb}"` };
  }
}

function split(words: readonly string[]): { readonly operands: readonly string[]; readonly namespace: string; readonly container: string | undefined } {
  const operands: string[] = [];
  let namespace = 'default';
  let container: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '-n' || word === '--namespace') namespace = words[(index += 1)] ?? '';
    else if (word === '-c' || word === '--container') container = words[(index += 1)];
    else operands.push(word);
  }
  return { operands, namespace, container };
}

/** `pod/web-0`, `node/n1` and `pv/x` mean what stands behind the slash. */
function bare(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function onPod(cluster: Cluster, namespace: string, name: string | undefined, make: (pod: string) => Parsed): Parsed {
  const found = name !== undefined && cluster.objects('Pod').some(({ metadata }) => metadata.name === bare(name) && metadata.namespace === namespace);
  return found ? make(bare(name)) : { error: `no pod named "${name ?? ''}" in namespace ${namespace}` };
}

function onNode(cluster: Cluster, name: string | undefined, make: (node: string) => Parsed): Parsed {
  const found = name !== undefined && cluster.profile.nodes.some((node) => node.name === bare(name));
  return found ? make(bare(name)) : { error: `no node named "${name ?? ''}"` };
}

function onPressure(node: string, resource: string | undefined, word: string | undefined): Parsed {
  if (resource !== 'memory' && resource !== 'disk') return { error: `"${resource ?? ''}" is none of memory, disk` };
  const pressure = (on: boolean): Fault => ({ fault: 'pressure', node, resource, on });
  return oneOf(word ?? 'on', { on: pressure(true), off: pressure(false) });
}

function oneOf(word: string | undefined, choices: Readonly<Record<string, Fault>>): Parsed {
  const fault = choices[word ?? ''];
  return fault === undefined ? { error: `"${word ?? ''}" is none of ${Object.keys(choices).join(', ')}` } : { fault };
}

/** `500ms`, `10s`, `2m`, in milliseconds. */
function durationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * ({ ms: 1, s: 1000, m: 60_000 }[match[2] ?? ''] ?? 0);
}
