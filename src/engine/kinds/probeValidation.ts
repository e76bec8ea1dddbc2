import { forbidden, invalid, invalidEach, nonNegative, oneOf, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { httpHeaderName, portName, portNumber } from './names.ts';
import type { Container, Handler, HttpGetAction, IntOrString, Probe } from './pod.ts';

/** Probes and lifecycle hooks of a container. k8s: core validation.validateProbe, validateLifecycle. */
export function validateProbes(path: string, container: Container): readonly FieldError[] {
  return [
    ...validateProbe(`${path}.livenessProbe`, container.livenessProbe, mustSucceedOnce),
    ...validateProbe(`${path}.readinessProbe`, container.readinessProbe, withoutGrace),
    ...validateProbe(`${path}.startupProbe`, container.startupProbe, mustSucceedOnce),
  ];
}

type OwnRule = (path: string, probe: Probe) => readonly FieldError[];

const mustSucceedOnce: OwnRule = (path, { successThreshold }) =>
  successThreshold === 1 ? [] : [invalid(`${path}.successThreshold`, successThreshold ?? 0, 'must be 1')];

const withoutGrace: OwnRule = (path, { terminationGracePeriodSeconds: seconds }) =>
  seconds === undefined ? [] : [invalid(`${path}.terminationGracePeriodSeconds`, seconds, 'must not be set for readinessProbes')];

function validateProbe(path: string, probe: Probe | undefined, ownRule: OwnRule): readonly FieldError[] {
  if (probe === undefined) return [];
  const graceSeconds = probe.terminationGracePeriodSeconds;
  return [
    ...validateHandler(path, probe),
    ...nonNegative(`${path}.initialDelaySeconds`, probe.initialDelaySeconds),
    ...nonNegative(`${path}.timeoutSeconds`, probe.timeoutSeconds),
    ...nonNegative(`${path}.periodSeconds`, probe.periodSeconds),
    ...nonNegative(`${path}.successThreshold`, probe.successThreshold),
    ...nonNegative(`${path}.failureThreshold`, probe.failureThreshold),
    ...(graceSeconds !== undefined && graceSeconds <= 0
      ? [invalid(`${path}.terminationGracePeriodSeconds`, graceSeconds, 'must be greater than 0')]
      : []),
    ...ownRule(path, probe),
  ];
}

export function validateLifecycle(path: string, { lifecycle }: Container): readonly FieldError[] {
  return [
    ...(lifecycle?.postStart === undefined ? [] : validateHandler(`${path}.postStart`, lifecycle.postStart)),
    ...(lifecycle?.preStop === undefined ? [] : validateHandler(`${path}.preStop`, lifecycle.preStop)),
  ];
}

/** Exactly one way to ask. */
function validateHandler(path: string, handler: Handler): readonly FieldError[] {
  const given = (['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const).filter((key) => handler[key] !== undefined);
  if (given.length === 0) return [required(path, 'must specify a handler type')];
  return given.flatMap((key, index) =>
    index > 0 ? [forbidden(`${path}.${key}`, 'may not specify more than 1 handler type')] : validateAction(`${path}.${key}`, key, handler),
  );
}

function validateAction(path: string, key: keyof Handler, { exec, httpGet, tcpSocket, grpc }: Handler): readonly FieldError[] {
  if (key === 'exec') return (exec?.command ?? []).length === 0 ? [required(`${path}.command`)] : [];
  if (key === 'httpGet' && httpGet !== undefined) return validateHttpGet(path, httpGet);
  if (key === 'tcpSocket' && tcpSocket !== undefined) return validatePort(`${path}.port`, tcpSocket.port);
  if (key === 'grpc' && grpc !== undefined) return invalidEach(`${path}.port`, grpc.port, portNumber(grpc.port));
  return [];
}

function validateHttpGet(path: string, { path: urlPath = '', port, scheme, httpHeaders }: HttpGetAction): readonly FieldError[] {
  return [
    ...(urlPath === '' ? [required(`${path}.path`)] : []),
    ...validatePort(`${path}.port`, port),
    ...oneOf(`${path}.scheme`, scheme, ['HTTP', 'HTTPS']),
    ...(httpHeaders ?? []).flatMap(({ name }, index) => invalidEach(`${path}.httpHeaders[${index}]`, name, httpHeaderName(name))),
  ];
}

/** A number or the name of a port. k8s: ValidatePortNumOrName. */
export function validatePort(path: string, port: IntOrString | undefined): readonly FieldError[] {
  if (typeof port === 'string') return invalidEach(path, port, portName(port));
  return invalidEach(path, port ?? 0, portNumber(port ?? 0));
}
