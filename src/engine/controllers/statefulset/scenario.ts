import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { isTerminating, type NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isAvailable, isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { isInRange, ordinalOf, podName, startOrdinal, type StatefulSet, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import type { Controller } from '../controller.ts';
import { startHarness, type Harness, type HarnessOptions } from '../harness.ts';
import { createStatefulSetController } from './controller.ts';
import { givenClaimTemplate } from './given.ts';
import { hasIdentity, hasStorage } from './identity.ts';

/** One StatefulSet `web` in a cluster whose pods move as the test says, with the promises checked at each write and look. */
export interface Scenario {
  readonly harness: Harness;
  set(): StatefulSet;
  pods(): readonly Pod[];
  /** `0 1 2`: the ordinals that have a pod. */
  ordinals(): string;
  /** `0:1.25 1:1.26`: the image version of each. */
  images(): string;
  claims(): readonly PersistentVolumeClaim[];
  revisions(): readonly ControllerRevision[];
  change(spec: Partial<StatefulSetSpec>): void;
  setImage(version: string): void;
  scale(replicas: number): void;
  /** Lets the controller look until it has nothing more to do. */
  look(): void;
  /** Lets pods start, get Ready and go, one move at a time, until nothing moves any more. */
  settle(): void;
  /** The user deletes a pod. */
  deletePod(ordinal: number): void;
  pod(ordinal: number): Pod | undefined;
}

export interface ScenarioOptions extends Partial<Pick<HarnessOptions, 'seed' | 'profile'>> {
  readonly spec?: Partial<StatefulSetSpec>;
  /** Are there claims? Default yes. */
  readonly hasClaims?: boolean;
  readonly others?: readonly Controller[];
  /** Are the promises about order not checked, because the test breaks them on purpose? */
  readonly isUnchecked?: boolean;
}

/** Long enough for a write to be seen and looked at. */
const LOOK_MS = 40;
const MOST_MOVES = 2_000;

export function givenScenario({
  spec = {},
  hasClaims = true,
  others = [],
  isUnchecked = false,
  ...options
}: ScenarioOptions = {}): Scenario {
  const harness = startHarness({
    ...options,
    kubelet: 'manual',
    controllers: [createStatefulSetController(), ...others],
    afterLook: (controller) => {
      if (controller === 'statefulset-controller' && !isUnchecked) checkLook(scenario);
    },
  });
  const { api, pods: mover } = harness;

  const scenario: Scenario = {
    harness,
    set: () => api.get('StatefulSet', 'default', 'web') as StatefulSet,
    pods: () => [...api.list('Pod', { namespace: 'default' })].sort((a, b) => ordinalOf(a) - ordinalOf(b)),
    ordinals: () => scenario.pods().map(ordinalOf).join(' '),
    images: () =>
      scenario
        .pods()
        .map((pod) => `${ordinalOf(pod)}:${pod.spec.containers[0]?.image?.split(':')[1]}`)
        .join(' '),
    claims: () => api.list('PersistentVolumeClaim', { namespace: 'default' }),
    revisions: () => [...api.list('ControllerRevision', { namespace: 'default' })].sort((a, b) => a.revision - b.revision),
    change: (next) => {
      api.update({ ...scenario.set(), spec: { ...scenario.set().spec, ...next } });
    },
    setImage: (version) => {
      scenario.change({ template: templateOf(version) });
    },
    scale: (replicas) => {
      scenario.change({ replicas });
    },
    look: () => {
      harness.runFor(LOOK_MS);
    },
    settle: () => {
      scenario.look();
      for (let moves = 0; moves < MOST_MOVES && moveOne(scenario); moves += 1) scenario.look();
      scenario.look();
    },
    deletePod: (ordinal) => {
      api.delete({ kind: 'Pod', namespace: 'default', name: podName(scenario.set(), ordinal) });
    },
    pod: (ordinal) => mover.get(podName(scenario.set(), ordinal)),
  };

  if (!isUnchecked) checkWrites(scenario);
  api.create(newSet(spec, hasClaims));
  return scenario;
}

export function templateOf(version: string): StatefulSetSpec['template'] {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: `nginx:${version}` }] } };
}

function newSet(spec: Partial<StatefulSetSpec>, hasClaims: boolean): NewObject<StatefulSet> {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 3,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: templateOf('1.25'),
      ...(hasClaims ? { volumeClaimTemplates: [givenClaimTemplate('data')] } : {}),
      ...spec,
    },
  };
}

/** One pod does one thing: goes, gets a node, runs, or becomes Ready. False when none has anything to do. */
function moveOne({ harness: { pods: mover }, pods }: Scenario): boolean {
  for (const pod of pods()) {
    const { name } = pod.metadata;
    if (isTerminating(pod)) mover.vanish(name);
    else if (pod.status.phase === 'Pending') {
      mover.assign(name);
      mover.setPhase(name, 'Running');
    } else if (pod.status.phase === 'Running' && !isRunningAndReady(pod)) mover.setReady(name, true);
    else continue;
    return true;
  }
  return false;
}

/** What holds after each look, in both policies: counters, identity and storage. */
function checkLook(scenario: Scenario): void {
  const set = scenario.set();
  if (set === undefined || isTerminating(set)) return;
  const {
    replicas,
    readyReplicas = 0,
    availableReplicas,
    currentReplicas = 0,
    updatedReplicas = 0,
    observedGeneration = 0,
  } = set.status;
  promise(availableReplicas <= readyReplicas && readyReplicas <= replicas, `counters ${JSON.stringify(set.status)}`);
  promise(
    currentReplicas >= 0 && currentReplicas <= replicas && updatedReplicas <= replicas,
    `counters ${JSON.stringify(set.status)}`,
  );
  promise(observedGeneration <= (set.metadata.generation ?? 0), 'a generation was observed before it was there');
  for (const pod of scenario.pods()) checkPod(set, pod);
}

function checkPod(set: StatefulSet, pod: Pod): void {
  const { name, ownerReferences = [], labels } = pod.metadata;
  const isOwned = ownerReferences.some(({ uid }) => uid === set.metadata.uid);
  promise(!isOwned || selectorMatches(set.spec.selector, labels), `${name} was not released`);
  if (!isOwned || isTerminating(pod)) return;
  promise(hasIdentity(set, pod) && hasStorage(set, pod), `${name} is not as its ordinal asks for`);
}

/** The kinds of a claim's managing owners. */
export function ownersOf({ metadata: { ownerReferences = [] } }: PersistentVolumeClaim): string {
  return ownerReferences
    .filter(({ controller }) => controller === true)
    .map(({ kind }) => kind)
    .join(' ');
}

/** The table of whenScaled, whenDeleted and whether the pod is wanted. */
export function wantedOwners(set: StatefulSet, pod: Pod): string {
  const { whenScaled, whenDeleted } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const position = isInRange(set, ordinalOf(pod)) ? 'wanted' : 'condemned';
  const table: Readonly<Record<string, string>> = {
    'Retain Delete wanted': 'StatefulSet',
    'Retain Delete condemned': 'StatefulSet',
    'Delete Retain condemned': 'Pod',
    'Delete Delete wanted': 'StatefulSet',
    'Delete Delete condemned': 'Pod',
  };
  return table[`${whenScaled} ${whenDeleted} ${position}`] ?? '';
}

/** What holds at each write of the controller: the order in which pods come, go and are updated, and when an update is complete. */
function checkWrites(scenario: Scenario): void {
  scenario.harness.apiServer.onChange(({ type, object, previous, by }) => {
    if (by !== 'statefulset-controller') return;
    promise(object.kind !== 'PersistentVolumeClaim' || type !== 'DELETED', `${object.metadata.name} was deleted by the controller`);
    if (object.kind === 'StatefulSet' && previous !== undefined) checkCompletion(object as StatefulSet, previous as StatefulSet);
    if (object.kind !== 'Pod') return;
    const set = scenario.set();
    if (type === 'ADDED') checkCreated(scenario, set, object as Pod);
    else if (previous !== undefined && !isTerminating(previous) && (isTerminating(object) || type === 'DELETED'))
      checkDeleted(scenario, set, previous as Pod);
  });
}

function checkCompletion({ spec, status }: StatefulSet, { status: before }: StatefulSet): void {
  if (before.currentRevision === undefined || status.currentRevision === before.currentRevision) return;
  const { replicas, readyReplicas = 0, updatedReplicas = 0, currentRevision, updateRevision } = status;
  const isComplete = replicas === spec.replicas && readyReplicas === replicas && updatedReplicas === replicas;
  promise(isComplete && currentRevision === updateRevision, `the update was called complete at ${JSON.stringify(status)}`);
}

function checkCreated(scenario: Scenario, set: StatefulSet, pod: Pod): void {
  const { name, labels } = pod.metadata;
  promise(isInRange(set, ordinalOf(pod)), `${name} was created outside the wanted range`);
  const revision = revisionOfNew(scenario, set, ordinalOf(pod));
  promise(labels?.['controller-revision-hash'] === revision, `${name} was created at another revision than ${revision}`);
  for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
    const claim = `${metadata.name}-${name}`;
    promise(scenario.claims().some((each) => each.metadata.name === claim), `${name} was created without its claim ${claim}`);
  }
  if (set.spec.podManagementPolicy === 'Parallel') return;
  for (let ordinal = startOrdinal(set); ordinal < ordinalOf(pod); ordinal += 1) {
    promise(isHealthy(scenario, scenario.pod(ordinal)), `${name} was created while ${podName(set, ordinal)} was not available`);
  }
}

/** Below the partition a pod comes up at the current revision; without a block, where the status counts it as current. */
function revisionOfNew(scenario: Scenario, { spec, status }: StatefulSet, ordinal: number): string | undefined {
  const place = ordinal - (spec.ordinals?.start ?? 0);
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const kept = rollingUpdate === undefined ? (type === 'RollingUpdate' ? (status.currentReplicas ?? 0) : 0) : (rollingUpdate.partition ?? 0);
  const names = scenario.revisions().map(({ metadata }) => metadata.name);
  const latest = names.at(-1);
  return place < kept && status.currentRevision !== undefined && names.includes(status.currentRevision) ? status.currentRevision : latest;
}

function checkDeleted(scenario: Scenario, set: StatefulSet, pod: Pod): void {
  const { name, labels } = pod.metadata;
  const ordinal = ordinalOf(pod);
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return;
  const others = scenario.pods().filter((each) => each.metadata.name !== name);
  if (!isInRange(set, ordinal)) {
    if (set.spec.podManagementPolicy === 'Parallel') return;
    promise(
      others.every((each) => !isInRange(set, ordinalOf(each)) || isHealthy(scenario, each)),
      `${name} was scaled away while a wanted pod was not available`,
    );
    promise(
      others.every((each) => isInRange(set, ordinalOf(each)) || ordinalOf(each) < ordinal),
      `${name} was scaled away before a higher ordinal`,
    );
    return;
  }
  promise(set.spec.updateStrategy?.type !== 'OnDelete', `${name} was deleted for an update that is the user's`);
  const latest = scenario.revisions().at(-1)?.metadata.name;
  promise(labels?.['controller-revision-hash'] !== latest, `${name} was deleted although it is up to date`);
  promise(
    ordinal >= startOrdinal(set) + (set.spec.updateStrategy?.rollingUpdate?.partition ?? 0),
    `${name} was updated below the partition`,
  );
  const most = set.spec.updateStrategy?.rollingUpdate?.maxUnavailable;
  if (typeof most === 'number') {
    const start = startOrdinal(set);
    const places = Array.from({ length: set.spec.replicas ?? 1 }, (_, place) => start + place).filter((each) => each !== ordinal);
    const away = places.filter((each) => !isHealthy(scenario, others.find((other) => ordinalOf(other) === each)));
    promise(away.length < Math.max(1, most), `${name} was updated while ${away.length} of at most ${most} were away`);
  }
  for (const each of others.filter((other) => isInRange(set, ordinalOf(other)) && ordinalOf(other) > ordinal)) {
    const isUpdated = each.metadata.labels?.['controller-revision-hash'] === latest;
    const isDone = typeof most === 'number' ? isUpdated || isTerminating(each) : isUpdated && isHealthy(scenario, each);
    promise(isDone, `${name} was updated before ${each.metadata.name} was`);
  }
}

/** Running, not going, and Ready for minReadySeconds. */
function isHealthy(scenario: Scenario, pod: Pod | undefined): boolean {
  const { minReadySeconds = 0 } = scenario.set().spec;
  return pod !== undefined && isRunningAndReady(pod) && !isTerminating(pod) && isAvailable(pod, minReadySeconds, scenario.harness.unixNow());
}

function promise(isKept: boolean, message: string): void {
  if (!isKept) throw new Error(message);
}
