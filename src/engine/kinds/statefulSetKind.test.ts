import { describe, expect, it } from 'vitest';
import type { StrategyContext } from './kind.ts';
import type { StatefulSet, StatefulSetSpec } from './statefulSet.ts';
import { statefulSetKind } from './statefulSetKind.ts';

const context = (MaxUnavailableStatefulSet = false): StrategyContext => ({ gates: { MaxUnavailableStatefulSet }, unixMs: 0 });

/** Changes to a spec, loosely typed, because many of them are wrong on purpose. */
type Patch = Readonly<Record<string, unknown>>;

const template = (spec: Patch = {}, labels: Patch = { app: 'web' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }], ...spec },
});

const claim = (name: string, spec: Patch = {}) => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});

function raw(spec: Patch = {}, metadata: Patch = {}): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z', ...metadata },
    spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, serviceName: 'web', template: template(), ...spec },
  } as unknown as StatefulSet;
}

const stored = (spec: Patch = {}, metadata: Patch = {}, gate = false) =>
  statefulSetKind.defaults(statefulSetKind.prepareForCreate(raw(spec, metadata), context(gate)), context(gate));

const complaints = (set: StatefulSet) => statefulSetKind.validate(set, context()).map(({ field, message }) => `${field}: ${message}`);

const updated = (change: Patch, metadata: Patch = {}, old = stored()) => {
  const next = { ...old, metadata: { ...old.metadata, ...metadata }, spec: { ...old.spec, ...change } } as StatefulSet;
  const prepared = statefulSetKind.prepareForUpdate(next, old, context());
  return statefulSetKind.validateUpdate(prepared, old, context()).map(({ field, message }) => `${field}: ${message}`);
};

describe('a new StatefulSet', () => {
  it('is stored with its defaults, an empty status and generation 1', () => {
    const set = stored({ replicas: undefined, serviceName: undefined, volumeClaimTemplates: [claim('data')] });
    expect(set.spec).toMatchObject({
      replicas: 1,
      serviceName: '',
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { volumeMode: 'Filesystem' }, status: { phase: 'Pending' } },
      ],
    });
    expect(set.status).toEqual({ replicas: 0, availableReplicas: 0 });
    expect(set.metadata.generation).toBe(1);
  });

  it('keeps its reference once nothing is missing', () => {
    const set = stored({ volumeClaimTemplates: [claim('data')], template: template({ volumes: [{ name: 'tmp', emptyDir: {} }] }) });
    expect(statefulSetKind.defaults(set, context())).toBe(set);
  });

  it.each<[string, Patch, unknown]>([
    ['no strategy', {}, { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }],
    [
      'only a partition',
      { updateStrategy: { rollingUpdate: { partition: 2 } } },
      { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    ],
    [
      'an empty block',
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} } },
      { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ],
    ['a type without block', { updateStrategy: { type: 'RollingUpdate' } }, { type: 'RollingUpdate' }],
    ['OnDelete', { updateStrategy: { type: 'OnDelete' } }, { type: 'OnDelete' }],
  ])('with %s gets the strategy that upstream gives it', (_, spec, strategy) => {
    expect(stored(spec).spec.updateStrategy).toEqual(strategy);
  });

  it('loses maxUnavailable while the gate is off, and gets 1 while it is on', () => {
    const asked = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } };
    expect(stored(asked).spec.updateStrategy?.rollingUpdate).toEqual({ partition: 0 });
    expect(stored(asked, {}, true).spec.updateStrategy?.rollingUpdate).toEqual({ partition: 0, maxUnavailable: 2 });
    expect(stored({}, {}, true).spec.updateStrategy?.rollingUpdate).toEqual({ partition: 0, maxUnavailable: 1 });
  });

  it('that had maxUnavailable before the gate went off keeps it', () => {
    const old = stored({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } }, {}, true);
    const next = statefulSetKind.prepareForUpdate({ ...old, spec: { ...old.spec, replicas: 5 } }, old, context());
    expect(next.spec.updateStrategy?.rollingUpdate?.maxUnavailable).toBe(2);
  });
});

describe('a StatefulSet is accepted', () => {
  // upstream: TestValidateStatefulSet; TestValidateStatefulSetMinReadySeconds
  it.each<[string, Patch, Patch?]>([
    ['with letters and digits in its name', {}, { name: 'abc-123' }],
    ['on the host network', { template: template({ hostNetwork: true }) }],
    ['with parallel management', { podManagementPolicy: 'Parallel' }],
    ['with OnDelete', { updateStrategy: { type: 'OnDelete' } }],
    ['with a partition beyond its replicas', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 99 } } }],
    ['with deletion of claims', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } }],
    ['with a start ordinal', { ordinals: { start: 7 } }],
    [
      'with names in the template that the controller replaces',
      { template: template({ hostname: 'NOT_valid', subdomain: 'NEITHER_valid' }) },
    ],
    ['with minReadySeconds as large as can be', { minReadySeconds: 2_147_483_647 }],
    ['without serviceName', { serviceName: '' }],
    ['with two claim templates of one name', { volumeClaimTemplates: [claim('data'), claim('data')] }],
    ['with a claim that is mounted', { volumeClaimTemplates: [claim('data')], template: template({ containers: [mounting('data')] }) }],
    [
      'with a claim that hides a volume of the template',
      {
        volumeClaimTemplates: [claim('data')],
        template: template({ volumes: [{ name: 'data', emptyDir: {} }], containers: [mounting('data')] }),
      },
    ],
  ])('%s', (_, spec, metadata) => {
    expect(complaints(stored(spec, metadata))).toEqual([]);
  });
});

function mounting(name: string): Patch {
  return { name: 'nginx', image: 'nginx', volumeMounts: [{ name, mountPath: '/data' }] };
}

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character " +
  "(e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe('a StatefulSet is refused', () => {
  it.each<[Patch, string[]]>([
    [{ name: '' }, ['metadata.name: Required value: name or generateName is required']],
    [{ name: 'a.b' }, [`metadata.name: Invalid value: "a.b": ${LABEL_RULE}`]],
    [{ name: 'a'.repeat(64) }, [`metadata.name: Invalid value: "${'a'.repeat(64)}": must be no more than 63 characters`]],
    [{ namespace: '' }, ['metadata.namespace: Required value']],
  ])('for the metadata %j', (metadata, errors) => {
    expect(complaints(stored({}, metadata))).toEqual(errors);
  });

  const mismatch = (labels: string) =>
    `spec.template.metadata.labels: Invalid value: ${labels}: \`selector\` does not match template \`labels\``;

  // upstream: TestValidateStatefulSet; TestValidateStatefulSetMinReadySeconds
  it.each<[Patch, string[]]>([
    [{ selector: undefined }, ['spec.selector: Required value', mismatch('{"app":"web"}')]],
    [{ selector: {} }, ['spec.selector: Invalid value: {}: empty selector is invalid for statefulset']],
    [{ selector: { matchLabels: { app: 'api' } } }, [mismatch('{"app":"web"}')]],
    [{ template: undefined }, [mismatch('null'), 'spec.template.spec.containers: Required value']],
    [{ replicas: -1 }, ['spec.replicas: Invalid value: -1: must be greater than or equal to 0']],
    [{ minReadySeconds: -1 }, ['spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0']],
    [{ minReadySeconds: -2_147_483_648 }, ['spec.minReadySeconds: Invalid value: -2147483648: must be greater than or equal to 0']],
    [{ ordinals: { start: -2 } }, ['spec.ordinals.start: Invalid value: -2: must be greater than or equal to 0']],
    [{ podManagementPolicy: 'Serial' }, [`spec.podManagementPolicy: Invalid value: "Serial": must be 'OrderedReady' or 'Parallel'`]],
    [
      { updateStrategy: { type: 'Recreate' } },
      [`spec.updateStrategy: Invalid value: {"Type":"Recreate","RollingUpdate":null}: must be 'RollingUpdate' or 'OnDelete'`],
    ],
    [
      { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
      [
        `spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'`,
      ],
    ],
    [
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: -1 } } },
      ['spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep', whenScaled: 'Retain' } },
      ['spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Keep": supported values: "Retain", "Delete"'],
    ],
    [{ serviceName: 'Bad_Svc' }, [`spec.serviceName: Invalid value: "Bad_Svc": ${LABEL_RULE}`]],
    [
      { template: template({ restartPolicy: 'Never' }) },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      { template: template({ activeDeadlineSeconds: 9 }) },
      ['spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported'],
    ],
    [
      { template: template({ containers: [mounting('data')] }) },
      ['spec.template.spec.containers[0].volumeMounts[0].name: Not found: "data"'],
    ],
    [{ template: template({ volumes: [{ name: 'v' }, { name: 'v' }] }) }, ['spec.template.spec.volumes[1].name: Duplicate value: "v"']],
    [
      { volumeClaimTemplates: [claim('data', { accessModes: [] })] },
      ['spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required'],
    ],
    [
      { volumeClaimTemplates: [claim('data', { accessModes: ['RWO'] })] },
      [
        'spec.volumeClaimTemplates[0].spec.accessModes: Unsupported value: "RWO": supported values: ' +
          '"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      ],
    ],
    [
      { volumeClaimTemplates: [claim('data', { resources: {} })] },
      ['spec.volumeClaimTemplates[0].spec.resources[storage]: Required value'],
    ],
    [
      { volumeClaimTemplates: [{ spec: claim('x').spec }], template: template({ containers: [mounting('data')] }) },
      [
        'spec.template.spec.volumes[0].persistentVolumeClaim.claimName: Required value',
        'spec.template.spec.volumes[0].name: Required value',
        'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "data"',
      ],
    ],
  ])('for the spec %j', (spec, errors) => {
    expect(complaints(stored(spec))).toEqual(errors);
  });

  it.each([
    [0, 'cannot be 0'],
    ['0%', 'cannot be 0'],
    ['101%', 'must not be greater than 100%'],
    [-1, 'must be greater than or equal to 0'],
    ['half', "a valid percent string must be a numeric string followed by an ending '%'"],
  ])('for maxUnavailable %s', (maxUnavailable, words) => {
    const set = stored({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } }, {}, true);
    expect(complaints(set)).toEqual([expect.stringContaining(words)]);
  });
});

const FORBIDDEN =
  "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', " +
  "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

describe('an update of a StatefulSet', () => {
  // upstream: TestValidateStatefulSetUpdate
  it.each<[string, Patch]>([
    ['replicas', { replicas: 9 }],
    ['template', { template: template({ containers: [{ name: 'nginx', image: 'nginx:1.27' }] }) }],
    ['strategy', { updateStrategy: { type: 'OnDelete' } }],
    ['minReadySeconds', { minReadySeconds: 5 }],
    ['retention policy', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }],
    ['ordinals', { ordinals: { start: 3 } }],
    ['history limit', { revisionHistoryLimit: 3 }],
  ])('may change the %s', (_, change) => {
    expect(updated(change)).toEqual([]);
  });

  const withClaim = stored({ volumeClaimTemplates: [claim('data')] });

  // upstream: TestValidateStatefulSetUpdate
  it.each<[string, Patch, StatefulSet?]>([
    ['selector', { selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } }],
    ['serviceName', { serviceName: 'other' }],
    ['podManagementPolicy', { podManagementPolicy: 'Parallel' }],
    ['podManagementPolicy back', { podManagementPolicy: 'OrderedReady' }, stored({ podManagementPolicy: 'Parallel' })],
    ['size of a claim', { volumeClaimTemplates: [claim('data', { resources: { requests: { storage: '2Gi' } } })] }, withClaim],
    ['class of a claim', { volumeClaimTemplates: [claim('data', { storageClassName: 'fast' })] }, withClaim],
    ['number of claims', { volumeClaimTemplates: [claim('data'), claim('log')] }, withClaim],
    ['claims at all', { volumeClaimTemplates: undefined }, withClaim],
  ])('may not change the %s', (_, change, old) => {
    expect(updated(change, {}, old)).toEqual([FORBIDDEN]);
  });

  it('finds an equal size in other notation, or no list instead of an empty one, unchanged', () => {
    expect(updated({ volumeClaimTemplates: [claim('data', { resources: { requests: { storage: '1024Mi' } } })] }, {}, withClaim)).toEqual(
      [],
    );
    expect(updated({ volumeClaimTemplates: [] })).toEqual([]);
  });

  it('reports a wrong value before the forbidden change', () => {
    expect(updated({ replicas: -4, serviceName: 'x' })).toEqual([
      'spec.replicas: Invalid value: -4: must be greater than or equal to 0',
      FORBIDDEN,
    ]);
  });

  it('refuses another name or namespace', () => {
    expect(updated({}, { name: 'db' })).toEqual(['metadata.name: Invalid value: "db": field is immutable']);
    expect(updated({}, { namespace: 'other' })).toEqual(['metadata.namespace: Invalid value: "other": field is immutable']);
  });

  it('leaves alone what was wrong already: name, service name, claims and mounts', () => {
    expect(updated({ replicas: 2 }, {}, stored({}, { name: 'a.b' }))).toEqual([]);
    const mounts = { template: template({ containers: [mounting('nowhere')] }) };
    expect(updated({ replicas: 2 }, {}, stored({ serviceName: 'Bad_Svc' }))).toEqual([]);
    expect(updated({ replicas: 2 }, {}, stored({ volumeClaimTemplates: [claim('data', { accessModes: [] })] }))).toEqual([]);
    expect(updated({ replicas: 2 }, {}, stored(mounts))).toEqual([]);
    expect(updated(mounts)).toEqual(['spec.template.spec.containers[0].volumeMounts[0].name: Not found: "nowhere"']);
  });

  const generationAfter = (change: Patch, metadata: Patch = {}) => {
    const old = stored();
    const next = { ...old, metadata: { ...old.metadata, ...metadata }, spec: { ...old.spec, ...change } as StatefulSetSpec };
    return statefulSetKind.prepareForUpdate(next, old, context()).metadata.generation;
  };

  it('counts a generation for each change of the spec, and for nothing else', () => {
    expect(generationAfter({ replicas: 5 })).toBe(2);
    expect(generationAfter({})).toBe(1);
    expect(generationAfter({}, { labels: { a: 'b' } })).toBe(1);
    expect(generationAfter({ template: template(), updateStrategy: undefined, podManagementPolicy: undefined })).toBe(1);
  });

  it('cannot touch the status', () => {
    const old = stored();
    const next = statefulSetKind.prepareForUpdate({ ...old, status: { replicas: 99, availableReplicas: 99 } }, old, context());
    expect(next.status).toBe(old.status);
  });
});

describe('the status of a StatefulSet', () => {
  const check = (status: Patch, before: Patch = {}) => {
    const old = { ...stored(), status: { replicas: 0, availableReplicas: 0, ...before } };
    const next = { ...old, status: { replicas: 3, availableReplicas: 0, ...status } };
    return statefulSetKind.validateStatusUpdate?.(next, old, context()).map(({ field, message }) => `${field}: ${message}`);
  };

  // upstream: TestValidateStatefulSetStatus
  it.each<[Patch, string[]]>([
    [{ readyReplicas: 3, availableReplicas: 3, currentReplicas: 3, updatedReplicas: 3 }, []],
    [{ currentReplicas: -1 }, ['status.currentReplicas: Invalid value: -1: must be greater than or equal to 0']],
    [{ readyReplicas: 4 }, ['status.readyReplicas: Invalid value: 4: cannot be greater than status.replicas']],
    [
      { readyReplicas: 1, availableReplicas: 2 },
      ['status.availableReplicas: Invalid value: 2: cannot be greater than status.readyReplicas'],
    ],
  ])('%j gives %j', (status, errors) => {
    expect(check(status)).toEqual(errors);
  });

  it('never counts collisions down', () => {
    expect(check({ collisionCount: 1 }, { collisionCount: 2 })).toEqual(['status.collisionCount: Invalid value: 1: cannot be decremented']);
  });
});

it('warns of a history without end and of a negative grace period', () => {
  const set = stored({ revisionHistoryLimit: -1, template: template({ terminationGracePeriodSeconds: -5 }) });
  expect(statefulSetKind.warnings(set, undefined)).toEqual([
    'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
    'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended',
  ]);
});

it('shows how many pods are ready, and with -o wide what they run', () => {
  const set = { ...stored(), status: { replicas: 3, readyReplicas: 2, availableReplicas: 2 } };
  const now = Date.UTC(2026, 10, 23, 7, 2, 28);
  expect(statefulSetKind.columns.map(({ name, priority, cell }) => `${name}${priority === 1 ? '*' : ''}=${cell(set, now)}`)).toEqual([
    'Name=web',
    'Ready=2/3',
    'Age=2m28s',
    'Containers*=nginx',
    'Images*=nginx:1.25',
  ]);
});
