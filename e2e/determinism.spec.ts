import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { openLab } from './lab.ts';

/** The lab's second part, typed with pauses: enough for pods, volumes, DNS, chance and a deletion. */
const INPUTS = [
  { atMs: 500, text: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml\r' },
  { atMs: 21_000, text: 'kubectl get pods -o wide\r' },
  { atMs: 22_000, text: 'for i in $(seq 12); do curl -s 10.200.3.231 | head -2; done\r' },
  { atMs: 24_000, text: 'kubectl delete pod nginx-web-sts-vct-1\r' },
  { atMs: 31_000, text: 'kubectl scale sts nginx-web-sts-vct --replicas=5\r' },
  { atMs: 33_000, text: 'kubectl run dns-test --image=harbor.myharbor.com/myharbor/alpine --rm -it -- sh\r' },
  { atMs: 45_000, text: 'ping -c 3 nginx-web-sts-vct-0.linux-headless\r' },
];
const UNTIL_MS = 60_000;
const ROUNDS = 20;

test('the same inputs give the same bytes in Node and in Chromium, every time', async ({ page }) => {
  test.setTimeout(400_000);
  await openLab(page);
  const root = path.resolve(import.meta.dirname, '..');
  const inNode = execFileSync(process.execPath, [path.join(root, 'scripts/run.mjs'), 'replay', JSON.stringify({ profile: 'lab', seed: 7, inputs: INPUTS, untilMs: UNTIL_MS, rounds: ROUNDS })], { encoding: 'utf8' }).trim().split('\n');

  const inPage: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const log = await page.evaluate(
      ({ inputs, untilMs }) => (globalThis as unknown as { ordinal: { replay(profile: string, seed: number, inputs: unknown, untilMs: number): string } }).ordinal.replay('lab', 7, inputs, untilMs),
      { inputs: INPUTS, untilMs: UNTIL_MS },
    );
    inPage.push(`${createHash('sha256').update(log).digest('hex')} ${log.length}`);
  }

  expect(inNode).toHaveLength(ROUNDS);
  expect(new Set([...inNode, ...inPage]).size, 'one log for all').toBe(1);
  expect(Number(inNode[0]?.split(' ')[1])).toBeGreaterThan(50_000);
});
