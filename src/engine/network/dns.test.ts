import { describe, expect, it } from 'vitest';
import type { Service } from '../kinds/service.ts';
import { answerQuestion, outsideAnswer } from './dns.ts';
import type { DnsRecord } from './network.ts';
import type { ServiceEndpoint } from './serviceIndex.ts';

const serviceOf = (name: string, spec: Service['spec']): Service => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' }, spec, status: { loadBalancer: {} },
});

const endpoint = (ip: string, hostname: string | undefined, isReady = true): ServiceEndpoint => ({
  ip, hostname, nodeName: 'n1', pod: undefined, isReady, isServing: isReady, isTerminating: false, ports: [{ name: 'web', protocol: 'TCP', port: 80 }],
});

const services = new Map([
  ['nginx', serviceOf('nginx', { clusterIP: 'None', ports: [{ name: 'web', port: 80 }] })],
  ['empty', serviceOf('empty', { clusterIP: 'None', ports: [{ port: 80 }] })],
  ['bare', serviceOf('bare', { clusterIP: 'None' })],
  ['front', serviceOf('front', { clusterIP: '10.200.3.231', ports: [{ name: 'web', port: 80, protocol: 'TCP' }] })],
  ['ext', serviceOf('ext', { type: 'ExternalName', externalName: 'db.example.com' })],
]);
const endpoints = new Map<string, readonly ServiceEndpoint[]>([
  ['nginx', [endpoint('10.100.1.88', 'web-0'), endpoint('10.100.5.28', 'web-1'), endpoint('10.100.1.89', 'web-2', false)]],
  ['bare', [{ ...endpoint('10.100.1.88', undefined), ports: [] }]],
  ['front', [endpoint('10.100.1.88', undefined)]],
]);

const zone = {
  domain: 'myharbor.com',
  serial: 7,
  index: {
    service: (namespace: string, name: string) => (namespace === 'default' ? services.get(name) : undefined),
    endpoints: (_namespace: string, name: string) => endpoints.get(name) ?? [],
    serviceByIp: (ip: string) => (ip === '10.200.3.231' ? services.get('front') : undefined),
    servicesOfEndpoint: (ip: string) =>
      [...services.values()].flatMap((service) => {
        const found = (endpoints.get(service.metadata.name) ?? []).find((candidate) => candidate.ip === ip && candidate.isReady);
        return found === undefined ? [] : [{ service, endpoint: found }];
      }),
    hasNamespace: (name: string) => name === 'default' || name === 'kube-system',
  },
};

function ask(name: string, type: DnsRecord['type'] = 'A'): string {
  const { status, answers } = answerQuestion(zone, name, type, outsideAnswer);
  return `${status}${answers.map(({ data }) => ` ${data}`).join('')}`;
}

describe('CoreDNS', () => {
  it.each([
    ['nginx.default.svc.myharbor.com', 'NOERROR 10.100.1.88 10.100.5.28'],
    ['NGINX.default.SVC.myharbor.com.', 'NOERROR 10.100.1.88 10.100.5.28'],
    ['web-0.nginx.default.svc.myharbor.com', 'NOERROR 10.100.1.88'],
    ['web-2.nginx.default.svc.myharbor.com', 'NXDOMAIN'],
    ['empty.default.svc.myharbor.com', 'NXDOMAIN'],
    ['bare.default.svc.myharbor.com', 'NOERROR 10.100.1.88'],
    ['10-100-1-88.bare.default.svc.myharbor.com', 'NOERROR 10.100.1.88'],
    ['front.default.svc.myharbor.com', 'NOERROR 10.200.3.231'],
    ['10-100-1-88.front.default.svc.myharbor.com', 'NOERROR 10.100.1.88'],
    ['none.default.svc.myharbor.com', 'NXDOMAIN'],
    ['nginx.other.svc.myharbor.com', 'NXDOMAIN'],
    ['a.b.nginx.default.svc.myharbor.com', 'NXDOMAIN'],
    ['a.b.c.nginx.default.svc.myharbor.com', 'NXDOMAIN'],
    ['_web._tcp.nginx.default.svc.myharbor.com', 'NOERROR 10.100.1.88 10.100.5.28'],
    ['default.svc.myharbor.com', 'NOERROR'],
    ['other.svc.myharbor.com', 'NXDOMAIN'],
    ['svc.myharbor.com', 'NOERROR'],
    ['myharbor.com', 'NOERROR'],
    ['x.myharbor.com', 'NXDOMAIN'],
    ['10-1-2-3.default.pod.myharbor.com', 'NOERROR 10.1.2.3'],
    ['10-1-2.default.pod.myharbor.com', 'NXDOMAIN'],
    ['ext.default.svc.myharbor.com', 'NOERROR db.example.com.'],
    ['nginx.default.svc.cluster.local', 'NXDOMAIN'],
    ['example.com', 'NXDOMAIN'],
  ])('answers the address question for %s with %s', (name, expected) => {
    expect(ask(name)).toBe(expected);
  });

  it.each([
    ['nginx.default.svc.myharbor.com', 'AAAA', 'NOERROR'],
    ['none.default.svc.myharbor.com', 'AAAA', 'NXDOMAIN'],
    ['nginx.default.svc.myharbor.com', 'SRV', 'NOERROR 0 50 80 web-0.nginx.default.svc.myharbor.com. 0 50 80 web-1.nginx.default.svc.myharbor.com.'],
    ['_web._tcp.front.default.svc.myharbor.com', 'SRV', 'NOERROR 0 100 80 front.default.svc.myharbor.com.'],
    ['_web._udp.nginx.default.svc.myharbor.com', 'SRV', 'NXDOMAIN'],
    ['_db._tcp.nginx.default.svc.myharbor.com', 'SRV', 'NXDOMAIN'],
    ['bare.default.svc.myharbor.com', 'SRV', 'NOERROR'],
    ['231.3.200.10.in-addr.arpa', 'PTR', 'NOERROR front.default.svc.myharbor.com.'],
    ['28.5.100.10.in-addr.arpa', 'PTR', 'NOERROR web-1.nginx.default.svc.myharbor.com.'],
    ['89.1.100.10.in-addr.arpa', 'PTR', 'NXDOMAIN'],
    ['dns-version.myharbor.com', 'TXT', 'NOERROR "1.1.0"'],
    ['ext.default.svc.myharbor.com', 'CNAME', 'NOERROR db.example.com.'],
    ['myharbor.com', 'SOA', 'NOERROR ns.dns.myharbor.com. hostmaster.myharbor.com. 7 7200 1800 86400 30'],
  ] as const)('answers %s %s with %s', (name, type, expected) => {
    expect(ask(name, type)).toBe(expected);
  });

  it('names every Service that a pod stands behind in the reverse answer', () => {
    expect(ask('88.1.100.10.in-addr.arpa', 'PTR')).toBe(
      'NOERROR web-0.nginx.default.svc.myharbor.com. 10-100-1-88.bare.default.svc.myharbor.com. 10-100-1-88.front.default.svc.myharbor.com.',
    );
  });

  it('gives the start of authority with what it denies, and the addresses with what a service record names', () => {
    expect(answerQuestion(zone, 'none.default.svc.myharbor.com', 'A', outsideAnswer).authority[0]?.type).toBe('SOA');
    const srv = answerQuestion(zone, 'nginx.default.svc.myharbor.com', 'SRV', outsideAnswer);
    expect(srv.additional.map(({ name, data }) => `${name} ${data}`)).toEqual([
      'web-0.nginx.default.svc.myharbor.com 10.100.1.88',
      'web-1.nginx.default.svc.myharbor.com 10.100.5.28',
    ]);
  });
});
