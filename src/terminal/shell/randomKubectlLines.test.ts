import { expect, it } from 'vitest';
import { createSimulation } from '#engine/core/simulation.ts';
import { givenKubectl } from '../kubectl/givenKubectl.ts';
import { randomKubectlLine } from './randomKubectlLine.ts';

/** `LINES=100000 npx vitest run randomKubectlLines` runs the long walk. */
const LINES = Number(process.env['LINES'] ?? 300);
const FIRST = Number(process.env['FIRST'] ?? 0);
/** What a line changes stays for those behind it, but not for ever. */
const LINES_A_CLUSTER = 50;
const LONGEST_MS = 10_000;
const MOST_OUTPUT = 1_000_000;
const MOST_REAL_MS = 5000;

const WEB = `apiVersion: v1
kind: Service
metadata: {name: nginx, labels: {app: nginx}}
spec: {clusterIP: None, ports: [{port: 80, name: web}], selector: {app: nginx}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: nginx
  replicas: 2
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec: {containers: [{name: nginx, image: 'registry.k8s.io/nginx-slim:0.24'}]}
`;

function problemOf(kubectl: ReturnType<typeof givenKubectl>, seed: number): string | undefined {
  const line = randomKubectlLine(createSimulation(seed).random.fork('line'));
  const startedAtMs = performance.now();
  try {
    const { stdout, stderr } = kubectl.run(line, { limitMs: LONGEST_MS, stdin: WEB });
    if (stdout.length + stderr.length > MOST_OUTPUT) return `seed ${seed}: writes without end: kubectl ${line}`;
    const tookMs = performance.now() - startedAtMs;
    return tookMs > MOST_REAL_MS ? `seed ${seed}: took ${Math.round(tookMs)} ms: kubectl ${line}` : undefined;
  } catch (error) {
    return `seed ${seed}: ${error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error)}: kubectl ${line}`;
  }
}

it('random kubectl lines never throw and never hang', () => {
  const problems: string[] = [];
  let kubectl = givenKubectl();
  for (let seed = FIRST; seed < FIRST + LINES && problems.length < 20; seed += 1) {
    if ((seed - FIRST) % LINES_A_CLUSTER === 0) {
      kubectl = givenKubectl({ files: { 'web.yaml': WEB, 'broken.yaml': 'apiVersion: v1\nkind: [Pod\n' } });
      kubectl.run('apply -f web.yaml');
    }
    const problem = problemOf(kubectl, seed);
    if (problem !== undefined) problems.push(problem);
  }
  expect(problems).toEqual([]);
}, 3_600_000);
