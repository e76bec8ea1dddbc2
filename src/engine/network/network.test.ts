import { describe, expect, it } from 'vitest';
import { createApiServer } from '../api/server.ts';
import { createSimulation } from '../core/simulation.ts';
import { createFaultBoard } from '../faultBoard.ts';
import { kinds } from '../kinds/index.ts';
import type { Endpoint } from '../kinds/endpointSlice.ts';
import type { Service } from '../kinds/service.ts';
import type { Host } from '../machine/host.ts';
import { conformanceProfile } from '../profiles/conformance.ts';
import { createNetwork } from './createNetwork.ts';

const CONF = 'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.200.0.10\noptions ndots:5\n';

function host(id: string, ip: string, nodeName: string, answer?: string): Host {
  return {
    id, ip, nodeName, hostname: id, resolvConf: () => CONF, hostsFile: () => '',
    listeners: () => (answer === undefined ? [] : [{ port: 80, protocol: 'TCP', speaks: 'http', http: () => ({ status: 200, reason: 'OK', headers: [], body: answer }) }]),
  };
}

function givenNetwork() {
  const sim = createSimulation(1);
  const api = createApiServer({ sim, profile: conformanceProfile, kinds });
  api.load(conformanceProfile.objects);
  const faults = createFaultBoard(() => sim.now());
  const hosts = [
    host('node/centos7k8s1', '10.0.0.101', 'centos7k8s1'),
    host('node/centos7k8s2', '10.0.0.102', 'centos7k8s2'),
    host('pod/default/web-0', '10.100.1.2', 'centos7k8s1', 'zero'),
    host('pod/default/web-1', '10.100.2.2', 'centos7k8s2', 'one'),
    host('pod/default/client', '10.100.1.3', 'centos7k8s1'),
  ];
  const network = createNetwork({ sim, api, profile: conformanceProfile, faults, hosts: { byIp: (ip) => hosts.find((each) => each.ip === ip) } });
  const user = api.as('test');
  const endpoint = (ip: string, name: string, nodeName: string, ready = true): Endpoint => ({ addresses: [ip], conditions: { ready, serving: ready, terminating: false }, hostname: name, nodeName, targetRef: { kind: 'Pod', namespace: 'default', name } });
  const slice = (endpoints: readonly Endpoint[]) => ({
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'web-abc', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4' as const, endpoints, ports: [{ name: '', protocol: 'TCP', port: 80 }],
  });
  const serve = (spec: Partial<Service['spec']>, endpoints: readonly Endpoint[]) => {
    user.create<Service>({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { clusterIP: '10.200.3.231', ports: [{ port: 8080, targetPort: 80 }], ...spec } });
    user.create(slice(endpoints));
    sim.runUntil(sim.now() + 100);
  };
  const [node1, node2, web0, web1, client] = hosts as [Host, Host, Host, Host, Host];
  const get = (from: Host, ip: string, port: number) => network.http(from, ip, port, { method: 'GET', path: '/', host: ip, headers: {}, body: '' });
  return { sim, api: user, faults, network, node1, node2, web0, web1, client, serve, endpoint, get };
}

describe('the network', () => {
  it.each([
    ['a pod and one on its node', 'client', '10.100.1.2', 64],
    ['pods on two nodes', 'client', '10.100.2.2', 62],
    ['a node and a pod on it', 'node1', '10.100.1.2', 64],
    ['a node and a pod elsewhere', 'node1', '10.100.2.2', 63],
    ['two nodes', 'node1', '10.0.0.102', 64],
    ['a pod and itself', 'client', '10.100.1.3', 64],
  ] as const)('between %s a packet keeps its time to live as it should', (_what, from, ip, ttl) => {
    const given = givenNetwork();
    expect(given.network.ping(given[from], ip, 1)).toMatchObject({ outcome: 'ok', ttl });
  });

  it('does not answer pings of a Service address, and knows no pod at a free address', () => {
    const given = givenNetwork();
    given.serve({}, []);
    expect(given.network.ping(given.client, '10.200.3.231', 1).outcome).toBe('timeout');
    expect(given.network.ping(given.client, '10.200.99.99', 1).outcome).toBe('timeout');
    expect(given.network.ping(given.client, '10.100.2.77', 1).outcome).toBe('unreachable');
    expect(given.network.connect(given.client, '8.8.8.8', 53).outcome).toBe('timeout');
  });

  it('spreads connections over the ready endpoints and counts who answered', () => {
    const given = givenNetwork();
    given.serve({}, [given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1'), given.endpoint('10.100.2.2', 'web-1', 'centos7k8s2')]);
    const bodies = Array.from({ length: 30 }, () => given.get(given.client, '10.200.3.231', 8080).response?.body);
    expect(new Set(bodies)).toEqual(new Set(['zero', 'one']));
    const counts = given.network.requestCounts().get('default/web');
    expect((counts?.get('default/web-0') ?? 0) + (counts?.get('default/web-1') ?? 0)).toBe(30);
  });

  it('keeps a client at its endpoint with ClientIP affinity', () => {
    const given = givenNetwork();
    given.serve({ sessionAffinity: 'ClientIP' }, [given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1'), given.endpoint('10.100.2.2', 'web-1', 'centos7k8s2')]);
    const bodies = Array.from({ length: 10 }, () => given.get(given.client, '10.200.3.231', 8080).response?.body);
    expect(new Set(bodies).size).toBe(1);
  });

  it('refuses without endpoints, drops a port the Service has not', () => {
    const given = givenNetwork();
    given.serve({}, [given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1', false)]);
    expect(given.get(given.client, '10.200.3.231', 8080).outcome).toBe('refused');
    expect(given.network.connect(given.client, '10.200.3.231', 81)).toMatchObject({ outcome: 'timeout', connectMs: 127_000 });
  });

  it('falls back to endpoints that end but still serve', () => {
    const given = givenNetwork();
    const ending = { ...given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1'), conditions: { ready: false, serving: true, terminating: true } };
    given.serve({}, [ending]);
    expect(given.get(given.client, '10.200.3.231', 8080).response?.body).toBe('zero');
  });

  it('reaches a Service through the node port of any node', () => {
    const given = givenNetwork();
    given.serve({ type: 'NodePort', ports: [{ port: 80, targetPort: 80, nodePort: 30_080 }] }, [given.endpoint('10.100.2.2', 'web-1', 'centos7k8s2')]);
    expect(given.get(given.node1, '10.0.0.101', 30_080).response?.body).toBe('one');
    expect(given.network.connect(given.client, '10.0.0.101', 30_081).outcome).toBe('refused');
  });

  it('tells a closed port from an open one', () => {
    const given = givenNetwork();
    expect(given.network.connect(given.client, '10.100.1.2', 80).outcome).toBe('ok');
    expect(given.network.connect(given.client, '10.100.1.2', 81).outcome).toBe('refused');
  });

  it('cuts a node off: pods on it still reach each other, nobody else does, and names are not found', () => {
    const given = givenNetwork();
    given.faults.set({ fault: 'network', node: 'centos7k8s1', connected: false });
    expect(given.network.ping(given.client, '10.100.1.2', 1).outcome).toBe('ok');
    expect(given.network.ping(given.web1, '10.100.1.2', 1).outcome).toBe('timeout');
    expect(given.network.ping(given.node2, '10.0.0.101', 1).outcome).toBe('unreachable');
    expect(given.network.resolve(given.client, 'web').status).toBe('tryagain');
    expect(given.network.resolve(given.web1, 'kubernetes').addresses).toEqual(['10.200.0.1']);
  });

  it('loses names, not addresses, while DNS is down', () => {
    const given = givenNetwork();
    given.faults.set({ fault: 'dns', running: false });
    expect(given.network.resolve(given.client, 'kubernetes')).toMatchObject({ status: 'tryagain', durationMs: 10_000 });
    expect(given.network.ping(given.client, '10.100.2.2', 1).outcome).toBe('ok');
  });

  it('draws the way of each exchange: pod, node, Service, node, pod', () => {
    const given = givenNetwork();
    given.serve({}, [given.endpoint('10.100.2.2', 'web-1', 'centos7k8s2')]);
    given.get(given.client, '10.200.3.231', 8080);
    given.network.resolve(given.client, 'web');
    const [http, dns] = given.network.traffic();
    expect(http?.path.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['pod default/client', 'node centos7k8s1', 'service default/web', 'node centos7k8s2', 'pod default/web-1']);
    expect(http).toMatchObject({ kind: 'http', outcome: 'ok', label: 'GET /', answer: '200 one' });
    expect(dns).toMatchObject({ kind: 'dns', label: 'A? web.default.svc.cluster.local', answer: '10.200.3.231' });
    expect(dns?.path.map(({ kind }) => kind)).toEqual(['pod', 'node', 'dns']);
  });

  it('answers names as its watches have told, a moment after the change', () => {
    const given = givenNetwork();
    given.serve({ clusterIP: 'None' }, [given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1')]);
    expect(given.network.resolve(given.client, 'web-0.web').addresses).toEqual(['10.100.1.2']);
    const slice = given.api.get('EndpointSlice', 'default', 'web-abc');
    if (slice !== undefined) given.api.update({ ...slice, endpoints: [given.endpoint('10.100.1.2', 'web-0', 'centos7k8s1', false)] });
    expect(given.network.recordsFor('web-0.web.default.svc.cluster.local').length).toBeGreaterThan(0);
    given.sim.runUntil(given.sim.now() + 50);
    expect(given.network.recordsFor('web-0.web.default.svc.cluster.local')).toEqual([]);
    expect(given.network.resolve(given.client, 'web-0.web').status).toBe('notfound');
  });
});
