import { beforeAll, describe, expect, it } from 'vitest';
import { statefulSetBasics } from './tutorials/basics.ts';
import { cockroach, mongoReplicaSet, mysqlLab, redisCluster, replicatedMysql, singleMysql, startOrdinal, wordpress } from './tutorials/databases.ts';
import { cassandra, zookeeper } from './tutorials/ensembles.ts';
import { missesOf } from './tutorials/missesOf.ts';
import { consulCluster, serviceDiscovery, subdomains, tasks } from './tutorials/operations.ts';
import { createReader } from './tutorials/reader.ts';
import { seedDocument, storageClasses } from './tutorials/seed.ts';
import { course, defaultClass, nfsNotes, nfsVolumes } from './tutorials/storage.ts';
import type { Step, Tutorial } from './tutorials/tutorial.ts';
import { classNotes, fundamentals, handbook, killercoda, localVolumes, notes, training } from './tutorials/webSets.ts';

/** Every line of every tutorial is typed in order, in one cluster each. */
const TUTORIALS: readonly Tutorial[] = [
  seedDocument, storageClasses, statefulSetBasics, wordpress, replicatedMysql, tasks, startOrdinal, defaultClass, singleMysql, handbook, course, serviceDiscovery, nfsNotes, classNotes, redisCluster,
  localVolumes, killercoda, mysqlLab, nfsVolumes, consulCluster, fundamentals, notes, subdomains, training, mongoReplicaSet, cockroach, zookeeper, cassandra,
];

const LONGEST_MS = 120_000;

describe.each(TUTORIALS)('$id $title', (tutorial) => {
  const screens = new Map<Step, string>();

  beforeAll(() => {
    const reader = createReader(tutorial);
    for (const step of tutorial.steps) screens.set(step, reader.follow(step));
  }, LONGEST_MS);

  it.each(tutorial.steps.map((step) => ({ name: nameOf(step), step })))('$name', ({ step }) => {
    const screen = screens.get(step) ?? '';

    expect({ screen, misses: missesOf(step, screen) }).toEqual({ screen, misses: [] });
  });
});

function nameOf({ id = 'between', type, keys = [] }: Step): string {
  return `${id} ${(type ?? keys.join(' ')).split('\n')[0] ?? ''}`;
}
