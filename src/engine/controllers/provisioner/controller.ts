import type { EventRecorder, WatchEvent } from '../../api/api.ts';
import type { FaultState } from '../../faults.ts';
import { keyOf, type KubeObject } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { FileError } from '../../machine/files.ts';
import type { VolumeBackend } from '../../machine/volumeBackend.ts';
import type { Profile } from '../../profile.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { claimKeyText, PROVISIONED_BY, requestedClassOf } from '../storage/claim.ts';
import { flavourOf, volumeFor, volumeNameFor, type Order } from './flavour.ts';
import { createFailures, createJobs, type Failures, type Jobs } from './jobs.ts';
import { planDelete, planProvision, provisionerOf, type ProvisionAction, type ProvisionView } from './plan.ts';
import { createServants, type Servant, type Servants } from './servants.ts';

export interface ProvisionerOptions {
  readonly profile: Profile;
  readonly faults: FaultState;
  readonly volumes: VolumeBackend;
  readonly recorder: (component: string) => EventRecorder;
}

/** How often work is looked at that stands still: the end of a fault is no event. */
const POLL_MS = 1000;

/** What the provisioners of a cluster have in hand. */
interface Workshop extends ProvisionerOptions {
  readonly servants: Servants;
  readonly jobs: Jobs;
  readonly failures: Failures;
}

/**
 * All external provisioners of the cluster: they make volumes for claims, and delete the data of released ones. A key
 * with a namespace is a claim, one without is a volume. See sig-storage-lib-external-provisioner
 */
export function createProvisionerController(options: ProvisionerOptions): Controller {
  const shop: Workshop = { ...options, servants: createServants(options.profile), jobs: createJobs(), failures: createFailures(), recorder: remembered(options.recorder) };
  /** Claims and volumes that ask for work. */
  const asking = new Map<string, Key>();

  const see = ({ type, object }: WatchEvent<PersistentVolume | PersistentVolumeClaim>): readonly Key[] => {
    const { namespace, name } = object.metadata;
    const id = claimKeyText(namespace, name);
    if (type === 'DELETED' || !isAsking(object)) {
      asking.delete(id);
      return [];
    }
    const key = namespace === undefined ? { name } : { namespace, name };
    asking.set(id, key);
    return [key];
  };

  return {
    name: 'external-provisioner',
    watches: ['PersistentVolume', 'PersistentVolumeClaim', 'Pod'],
    wants: (event) => {
      if (event.object.kind !== 'Pod') return see(event as WatchEvent<PersistentVolume | PersistentVolumeClaim>);
      return shop.servants.see(event as WatchEvent<Pod>) ? [...asking.values()] : [];
    },
    reconcile: (context, key) => {
      if (key.namespace === undefined) lookAtVolume(context, shop, key);
      else lookAtClaim(context, shop, key);
    },
  };
}

/** One recorder for each component, as its correlation needs. */
function remembered(recorder: ProvisionerOptions['recorder']): ProvisionerOptions['recorder'] {
  const recorders = new Map<string, EventRecorder>();
  return (component) => {
    let found = recorders.get(component);
    if (found === undefined) recorders.set(component, (found = recorder(component)));
    return found;
  };
}

function isAsking(object: PersistentVolume | PersistentVolumeClaim): boolean {
  if (isVolume(object)) return object.status.phase === 'Released' && object.metadata.annotations?.[PROVISIONED_BY] !== undefined;
  return (object.spec.volumeName ?? '') === '' && provisionerOf(object) !== undefined;
}

function isVolume(object: KubeObject): object is PersistentVolume {
  return object.kind === 'PersistentVolume';
}

function lookAtClaim(context: ControllerContext, shop: Workshop, key: Key): void {
  const { api } = context;
  const claim = api.get('PersistentVolumeClaim', key.namespace, key.name);
  if (claim === undefined || shop.failures.isPausing(claim.metadata.uid, context.now())) return;
  if (api.get('PersistentVolume', undefined, volumeNameFor(claim)) !== undefined) return;
  const action = heldByExport(shop, planProvision(claim, viewOf(context, shop)), claim);
  const begin = ({ identity }: Servant) => {
    shop.recorder(identity).event(claim, 'Normal', 'Provisioning', `External provisioner is provisioning volume for claim "${claimKeyText(key.namespace, key.name)}"`);
  };
  const work = advance(context, shop, { id: claim.metadata.uid, key, action, begin });
  const storageClass = api.get('StorageClass', undefined, requestedClassOf(claim) ?? '');
  if (work === undefined || storageClass === undefined) return;
  provision(context, shop, work, key, { claim, storageClass, nfs: work.servant.nfs ?? shop.profile.nfs });
}

function viewOf({ api }: ControllerContext, { servants, faults }: Workshop): ProvisionView {
  return {
    servant: servants.of,
    storageClass: (name) => api.get('StorageClass', undefined, name),
    isRunning: ({ pod }) => faults.isProvisionerRunning() && (pod === undefined || (pod.isReady && faults.isPowered(pod.node) && faults.isConnected(pod.node))),
  };
}

/** An export whose node is off answers nobody: the provisioner hangs until it is back. */
function heldByExport({ profile, faults }: Workshop, action: ProvisionAction, claim: PersistentVolumeClaim): ProvisionAction {
  if (action.do !== 'work' || !flavourOf(action.provisioner).usesExport) return action;
  const node = profile.nodes.find(({ ip }) => ip === profile.nfs.server)?.name;
  if (node === undefined || (faults.isPowered(node) && faults.isConnected(node))) return action;
  return { do: 'wait', why: wait(keyOf(claim), 'provisioner.exportDown', { claim: claim.metadata.name, node }, { kind: 'Node', name: node }) };
}

type Work = Extract<ProvisionAction, { readonly do: 'work' }>;

interface Step {
  readonly id: string;
  readonly key: Key;
  readonly action: ProvisionAction;
  /** Told when the work is taken up. */
  readonly begin: (servant: Servant) => void;
}

/** Takes work up, or waits; returns the work once its time is over. */
function advance(context: ControllerContext, { jobs }: Workshop, { id, key, action, begin }: Step): Work | undefined {
  if (action.do !== 'work') {
    jobs.drop(id);
    if (action.do === 'nothing') return undefined;
    context.explain(action.why);
    context.enqueueAfter(key, POLL_MS);
    return undefined;
  }
  const step = jobs.step(id, action.servant.identity, context.now());
  if (step === 'finish') return action;
  if (step === 'wait') return undefined;
  const delayMs = drawMs(context);
  jobs.begin(id, action.servant.identity, context.now() + delayMs);
  begin(action.servant);
  context.explain(action.why);
  context.enqueueAfter(key, delayMs);
  return undefined;
}

function drawMs({ profile, random }: ControllerContext): number {
  const { minMs, maxMs } = profile.delays.provision;
  return random.integer(minMs, maxMs);
}

function provision(context: ControllerContext, shop: Workshop, { servant, provisioner }: Work, key: Key, order: Order): void {
  const { claim, storageClass } = order;
  const { uid, name } = claim.metadata;
  const flavour = flavourOf(provisioner);
  const recorder = shop.recorder(servant.identity);
  const failure = flavour.refusalOf(order) ?? refusalOfDisk(() => { flavour.create(order, shop.volumes); }, flavour.pathOf(order));
  if (failure !== undefined) {
    recorder.event(claim, 'Warning', 'ProvisioningFailed', `failed to provision volume with StorageClass "${storageClass.metadata.name}": ${failure}`);
    context.explain(wait(keyOf(claim), 'provisioner.failed', { claim: name, provisioner, reasons: failure }));
    context.enqueueAfter(key, shop.failures.note(uid, context.now()));
    return;
  }
  shop.failures.forget(uid);
  const volume = context.api.create(volumeFor(order, provisioner, flavour));
  recorder.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume.metadata.name}`);
  context.explain(act(keyOf(claim), 'provisioner.created', { claim: name, volume: volume.metadata.name, provisioner }));
  context.settle(keyOf(storageClass));
}

function lookAtVolume(context: ControllerContext, shop: Workshop, key: Key): void {
  const volume = context.api.get('PersistentVolume', undefined, key.name);
  if (volume === undefined || shop.failures.isPausing(volume.metadata.uid, context.now())) return;
  const { uid, name } = volume.metadata;
  const action = planDelete(volume, viewOf(context, shop));
  const work = advance(context, shop, { id: uid, key, action, begin: () => undefined });
  if (work === undefined) return;
  const storageClass = context.api.get('StorageClass', undefined, volume.spec.storageClassName ?? '');
  const failure = refusalOfDisk(() => { flavourOf(work.provisioner).remove(volume, storageClass, shop.volumes, shop.profile); }, name);
  if (failure === undefined) {
    removeVolume(context, volume);
    return;
  }
  shop.recorder(work.servant.identity).event(volume, 'Warning', 'VolumeFailedDelete', failure);
  context.enqueueAfter(key, shop.failures.note(uid, context.now()));
}

/** The data is gone: so is the volume, and with it the driver's hold on it. */
function removeVolume({ api }: ControllerContext, volume: PersistentVolume): void {
  const { finalizers = [], name } = volume.metadata;
  const kept = finalizers.filter((finalizer) => !finalizer.startsWith('external-provisioner.'));
  const freed = kept.length === finalizers.length ? volume : api.update({ ...volume, metadata: { ...volume.metadata, finalizers: kept } });
  if (freed.metadata.deletionTimestamp === undefined) api.delete({ kind: 'PersistentVolume', name });
}

/** What the disk said when it refused, in the words of Go's os package. */
function refusalOfDisk(work: () => void, path: string): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return `unable to create directory to provision new pv: mkdir ${path}: ${error.text.charAt(0).toLowerCase()}${error.text.slice(1)}`;
  }
}
