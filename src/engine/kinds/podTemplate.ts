import { canonicalResources } from './canonicalResources.ts';
import { defaultClaimSpec } from './claimSpec.ts';
import { change, fill, mapItems, withField } from './copyOnWrite.ts';
import type { Container, EnvVar, Handler, Pod, PodSpec, PodTemplateSpec, Probe, ResourceRequirements, Volume } from './pod.ts';
import { canonicalQuantity } from './quantity.ts';

/** What the API server adds to the pods and pod templates it stores. k8s: apis/core/v1 SetDefaults_PodSpec and its parts. */

/** A template gets fewer defaults than a pod: enableServiceLinks and requests-from-limits come with the pod only. */
export function defaultPodTemplate(template: PodTemplateSpec | undefined): PodTemplateSpec {
  return change(fill(template ?? EMPTY_TEMPLATE, { metadata: NOTHING, spec: NO_CONTAINERS }), 'spec', defaultPodSpec);
}

const NOTHING = Object.freeze({});
const NO_CONTAINERS: PodSpec = Object.freeze({ containers: Object.freeze([]) as readonly Container[] });
const EMPTY_TEMPLATE: PodTemplateSpec = Object.freeze({ metadata: NOTHING, spec: NO_CONTAINERS });

/** k8s: SetDefaults_Pod. */
export function defaultPod(pod: Pod): Pod {
  const spec = defaultPodSpec(pod.spec ?? NO_CONTAINERS);
  const own = fill(withRequests(withHostPorts(spec)), { enableServiceLinks: true });
  return withField(pod, 'spec', own);
}

const SPEC_DEFAULTS = Object.freeze({
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  securityContext: NOTHING,
  schedulerName: 'default-scheduler',
} as const);

export function defaultPodSpec(spec: PodSpec): PodSpec {
  let next = fill(spec, SPEC_DEFAULTS);
  next = fill(next, { serviceAccountName: next.serviceAccount, serviceAccount: next.serviceAccountName });
  next = withField(next, 'containers', mapItems(next.containers ?? NO_CONTAINERS.containers, defaultContainer));
  next = change(next, 'initContainers', (containers) => mapItems(containers, defaultContainer));
  next = change(next, 'ephemeralContainers', (containers) => mapItems(containers, defaultContainer));
  return change(next, 'volumes', (volumes) => mapItems(volumes, defaultVolume));
}

const CONTAINER_DEFAULTS = Object.freeze({
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: NOTHING,
});

function defaultContainer(container: Container): Container {
  let next = fill(container, CONTAINER_DEFAULTS);
  if (next.imagePullPolicy === undefined) next = withField(next, 'imagePullPolicy', pullPolicyOf(next.image ?? ''));
  next = change(next, 'ports', (ports) => mapItems(ports, (port) => fill(port, { protocol: 'TCP' })));
  next = change(next, 'env', (env) => mapItems(env, defaultEnvVar));
  next = change(next, 'resources', canonicalResources);
  next = change(next, 'livenessProbe', defaultProbe);
  next = change(next, 'readinessProbe', defaultProbe);
  next = change(next, 'startupProbe', defaultProbe);
  return change(next, 'lifecycle', (lifecycle) => change(change(lifecycle, 'postStart', defaultHandler), 'preStop', defaultHandler));
}

/** Always for the tag `latest` and for none, unless a digest pins the image. */
function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  if (image.includes('@')) return 'IfNotPresent';
  const lastPart = image.slice(image.lastIndexOf('/') + 1);
  const colon = lastPart.indexOf(':');
  const tag = colon === -1 ? 'latest' : lastPart.slice(colon + 1);
  return tag === 'latest' && image !== '' ? 'Always' : 'IfNotPresent';
}

function defaultEnvVar(variable: EnvVar): EnvVar {
  return change(variable, 'valueFrom', (source) =>
    change(
      change(source, 'fieldRef', (reference) => fill(reference, { apiVersion: 'v1' })),
      'resourceFieldRef',
      (reference) => fill(reference, { divisor: '0' }),
    ),
  );
}

const PROBE_DEFAULTS = Object.freeze({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });

function defaultProbe(probe: Probe): Probe {
  return change(defaultHandler(fill(probe, PROBE_DEFAULTS)), 'grpc', (grpc) => fill(grpc, { service: '' }));
}

function defaultHandler<T extends Handler>(handler: T): T {
  return handler.httpGet === undefined
    ? handler
    : (withField<Handler, 'httpGet'>(handler, 'httpGet', fill(handler.httpGet, { path: '/', scheme: 'HTTP' })) as T);
}

const SOURCES_WITH_MODE = ['configMap', 'secret', 'projected', 'downwardAPI'] as const;
const DEFAULT_MODE = { defaultMode: 0o644 } as const;

function defaultVolume(volume: Volume): Volume {
  let next = volume;
  for (const source of SOURCES_WITH_MODE) next = change(next, source, (value) => fill(value, DEFAULT_MODE));
  next = change(next, 'hostPath', (source) => fill(source, { type: '' }));
  next = change(next, 'projected', (source) => change(source, 'sources', (sources) => mapItems(sources, defaultProjection)));
  next = change(next, 'ephemeral', (source) => change(source, 'volumeClaimTemplate', (template) => change(template, 'spec', defaultClaimSpec)));
  next = change(next, 'emptyDir', (source) => change(source, 'sizeLimit', canonicalQuantity));
  return hasSource(next) ? next : { ...next, emptyDir: NOTHING };
}

function hasSource(volume: Volume): boolean {
  for (const key in volume) if (key !== 'name') return true;
  return false;
}

type Projection = { readonly serviceAccountToken?: { readonly expirationSeconds?: number } };

function defaultProjection(source: unknown): unknown {
  return change(source as Projection, 'serviceAccountToken', (token) => fill(token, { expirationSeconds: 3600 }));
}

/** In a pod on the host's network every container port is a host port. */
function withHostPorts(spec: PodSpec): PodSpec {
  if (spec.hostNetwork !== true) return spec;
  const onHost = (container: Container) =>
    change(container, 'ports', (ports) => mapItems(ports, (port) => fill(port, { hostPort: port.containerPort })));
  return change(withField(spec, 'containers', mapItems(spec.containers, onHost)), 'initContainers', (list) => mapItems(list, onHost));
}

/** A pod's container that states a limit and no request requests the limit. */
function withRequests(spec: PodSpec): PodSpec {
  const next = withField(spec, 'containers', mapItems(spec.containers, requestLimits));
  return change(next, 'initContainers', (containers) => mapItems(containers, requestLimits));
}

function requestLimits(container: Container): Container {
  return change(container, 'resources', (resources) =>
    resources.limits === undefined ? resources : withField(resources, 'requests', fill(resources.requests ?? NOTHING, resources.limits)),
  );
}

type Qos = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** k8s: qos.ComputePodQOS. */
export function qosClassOf(spec: PodSpec | undefined): Qos {
  const { containers: own, initContainers = [] } = spec ?? NO_CONTAINERS;
  // A pod is asked for its class before anyone has checked that it has containers.
  const containers = [...(own ?? NO_CONTAINERS.containers), ...initContainers];
  const amounts = containers.map((container) => computeAmounts(container.resources));
  if (amounts.every(({ isEmpty }) => isEmpty)) return 'BestEffort';
  return amounts.every(({ isGuaranteed }) => isGuaranteed) ? 'Guaranteed' : 'Burstable';
}

function computeAmounts({ limits, requests }: ResourceRequirements = {}): { readonly isEmpty: boolean; readonly isGuaranteed: boolean } {
  const isSet = (text: string | undefined) => text !== undefined && canonicalQuantity(text) !== '0';
  const same = (name: 'cpu' | 'memory') =>
    isSet(limits?.[name]) && canonicalQuantity(requests?.[name] ?? limits?.[name] ?? '') === canonicalQuantity(limits?.[name] ?? '');
  const isEmpty = !(['cpu', 'memory'] as const).some((name) => isSet(limits?.[name]) || isSet(requests?.[name]));
  return { isEmpty, isGuaranteed: same('cpu') && same('memory') };
}
