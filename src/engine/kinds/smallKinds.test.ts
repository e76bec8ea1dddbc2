import { describe, expect, it } from 'vitest';
import { configMapKind } from './configMap.ts';
import { controllerRevisionKind } from './controllerRevision.ts';
import { cronJobKind } from './cronJob.ts';
import { endpointsKind } from './endpoints.ts';
import { endpointSliceKind } from './endpointSlice.ts';
import { eventKind } from './event.ts';
import { horizontalPodAutoscalerKind } from './horizontalPodAutoscaler.ts';
import type { Kind, StrategyContext } from './kind.ts';
import { limitRangeKind } from './limitRange.ts';
import { namespaceKind } from './namespace.ts';
import { nodeKind } from './node.ts';
import type { KubeObject } from './object.ts';
import { podDisruptionBudgetKind } from './podDisruptionBudget.ts';
import { priorityClassKind } from './priorityClass.ts';
import { replicaSetKind } from './replicaSet.ts';
import { resourceQuotaKind } from './resourceQuota.ts';
import { secretKind } from './secret.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };
const nowMs = Date.UTC(2026, 10, 23, 7, 1, 0);

type Patch = Readonly<Record<string, unknown>>;

const metadata = { name: 'x', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' };

/** An object as it is stored after a create; a status given here is put in afterwards. */
function stored<T extends KubeObject>(kind: Kind<T>, { status, ...patch }: Patch, meta: Patch = {}): T {
  const sent = {
    apiVersion: 'v1',
    kind: kind.kind,
    metadata: { ...metadata, ...(kind.namespaced ? { namespace: 'default' } : {}), ...meta },
    ...patch,
  };
  const object = kind.defaults(kind.prepareForCreate(sent as unknown as T, context), context);
  return status === undefined ? object : { ...object, status };
}

const cells = <T extends KubeObject>(kind: Kind<T>, object: T) => kind.columns.map(({ cell }) => String(cell(object, nowMs))).join('|');

const complaints = <T extends KubeObject>(kind: Kind<T>, object: T) =>
  kind.validate(object, context).map(({ field, message }) => `${field}: ${message}`);

describe('a ConfigMap', () => {
  it('counts its keys', () => {
    expect(cells(configMapKind, stored(configMapKind, { data: { a: '1' }, binaryData: { b: 'Yg==' } }))).toBe('x|2|60s');
  });

  it('accepts file names as keys only', () => {
    expect(complaints(configMapKind, stored(configMapKind, { data: { 'nginx.conf': '' } }))).toEqual([]);
    expect(complaints(configMapKind, stored(configMapKind, { data: { 'a/b': '' } }))).toEqual([
      "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ]);
  });

  it('that is immutable stays as it is', () => {
    const old = stored(configMapKind, { data: { a: '1' }, immutable: true });
    const errors = configMapKind.validateUpdate({ ...old, data: { a: '2' }, immutable: false }, old, context);
    expect(errors.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'immutable: Forbidden: field is immutable when `immutable` is set',
      'data: Forbidden: field is immutable when `immutable` is set',
    ]);
  });
});

describe('a Secret', () => {
  it('stores texts as base64 and is Opaque', () => {
    const secret = stored(secretKind, { stringData: { password: 's3cret', sign: '✓' }, data: { user: 'bWU=' } });
    expect(secret).toMatchObject({ type: 'Opaque', data: { password: 'czNjcmV0', sign: '4pyT', user: 'bWU=' } });
    expect(secret).not.toHaveProperty('stringData');
    expect(cells(secretKind, secret)).toBe('x|Opaque|3|60s');
  });

  it('for TLS needs both parts', () => {
    expect(complaints(secretKind, stored(secretKind, { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }))).toEqual([
      'data[tls.key]: Required value',
    ]);
  });
});

describe('a Namespace', () => {
  it('is Active, carries its name as a label and waits for its content when it goes', () => {
    const namespace = stored(namespaceKind, {});
    expect(namespace).toMatchObject({ status: { phase: 'Active' }, spec: { finalizers: ['kubernetes'] } });
    expect(namespace.metadata.labels).toEqual({ 'kubernetes.io/metadata.name': 'x' });
    expect(cells(namespaceKind, namespace)).toBe('x|Active|60s');
  });
});

describe('a Node', () => {
  const node = (patch: Patch, labels: Patch = {}) => stored(nodeKind, patch, { labels });
  const ready = (status: string) => ({ status: { conditions: [{ type: 'Ready', status }], nodeInfo: { kubeletVersion: 'v1.35.2' } } });

  it.each<[string, Patch, Patch?]>([
    ['Ready|<none>', ready('True')],
    ['NotReady|<none>', ready('Unknown')],
    ['Unknown|<none>', { status: {} }],
    ['Ready,SchedulingDisabled|<none>', { ...ready('True'), spec: { unschedulable: true } }],
    ['Ready|control-plane,worker', ready('True'), { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' }],
  ])('reads %s', (text, patch, labels = {}) => {
    const shown = node(patch, labels);
    expect(
      nodeKind.columns
        .slice(1, 3)
        .map(({ cell }) => cell(shown, nowMs))
        .join('|'),
    ).toBe(text);
  });

  it('has each taint once, with an effect that exists', () => {
    const taints = [
      { key: 'a', effect: 'NoSchedule' },
      { key: 'a', effect: 'NoSchedule' },
      { key: 'b', effect: 'Never' },
    ];
    expect(complaints(nodeKind, node({ spec: { taints } }))).toEqual([
      'spec.taints[1]: Duplicate value: {"Key":"a","Value":"","Effect":"NoSchedule","TimeAdded":null}',
      'spec.taints[2].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ]);
  });
});

describe('an Event', () => {
  const event = (patch: Patch) =>
    stored(eventKind, {
      involvedObject: { kind: 'Pod', name: 'web-0', namespace: 'default' },
      reason: 'Pulled',
      message: ' done \n',
      type: 'Normal',
      ...patch,
    });

  it('shows when it came last and first, and who says so', () => {
    const old = event({
      count: 3,
      firstTimestamp: '2026-11-23T07:00:10Z',
      lastTimestamp: '2026-11-23T07:00:50Z',
      source: { component: 'kubelet', host: 'n1' },
    });
    expect(cells(eventKind, old)).toBe('10s|Normal|Pulled|pod/web-0||kubelet, n1|done|50s|3|x');
    const modern = event({
      eventTime: '2026-11-23T07:00:40.500000Z',
      reportingComponent: 'default-scheduler',
      reportingInstance: 'default-scheduler-vm',
    });
    expect(cells(eventKind, modern)).toBe('19s|Normal|Pulled|pod/web-0||default-scheduler, default-scheduler-vm|done|19s|1|x');
  });

  it('writes the fields that Go never leaves out', () => {
    expect(event({})).toMatchObject({ source: {}, firstTimestamp: null, lastTimestamp: null, eventTime: null, reportingComponent: '' });
  });
});

describe('addresses of a Service', () => {
  const slice = (endpoints: unknown, ports: unknown) => stored(endpointSliceKind, { addressType: 'IPv4', endpoints, ports });
  const addresses = (...ips: string[]) => ips.map((ip) => ({ addresses: [ip], conditions: {} }));

  it.each<[string, unknown, unknown]>([
    ['80|10.0.0.1,10.0.0.2', addresses('10.0.0.1', '10.0.0.2'), [{ port: 80 }]],
    ['80,81|1,2,3 + 2 more...', addresses('1', '2', '3', '4', '5'), [{ port: 80 }, { port: 81 }]],
    ['<unset>|<unset>', null, null],
    ['*|<unset>', [], [{}]],
  ])('in a slice read %s', (text, endpoints, ports) => {
    const shown = slice(endpoints, ports);
    expect(
      endpointSliceKind.columns
        .slice(2, 4)
        .map(({ cell }) => cell(shown, nowMs))
        .join('|'),
    ).toBe(text);
  });

  it.each<[string, unknown]>([
    ['<none>', []],
    ['10.0.0.1:80,10.0.0.2:80', [{ addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], ports: [{ port: 80 }] }]],
    ['', [{ notReadyAddresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }]],
    ['1:80,2:80,1:81 + 1 more...', [{ addresses: [{ ip: '1' }, { ip: '2' }], ports: [{ port: 80 }, { port: 81 }] }]],
    ['10.0.0.1', [{ addresses: [{ ip: '10.0.0.1' }] }]],
  ])('in the old form read %j', (text, subsets) => {
    expect(endpointsKind.columns[1]?.cell(stored(endpointsKind, { subsets }), nowMs)).toBe(text);
  });
});

it('the old form wants addresses that are some, and ports with numbers', () => {
  const errors = complaints(endpointsKind, stored(endpointsKind, { subsets: [{}, { addresses: [{ ip: 'x' }], ports: [{ port: 0 }, { name: 'a', port: 80 }] }] }));

  expect(errors).toEqual([
    'subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`',
    'subsets[1].addresses[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    'subsets[1].ports[0].name: Required value',
    'subsets[1].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
  ]);
});

it('shows whose revision it is', () => {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true }];
  const revision = stored(controllerRevisionKind, { revision: 2, data: {} }, { ownerReferences });
  expect(cells(controllerRevisionKind, revision)).toBe('x|statefulset.apps/web|2|60s');
  const [error] = controllerRevisionKind.validateUpdate({ ...revision, data: { a: 1 } }, revision, context);
  expect(error?.message).toBe('Invalid value: {"a":1}: field is immutable');
});

describe('a PodDisruptionBudget', () => {
  it('has one of its two limits', () => {
    const both = stored(podDisruptionBudgetKind, { spec: { minAvailable: 1, maxUnavailable: 1, selector: { matchLabels: { a: 'b' } } } });
    expect(complaints(podDisruptionBudgetKind, both)).toEqual([
      'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"a":"b"}},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    ]);
  });

  it('reads as kubectl shows it', () => {
    expect(cells(podDisruptionBudgetKind, stored(podDisruptionBudgetKind, { spec: { minAvailable: '50%' } }))).toBe('x|50%|N/A|0|60s');
  });
});

it('shows a quota as used of allowed, limits apart', () => {
  const status = { hard: { pods: '2', 'limits.cpu': '4' }, used: { pods: '1', 'limits.cpu': '500m' } };
  expect(cells(resourceQuotaKind, stored(resourceQuotaKind, { spec: {}, status }))).toBe('x|pods: 1/2|limits.cpu: 500m/4|60s');
});

it('reserves the highest priorities for the system', () => {
  expect(complaints(priorityClassKind, stored(priorityClassKind, { value: 2_000_000_000 }))).toEqual([
    'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
  ]);
  expect(cells(priorityClassKind, stored(priorityClassKind, { value: 10 }))).toBe('x|10|false|60s|PreemptLowerPriority');
});

it('limits only resources that can be counted', () => {
  expect(complaints(resourceQuotaKind, stored(resourceQuotaKind, { spec: { hard: { pods: '2', 'requests.cpu': '1', 'count/jobs.batch': '3', foo: '1' } } }))).toEqual([
    'spec.hard[foo]: Invalid value: "foo": must be a standard resource type or fully qualified',
    'spec.hard[foo]: Invalid value: "foo": must be a standard resource for quota',
  ]);
});

describe('a LimitRange', () => {
  const limits = (...items: readonly Patch[]) => complaints(limitRangeKind, stored(limitRangeKind, { spec: { limits: items } }));

  it('has bounds in order', () => {
    expect(limits({ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' }, default: { cpu: '1' }, defaultRequest: { cpu: '500m' } })).toEqual([
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "500m": min value 2 is greater than default request value 500m',
      'spec.limits[0].default[cpu]: Invalid value: "2": min value 2 is greater than default value 1',
    ]);
  });

  it('says of each type what it may', () => {
    expect(limits({ type: 'Pod', default: { cpu: '1' } }, { type: 'Box' }, { type: 'Pod' }, { type: 'PersistentVolumeClaim' })).toEqual([
      "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
      'spec.limits[1].type: Invalid value: "Box": must be a standard limit type or fully qualified',
      'spec.limits[2].type: Duplicate value: "Pod"',
      'spec.limits[3].limits: Required value: either minimum or maximum storage value is required, but neither was provided',
    ]);
  });
});

it.each<[string, Kind, Patch, readonly string[]]>([
  ['an autoscaler', horizontalPodAutoscalerKind as unknown as Kind, { spec: { maxReplicas: 1 } }, ['spec.scaleTargetRef.kind: Required value', 'spec.scaleTargetRef.name: Required value']],
  ['a slice', endpointSliceKind as unknown as Kind, { addressType: 'IPv4', endpoints: [{}] }, ['endpoints[0].addresses: Required value: must contain at least 1 address']],
  ['a CronJob', cronJobKind as unknown as Kind, { spec: { schedule: '@daily', jobTemplate: {} } }, [
    'spec.jobTemplate.spec.template.spec.containers: Required value', 'spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
  ]],
  ['a ReplicaSet', replicaSetKind as unknown as Kind, { spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } } } } }, ['spec.template.spec.containers: Required value']],
])('%s with parts left out says which', (_, kind, patch, errors) => {
  expect(complaints(kind, stored(kind, patch))).toEqual(errors);
});
