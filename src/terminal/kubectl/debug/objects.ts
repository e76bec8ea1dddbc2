import type { Node } from '#engine/kinds/node.ts';
import type { Container, Pod } from '#engine/kinds/pod.ts';
import { KubectlError } from '../errors.ts';
import type { JsonRecord } from '../printers/values.ts';

/** The flags of `debug` that shape the container. */
export interface DebugFlags {
  readonly 'arguments-only': boolean;
  readonly container: string;
  readonly env: readonly string[];
  readonly image: string;
  readonly 'image-pull-policy': string;
  readonly replace: boolean;
  readonly 'same-node': boolean;
  readonly 'set-image': readonly string[];
  readonly 'share-processes': boolean;
  readonly stdin: boolean;
  readonly target: string;
  readonly tty: boolean;
}

/** The container that comes into a running pod. k8s: debug generateDebugContainer */
export function ephemeralContainer(flags: DebugFlags, name: string, command: readonly string[]): JsonRecord {
  return {
    name,
    image: flags.image,
    imagePullPolicy: flags['image-pull-policy'] === '' ? undefined : flags['image-pull-policy'],
    ...commandFields(flags, command),
    ...envField(flags),
    stdin: flags.stdin,
    tty: flags.tty,
    terminationMessagePolicy: 'File',
    ...(flags.target === '' ? {} : { targetContainerName: flags.target }),
  };
}

function commandFields(flags: DebugFlags, command: readonly string[]): JsonRecord {
  if (command.length === 0) return {};
  return flags['arguments-only'] ? { args: command } : { command };
}

function envField({ env }: DebugFlags): JsonRecord {
  if (env.length === 0) return {};
  return {
    env: env.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals <= 0) throw new KubectlError(`invalid env: ${pair}`);
      return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
    }),
  };
}

/** A pod on a node, with the node's disk under /host. k8s: debug generateNodeDebugPod */
export function nodeDebugger(flags: DebugFlags, node: Node, pod: { readonly name: string; readonly container: string; readonly command: readonly string[] }): JsonRecord {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod.name, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } },
    spec: {
      containers: [
        {
          name: pod.container,
          image: flags.image,
          ...(flags['image-pull-policy'] === '' ? {} : { imagePullPolicy: flags['image-pull-policy'] }),
          ...commandFields(flags, pod.command),
          ...envField(flags),
          stdin: flags.stdin,
          tty: flags.tty,
          terminationMessagePolicy: 'File',
          volumeMounts: [{ mountPath: '/host', name: 'host-root' }],
        },
      ],
      hostIPC: true,
      hostNetwork: true,
      hostPID: true,
      nodeName: node.metadata.name,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
      volumes: [{ name: 'host-root', hostPath: { path: '/' } }],
    },
  };
}

/** A copy of a pod that nobody owns, with a container more or one changed. k8s: debug generatePodCopyWithDebugContainer */
export function podCopy(flags: DebugFlags, pod: Pod, copy: { readonly name: string; readonly container: string; readonly command: readonly string[] }): JsonRecord {
  const { nodeName, containers, ...spec } = pod.spec;
  const changed = containers.map((container) => changedContainer(flags, container, copy));
  const isNew = !containers.some(({ name }) => name === copy.container);
  const added = { name: copy.container, image: flags.image, ...commandFields(flags, copy.command), ...envField(flags), stdin: flags.stdin, tty: flags.tty, terminationMessagePolicy: 'File' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: copy.name, ...(pod.metadata.annotations === undefined ? {} : { annotations: pod.metadata.annotations }) },
    spec: {
      ...withoutEphemeral(spec),
      ...(flags['same-node'] && nodeName !== undefined ? { nodeName } : {}),
      ...(flags['share-processes'] ? { shareProcessNamespace: true } : {}),
      containers: isNew ? [...changed, added] : changed,
    },
  };
}

function withoutEphemeral({ ephemeralContainers: _ephemeral, ...spec }: Partial<Pod['spec']>): Partial<Pod['spec']> {
  return spec;
}

/** `--set-image nginx=nginx:1.26` or `*=…`; the named container also gets the new image, command and terminal. Probes would kill it: they go. */
function changedContainer(flags: DebugFlags, container: Container, copy: { readonly container: string; readonly command: readonly string[] }): JsonRecord {
  const images = new Map(flags['set-image'].map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const image = images.get(container.name) ?? images.get('*') ?? container.image;
  if (container.name !== copy.container) return { ...container, image };
  const { livenessProbe: _live, readinessProbe: _ready, startupProbe: _startup, ...kept } = container;
  return { ...kept, image: flags.image === '' ? image : flags.image, ...commandFields(flags, copy.command), ...envField(flags), stdin: flags.stdin, tty: flags.tty };
}
