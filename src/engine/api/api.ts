import type { KubeObject, LabelSelector, Labels, NewObject, ObjectKey, ObjectReference } from '../kinds/object.ts';
import type { ObjectOf } from '../kinds/kindMap.ts';
import type { Kind } from '../kinds/kind.ts';
import type { ManagedFieldsEntry } from './fields/ledger.ts';

export type WatchType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One stored change, as a watcher sees it. */
export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: WatchType;
  readonly object: T;
  /** What was stored before; undefined on ADDED. */
  readonly previous?: T;
}

export interface ListOptions {
  /** Absent lists all namespaces (and is right for cluster-scoped kinds). */
  readonly namespace?: string;
  /** A parsed selector, or the text of `-l`. */
  readonly labelSelector?: LabelSelector | string;
  /** The text of `--field-selector`. */
  readonly fieldSelector?: string;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  /** What to do with unknown fields: an error, a warning, nothing. Default `Strict` for clients, unused for controllers. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  readonly fieldManager?: string;
  /** Receives the texts of `Warning:` headers. */
  readonly onWarning?: (text: string) => void;
  /**
   * `binding`, for updates of a Pod: takes spec.nodeName from the object and sets the condition PodScheduled to
   * True, in one write; 409 when the pod is bound already. k8s: pods/binding
   * `finalize`, for updates of a Namespace: takes spec.finalizers from the object. k8s: namespaces/finalize
   * `scale`: takes spec.replicas from the object; patches see the Scale, and give back the scaled object.
   * `ephemeralcontainers`, for a Pod: takes spec.ephemeralContainers from the object.
   */
  readonly subresource?: 'status' | 'scale' | 'binding' | 'finalize' | 'ephemeralcontainers';
}

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

export interface PatchOptions extends WriteOptions {
  /** Server-side apply: take over fields of other managers. */
  readonly force?: boolean;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: boolean;
}

export interface WatchOptions extends ListOptions {
  /** Delivered later, in order, as an event of the simulation; never inside the write. */
  readonly onEvent: (event: WatchEvent) => void;
  /** Delay between the write and the delivery; default the profile's watch latency. */
  readonly latencyMs?: number;
}

/**
 * The REST verbs of the API server, as one client (a user or a component) sees them.
 * Reads return undefined for what is not there; writes throw {@link ApiError} with the server's Status.
 * Objects that come back are frozen and shared: an object that has not changed is the same reference.
 */
export interface Api {
  get<K extends string>(kind: K, namespace: string | undefined, name: string): ObjectOf<K> | undefined;
  /** Sorted by namespace, then name, bytewise. The array is shared: do not keep it across writes. */
  list<K extends string>(kind: K, options?: ListOptions): readonly ObjectOf<K>[];
  /** Objects of a kind whose ownerReferences name this uid; sorted by name. Indexed, so cheap. */
  listOwned<K extends string>(kind: K, ownerUid: string): readonly ObjectOf<K>[];
  create<T extends KubeObject>(object: NewObject<T>, options?: WriteOptions): T;
  /** Replaces the object; a resourceVersion in it must match the stored one (409 otherwise). */
  update<T extends KubeObject>(object: T, options?: WriteOptions): T;
  /** Replaces the status only. */
  updateStatus<T extends KubeObject>(object: T, options?: WriteOptions): T;
  patch<K extends string>(key: ObjectKey & { readonly kind: K }, type: PatchType, patch: unknown, options?: PatchOptions): ObjectOf<K>;
  /** Asks for deletion. Returns the object as it is now stored (terminating), or undefined when it is gone already. */
  delete<K extends string>(key: ObjectKey & { readonly kind: K }, options?: DeleteOptions): ObjectOf<K> | undefined;
  deleteCollection(kind: string, list: ListOptions, options?: DeleteOptions): readonly KubeObject[];
  /** The pods/eviction subresource: honours budgets (429) and marks DisruptionTarget. */
  evict(namespace: string, name: string, options?: DeleteOptions): void;
  /** Starts a watch on what happens from now on; returns the way to stop it. */
  watch(kind: string, options: WatchOptions): () => void;
  /**
   * Who manages which fields of a stored object: what metadata.managedFields holds on a real server. Kept apart from
   * the object, since it costs more than the object itself and few look.
   */
  managedFields?(object: KubeObject): readonly ManagedFieldsEntry[];
  /** The definition of a kind by its kind name. */
  kind(kind: string): Kind | undefined;
  kinds(): readonly Kind[];
}

/** The API server itself: where clients come from and what happened so far. */
export interface ApiServer {
  /** A client that acts as this component or user; the name goes into managedFields and event sources. */
  as(fieldManager: string): Api;
  /** Called right after each stored change, inside the write: for logs and histories that must miss nothing, never for controllers. */
  onChange(listener: (change: StoredChange) => void): () => void;
  /** The resourceVersion of the newest write. */
  resourceVersion(): number;
  /** How writes are slowed for faults, in milliseconds; zero normally. */
  latencyMs: number;
  /** Loads objects as they are (creationTimestamp and uid included): for profiles, imports and histories. */
  load(objects: readonly KubeObject[]): void;
}

export interface StoredChange extends WatchEvent {
  readonly atMs: number;
  readonly resourceVersion: number;
  /** Who wrote. */
  readonly by: string;
}

/** Posts Events with upstream's correlation (same event counts up, similar ones collapse, spam is dropped). */
export interface EventRecorder {
  event(about: KubeObject | ObjectReference, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void;
}

/** Which labels a selector text or value picks. */
export type LabelMatcher = (labels: Labels | undefined) => boolean;
