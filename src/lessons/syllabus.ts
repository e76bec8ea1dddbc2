import { card as aNameThatStays } from './course/a-name-that-stays/card.ts';
import { card as aNodeGoesDark } from './course/a-node-goes-dark/card.ts';
import { card as aQuorumThatWaits } from './course/a-quorum-that-waits/card.ts';
import { card as aVolumeStaysPut } from './course/a-volume-stays-put/card.ts';
import { card as anOldAnswer } from './course/an-old-answer/card.ts';
import { card as byIpAndByName } from './course/by-ip-and-by-name/card.ts';
import { card as countingFromAnotherNumber } from './course/counting-from-another-number/card.ts';
import { card as crashOrDelete } from './course/crash-or-delete/card.ts';
import { card as deletingIsNotOrdered } from './course/deleting-is-not-ordered/card.ts';
import { card as deploymentOrStatefulset } from './course/deployment-or-statefulset/card.ts';
import { card as drainWithABudget } from './course/drain-with-a-budget/card.ts';
import { card as immutableFields } from './course/immutable-fields/card.ts';
import { card as keepOrDeleteClaims } from './course/keep-or-delete-claims/card.ts';
import { card as mysqlPrimaryAndReplicas } from './course/mysql-primary-and-replicas/card.ts';
import { card as namesBeforeReady } from './course/names-before-ready/card.ts';
import { card as noVolumeArrives } from './course/no-volume-arrives/card.ts';
import { card as oldDataReturns } from './course/old-data-returns/card.ts';
import { card as onDelete } from './course/on-delete/card.ts';
import { card as onePodOfItsOwn } from './course/one-pod-of-its-own/card.ts';
import { card as outOfService } from './course/out-of-service/card.ts';
import { card as ownStorage } from './course/own-storage/card.ts';
import { card as parallel } from './course/parallel/card.ts';
import { card as partitionAndCanary } from './course/partition-and-canary/card.ts';
import { card as pingAClusterip } from './course/ping-a-clusterip/card.ts';
import { card as readyIsNotEnough } from './course/ready-is-not-enough/card.ts';
import { card as releasedVolume } from './course/released-volume/card.ts';
import { card as rollingUpdate } from './course/rolling-update/card.ts';
import { card as scalingUpAndDown } from './course/scaling-up-and-down/card.ts';
import { card as theSearchList } from './course/the-search-list/card.ts';
import { card as twoWriters } from './course/two-writers/card.ts';
import { card as undoIsNotEnough } from './course/undo-is-not-enough/card.ts';
import type { LessonCard, LessonGroup } from './lesson.ts';

/** The rows of the syllabus, in their order. */
export const lessonGroups: readonly LessonGroup[] = ['identity', 'storage', 'order', 'updates', 'failure', 'dns', 'classroom'];

/** All lessons of the course, row by row; within a row in the order in which they build on each other. */
export const syllabus: readonly LessonCard[] = [
  aNameThatStays,
  deploymentOrStatefulset,
  countingFromAnotherNumber,
  onePodOfItsOwn,
  ownStorage,
  oldDataReturns,
  releasedVolume,
  keepOrDeleteClaims,
  noVolumeArrives,
  aVolumeStaysPut,
  scalingUpAndDown,
  parallel,
  aQuorumThatWaits,
  deletingIsNotOrdered,
  rollingUpdate,
  partitionAndCanary,
  onDelete,
  undoIsNotEnough,
  readyIsNotEnough,
  immutableFields,
  crashOrDelete,
  aNodeGoesDark,
  twoWriters,
  outOfService,
  drainWithABudget,
  byIpAndByName,
  theSearchList,
  anOldAnswer,
  namesBeforeReady,
  pingAClusterip,
  mysqlPrimaryAndReplicas,
];

/** The number of a lesson in the course, from 1; undefined for one that is not part of it. */
export function numberOf(name: string): number | undefined {
  const index = syllabus.findIndex((card) => card.name === name);
  return index < 0 ? undefined : index + 1;
}
