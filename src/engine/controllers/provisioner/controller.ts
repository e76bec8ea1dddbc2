import type { EventRecorder, WatchEvent } from '../../api/api.ts';
import type { FaultState } from '../../faults.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { FileError } from '../../machine/files.ts';
import type { VolumeBackend } from '../../machine/volumeBackend.ts';
import type { Profile } from '../../profile.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { claimKeyText, PROVISIONED_BY, requestedClassOf } from '../storage/claim.ts';
import { flavourOf, volumeFor, volumeNameFor, type Order } from './flavour.ts';
import { planDelete, planProvision, provisionerOf, type ProvisionAction, type ProvisionView } from './plan.ts';
import { createServants, type Servant } from './servants.ts';

export interface ProvisionerOptions {
  readonly profile: Profile;
  readonly faults: FaultState;
  readonly volumes: VolumeBackend;
  readonly recorder: (component: string) => EventRecorder;
}

/** How often a claim is looked at whose provisioner stands still: the end of a fault is no event. */
const POLL_MS = 1000;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 1_000_000;

/** A piece of work that has begun. */
interface Job {
  readonly dueMs: number;
  readonly servant: Servant;
}

/**
 * All external provisioners of the cluster: they make volumes for claims, and delete the data of released ones. A key
 * with a namespace is a claim, one without is a volume. See sig-storage-lib-external-provisioner
 */
export function createProvisionerController({ profile, faults, volumes, recorder }: ProvisionerOptions): Controller {
  const servants = createServants(profile);
  /** Claims and volumes that ask for work. */
  const asking = new Map<string, Key>();
  const jobs = new Map<string, Job>();
  const failures = new Map<string, number>();
  const recorders = new Map<string, EventRecorder>();
  const exportNode = profile.nodes.find(({ ip }) => ip === profile.nfs.server)?.name;

  const recorderOf = ({ identity }: Servant) => {
    let found = recorders.get(identity);
    if (found === undefined) recorders.set(identity, (found = recorder(identity)));
    return found;
  };

  const isRunning = ({ pod }: Servant) =>
    faults.isProvisionerRunning() && (pod === undefined || (pod.isReady && faults.isPowered(pod.node) && faults.isConnected(pod.node)));

  const viewOf = ({ api }: ControllerContext): ProvisionView => ({
    servant: servants.of,
    storageClass: (name) => api.get('StorageClass', undefined, name),
    isRunning,
  });

  /** True once the work that an action asks for has taken its time. */
  const isDue = (context: ControllerContext, id: string, key: Key, action: ProvisionAction, begin: (servant: Servant) => void): boolean => {
    const job = jobs.get(id);
    if (action.do !== 'work') {
      jobs.delete(id);
      if (action.do === 'wait') {
        context.explain(action.why);
        context.enqueueAfter(key, POLL_MS);
      }
      return false;
    }
    if (job === undefined || job.servant.identity !== action.servant.identity) {
      const delayMs = drawMs(context);
      jobs.set(id, { dueMs: context.now() + delayMs, servant: action.servant });
      begin(action.servant);
      context.explain(action.why);
      context.enqueueAfter(key, delayMs);
      return false;
    }
    if (context.now() < job.dueMs) return false;
    jobs.delete(id);
    return true;
  };

  const pauseAfterFailure = (id: string) => {
    const count = failures.get(id) ?? 0;
    failures.set(id, count + 1);
    return Math.min(FIRST_RETRY_MS * 2 ** count, LONGEST_RETRY_MS);
  };

  const provision = (context: ControllerContext, key: Key, claim: PersistentVolumeClaim, order: Order, servant: Servant, provisioner: string) => {
    const flavour = flavourOf(provisioner);
    const { uid, name } = claim.metadata;
    const failure = flavour.refusalOf(order) ?? attempt(() => { flavour.create(order, volumes); }, flavour.pathOf(order));
    if (failure !== undefined) {
      recorderOf(servant).event(claim, 'Warning', 'ProvisioningFailed', `failed to provision volume with StorageClass "${order.storageClass.metadata.name}": ${failure}`);
      context.explain({ about: keyOf(claim), kind: 'wait', code: 'provisioner.failed', params: { claim: name, provisioner, reasons: failure } });
      const pauseMs = pauseAfterFailure(uid);
      retryAt.set(uid, context.now() + pauseMs);
      context.enqueueAfter(key, pauseMs);
      return;
    }
    failures.delete(uid);
    const volume = context.api.create(volumeFor(order, provisioner, flavour));
    recorderOf(servant).event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume.metadata.name}`);
    context.explain({ about: keyOf(claim), kind: 'act', code: 'provisioner.created', params: { claim: name, volume: volume.metadata.name, provisioner } });
    context.settle({ kind: 'StorageClass', name: order.storageClass.metadata.name });
  };
  /** Failed orders are not touched before this moment. */
  const retryAt = new Map<string, number>();

  const lookAtClaim = (context: ControllerContext, key: Key) => {
    const claim = context.api.get('PersistentVolumeClaim', key.namespace, key.name);
    if (claim === undefined || (retryAt.get(claim.metadata.uid) ?? 0) > context.now()) return;
    if (context.api.get('PersistentVolume', undefined, volumeNameFor(claim)) !== undefined) return;
    const action = withExport(planProvision(claim, viewOf(context)), claim);
    const begin = (servant: Servant) => {
      recorderOf(servant).event(claim, 'Normal', 'Provisioning', `External provisioner is provisioning volume for claim "${claimKeyText(key.namespace, key.name)}"`);
    };
    if (!isDue(context, claim.metadata.uid, key, action, begin) || action.do !== 'work') return;
    const storageClass = context.api.get('StorageClass', undefined, requestedClassOf(claim) ?? '');
    if (storageClass === undefined) return;
    const { servant, provisioner } = action;
    provision(context, key, claim, { claim, storageClass, nfs: servant.nfs ?? profile.nfs }, servant, provisioner);
  };

  /** An export whose node is off answers nobody: the provisioner hangs until it is back. */
  const withExport = (action: ProvisionAction, claim: PersistentVolumeClaim): ProvisionAction => {
    const usesExport = action.do === 'work' && flavourOf(action.provisioner) === flavourOf('');
    if (!usesExport || exportNode === undefined || (faults.isPowered(exportNode) && faults.isConnected(exportNode))) return action;
    const params = { claim: claim.metadata.name, node: exportNode };
    return { do: 'wait', why: { about: keyOf(claim), kind: 'wait', code: 'provisioner.exportDown', params, blockedBy: { kind: 'Node', name: exportNode } } };
  };

  const lookAtVolume = (context: ControllerContext, key: Key) => {
    const volume = context.api.get('PersistentVolume', undefined, key.name);
    if (volume === undefined) return;
    const action = planDelete(volume, viewOf(context));
    if (!isDue(context, volume.metadata.uid, key, action, () => undefined) || action.do !== 'work') return;
    const storageClass = context.api.get('StorageClass', undefined, volume.spec.storageClassName ?? '');
    const failure = attempt(() => { flavourOf(action.provisioner).remove(volume, storageClass, volumes, profile); }, volume.metadata.name);
    if (failure !== undefined) {
      recorderOf(action.servant).event(volume, 'Warning', 'VolumeFailedDelete', failure);
      context.enqueueAfter(key, pauseAfterFailure(volume.metadata.uid));
      return;
    }
    removeVolume(context, volume);
  };

  return {
    name: 'external-provisioner',
    watches: ['PersistentVolume', 'PersistentVolumeClaim', 'Pod'],
    wants: (event) => {
      const { object } = event;
      if (object.kind === 'Pod') return servants.see(event as WatchEvent<Pod>) ? [...asking.values()] : [];
      const key = keyOfWork(object as PersistentVolume | PersistentVolumeClaim);
      const id = claimKeyText(key.namespace, key.name);
      if (event.type === 'DELETED' || !isAsking(object as PersistentVolume | PersistentVolumeClaim)) {
        asking.delete(id);
        return [];
      }
      asking.set(id, key);
      return [key];
    },
    reconcile: (context, key) => {
      if (key.namespace === undefined) lookAtVolume(context, key);
      else lookAtClaim(context, key);
    },
  };
}

function keyOfWork({ metadata: { namespace, name } }: PersistentVolume | PersistentVolumeClaim): Key {
  return namespace === undefined ? { name } : { namespace, name };
}

function isAsking(object: PersistentVolume | PersistentVolumeClaim): boolean {
  if (object.kind === 'PersistentVolume') {
    const { status, metadata } = object as PersistentVolume;
    return status.phase === 'Released' && metadata.annotations?.[PROVISIONED_BY] !== undefined;
  }
  const claim = object as PersistentVolumeClaim;
  return (claim.spec.volumeName ?? '') === '' && provisionerOf(claim) !== undefined;
}

/** The data is gone: so is the volume, and with it the driver's hold on it. */
function removeVolume({ api }: ControllerContext, volume: PersistentVolume): void {
  const finalizers = volume.metadata.finalizers?.filter((finalizer) => !finalizer.startsWith('external-provisioner.'));
  const isHeld = finalizers?.length !== volume.metadata.finalizers?.length;
  const freed = isHeld && finalizers !== undefined ? api.update({ ...volume, metadata: { ...volume.metadata, finalizers } }) : volume;
  if (freed.metadata.deletionTimestamp === undefined) api.delete({ kind: 'PersistentVolume', name: volume.metadata.name });
}

/** What the disk said when it refused, in the words of Go's os package. */
function attempt(work: () => void, path: string): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return `unable to create directory to provision new pv: mkdir ${path}: ${error.text.charAt(0).toLowerCase()}${error.text.slice(1)}`;
  }
}

function drawMs({ profile, random }: ControllerContext): number {
  const { minMs, maxMs } = profile.delays.provision;
  return random.integer(minMs, maxMs);
}
