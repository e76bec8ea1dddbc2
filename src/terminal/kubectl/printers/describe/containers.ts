import type { Container, ContainerState, ContainerStatus, EnvVar, Probe, ResourceRequirements } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import { containerResource } from './containerResource.ts';
import { longTime, trueFalse, type Layout } from './layout.ts';

/** How one group of containers is shown: `space` indents it inside a template. */
export interface ContainerBlock {
  readonly title: string;
  readonly containers: readonly Container[];
  readonly statuses?: readonly ContainerStatus[];
  readonly space: '' | '  ';
  /** The value of a field of the pod; empty in templates. */
  readonly fieldValue?: (path: string) => string;
}

/** k8s: describe describeContainers */
export function writeContainers(layout: Layout, block: ContainerBlock): void {
  layout.write(0, `${block.space}${block.title}:${block.containers.length === 0 ? ' <none>' : ''}`);
  for (const container of block.containers) writeContainer(layout, container, block);
}

function writeContainer(layout: Layout, container: Container, block: ContainerBlock): void {
  const status = block.statuses?.find((status) => status.name === container.name);
  layout.write(1, `${block.space === '' ? '' : ' '}${container.name}:`);
  writeBasics(layout, container, status);
  writeWords(layout, 'Command', container.command);
  writeWords(layout, 'Args', container.args);
  if (status !== undefined) writeStatus(layout, status);
  writeResources(layout, 2, container.resources);
  if (container.livenessProbe !== undefined) layout.write(2, `Liveness:\t${probeText(container.livenessProbe)}`);
  if (container.readinessProbe !== undefined) layout.write(2, `Readiness:\t${probeText(container.readinessProbe)}`);
  if (container.startupProbe !== undefined) layout.write(2, `Startup:\t${probeText(container.startupProbe)}`);
  writeEnvFrom(layout, container);
  writeEnv(layout, container, block.fieldValue);
  writeMounts(layout, container);
}

function writeBasics(layout: Layout, container: Container, status: ContainerStatus | undefined): void {
  if (status !== undefined) layout.write(2, `Container ID:\t${status.containerID ?? ''}`);
  layout.write(2, `Image:\t${container.image ?? ''}`);
  if (status !== undefined) layout.write(2, `Image ID:\t${status.imageID}`);
  writePorts(layout, 'Port', portsText(container, 'containerPort'));
  writePorts(layout, 'Host Port', portsText(container, 'hostPort'));
  const seccomp = container.securityContext?.['seccompProfile'];
  if (typeof seccomp === 'object' && seccomp !== null && 'type' in seccomp) layout.write(2, `SeccompProfile:\t${String(seccomp.type)}`);
}

function writePorts(layout: Layout, title: string, ports: string): void {
  layout.write(2, ports.includes(',') ? `${title}s:\t${ports}` : `${title}:\t${ports === '' ? '<none>' : ports}`);
}

function portsText({ ports = [] }: Container, which: 'containerPort' | 'hostPort'): string {
  return ports.map((port) => `${port[which] ?? 0}/${port.protocol ?? 'TCP'}${port.name === undefined ? '' : ` (${port.name})`}`).join(', ');
}

function writeWords(layout: Layout, title: string, words: readonly string[] | undefined): void {
  if (words === undefined || words.length === 0) return;
  layout.write(2, `${title}:`);
  for (const line of words.flatMap((word) => word.split('\n'))) layout.write(3, line);
}

function writeStatus(layout: Layout, status: ContainerStatus): void {
  writeState(layout, 'State', status.state);
  if (status.lastState.terminated !== undefined) writeState(layout, 'Last State', status.lastState);
  layout.write(2, `Ready:\t${trueFalse(status.ready)}`);
  layout.write(2, `Restart Count:\t${status.restartCount}`);
}

function writeState(layout: Layout, title: string, { running, terminated, waiting }: ContainerState): void {
  if (running !== undefined) {
    layout.write(2, `${title}:\tRunning`);
    layout.write(3, `Started:\t${longTime(running.startedAt)}`);
  } else if (waiting !== undefined || terminated === undefined) {
    layout.write(2, `${title}:\tWaiting`);
    if ((waiting?.reason ?? '') !== '') layout.write(3, `Reason:\t${waiting?.reason ?? ''}`);
  } else {
    layout.write(2, `${title}:\tTerminated`);
    if ((terminated.reason ?? '') !== '') layout.write(3, `Reason:\t${terminated.reason ?? ''}`);
    if ((terminated.message ?? '') !== '') layout.write(3, `Message:\t${terminated.message ?? ''}`);
    layout.write(3, `Exit Code:\t${terminated.exitCode}`);
    if ((terminated.signal ?? 0) > 0) layout.write(3, `Signal:\t${terminated.signal ?? 0}`);
    layout.write(3, `Started:\t${longTime(terminated.startedAt)}`);
    layout.write(3, `Finished:\t${longTime(terminated.finishedAt)}`);
  }
}

/** Limits, then requests, each sorted by name. */
export function writeResources(layout: Layout, level: number, resources: ResourceRequirements | undefined): void {
  writeList(layout, level, 'Limits', resources?.limits);
  writeList(layout, level, 'Requests', resources?.requests);
}

function writeList(layout: Layout, level: number, title: string, list: Readonly<Record<string, string>> | undefined): void {
  const names = Object.keys(list ?? {}).toSorted(byCodeUnit);
  if (names.length > 0) layout.write(level, `${title}:`);
  for (const name of names) layout.write(level + 1, `${name}:\t${canonicalQuantity(list?.[name] ?? '')}`);
}

/** `http-get http://:80/healthz delay=0s timeout=1s period=10s #success=1 #failure=3`. k8s: DescribeProbe */
export function probeText(probe: Probe): string {
  const { initialDelaySeconds: delay = 0, timeoutSeconds: timeout = 1, periodSeconds: period = 10, successThreshold: success = 1, failureThreshold: failure = 3 } = probe;
  return `${handlerText(probe)} delay=${delay}s timeout=${timeout}s period=${period}s #success=${success} #failure=${failure}`;
}

function handlerText({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}]`;
  if (httpGet !== undefined) return `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? ''}`;
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`;
  if (grpc !== undefined) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''}`;
  return 'unknown';
}

function writeEnvFrom(layout: Layout, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return;
  layout.write(2, 'Environment Variables from:');
  for (const { configMapRef, secretRef, prefix = '' } of envFrom) {
    const from = configMapRef === undefined ? 'Secret' : 'ConfigMap';
    const ref = configMapRef ?? secretRef;
    layout.write(3, `${ref?.name ?? ''}\t${from}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${ref?.optional === true}`);
  }
}

function writeEnv(layout: Layout, container: Container, fieldValue: ContainerBlock['fieldValue']): void {
  const env = container.env ?? [];
  layout.write(2, `Environment:${env.length === 0 ? '\t<none>' : ''}`);
  for (const variable of env) {
    const [first = '', ...others] = envText(container, variable, fieldValue).split('\n');
    layout.write(3, `${variable.name}:\t${first}`);
    for (const line of others) layout.write(3, `\t${line}`);
  }
}

function envText(container: Container, { value = '', valueFrom }: EnvVar, fieldValue: ContainerBlock['fieldValue']): string {
  if (valueFrom === undefined) return value;
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef !== undefined) return `${fieldValue?.(fieldRef.fieldPath) ?? ''} (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`;
  if (resourceFieldRef !== undefined) return `${containerResource(container, resourceFieldRef)} (${resourceFieldRef.resource})`;
  if (secretKeyRef !== undefined) return `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>\tOptional: ${secretKeyRef.optional === true}`;
  if (configMapKeyRef !== undefined) return `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>\tOptional: ${configMapKeyRef.optional === true}`;
  return '';
}

function writeMounts(layout: Layout, { volumeMounts = [], volumeDevices = [] }: Container): void {
  layout.write(2, `Mounts:${volumeMounts.length === 0 ? '\t<none>' : ''}`);
  for (const mount of volumeMounts.toSorted((a, b) => byCodeUnit(a.mountPath, b.mountPath))) {
    const flags = [mount.readOnly === true ? 'ro' : 'rw', ...(mount.subPath === undefined ? [] : [`path="${mount.subPath}"`])];
    layout.write(3, `${mount.mountPath} from ${mount.name} (${flags.join(',')})`);
  }
  if (volumeDevices.length === 0) return;
  layout.write(2, 'Devices:');
  for (const device of volumeDevices) layout.write(3, `${device.devicePath} from ${device.name}`);
}
