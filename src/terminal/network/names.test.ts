import { describe, expect, it } from 'vitest';
import { givenNetworkScene } from './givenNetworkScene.ts';

const scene = givenNetworkScene();
const { run } = scene;
const inPod = (pod: string) => `kubectl exec ${pod} -- `;
const failing = (code: number) => (code === 0 ? '' : `command terminated with exit code ${code}\n`);
const FULL = 'nginx.default.svc.myharbor.com';

describe('ping', () => {
  it.each([
    ['bb28', 'ping web-0.nginx -c 2', `PING web-0.nginx (10.100.1.88): 56 data bytes\n64 bytes from 10.100.1.88: seq=0 ttl=TTL time=T ms\n64 bytes from 10.100.1.88: seq=1 ttl=TTL time=T ms\n\n--- web-0.nginx ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = T ms\n`, 0],
    ['deb', 'ping -c 2 web-0.nginx', `PING web-0.${FULL} (10.100.1.88) 56(84) bytes of data.\n64 bytes from web-0.${FULL} (10.100.1.88): icmp_seq=1 ttl=TTL time=T ms\n64 bytes from web-0.${FULL} (10.100.1.88): icmp_seq=2 ttl=TTL time=T ms\n\n--- web-0.${FULL} ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time Tms\nrtt min/avg/max/mdev = T ms\n`, 0],
    ['bb36', 'ping -c 1 web-9.nginx', "ping: bad address 'web-9.nginx'\n", 1],
    ['deb', 'ping -c 1 web-9.nginx', 'ping: web-9.nginx: Name or service not known\n', 2],
    ['bb36', 'ping -c 2 -W 1 front', 'PING front (10.200.3.231): 56 data bytes\n\n--- front ping statistics ---\n2 packets transmitted, 0 packets received, 100% packet loss\n', 1],
    ['deb', 'ping -c 2 -W 1 10.200.3.231', 'PING 10.200.3.231 (10.200.3.231) 56(84) bytes of data.\n\n--- 10.200.3.231 ping statistics ---\n2 packets transmitted, 0 received, 100% packet loss, time Tms\n\n', 1],
    ['deb', 'ping -c 1 10.100.5.200', 'PING 10.100.5.200 (10.100.5.200) 56(84) bytes of data.\nFrom GATEWAY icmp_seq=1 Destination Host Unreachable\n\n--- 10.100.5.200 ping statistics ---\n1 packets transmitted, 0 received, +1 errors, 100% packet loss, time Tms\n\n', 1],
    ['deb', 'ping -c 0 front', "ping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807\n", 1],
    ['bb36', 'ping -c abc front', "ping: invalid number 'abc'\n", 1],
    ['deb', 'ping', 'ping: usage error: Destination address required\n', 1],
  ])('in %s: %s', (pod, line, text, code) => {
    const found = run(inPod(pod) + line);
    expect({ ...found, text: found.text.replaceAll(/ttl=\d+/g, 'ttl=TTL').replaceAll(/From [\d.]+/g, 'From GATEWAY') }).toEqual({ text: text + failing(code), code });
  });

  it('is drawn with each of its packets', () => {
    const before = scene.cluster.network.traffic().at(-1)?.id ?? 0;
    run(`${inPod('bb36')}ping -c 3 10.100.1.88`);
    const drawn = scene.cluster.network.traffic().filter(({ id, kind }) => id > before && kind === 'icmp');
    expect(drawn.map(({ label, outcome }) => [label, outcome])).toEqual([['echo 0', 'ok'], ['echo 1', 'ok'], ['echo 2', 'ok']]);
  });
});

describe('nslookup', () => {
  it.each([
    ['bb28', 'nslookup web-0.nginx', `Server:    10.200.0.10\nAddress 1: 10.200.0.10 kube-dns.kube-system.svc.myharbor.com\n\nName:      web-0.nginx\nAddress 1: 10.100.1.88 web-0.${FULL}\n`, 0],
    ['bb28', 'nslookup web-9.nginx', "Server:    10.200.0.10\nAddress 1: 10.200.0.10 kube-dns.kube-system.svc.myharbor.com\n\nnslookup: can't resolve 'web-9.nginx'\n", 1],
    ['bb36', `nslookup web-0.${FULL}`, `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10:53\n\n\nName:\tweb-0.${FULL}\nAddress: 10.100.1.88\n\n`, 0],
    ['bb36', 'nslookup web-0.nginx', "Server:\t\t10.200.0.10\nAddress:\t10.200.0.10:53\n\n** server can't find web-0.nginx: NXDOMAIN\n\n** server can't find web-0.nginx: NXDOMAIN\n\n", 1],
    ['bb36', `nslookup -type=srv _web._tcp.${FULL}`, `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10:53\n\n_web._tcp.${FULL}\tservice = 0 50 80 web-0.${FULL}\n_web._tcp.${FULL}\tservice = 0 50 80 web-1.${FULL}\n\n`, 0],
    ['bb36', 'nslookup -type=bogus front', 'nslookup: invalid query type "bogus"\n', 1],
    ['bb36', 'nslookup front 10.100.1.88', ";; connection timed out; no servers could be reached\n\nnslookup: write to '10.100.1.88': Connection refused\n", 1],
    ['deb', 'nslookup web-0.nginx', `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10#53\n\nName:\tweb-0.${FULL}\nAddress: 10.100.1.88\n\n`, 0],
    ['deb', 'nslookup web-9.nginx', `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10#53\n\n** server can't find web-9.nginx: NXDOMAIN\n\n`, 1],
    ['deb', 'nslookup -type=srv nginx', `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10#53\n\n${FULL}\tservice = 0 50 80 web-0.${FULL}.\n${FULL}\tservice = 0 50 80 web-1.${FULL}.\n\n`, 0],
    ['deb', 'nslookup 10.200.3.231', `231.3.200.10.in-addr.arpa\tname = front.default.svc.myharbor.com.\n\n`, 0],
    ['deb', 'nslookup front 10.100.1.88', `${';; communications error to 10.100.1.88#53: connection refused\n'.repeat(3)};; no servers could be reached\n\n`, 1],
  ])('in %s: %s', (pod, line, text, code) => {
    const found = run(inPod(pod) + line);
    // The two streams of a busybox that complains come in either order.
    const inOrder = (shown: string) => (shown.includes('write to') ? shown.split('\n').sort().join('\n') : shown);
    expect({ ...found, text: inOrder(found.text) }).toEqual({ text: inOrder(text + failing(code)), code });
  });

  it('is talked with line by line, as bind\'s', () => {
    expect(run(`printf 'front\\nset type=soa\\nmyharbor.com\\nexit\\n' | kubectl exec -i deb -- nslookup`).text).toBe(
      `Server:\t\t10.200.0.10\nAddress:\t10.200.0.10#53\n\nName:\tfront.default.svc.myharbor.com\nAddress: 10.200.3.231\n` +
        'Server:\t\t10.200.0.10\nAddress:\t10.200.0.10#53\n\nmyharbor.com\n\torigin = ns.dns.myharbor.com\n\tmail addr = hostmaster.myharbor.com\n' +
        `\tserial = ${scene.script(`${inPod('deb')}dig +short soa myharbor.com`).split(' ')[2] ?? ''}\n\trefresh = 7200\n\tretry = 1800\n\texpire = 86400\n\tminimum = 30\n\n`,
    );
  });
});
