import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCronJobController } from '#engine/controllers/cronjob/controller.ts';
import { createDaemonSetController } from '#engine/controllers/daemonset/controller.ts';
import { createDeploymentController } from '#engine/controllers/deployment/controller.ts';
import { startHarness } from '#engine/controllers/harness.ts';
import { createJobController } from '#engine/controllers/job/controller.ts';
import { createReplicaSetController } from '#engine/controllers/replicaset/controller.ts';
import { givenScenario } from '#engine/controllers/statefulset/scenario.ts';
import type { Explanation } from '#engine/why.ts';
import { cronjobWhy } from './cronjob.ts';
import { daemonsetWhy } from './daemonset.ts';
import { deploymentWhy } from './deployment.ts';
import { disruptionWhy } from './disruption.ts';
import { ephemeralWhy } from './ephemeral.ts';
import { jobWhy } from './job.ts';
import { podautoscalerWhy } from './podautoscaler.ts';
import { replicasetWhy } from './replicaset.ts';
import { statefulsetWhy } from './statefulset.ts';

type Sentences = Readonly<Record<string, { readonly en: string; readonly zh: string }>>;

const BY_FOLDER: Readonly<Record<string, Sentences>> = {
  statefulset: statefulsetWhy,
  replicaset: replicasetWhy,
  deployment: deploymentWhy,
  job: jobWhy,
  cronjob: cronjobWhy,
  daemonset: daemonsetWhy,
  disruption: disruptionWhy,
  podautoscaler: podautoscalerWhy,
  ephemeral: ephemeralWhy,
};

/** Codes whose end is put together: the literal beginning. */
const COMPOSED = ['replicaset.deletePod.', 'statefulset.failed'];

function codesIn(folder: string): ReadonlySet<string> {
  const path = `src/engine/controllers/${folder}`;
  const sources = readdirSync(path)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${path}/${file}`, 'utf8'));
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(new RegExp(`'(${folder}\\.[A-Za-z.]+)'`, 'g'))].map(([, code]) => code ?? ''),
    ),
  );
}

const blanksOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe.each(Object.keys(BY_FOLDER))('%s', (folder) => {
  const sentences = BY_FOLDER[folder] ?? {};

  it('has a sentence for each code that its controller uses, and no other', () => {
    const used = codesIn(folder);
    expect([...used].filter((code) => sentences[code] === undefined)).toEqual([]);
    expect(Object.keys(sentences).filter((code) => !used.has(code) && !COMPOSED.some((start) => code.startsWith(start)))).toEqual(
      [],
    );
  });

  it('fills the same blanks in both languages', () => {
    for (const { en, zh } of Object.values(sentences)) expect(blanksOf(zh)).toEqual(blanksOf(en));
  });
});

/** Blanks without a value, and codes without a sentence. */
function gapsIn(reasons: readonly Explanation[]): readonly string[] {
  return reasons.flatMap(({ code, params }) => {
    const sentence = BY_FOLDER[code.split('.')[0] ?? '']?.[code];
    if (sentence === undefined) return [code];
    return blanksOf(sentence.en)
      .filter((blank) => params[blank ?? ''] === undefined)
      .map((blank) => `${code} ${blank}`);
  });
}

it('finds a value for each blank of what a StatefulSet says', () => {
  const scenario = givenScenario({
    spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } },
  });
  scenario.settle();
  scenario.setImage('1.26');
  scenario.settle();
  scenario.harness.refuse({ verb: 'delete', kind: 'Pod' });
  scenario.scale(1);
  scenario.look();
  scenario.scale(3);
  scenario.settle();
  scenario.change({ ordinals: { start: 1 }, minReadySeconds: 5 });
  scenario.settle();
  scenario.harness.pods.setPhase('web-1', 'Failed');
  scenario.settle();
  scenario.change({ updateStrategy: { type: 'OnDelete' } });
  scenario.setImage('1.25');
  scenario.settle();

  expect(new Set(scenario.harness.reasons.map(({ code }) => code)).size).toBeGreaterThan(12);
  expect(gapsIn(scenario.harness.reasons)).toEqual([]);
});

it('finds a value for each blank of what the other workloads say', () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  const jobTemplate = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'nginx' }] } } };
  const selector = { matchLabels: { app: 'x' } };
  const harness = startHarness({
    controllers: [
      createDeploymentController(),
      createReplicaSetController(),
      createDaemonSetController(),
      createJobController(),
      createCronJobController(),
    ],
  });
  const create = (apiVersion: string, kind: string, spec: unknown) =>
    harness.api.create({ apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: 'default' }, spec } as never);
  create('apps/v1', 'Deployment', { replicas: 3, selector, template });
  create('apps/v1', 'DaemonSet', {
    selector: { matchLabels: { app: 'y' } },
    template: { ...template, metadata: { labels: { app: 'y' } } },
  });
  create('batch/v1', 'Job', jobTemplate);
  create('batch/v1', 'CronJob', { schedule: '* * * * *', jobTemplate: { spec: jobTemplate } });
  harness.runFor(10_000);
  const deployment = harness.api.get('Deployment', 'default', 'deployment');
  if (deployment === undefined) throw new Error('the deployment is there');
  harness.api.update({
    ...deployment,
    spec: { ...deployment.spec, template: { ...template, spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } },
  });
  harness.runFor(120_000);

  expect(new Set(harness.reasons.map(({ code }) => code)).size).toBeGreaterThan(8);
  expect(gapsIn(harness.reasons)).toEqual([]);
});
