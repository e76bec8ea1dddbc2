import { describe, expect, it } from 'vitest';
import type { Host } from '../machine/host.ts';
import type { DnsAnswer } from './network.ts';
import { candidatesOf, lookUpHosts, parseResolvConf } from './resolvConf.ts';
import { resolveName } from './resolver.ts';

const POD_CONF = 'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';

const hostWith = (resolvConf: string, hostsFile = ''): Host => ({
  id: 'pod/default/x', hostname: 'x', ip: '10.1.1.1', nodeName: 'n1', resolvConf: () => resolvConf, hostsFile: () => hostsFile, listeners: () => [],
});

const reply = (status: DnsAnswer['status'], ...addresses: string[]): DnsAnswer => ({
  status, authoritative: true, authority: [], additional: [], durationMs: 2,
  answers: addresses.map((data) => ({ name: '', type: 'A', ttl: 30, data })),
});

describe('the resolver', () => {
  it.each([
    ['web-0.nginx', ['web-0.nginx.default.svc.cluster.local', 'web-0.nginx.svc.cluster.local', 'web-0.nginx.cluster.local', 'web-0.nginx']],
    ['web-0.nginx.default.svc.cluster.local', ['web-0.nginx.default.svc.cluster.local', 'web-0.nginx.default.svc.cluster.local.default.svc.cluster.local']],
    ['nginx.', ['nginx']],
  ])('asks for %s in this order', (name, expected) => {
    expect(candidatesOf(name, parseResolvConf(POD_CONF)).slice(0, expected.length)).toEqual(expected);
  });

  it('walks the search list until a name has addresses', () => {
    const resolution = resolveName(hostWith(POD_CONF), 'nginx.other', (_from, _server, name) =>
      name === 'nginx.other.svc.cluster.local' ? reply('NOERROR', '10.96.1.1') : reply('NXDOMAIN'),
    );
    expect(resolution).toMatchObject({ status: 'ok', addresses: ['10.96.1.1'], canonicalName: 'nginx.other.svc.cluster.local', durationMs: 4 });
    expect(resolution.tried.map(({ name }) => name)).toEqual(['nginx.other.default.svc.cluster.local', 'nginx.other.svc.cluster.local']);
  });

  it('takes /etc/hosts first, so that a pod always finds itself', () => {
    const resolution = resolveName(hostWith(POD_CONF, '10.1.1.1\tweb-0.nginx.default.svc.cluster.local\tweb-0\n'), 'web-0', () => reply('NXDOMAIN'));
    expect(resolution).toMatchObject({ status: 'ok', addresses: ['10.1.1.1'], fromHostsFile: true, canonicalName: 'web-0.nginx.default.svc.cluster.local' });
  });

  it('asks the next server only when one is silent or refuses, and gives up after two rounds', () => {
    const asked: string[] = [];
    const silent = resolveName(hostWith('nameserver 1.1.1.1\nnameserver 2.2.2.2\n'), 'a.b', (_from, server) => {
      asked.push(server);
      return { ...reply('TIMEOUT'), durationMs: 5000 };
    });
    expect(asked).toEqual(['1.1.1.1', '2.2.2.2', '1.1.1.1', '2.2.2.2']);
    expect(silent).toMatchObject({ status: 'tryagain', durationMs: 20_000 });

    const second = resolveName(hostWith('nameserver 1.1.1.1\nnameserver 2.2.2.2\n'), 'a.b', (_from, server) => (server === '2.2.2.2' ? reply('NOERROR', '9.9.9.9') : reply('REFUSED')));
    expect(second.addresses).toEqual(['9.9.9.9']);
  });

  it('does not ask a second server after the first has denied the name', () => {
    const resolution = resolveName(hostWith('nameserver 1.1.1.1\nnameserver 2.2.2.2\n'), 'a.b', (_from, server) => (server === '2.2.2.2' ? reply('NOERROR', '9.9.9.9') : reply('NXDOMAIN')));
    expect(resolution.status).toBe('notfound');
  });

  it('tells a name without addresses from an unknown one', () => {
    expect(resolveName(hostWith('nameserver 1.1.1.1\n'), 'a.b', () => reply('NOERROR')).status).toBe('nodata');
  });

  it('asks the machine itself when no server is named', () => {
    expect(parseResolvConf('# nothing\n').nameservers).toEqual(['127.0.0.1']);
  });

  it('reads options and the last search line', () => {
    expect(parseResolvConf('search a b\nsearch c\noptions ndots:2 timeout:1 attempts:3\nnameserver 1.1.1.1\n')).toEqual({
      nameservers: ['1.1.1.1'], search: ['c'], ndots: 2, timeoutMs: 1000, attempts: 3,
    });
  });

  it('finds aliases in a hosts file', () => {
    expect(lookUpHosts('127.0.0.1 localhost # me\n10.0.0.1  one ONE.example\n', 'one.example')).toEqual({ addresses: ['10.0.0.1'], canonicalName: 'one' });
    expect(lookUpHosts('::1 localhost\n', 'localhost')).toBeUndefined();
  });
});
