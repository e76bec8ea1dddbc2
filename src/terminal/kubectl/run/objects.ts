import type { KubectlContext } from '../command.ts';
import { envNameFault } from '../envName.ts';
import { KubectlError } from '../errors.ts';
import { parseGeneratorLabels } from '../generatorLabels.ts';
import { recordAt, type JsonRecord } from '../printers/values.ts';

/** The flags of `run` that shape its objects. */
interface RunFlags {
  readonly annotations: readonly string[];
  readonly command: boolean;
  readonly env: readonly string[];
  readonly image: string;
  readonly 'image-pull-policy': string;
  readonly labels: string;
  readonly 'leave-stdin-open': boolean;
  readonly port: string;
  readonly privileged: boolean;
  readonly restart: string;
  readonly stdin: boolean;
  readonly tty: boolean;
}

type RunContext = Omit<KubectlContext, 'flags'> & { readonly flags: RunFlags };

/** The pod that `kubectl run` makes: one container named like it. k8s: generate/versioned BasicPod */
export function podFor(context: RunContext, name: string, { command }: { readonly command: readonly string[]; readonly isAttached: boolean }): JsonRecord {
  const { flags } = context;
  const labels = flags.labels === '' ? { run: name } : parseGeneratorLabels(flags.labels);
  const annotations = Object.fromEntries(flags.annotations.map(annotationOf));
  const container = {
    ...(command.length === 0 ? {} : flags.command ? { command } : { args: command }),
    ...(flags.env.length === 0 ? {} : { env: flags.env.map(envOf) }),
    image: flags.image,
    ...(flags['image-pull-policy'] === '' ? {} : { imagePullPolicy: flags['image-pull-policy'] }),
    name,
    ...(flags.port === '' ? {} : { ports: [{ containerPort: portOf(flags.port) }] }),
    resources: {},
    ...(flags.privileged ? { securityContext: { privileged: true } } : {}),
    ...(flags.stdin ? { stdin: true } : {}),
    ...(flags.stdin && !flags['leave-stdin-open'] ? { stdinOnce: true } : {}),
    ...(flags.tty ? { tty: true } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...(flags.annotations.length === 0 ? {} : { annotations }), labels, name },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: flags.restart },
    status: {},
  };
}

function annotationOf(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid annotations format: ${text}`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function envOf(text: string): JsonRecord {
  const equals = text.indexOf('=');
  if (equals <= 0 || envNameFault(text.slice(0, equals)) !== undefined) throw new KubectlError(`invalid env: ${text}`);
  return { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

function portOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new KubectlError(`strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** `--expose`: a ClusterIP Service with the pod's labels as its selector. */
export function exposingService(context: RunContext, name: string, pod: JsonRecord): JsonRecord {
  const port = portOf(context.flags.port);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: recordAt(pod, 'metadata', 'labels') },
    status: { loadBalancer: {} },
  };
}

const IMAGE_NAME = /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9-]+)*(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** k8s: reference.ReferenceRegexp */
export function isImageName(image: string): boolean {
  return IMAGE_NAME.test(image);
}

export function checkImageName(image: string): void {
  if (!isImageName(image)) throw new KubectlError(`Invalid image name "${image}": invalid reference format`);
}

