import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createScript } from '#session/createScript.ts';

/** What a script prints in a fresh lab, both streams together, and its exit status. */
function run(text: string): { readonly out: string; readonly status: number | undefined } {
  let out = '';
  const script = createScript({ profile: labProfile, seed: 1, text, onOutput: (piece) => (out += piece) });
  return { status: script.run(2_000_000), out };
}

describe('the fault command', () => {
  it('breaks something, lists it and mends it', () => {
    const { out, status } = run('fault network cut centos7k8s3\nfault dns stop\nfault list\nfault clear\nfault list\n');

    expect(status).toBe(0);
    expect(out).toBe(
      'node/centos7k8s3 is cut off from the network\nthe cluster DNS is stopped\n' +
        'node/centos7k8s3 is cut off from the network\nthe cluster DNS is stopped\n' +
        'All faults are mended.\nNothing is broken.\n',
    );
  });

  it.each([
    ['fault power off nowhere', 'fault: no node named "nowhere"'],
    ['fault crash web-9', 'fault: no pod named "web-9" in namespace default'],
    ['fault network sever centos7k8s1', 'fault: "sever" is none of cut, restore'],
    ['fault magic', 'fault: nothing is called "magic"'],
    ['fault api-latency fast', 'fault: api-latency wants a time such as 500ms'],
  ])('refuses `%s` and changes nothing', (line, message) => {
    const { out } = run(`${line}; echo "code $?"; fault list\n`);

    expect(out).toBe(`${message}\nTry 'fault help' for all of them.\ncode 1\nNothing is broken.\n`);
  });

  it('makes a stopped DNS felt', () => {
    const { out } = run('fault dns stop; kubectl run t --image=harbor.myharbor.com/myharbor/alpine --restart=Never -- ping -c 1 kubernetes; sleep 30; kubectl logs t\n');

    expect(out).toContain("ping: bad address 'kubernetes'");
  });
});
