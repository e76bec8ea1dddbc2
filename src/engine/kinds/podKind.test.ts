import { describe, expect, it } from 'vitest';
import type { StrategyContext } from './kind.ts';
import type { Pod, PodSpec } from './pod.ts';
import { podKind } from './podKind.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };

type Patch = Readonly<Record<string, unknown>>;

const container = (patch: Patch = {}) => ({ name: 'c', image: 'nginx:1.25', ...patch });

function stored(spec: Patch = {}, metadata: Patch = {}): Pod {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-0',
      namespace: 'default',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-11-23T07:00:00Z',
      ...metadata,
    },
    spec: { containers: [container()], ...spec },
  } as unknown as Pod;
  return podKind.defaults(podKind.prepareForCreate(pod, context), context);
}

const lines = (errors: ReturnType<typeof podKind.validate>) => errors.map(({ field, message }) => `${field}: ${message}`);
const complaints = (spec: Patch) => lines(podKind.validate(stored(spec), context));
const first = (spec: PodSpec) => spec.containers[0] as unknown as Record<string, unknown>;

describe('a new pod', () => {
  it('with scheduling gates says that it waits for them', () => {
    const { status } = stored({ schedulingGates: [{ name: 'example.com/wait' }] });
    expect(status.conditions).toEqual([
      { type: 'PodScheduled', status: 'False', lastProbeTime: null, lastTransitionTime: null, reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' },
    ]);
  });

  it('is Pending, of generation 1, with the defaults of its spec', () => {
    const pod = stored();
    expect(pod.status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' });
    expect(pod.metadata.generation).toBe(1);
    expect(pod.spec).toEqual({
      containers: [
        {
          name: 'c',
          image: 'nginx:1.25',
          imagePullPolicy: 'IfNotPresent',
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    });
  });

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.25', 'IfNotPresent'],
    ['harbor.myharbor.com:5000/myharbor/nginx', 'Always'],
    ['harbor.myharbor.com:5000/myharbor/nginx:v1.0-my', 'IfNotPresent'],
    ['nginx@sha256:abc', 'IfNotPresent'],
    ['nginx:latest@sha256:abc', 'IfNotPresent'],
  ])('of image %s pulls %s', (image, policy) => {
    expect(first(stored({ containers: [container({ image })] }).spec)['imagePullPolicy']).toBe(policy);
  });

  it.each<[Patch, Patch]>([
    [{ ports: [{ containerPort: 80 }] }, { ports: [{ containerPort: 80, protocol: 'TCP' }] }],
    [
      { readinessProbe: { httpGet: { port: 80 } } },
      {
        readinessProbe: {
          httpGet: { port: 80, path: '/', scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
      },
    ],
    [
      { env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] },
      { env: [{ name: 'IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } }] },
    ],
    [
      { resources: { limits: { cpu: '1000m', memory: '1024Mi' } } },
      { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } } },
    ],
    [
      { lifecycle: { preStop: { httpGet: { port: 80 } } } },
      { lifecycle: { preStop: { httpGet: { port: 80, path: '/', scheme: 'HTTP' } } } },
    ],
  ])('with %j in its container has %j', (given, expected) => {
    expect(first(stored({ containers: [container(given)] }).spec)).toMatchObject(expected);
  });

  it.each<[Patch, Patch]>([
    [{ name: 'v' }, { name: 'v', emptyDir: {} }],
    [
      { name: 'v', configMap: { name: 'c' } },
      { name: 'v', configMap: { name: 'c', defaultMode: 420 } },
    ],
    [
      { name: 'v', secret: { secretName: 's' } },
      { name: 'v', secret: { secretName: 's', defaultMode: 420 } },
    ],
    [
      { name: 'v', hostPath: { path: '/x' } },
      { name: 'v', hostPath: { path: '/x', type: '' } },
    ],
    [
      { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }], defaultMode: 420 } },
    ],
  ])('with volume %j has %j', (given, expected) => {
    expect(stored({ volumes: [given] }).spec.volumes).toEqual([expected]);
  });

  it('names its service account twice, and opens its ports on the host when it shares the network', () => {
    expect(stored({ serviceAccountName: 'me' }).spec.serviceAccount).toBe('me');
    const shared = stored({ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80 }] })] });
    expect(first(shared.spec)['ports']).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
  });

  const same = { cpu: '1', memory: '1Gi' };

  it.each<[string, Patch]>([
    ['BestEffort', {}],
    ['Burstable', { requests: { cpu: '100m' } }],
    ['Burstable', { limits: { cpu: '1' } }],
    ['Burstable', { limits: same, requests: { cpu: '500m' } }],
    ['Guaranteed', { limits: same }],
    ['Guaranteed', { limits: same, requests: { cpu: '1000m', memory: '1024Mi' } }],
  ])('is %s with %j', (qosClass, resources) => {
    expect(stored({ containers: [container({ resources })] }).status.qosClass).toBe(qosClass);
  });
});

describe('a pod is refused', () => {
  const c = 'spec.containers[0]';

  it.each<[Patch, string[]]>([
    [{ containers: [] }, ['spec.containers: Required value']],
    [{ containers: [{ name: 'c' }] }, [`${c}.image: Required value`]],
    [{ containers: [{ image: 'x' }] }, [`${c}.name: Required value`]],
    [{ containers: [container({ image: ' x' })] }, [`${c}.image: Invalid value: " x": must not have leading or trailing whitespace`]],
    [{ containers: [container(), container()] }, ['spec.containers[1].name: Duplicate value: "c"']],
    [
      { restartPolicy: 'Sometimes' },
      ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
    ],
    [{ activeDeadlineSeconds: 0 }, ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive']],
    [
      { volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/x' } }] },
      ['spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type'],
    ],
    [{ volumes: [{ name: 'v', persistentVolumeClaim: {} }] }, ['spec.volumes[0].persistentVolumeClaim.claimName: Required value']],
    [
      { tolerations: [{ operator: 'Equal' }] },
      [expect.stringContaining('spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists')] as string[],
    ],
    [
      { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '' }] } } },
      expect.arrayContaining([
        'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty',
      ]) as unknown as string[],
    ],
  ])('for %j', (spec, errors) => {
    expect(complaints(spec)).toEqual(errors);
  });

  it.each<[Patch, string[]]>([
    [{ ports: [{ containerPort: 70_000 }] }, [`${c}.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`]],
    [{ ports: [{}] }, [`${c}.ports[0].containerPort: Required value`]],
    [
      {
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'a' },
        ],
      },
      [`${c}.ports[1].name: Duplicate value: "a"`],
    ],
    [
      { ports: [{ containerPort: 1, protocol: 'HTTP' }] },
      [`${c}.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`],
    ],
    [
      { env: [{ name: 'A=B' }] },
      [
        `${c}.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than '='`,
      ],
    ],
    [
      { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      [`${c}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`],
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nope' } } }] },
      [
        `${c}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nope": error converting fieldPath: field label not supported: spec.nope`,
      ],
    ],
    [{ envFrom: [{}] }, [`${c}.envFrom[0]: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``]],
    [{ volumeMounts: [{ name: 'v', mountPath: '/x' }] }, [`${c}.volumeMounts[0].name: Not found: "v"`]],
    [
      { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } },
      [`${c}.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`],
    ],
    [
      { resources: { requests: { disk: '2' } } },
      [
        `${c}.resources.requests[disk]: Invalid value: "disk": must be a standard resource type or fully qualified`,
        `${c}.resources.requests[disk]: Invalid value: "disk": must be a standard resource for containers`,
      ],
    ],
    [{ resources: { requests: { cpu: '-1' } } }, [`${c}.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0`]],
    [{ readinessProbe: {} }, [`${c}.readinessProbe: Required value: must specify a handler type`]],
    [
      { readinessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } },
      [`${c}.readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`],
    ],
    [
      { livenessProbe: { exec: { command: ['x'] }, successThreshold: 2 } },
      [`${c}.livenessProbe.successThreshold: Invalid value: 2: must be 1`],
    ],
    [
      { imagePullPolicy: 'Sometimes' },
      [`${c}.imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"`],
    ],
    [{ lifecycle: { preStop: { exec: {} } } }, [`${c}.lifecycle.preStop.exec.command: Required value`]],
  ])('for a container with %j', (patch, errors) => {
    expect(complaints({ containers: [container(patch)] })).toEqual(errors);
  });
});

describe('a change of a pod', () => {
  const old = stored({ tolerations: [{ key: 'a', operator: 'Exists' }], activeDeadlineSeconds: 60 });
  const change = (spec: Patch, from: Pod = old) => {
    const next = { ...from, spec: { ...from.spec, ...spec } } as Pod;
    return lines(podKind.validateUpdate(podKind.prepareForUpdate(next, from, context), from, context));
  };
  const withImage = (image: string) => ({ containers: [{ ...old.spec.containers[0], image }] });

  it.each<[string, Patch]>([
    ['another image', withImage('nginx:1.27')],
    ['a further toleration', { tolerations: [...(old.spec.tolerations ?? []), { key: 'b', operator: 'Exists' }] }],
    ['an earlier deadline', { activeDeadlineSeconds: 30 }],
  ])('to %s is accepted', (_, spec) => {
    expect(change(spec)).toEqual([]);
  });

  it.each<[string, Patch, string]>([
    ['no image', withImage(''), 'spec.containers[0].image: Required value'],
    [
      'one container more',
      { containers: [...old.spec.containers, container({ name: 'd' })] },
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ],
    [
      'no tolerations',
      { tolerations: [] },
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ],
    [
      'a later deadline',
      { activeDeadlineSeconds: 90 },
      'spec.activeDeadlineSeconds: Invalid value: 90: must be less than or equal to previous value',
    ],
  ])('to %s is refused', (_, spec, error) => {
    expect(change(spec)).toContain(error);
  });

  it('of anything else is refused with the changed lines', () => {
    const [error] = change({ containers: [{ ...old.spec.containers[0], env: [{ name: 'A', value: '1' }] }] });
    expect(error).toBe(
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,' +
        '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),' +
        '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n' +
        '@@ -10,7 +10,13 @@\n' +
        '    "WorkingDir": "",\n' +
        '    "Ports": null,\n' +
        '    "EnvFrom": null,\n' +
        '-   "Env": null,\n' +
        '+   "Env": [\n' +
        '+    {\n' +
        '+     "Name": "A",\n' +
        '+     "Value": "1",\n' +
        '+     "ValueFrom": null\n' +
        '+    }\n' +
        '+   ],\n' +
        '    "Resources": {\n' +
        '     "Limits": null,\n' +
        '     "Requests": null,\n',
    );
  });

  it('counts a generation only when the spec differs', () => {
    const relabelled = { ...old, metadata: { ...old.metadata, labels: { a: 'b' } } };
    expect(podKind.prepareForUpdate(relabelled, old, context).metadata.generation).toBe(1);
    expect(podKind.prepareForUpdate({ ...old, spec: { ...old.spec, ...withImage('x') } } as Pod, old, context).metadata.generation).toBe(2);
  });
});

describe('the server warns', () => {
  it.each<[Patch, string]>([
    [
      { containers: [container({ env: [{ name: 'A' }, { name: 'A' }] })] },
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ],
    [
      { containers: [container({ ports: [{ containerPort: 80 }, { containerPort: 80 }] })] },
      'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
    ],
    [
      { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } },
      'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    ],
    [
      { containers: [container({ resources: { requests: { memory: '100m' } } })] },
      'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
    ],
  ])('of %j', (spec, text) => {
    expect(podKind.warnings(stored(spec), undefined)).toEqual([text]);
  });

  it('of a name that is no host name', () => {
    expect(podKind.warnings(stored({}, { name: 'a.b' }), undefined)).toEqual([
      expect.stringMatching(
        /^metadata\.name: this is used in the Pod's hostname, .* a DNS label is recommended: \[a lowercase RFC 1123 label/,
      ),
    ]);
  });
});

describe('a pod that asks for more than it may', () => {
  it.each<[Patch, readonly string[]]>([
    [{ securityContext: { runAsUser: -1, fsGroup: 3_000_000_000 } }, [
      'spec.securityContext.fsGroup: Invalid value: 3000000000: must be between 0 and 2147483647, inclusive',
      'spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ]],
    [{ containers: [container({ securityContext: { runAsUser: -5 } })] }, ['spec.containers[0].securityContext.runAsUser: Invalid value: -5: must be between 0 and 2147483647, inclusive']],
    [{ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80, hostPort: 81 }] })] }, [
      'spec.containers[0].ports[0].containerPort: Invalid value: 80: must match `hostPort` when `hostNetwork` is true',
    ]],
    [{ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80 }] })] }, []],
  ])('%j', (spec, errors) => {
    expect(complaints(spec)).toEqual(errors);
  });

  it('has no class before it has a spec, and says what is missing', () => {
    const bare = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' } } as unknown as Pod;

    expect(lines(podKind.validate(podKind.defaults(podKind.prepareForCreate(bare, context), context), context))).toEqual(['spec.containers: Required value']);
  });
});

describe('ephemeral containers', () => {
  const added = (ephemeralContainers: readonly Patch[], before: readonly Patch[] = []) => {
    const withThem = (list: readonly Patch[]) => podKind.defaults({ ...stored(), spec: { ...stored().spec, ephemeralContainers: list } } as unknown as Pod, context);
    return lines(podKind.validateEphemeralUpdate?.(withThem(ephemeralContainers), withThem(before)) ?? []);
  };

  it.each<[string, readonly Patch[], readonly Patch[], readonly string[]]>([
    ['may be added', [container({ name: 'look' })], [], []],
    ['aim at a container of the pod', [container({ name: 'look', targetContainerName: 'c' })], [], []],
    ['do not aim at another one', [container({ name: 'look', targetContainerName: 'x' })], [], ['spec.ephemeralContainers[0].targetContainerName: Not found: "x"']],
    ['have a name of their own', [container()], [], ['spec.ephemeralContainers[0].name: Duplicate value: "c"']],
    [
      'have neither ports nor probes',
      [container({ name: 'look', ports: [{ containerPort: 80, protocol: 'TCP' }], readinessProbe: { exec: { command: ['true'] } } })],
      [],
      ['ports', 'readinessProbe'].map((field) => `spec.ephemeralContainers[0].${field}: Forbidden: cannot be set for an Ephemeral Container`),
    ],
    ['stay', [], [container({ name: 'look' })], ['spec.ephemeralContainers: Forbidden: existing ephemeral containers "look" may not be removed\n']],
  ])('%s', (_, next, before, errors) => {
    expect(added(next, before)).toEqual(errors);
  });

  it('come into a pod that exists, not with it', () => {
    expect(complaints({ ephemeralContainers: [container({ name: 'look' })] })).toEqual(['spec.ephemeralContainers: Forbidden: cannot be set on create']);
  });
});
