import { describe, expect, it } from 'vitest';
import { givenNetworkScene } from '../givenNetworkScene.ts';

const scene = givenNetworkScene();
const DEB = 'kubectl exec deb -- ';
const FULL = 'nginx.default.svc.myharbor.com';

const answer = scene.run;

/** What kubectl exec adds of a command that failed. */
function failing(code: number): string {
  return code === 0 ? '' : `command terminated with exit code ${code}\n`;
}

describe('dig', () => {
  it('shows the whole answer, as bind 9.18 does', () => {
    expect(answer(`${DEB}dig web-0.${FULL}`)).toEqual({
      code: 0,
      text: `
; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> web-0.nginx.default.svc.myharbor.com
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: ID
;; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1
;; WARNING: recursion requested but not available

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;web-0.nginx.default.svc.myharbor.com. IN A

;; ANSWER SECTION:
web-0.nginx.default.svc.myharbor.com. 30 IN A	10.100.1.88

;; Query time: T msec
;; SERVER: 10.200.0.10#53(10.200.0.10) (UDP)
;; WHEN: T
;; MSG SIZE  rcvd: 117

`,
    });
  });

  it('shows the zone for a name that is not there, and the addresses behind a service record', () => {
    expect(answer(`${DEB}dig +noall +authority web-9.${FULL}`).text).toBe('myharbor.com.\t\t30\tIN\tSOA\tns.dns.myharbor.com. hostmaster.myharbor.com. SERIAL 7200 1800 86400 30\n');
    expect(answer(`${DEB}dig +noall +answer +additional -t SRV ${FULL}`).text).toBe(
      `nginx.default.svc.myharbor.com.\t30 IN\tSRV\t0 50 80 web-0.nginx.default.svc.myharbor.com.
nginx.default.svc.myharbor.com.\t30 IN\tSRV\t0 50 80 web-1.nginx.default.svc.myharbor.com.
web-0.nginx.default.svc.myharbor.com. 30 IN A\t10.100.1.88
web-1.nginx.default.svc.myharbor.com. 30 IN A\t10.100.5.28
`,
    );
  });

  it.each([
    [`dig +short web-0.${FULL}`, '10.100.1.88\n', 0],
    ['dig +short web-0.nginx', '', 0],
    ['dig +short +search web-0.nginx', '10.100.1.88\n', 0],
    ['dig +short -x 10.200.3.231', 'front.default.svc.myharbor.com.\n', 0],
    [`dig +short srv ${FULL} @10.200.0.10`, '0 50 80 web-0.nginx.default.svc.myharbor.com.\n0 50 80 web-1.nginx.default.svc.myharbor.com.\n', 0],
    [`dig +short front.default.svc.myharbor.com web-1.${FULL}`, '10.200.3.231\n10.100.5.28\n', 0],
    ['dig +noall +answer soa myharbor.com', 'myharbor.com.\t\t30\tIN\tSOA\tns.dns.myharbor.com. hostmaster.myharbor.com. SERIAL 7200 1800 86400 30\n', 0],
    ['dig @10.100.1.88 +short x.y', `${';; communications error to 10.100.1.88#53: connection refused\n'.repeat(3)};; no servers could be reached\n`, 9],
    ['dig @10.9.9.9 +short +time=1 +tries=2 x.y', `${';; communications error to 10.9.9.9#53: timed out\n'.repeat(2)};; no servers could be reached\n`, 9],
  ])('%s', (line, text, code) => {
    expect(answer(DEB + line)).toEqual({ text: text + failing(code), code });
  });

  it.each([
    ['dig +bogus x', 'Invalid option: +bogus\nUsage:  dig ', 1],
    ['dig -p abc x', "invalid port number 'abc': not a valid number\ndig: Couldn't parse port number\n", 1],
    ['dig @nope.invalid x', "dig: couldn't get address for 'nope.invalid': not found\n", 1],
  ])('%s is refused', (line, text, code) => {
    const refused = answer(DEB + line);
    expect(refused.text).toContain(text);
    expect(refused.code).toBe(code);
  });
});

describe('host', () => {
  it.each([
    ['host web-0.nginx', 'web-0.nginx.default.svc.myharbor.com has address 10.100.1.88\n', 0],
    ['host web-9.nginx', 'Host web-9.nginx not found: 3(NXDOMAIN)\n', 1],
    ['host 10.200.3.231', '231.3.200.10.in-addr.arpa domain name pointer front.default.svc.myharbor.com.\n', 0],
    ['host -t SRV _web._tcp.nginx', '_web._tcp.nginx.default.svc.myharbor.com has SRV record 0 50 80 web-0.nginx.default.svc.myharbor.com.\n_web._tcp.nginx.default.svc.myharbor.com has SRV record 0 50 80 web-1.nginx.default.svc.myharbor.com.\n', 0],
    ['host -t AAAA web-0.nginx', 'web-0.nginx.default.svc.myharbor.com has no AAAA record\n', 0],
    ['host front 10.200.0.10', 'Using domain server:\nName: 10.200.0.10\nAddress: 10.200.0.10#53\nAliases: \n\nfront.default.svc.myharbor.com has address 10.200.3.231\n', 0],
  ])('%s', (line, text, code) => {
    expect(answer(DEB + line)).toEqual({ text: text + failing(code), code });
  });
});

describe('a lookup from the node', () => {
  it('goes nowhere until its resolv.conf names the cluster\'s server, and is drawn from then on', () => {
    expect(answer(`dig +short web-0.${FULL}`)).toEqual({ text: ';; connection timed out; no servers could be reached\n', code: 9 });
    expect(answer(`getent hosts web-0.${FULL}`)).toEqual({ text: '', code: 2 });
    scene.script('cp /etc/resolv.conf /tmp/before; echo nameserver 10.200.0.10 >> /etc/resolv.conf');

    expect(answer(`dig +short web-0.${FULL}`)).toEqual({ text: '10.100.1.88\n', code: 0 });
    expect(answer(`getent hosts web-0.${FULL}`)).toEqual({ text: `10.100.1.88     web-0.${FULL}\n`, code: 0 });
    expect(answer('host web-0.nginx')).toEqual({ text: 'Host web-0.nginx not found: 3(NXDOMAIN)\n', code: 1 });
    const [drawn] = scene.cluster.network.traffic().filter(({ label }) => label === `A? web-0.${FULL}`).slice(-1);
    expect(drawn).toMatchObject({ kind: 'dns', outcome: 'ok', answer: '10.100.1.88', path: [{ kind: 'node', name: 'centos7k8s1' }, { kind: 'dns' }, {}, {}] });
    scene.script('cp /tmp/before /etc/resolv.conf');
  });
});

it.each([
  ['alp', `getent hosts web-0.nginx`, `10.100.1.88       web-0.${FULL}  web-0.${FULL} web-0.nginx\n`, 0],
  ['deb', `getent hosts web-0.nginx`, `10.100.1.88     web-0.${FULL}\n`, 0],
  ['deb', `getent ahosts front`, `10.200.3.231    STREAM front.default.svc.myharbor.com\n10.200.3.231    DGRAM  \n10.200.3.231    RAW    \n`, 0],
  ['deb', `getent hosts web-9.nginx`, '', 2],
  ['deb', 'getent passwd root', 'root:x:0:0:root:/root:/bin/bash\n', 0],
  ['deb', 'getent services http', 'http                  80/tcp www\n', 0],
  ['deb', 'getent nope x', 'Unknown database: nope\nTry `getent --help\' or `getent --usage\' for more information.\n', 1],
])('%s: %s', (pod, line, text, code) => {
  expect(answer(`kubectl exec ${pod} -- ${line}`)).toEqual({ text: text + failing(code), code });
});
