import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { givenNetworkScene } from './givenNetworkScene.ts';

/** A line, where it is typed, and what the real program printed; spelled as `plain` spells it. */
interface Recorded {
  readonly pod: string;
  readonly line: string;
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

// Recorded from curl 7.88.1, wget 1.21.3, bind 9.18.49, glibc 2.36, OpenBSD's nc 1.219, iputils 20221126, iproute2 6.1, net-tools 2.10 and busybox 1.35 on Debian 12, in a network
// namespace with the addresses of the scene, an nginx that answers as the scene's does, and a name server with the scene's records that answers as CoreDNS does. Without
// nslookup's lines on recursion.
const recorded = JSON.parse(readFileSync(new URL('fixtures/recorded.json', import.meta.url), 'utf8')) as readonly Recorded[];

const scene = givenNetworkScene();
scene.script(`for p in web-0 web-1; do kubectl exec $p -- sh -c 'cd /usr/share/nginx/html; mkdir -p dir empty; echo dir > dir/index.html'; done`);
const node = scene.cluster.runtime.node('centos7k8s1');

/** Times, dates, sizes of the moment, drawn numbers, and which of two pods comes first, in one spelling. */
function plain(text: string): string {
  return text
    .replaceAll(/BusyBox v.* multi-call/g, 'BusyBox multi-call')
    .replaceAll('10.100.5.28', '10.100.1.88').replaceAll('web-1.nginx', 'web-0.nginx').replaceAll('10-100-5-28', '10-100-1-88')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'NOW').replaceAll(/(Date|Last-Modified): [A-Z].*GMT/g, '$1: DATE').replaceAll(/ETag: "[^"]*"/g, 'ETag: E').replaceAll(/WHEN: .*/g, 'WHEN: T')
    .replaceAll(/time=[\d.]+ ms/g, 'time=T ms').replaceAll(/time \d+ms/g, 'time Tms').replaceAll(/= [\d.]+\/[\d.]+\/[\d.]+(\/[\d.]+)? ms/g, '= T ms').replaceAll(/ttl=\d+/g, 'ttl=TTL')
    .replaceAll(/id: \d+/g, 'id: ID').replaceAll(/Query time: \d+ (m|u)sec/g, 'Query time: T $1sec').replaceAll(/hostmaster\.myharbor\.com\.? \d+ /g, 'hostmaster.myharbor.com. SERIAL ').replaceAll(/serial = \d+/g, 'serial = S').replaceAll(/\d+( +; serial)/g, 'S$1')
    .replaceAll(/after \d+ (ms|milli)/g, 'after T $1').replaceAll(/in \d+ ms/g, 'in T ms').replaceAll(/\([\d.]+ .?B\/s\)/g, '(SPEED)').replaceAll(/100% +[\d.]+[KMG]?=[\d.]+s/g, '100% SPEED')
    .replaceAll(/\r?( {2}0|100) .*?(--:--:--|\d:\d\d:\d\d) +\S+(?=[\n\r]|$)/g, (line) => `\n${line.trim().startsWith('100') ? 'METER100' : 'METER0'}`).replaceAll(/(\n?METER0)+/g, '\nMETER0').replaceAll(/\n*METER0\n*METER100/g, '\nMETER100').replaceAll('\n\nMETER', '\nMETER')
    .replaceAll(/port \d{5}\b/g, 'port EPH').replaceAll(/(\d+\.\d+\.\d+\.\d+) \d{5}\b/g, '$1 EPH').replaceAll(/:\d{5}\b/g, ':EPH');
}

it.each(recorded.map((each) => [each.pod, each.line, each] as const))('%s: %s', (pod, line, { out, err, code }) => {
  node?.files.write('/tmp/line', `rm -rf /tmp/w; mkdir /tmp/w; cd /tmp/w; ${line}`);

  const found = scene.script(`kubectl exec ${pod} -- sh -c "$(cat /tmp/line)" >/tmp/o 2>/tmp/e </dev/null; echo rc=$?`);

  expect({ out: plain(node?.files.read('/tmp/o') ?? ''), err: plain((node?.files.read('/tmp/e') ?? '').replace(/command terminated with exit code \d+\n$/, '')), code: Number(/rc=(\d+)/.exec(found)?.[1]) }).toEqual({ out, err, code });
});
