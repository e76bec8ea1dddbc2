import { validateContainers, validateEphemeralContainers, validateInitContainers } from './containerValidation.ts';
import { forbidden, invalid, invalidEach, notSupported, oneOf, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { validateLabels, validateLabelSelector, validateNodeOperator } from './labelSelector.ts';
import { validateAnnotations } from './metadata.ts';
import { dnsLabel, dnsSubdomain, ipAddress, labelKey, labelValue } from './names.ts';
import type {
  Affinity,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  PodSpec,
  PodTemplateSpec,
  Toleration,
  TopologySpreadConstraint,
} from './pod.ts';
import { validatePodSecurity } from './securityValidation.ts';
import { validateVolumes } from './volumeValidation.ts';

/** Labels, annotations and spec of a pod template. k8s: core validation.ValidatePodTemplateSpec. */
export function validatePodTemplate(path: string, template: PodTemplateSpec): readonly FieldError[] {
  return [
    ...validateLabels(`${path}.metadata.labels`, template.metadata?.labels),
    ...validateAnnotations(`${path}.metadata.annotations`, template.metadata?.annotations),
    ...validatePodSpec(`${path}.spec`, template.spec),
    ...((template.spec.ephemeralContainers ?? []).length === 0 ? [] : [forbidden(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]),
  ];
}

/** k8s: core validation.ValidatePodSpec. The errors come in upstream's order. */
export function validatePodSpec(path: string, spec: PodSpec): readonly FieldError[] {
  const { errors: volumeErrors, names: volumes } = validateVolumes(`${path}.volumes`, spec.volumes ?? []);
  return [
    ...volumeErrors,
    ...validateContainers(`${path}.containers`, spec.containers ?? [], volumes),
    ...validateInitContainers(`${path}.initContainers`, spec.initContainers ?? [], spec.containers ?? [], volumes),
    ...validateEphemeralContainers(
      `${path}.ephemeralContainers`,
      spec.ephemeralContainers ?? [],
      [...(spec.containers ?? []), ...(spec.initContainers ?? [])],
      volumes,
    ),
    ...oneOf(`${path}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
    ...oneOf(`${path}.dnsPolicy`, spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']),
    ...validateLabels(`${path}.nodeSelector`, spec.nodeSelector),
    ...validatePodSecurity(path, spec),
    ...validateAffinity(`${path}.affinity`, spec.affinity),
    ...validateDnsConfig(`${path}.dnsConfig`, spec),
    ...validateNames(path, spec),
    ...(spec.topologySpreadConstraints ?? []).flatMap((constraint, index) =>
      validateSpread(`${path}.topologySpreadConstraints[${index}]`, constraint),
    ),
    ...validateDeadline(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds),
    ...(spec.tolerations ?? []).flatMap((toleration, index) => validateToleration(`${path}.tolerations[${index}]`, toleration)),
    ...(spec.hostAliases ?? []).flatMap(({ ip }, index) => invalidEach(`${path}.hostAliases[${index}].ip`, ip, ipAddress(ip))),
    ...(spec.preemptionPolicy === undefined
      ? []
      : oneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, ['Never', 'PreemptLowerPriority'])),
  ];
}

function validateNames(path: string, spec: PodSpec): readonly FieldError[] {
  const rules = [
    ['serviceAccountName', dnsSubdomain],
    ['nodeName', dnsSubdomain],
    ['hostname', dnsLabel],
    ['subdomain', dnsLabel],
    ['priorityClassName', dnsSubdomain],
  ] as const;
  return rules.flatMap(([key, rule]) => {
    const value = spec[key] ?? '';
    return value === '' ? [] : invalidEach(`${path}.${key}`, value, rule(value));
  });
}

function validateDeadline(path: string, seconds: number | undefined): readonly FieldError[] {
  if (seconds === undefined || (seconds >= 1 && seconds <= 2_147_483_647)) return [];
  return [invalid(path, seconds, 'must be between 1 and 2147483647, inclusive')];
}

function validateDnsConfig(path: string, { dnsPolicy, dnsConfig }: PodSpec): readonly FieldError[] {
  const { nameservers = [], searches = [] } = dnsConfig ?? {};
  return [
    ...(dnsPolicy === 'None' && dnsConfig === undefined ? [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')] : []),
    ...(dnsPolicy === 'None' && dnsConfig !== undefined && nameservers.length === 0
      ? [required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
      : []),
    ...(nameservers.length > 3 ? [invalid(`${path}.nameservers`, nameservers, 'must not have more than 3 nameservers')] : []),
    ...nameservers.flatMap((ip, index) => invalidEach(`${path}.nameservers[${index}]`, ip, ipAddress(ip))),
    ...searches.flatMap((domain, index) => {
      const bare = domain.endsWith('.') ? domain.slice(0, -1) : domain;
      return domain === '.' ? [] : invalidEach(`${path}.searches[${index}]`, domain, dnsSubdomain(bare));
    }),
  ];
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** k8s: core validation.ValidateTolerations. */
function validateToleration(path: string, toleration: Toleration): readonly FieldError[] {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  return [
    ...(key === '' ? [] : invalidEach(`${path}.key`, key, labelKey(key))),
    ...(key === '' && operator !== 'Exists'
      ? [invalid(`${path}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"')]
      : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalid(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")]
      : []),
    ...validateTolerationOperator(path, operator, value),
    ...(effect === '' || EFFECTS.includes(effect) ? [] : [notSupported(`${path}.effect`, effect, EFFECTS)]),
  ];
}

function validateTolerationOperator(path: string, operator: string, value: string): readonly FieldError[] {
  if (operator === 'Equal' || operator === '') {
    const [message] = labelValue(value);
    return message === undefined ? [] : [invalid(`${path}.operator`, value, message)];
  }
  if (operator === 'Exists')
    return value === '' ? [] : [invalid(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'")];
  return [notSupported(`${path}.operator`, operator, ['Equal', 'Exists'])];
}

function validateAffinity(path: string, affinity: Affinity | undefined): readonly FieldError[] {
  const { nodeAffinity } = affinity ?? {};
  const wanted = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const nodePath = `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  const preferred = nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const preferredPath = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution`;
  return [
    ...(wanted === undefined ? [] : validateNodeTerms(nodePath, wanted.nodeSelectorTerms ?? [])),
    ...preferred.flatMap(({ weight, preference }, index) => [
      ...validateWeight(`${preferredPath}[${index}].weight`, weight),
      ...validateNodeTerm(`${preferredPath}[${index}].preference`, preference),
    ]),
    ...validatePodAffinity(`${path}.podAffinity`, affinity?.podAffinity),
    ...validatePodAffinity(`${path}.podAntiAffinity`, affinity?.podAntiAffinity),
  ];
}

/** Also for the node affinity of volumes. k8s: core validation.ValidateNodeSelector. */
export function validateNodeTerms(path: string, terms: readonly NodeSelectorTerm[]): readonly FieldError[] {
  if (terms.length === 0) return [required(path, 'must have at least one node selector term')];
  return terms.flatMap((term, index) => validateNodeTerm(`${path}[${index}]`, term));
}

function validateNodeTerm(path: string, term: NodeSelectorTerm): readonly FieldError[] {
  return (term.matchExpressions ?? []).flatMap(({ key, operator, values }, index) => [
    ...validateNodeOperator(`${path}.matchExpressions[${index}]`, operator, values ?? []),
    ...invalidEach(`${path}.matchExpressions[${index}].key`, key, labelKey(key)),
  ]);
}

function validatePodAffinity(path: string, affinity: PodAffinity | undefined): readonly FieldError[] {
  const wanted = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...wanted.flatMap((term, index) => validateAffinityTerm(`${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`, term)),
    ...preferred.flatMap(({ weight, podAffinityTerm }, index) => [
      ...validateWeight(`${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].weight`, weight),
      ...validateAffinityTerm(`${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`, podAffinityTerm),
    ]),
  ];
}

function validateAffinityTerm(path: string, term: PodAffinityTerm): readonly FieldError[] {
  const { topologyKey = '' } = term;
  return [
    ...validateLabelSelector(`${path}.labelSelector`, term.labelSelector),
    ...validateLabelSelector(`${path}.namespaceSelector`, term.namespaceSelector),
    ...(topologyKey === '' ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
    ...invalidEach(`${path}.topologyKey`, topologyKey, labelKey(topologyKey)),
  ];
}

function validateWeight(path: string, weight: number | undefined): readonly FieldError[] {
  const value = weight ?? 0;
  return value > 0 && value <= 100 ? [] : [invalid(path, value, 'must be in the range 1-100')];
}

function validateSpread(path: string, constraint: TopologySpreadConstraint): readonly FieldError[] {
  const { maxSkew, topologyKey = '', whenUnsatisfiable } = constraint;
  return [
    ...((maxSkew ?? 0) <= 0 ? [invalid(`${path}.maxSkew`, maxSkew ?? 0, 'must be greater than zero')] : []),
    ...(topologyKey === ''
      ? [required(`${path}.topologyKey`, 'can not be empty')]
      : invalidEach(`${path}.topologyKey`, topologyKey, labelKey(topologyKey))),
    ...(['DoNotSchedule', 'ScheduleAnyway'].includes(whenUnsatisfiable)
      ? []
      : [notSupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable ?? '', ['DoNotSchedule', 'ScheduleAnyway'])]),
    ...validateLabelSelector(`${path}.labelSelector`, constraint.labelSelector),
  ];
}

/** The template of a controller that keeps its pods running for ever: restartPolicy Always, no deadline. `kind` is the word of the message: `StatefulSet`. */
export function validateEndlessTemplate(path: string, template: PodTemplateSpec, kind: string): readonly FieldError[] {
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec;
  return [
    ...(restartPolicy === 'Always' ? [] : [notSupported(`${path}.spec.restartPolicy`, restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? []
      : [forbidden(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${kind} is not Supported`)]),
  ];
}
