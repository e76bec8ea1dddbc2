import { describe, expect, it } from 'vitest';
import { createNumbering } from './numbering.ts';
import { outputLines, type Shape } from './outputText.ts';
import type { Reading } from './tokens.ts';

const reading = (more: Partial<Reading> = {}): Reading => ({ numbering: createNumbering(), nodesAreLiteral: false, softReasons: [], ...more });
const lines = (output: string, shape: Shape = 'plain', more: Partial<Reading> = {}) => outputLines(output, shape, reading(more));

describe('what differs from run to run reads the same', () => {
  it.each([
    ['ages in a table', 'web-0   1/1     Running   2 (13s ago)   2m3s\n', ['web-0  1/1  Running  2 (<age> ago)  <age>']],
    ['a moment', 'at 2026-11-23T06:51:20Z, Mon, 23 Nov 2026 06:51:20 +0000\n', ['at <time>, <time>']],
    ['a version', 'resourceVersion: "481"\n', ['resourceVersion: "<rv>"']],
    ['uids, by their first appearance', 'pvc-6ba7b810-9dad-11d1-80b4-00c04fd430c8 6ba7b811-9dad-11d1-80b4-00c04fd430c8 6ba7b810-9dad-11d1-80b4-00c04fd430c8\n', ['pvc-<uid-1> <uid-2> <uid-1>']],
    ['revision hashes', 'web-6d4cf56db6 web-7f9c5b4d8 web-6d4cf56db6\n', ['web-<hash-1> web-<hash-2> web-<hash-1>']],
    ['addresses', 'IP: 10.100.1.5 10.100.2.2 10.100.1.5 10.200.7.7 10.200.0.1 10.0.0.102\n', ['IP: <podip-1> <podip-2> <podip-1> <clusterip-1> <apiserver-ip> <nodeip>']],
    ['a list of addresses, whatever its order', '10.100.2.2:80,10.100.1.5:80\n', ['<podip>:80,<podip>:80']],
    ['a list of conditions', 'false,true,true\n', ['false,true,true']],
    ['temporary files', '--- /tmp/LIVE-123/x\n', ['--- /tmp/LIVE-<n>/x']],
    ['back-offs', 'back-off 1m20s restarting\n', ['back-off <age> restarting']],
    ['node names', 'on centos7k8s2\n', ['on <node>']],
    ['the position of a change in the dump of a pod', '@@ -152,7 +152,13 @@\n', ['@@ -<line>,7 +<line>,13 @@']],
  ])('%s', (_, output, expected) => {
    expect(lines(output)).toEqual(expected);
  });

  it('rows with made-up names are in the order of the rest of the row', () => {
    expect(lines('web-6d4cf56db6-x7k2p   0/1\nweb-6d4cf56db6-z7k2p   0/1\nweb-6d4cf56db6-b7k2p   1/1\n')).toEqual(lines('web-6d4cf56db6-c8k2p   1/1\nweb-6d4cf56db6-d7k2p   0/1\nweb-6d4cf56db6-f7k2p   0/1\n'));
  });

  it('events are a set, without ages, counts and Pulling', () => {
    const header = 'Events:\n  Type    Reason   Age   From     Message\n  ----    ------   ----  ----     -------\n';
    const events = '  Normal  Pulling  9s (x2 over 8s)  kubelet  Pulling image "x"\n  Normal  Started  9s  kubelet  Started\n  Normal  Pulled   9s  kubelet  Container image "x" already present on machine and can be accessed by the pod\n';

    expect(lines(`Age:   30s\n${header}${events}`)).toEqual(['Age:  <age>', 'Events:', '  Normal  Pulled  kubelet  Pulled "x"', '  Normal  Started  kubelet  Started']);
  });

  it('a listed event of a soft reason may be missing', () => {
    expect(lines('LAST SEEN   TYPE      REASON   OBJECT   MESSAGE\n3s   Warning   FailedX   pod/a   no\n2s   Normal   Killing   pod/a   bye\n', 'plain', { softReasons: ['FailedX'] })).toEqual(['TYPE  REASON  OBJECT  MESSAGE', 'Normal  Killing  pod/a  bye']);
  });

  it('a watch says a row of an object once until it changes', () => {
    expect(lines('NAME    READY\nweb-0   0/1   Pending   0s\nweb-0   0/1   Pending   1s\nweb-1   0/1   Pending   0s\nweb-0   0/1   Pending   9s\n', 'watch')).toEqual(['NAME  READY', 'web-0  0/1  Pending  <age>', 'web-1  0/1  Pending  <age>']);
  });
});

describe('a difference stays one', () => {
  it.each<[string, string, string, Shape?]>([
    ['readiness', 'web-0   1/1   Running\n', 'web-0   0/1   Running\n'],
    ['restarts', 'web-0  1/1  1 (2s ago)  3s\n', 'web-0  1/1  0  3s\n'],
    ['the same address twice', '10.100.1.5 10.100.1.5\n', '10.100.1.5 10.100.1.6\n'],
    ['the order of a watch', 'N  R\na  1\nb  1\n', 'N  R\nb  1\na  1\n', 'watch'],
    ['a toleration', 'Tolerations: x op=Exists for 300s\n', 'Tolerations: x op=Exists for 5s\n'],
    ['a probe', '    delay=0s timeout=1s\n', '    delay=5s timeout=1s\n'],
    ['the indentation', '  a: b\n', '    a: b\n'],
    ['the position of a hunk of a diff', '@@ -5,7 +5,7 @@\n', '@@ -6,7 +6,7 @@\n'],
  ])('%s', (_, a, b, shape = 'plain') => {
    expect(lines(a, shape)).not.toEqual(lines(b, shape));
  });

  it('node names of a scenario that pins pods to nodes', () => {
    expect(lines('centos7k8s1\n', 'plain', { nodesAreLiteral: true })).toEqual(['centos7k8s1']);
  });
});
