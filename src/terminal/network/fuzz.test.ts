import { expect, it } from 'vitest';
import type { Machine } from '#engine/machine/machine.ts';
import { createKernel } from '../process/kernel.ts';
import { nullInput, sinkOutput, textInput } from '../process/fileStream.ts';
import type { Input, Output } from '../process/stream.ts';
import { programs } from '../programs.ts';
import { givenNetworkScene } from './givenNetworkScene.ts';
import { networkUtilities } from './index.ts';

const CASES = 400;
const SEED = 20_261;
/** After so long in virtual time a program is taken for one that waits for ever, and killed. */
const PATIENCE_MS = 60_000;
/** The most events that a line may cost. */
const MOST_EVENTS = 20_000;

const HOSTS = ['web-0.nginx', 'web-9.nginx', 'front', '10.100.1.88', '10.200.3.231', '10.200.0.10', '10.9.9.9', '127.0.0.1', 'localhost', '192.168.76.143', 'nope.invalid', '1.2.3', '256.1.1.1', '', '.', '..', '-', '--', '中文', 'x'.repeat(300)];
const WORDS = [
  ...HOSTS, '80', '81', '0', '-1', '99999', '80-90', 'http', '1', '2', '1e9', 'abc', '-n', '-c', '-c1', '-c', '3', '-i', '0.2', '-w', '-W', '-q', '-s', '-t', '-v', '-vv', '-z', '-zv', '-l', '-lp', '-p', '-u', '-k', '-e', 'cat', 'nosuch', '-x', '-a', '-r', '-4', '-6', '-h', '--help', '-V',
  '--version', '-X', 'POST', '-d', 'a=b', '@-', '@/nope', '-H', 'Host: x', ':', '-o', '/dev/null', '/tmp/x', '/nope/x', '-O', '-O-', '-qO-', '-T', '-L', '-I', '-f', '-S', '-m', '-k', '--resolve', 'front:80:10.100.1.88', '--connect-timeout', '--spider', '-type=srv', '-type=bogus', '-debug',
  '@10.200.0.10', '@web-0.nginx', '@', '+short', '+search', '+noall', '+answer', '+time=1', '+tries=0', '+bogus', '+', '-x', 'SRV', 'ANY', 'PTR', 'addr', 'route', 'link', 'neigh', 'rule', 'show', 'get', 'add', 'dev', 'eth0', 'lo', '-br', '-o', '-f', 'inet', 'hosts', 'ahosts', 'passwd', 'root', 'services',
  'http://web-1.nginx/', 'http://front:80/a?b=c', 'https://front', 'ftp://x', 'http://', 'http://[::1]/', 'http://a:b@front/', 'web-0.nginx/nope', '-w', '%{http_code}\\n', '%{nope}', '%', '-A', '-b', '-G', '-i', '-tlnp', '-tulpen', '-rn', '-an',
];

/** A draw that is the same each time. */
function createDice(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return from[(state >>> 8) % from.length] as never;
  };
}

it(`${CASES} lines of chance end, or wait without spinning, and throw nothing`, () => {
  const { cluster } = givenNetworkScene();
  const kernel = createKernel({ cluster, programs });
  const pick = createDice(SEED);
  const lengths = [0, 1, 1, 2, 2, 3, 3, 4, 5, 6];
  const machines = ['centos7k8s1', 'bb28', 'bb36', 'alp', 'deb'].map((name): Machine => {
    const machine = cluster.runtime.node(name) ?? cluster.runtime.run('default', name, name)?.machine;
    if (machine === undefined) throw new Error(`no ${name}`);
    return machine;
  });
  let longestText = 0;
  const spinning: string[] = [];

  for (let count = 0; count < CASES; count += 1) {
    const machine = pick(machines);
    const utility = pick(networkUtilities);
    const argv = [utility.name, ...Array.from({ length: pick(lengths) }, () => pick(WORDS))];
    let text = '';
    const sink = () => sinkOutput((piece) => { text += piece; });
    const process = kernel.spawn({
      program: utility.run, argv, machine, cwd: '/tmp',
      descriptors: new Map<number, Input | Output>([[0, pick([true, false]) ? nullInput() : textInput('GET / HTTP/1.0\n\nruok\n')], [1, sink()], [2, sink()]]),
    });
    const endAtMs = cluster.sim.now() + PATIENCE_MS;
    let events = 0;
    while (process.exit === undefined && cluster.sim.now() < endAtMs && cluster.sim.step()) events += 1;
    if (process.exit === undefined) kernel.signal(process, 'SIGKILL');
    if (events >= MOST_EVENTS) spinning.push(argv.join(' '));
    longestText = Math.max(longestText, text.length);
  }
  expect(spinning).toEqual([]);
  expect(longestText).toBeLessThan(200_000);
});
