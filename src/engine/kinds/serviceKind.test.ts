import { describe, expect, it } from 'vitest';
import type { StrategyContext } from './kind.ts';
import type { Service } from './service.ts';
import { serviceKind } from './serviceKind.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };

type Patch = Readonly<Record<string, unknown>>;

function service(spec: Patch = {}, name = 'web'): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
  } as unknown as Service;
}

const stored = (spec: Patch = {}) => serviceKind.defaults(serviceKind.prepareForCreate(service(spec), context), context);
const lines = (errors: ReturnType<typeof serviceKind.validate>) => errors.map(({ field, message }) => `${field}: ${message}`);
const complaints = (spec: Patch) => lines(serviceKind.validate(stored(spec), context));

describe('a new Service', () => {
  it('has an inner address, TCP ports and one address family', () => {
    expect(stored().spec).toEqual({
      selector: { app: 'web' },
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    });
    expect(stored().status).toEqual({ loadBalancer: {} });
  });

  it.each<[Patch, Patch]>([
    [{ clusterIP: 'None' }, { clusterIP: 'None', clusterIPs: ['None'] }],
    [{ type: 'NodePort' }, { externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster' }],
    [{ type: 'LoadBalancer' }, { externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true }],
    [{ sessionAffinity: 'ClientIP' }, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }],
    [{ ports: [{ port: 80, targetPort: 'http' }] }, { ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }] }],
  ])('with %j also has %j', (spec, expected) => {
    expect(stored(spec).spec).toMatchObject(expected);
  });

  it('that is only a name has no address family', () => {
    expect(stored({ type: 'ExternalName', externalName: 'x.org', ports: undefined }).spec).toEqual({
      type: 'ExternalName',
      externalName: 'x.org',
      selector: { app: 'web' },
      sessionAffinity: 'None',
    });
  });
});

describe('a Service is refused', () => {
  it.each<[Patch, string[]]>([
    [{ ipFamilies: ['IPv6'] }, ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster']],
    [{ ipFamilyPolicy: 'RequireDualStack' }, ['spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services']],
    [{ ports: undefined }, ['spec.ports: Required value']],
    [
      { ports: [{ port: 99_999 }] },
      [
        'spec.ports[0].port: Invalid value: 99999: must be between 1 and 65535, inclusive',
        'spec.ports[0].targetPort: Invalid value: 99999: must be between 1 and 65535, inclusive',
      ],
    ],
    [{ ports: [{ port: 80 }, { port: 81 }] }, ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value']],
    [
      { ports: [{ port: 80, protocol: 'HTTP' }] },
      ['spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"'],
    ],
    [
      { type: 'Internal' },
      ['spec.type: Unsupported value: "Internal": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"'],
    ],
    [
      { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
      ['spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767'],
    ],
    [{ ports: [{ port: 80, nodePort: 30_080 }] }, ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]],
    [
      { clusterIP: '10.0.0.300' },
      ['spec.clusterIPs[0]: Invalid value: "10.0.0.300": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
    ],
    [
      { type: 'NodePort', clusterIP: 'None' },
      ['spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services'],
    ],
    [{ type: 'ExternalName' }, ['spec.externalName: Required value']],
  ])('for %j', (spec, errors) => {
    expect(complaints(spec)).toEqual(errors);
  });

  it('for a name that begins with a digit', () => {
    expect(lines(serviceKind.validate(serviceKind.defaults(service({}, '1s'), context), context))).toEqual([
      expect.stringContaining(
        'metadata.name: Invalid value: "1s": a DNS-1035 label must consist of lower case alphanumeric characters or \'-\'',
      ),
    ]);
  });

  it('is not for a headless one without ports', () => {
    expect(complaints({ clusterIP: 'None', ports: undefined })).toEqual([]);
  });
});

describe('an update of a Service', () => {
  const old = stored({ clusterIP: '10.200.3.3', type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] });
  const update = (spec: Patch) => serviceKind.prepareForUpdate(service(spec), old, context);

  it('keeps the address and the node port that it does not name', () => {
    const { spec } = update({ type: 'NodePort', ports: [{ port: 80, name: 'web' }] });
    expect(spec).toMatchObject({
      clusterIP: '10.200.3.3',
      clusterIPs: ['10.200.3.3'],
      ports: [{ port: 80, name: 'web', nodePort: 30_080 }],
    });
  });

  it('gives the address back when it becomes a mere name', () => {
    const next = update({ ...old.spec, type: 'ExternalName', externalName: 'x.org', ports: undefined });
    expect(next.spec).not.toHaveProperty('clusterIP');
    expect(next.spec).not.toHaveProperty('ipFamilies');
    expect(lines(serviceKind.validateUpdate(next, old, context))).toEqual([]);
  });

  it('cannot move to another address', () => {
    const next = update({ ...old.spec, clusterIP: '10.200.4.4' });
    expect(lines(serviceKind.validateUpdate(next, old, context))).toEqual([
      'spec.clusterIPs[0]: Invalid value: ["10.200.4.4"]: may not change once set',
    ]);
  });
});

describe('a Service in the table', () => {
  it.each<[string, Patch, Patch?]>([
    ['ClusterIP|10.200.3.3|<none>|80/TCP', { clusterIP: '10.200.3.3' }],
    ['ClusterIP|None|<none>|80/TCP', { clusterIP: 'None' }],
    ['ClusterIP|None|<none>|<none>', { clusterIP: 'None', ports: undefined }],
    ['NodePort|10.200.3.3|<none>|80:31029/TCP', { type: 'NodePort', clusterIP: '10.200.3.3', ports: [{ port: 80, nodePort: 31_029 }] }],
    [
      'ClusterIP|10.200.3.3|1.2.3.4|3306/TCP,80/UDP',
      { clusterIP: '10.200.3.3', externalIPs: ['1.2.3.4'], ports: [{ port: 3306 }, { port: 80, protocol: 'UDP' }] },
    ],
    ['LoadBalancer|10.200.3.3|<pending>|80/TCP', { type: 'LoadBalancer', clusterIP: '10.200.3.3' }],
    [
      'LoadBalancer|10.200.3.3|1.1.1.1,lb.example|80/TCP',
      { type: 'LoadBalancer', clusterIP: '10.200.3.3' },
      { ingress: [{ hostname: 'lb.example' }, { ip: '1.1.1.1' }] },
    ],
    ['ExternalName|<none>|x.org|<none>', { type: 'ExternalName', externalName: 'x.org', ports: undefined }],
  ])('reads %s', (cells, spec, loadBalancer = {}) => {
    const shown: Service = { ...stored(spec), status: { loadBalancer } };
    const row = serviceKind.columns.slice(1, 5).map(({ cell }) => cell(shown, 0));
    expect(row.join('|')).toBe(cells);
  });
});
