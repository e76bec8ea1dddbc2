import { forbidden, invalid } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import type { Container, PodSpec } from './pod.ts';

/** k8s: core validation.ValidatePodSecurityContext, the host's network first. */
export function validatePodSecurity(path: string, spec: PodSpec): readonly FieldError[] {
  const { securityContext = {} } = spec;
  const groups = (securityContext['supplementalGroups'] ?? []) as readonly number[];
  return [
    ...validateHostNetwork(path, spec),
    ...(['fsGroup', 'runAsUser', 'runAsGroup'] as const).flatMap((key) => validateId(`${path}.securityContext.${key}`, securityContext[key])),
    ...groups.flatMap((id, index) => validateId(`${path}.securityContext.supplementalGroups[${index}]`, id)),
  ];
}

/** k8s: core validation.ValidateSecurityContext. */
export function validateContainerSecurity(path: string, { securityContext = {} }: Container): readonly FieldError[] {
  const isContradictory = securityContext['allowPrivilegeEscalation'] === false && securityContext['privileged'] === true;
  return [
    ...(['runAsUser', 'runAsGroup'] as const).flatMap((key) => validateId(`${path}.${key}`, securityContext[key])),
    ...(isContradictory ? [invalid(path, shownContext(securityContext), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')] : []),
  ];
}

/** Users and groups alike. */
function validateId(path: string, id: unknown): readonly FieldError[] {
  if (typeof id !== 'number' || (id >= 0 && id <= 2_147_483_647)) return [];
  return [invalid(path, id, 'must be between 0 and 2147483647, inclusive')];
}

/** On the host's network a container's port is the host's. */
function validateHostNetwork(path: string, { hostNetwork, hostAliases = [], containers = [] }: PodSpec): readonly FieldError[] {
  if (hostNetwork !== true) return [];
  const ports = containers.flatMap((container, index) =>
    (container.ports ?? []).flatMap(({ containerPort, hostPort }, portIndex) =>
      hostPort === containerPort
        ? []
        : [invalid(`${path}.containers[${index}].ports[${portIndex}].containerPort`, containerPort, 'must match `hostPort` when `hostNetwork` is true')],
    ),
  );
  return [...ports, ...(hostAliases.length === 0 ? [] : [forbidden(`${path}.hostAliases`, 'may not be set when `hostNetwork` is true')])];
}

/** The Go struct of a container's context, in its order of fields. */
function shownContext(context: Readonly<Record<string, unknown>>): unknown {
  const fields = [
    'capabilities', 'privileged', 'seLinuxOptions', 'windowsOptions', 'runAsUser', 'runAsGroup', 'runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation',
    'procMount', 'seccompProfile', 'appArmorProfile',
  ];
  const goNames: Readonly<Record<string, string>> = { seLinuxOptions: 'SELinuxOptions' };
  return Object.fromEntries(fields.map((name) => [goNames[name] ?? name.charAt(0).toUpperCase() + name.slice(1), context[name] ?? null]));
}
