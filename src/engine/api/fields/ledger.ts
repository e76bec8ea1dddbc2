import { formatRfc3339 } from '../../core/time.ts';
import type { Kind } from '../../kinds/kind.ts';
import { apiVersionOf } from '../../kinds/kind.ts';
import type { KubeObject, NewMeta } from '../../kinds/object.ts';
import type { JsonRecord } from '../../core/json.ts';
import { changedFields } from './fieldsOf.ts';
import { differenceOf, unionOf, withoutBranches, type FieldTree } from './fieldTree.ts';

/** Who manages which fields of an object, and since when. k8s: metav1.ManagedFieldsEntry */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldTree;
  readonly subresource?: string;
}

/** One write that is not worked out yet. */
export interface NotedUpdate {
  readonly by: string;
  readonly subresource?: string | undefined;
  /** Undefined for a creation. */
  readonly before: KubeObject | undefined;
  /** What the client sent, with defaults. */
  readonly after: KubeObject;
  readonly atUnixMs: number;
}

/**
 * Remembers who wrote what. Writes are only noted: working out the fields costs more than the write itself, and few
 * ever look.
 */
export interface FieldLedger {
  note(uid: string, update: NotedUpdate): void;
  entries(kind: Kind, uid: string): readonly ManagedFieldsEntry[];
  /** Sets the entries, as server-side apply leaves them. */
  replace(uid: string, entries: readonly ManagedFieldsEntry[]): void;
  forget(uid: string): void;
}

interface Page {
  entries: readonly ManagedFieldsEntry[];
  pending: readonly NotedUpdate[];
}

const NONE: readonly never[] = [];

/** So many writes by different clients wait at most. */
const PENDING_LIMIT = 32;

/** Nobody wrote anything. */
export function createFieldLedger(kindNamed: (name: string) => Kind | undefined): FieldLedger {
  const pages = new Map<string, Page>();

  const work = (kind: Kind, page: Page) => {
    page.entries = page.pending.reduce((entries, update) => afterUpdate(kind, entries, update), page.entries);
    page.pending = NONE;
  };

  return {
    note: (uid, update) => {
      const page = pages.get(uid);
      if (page === undefined) {
        pages.set(uid, { entries: NONE, pending: [update] });
        return;
      }
      const last = page.pending.at(-1);
      const isSameAuthor = last !== undefined && last.by === update.by && last.subresource === update.subresource;
      // A new list of just that length: most objects of a cluster have a page, and few pages grow.
      page.pending = isSameAuthor ? [...page.pending.slice(0, -1), { ...update, before: last.before }] : [...page.pending, update];
      const kind = kindNamed(update.after.kind);
      if (page.pending.length > PENDING_LIMIT && kind !== undefined) work(kind, page);
    },
    entries: (kind, uid) => {
      const page = pages.get(uid);
      if (page === undefined) return [];
      work(kind, page);
      return page.entries;
    },
    replace: (uid, entries) => {
      pages.set(uid, { entries: sorted(entries), pending: NONE });
    },
    forget: (uid) => {
      pages.delete(uid);
    },
  };
}

/** k8s: structured-merge-diff merge.Updater Update */
function afterUpdate(kind: Kind, entries: readonly ManagedFieldsEntry[], update: NotedUpdate): readonly ManagedFieldsEntry[] {
  const { subresource } = update;
  const before = update.before === undefined ? undefined : managedPart(update.before, subresource);
  const { set, gone } = changedFields(before, managedPart(update.after, subresource), kind.schema);
  if (set === undefined && gone === undefined) return entries;
  const manager = managerOf(update.by);
  const isOwn = (entry: ManagedFieldsEntry) => entry.manager === manager && entry.operation === 'Update' && entry.subresource === subresource;
  const own = entries.find(isOwn);
  const fields = unionOf(withoutBranches(own?.fieldsV1, gone), set);
  const others = entries.filter((entry) => !isOwn(entry)).flatMap((entry) => withFields(entry, differenceOf(withoutBranches(entry.fieldsV1, gone), set)));
  if (fields === undefined) return sorted(others);
  const entry: ManagedFieldsEntry = {
    manager,
    operation: 'Update',
    apiVersion: apiVersionOf(kind),
    time: formatRfc3339(update.atUnixMs),
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource === undefined ? {} : { subresource }),
  };
  return sorted([...others, entry]);
}

/** The entry with other fields; none when nothing is left to manage. */
export function withFields(entry: ManagedFieldsEntry, fieldsV1: FieldTree | undefined): readonly ManagedFieldsEntry[] {
  return fieldsV1 === undefined ? [] : [{ ...entry, fieldsV1 }];
}

/** k8s: sortEncodedManagedFields */
function sorted(entries: readonly ManagedFieldsEntry[]): readonly ManagedFieldsEntry[] {
  const key = ({ operation, time, manager, subresource = '' }: ManagedFieldsEntry) => [operation, time, manager, subresource].join('\n');
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** An object as its author may have written it. */
type Manifest = { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: NewMeta; readonly status?: unknown };

/** What a write can manage: no identity, nothing that the server sets, and either the status or the rest. */
export function managedPart(object: Manifest, subresource: string | undefined): JsonRecord {
  if (subresource === 'status') return { status: object.status ?? {} };
  const { apiVersion: _apiVersion, kind: _kind, metadata, status: _status, ...rest } = object;
  const { labels, annotations, ownerReferences, finalizers, generateName } = metadata ?? {};
  const named = Object.entries({ labels, annotations, ownerReferences, finalizers, generateName }).filter(([, value]) => value !== undefined);
  return { ...rest, metadata: Object.fromEntries(named) };
}

/** All controllers run in one process, under whose name they write. */
function managerOf(by: string): string {
  if (by === 'default-scheduler') return 'kube-scheduler';
  return by.endsWith('-controller') || by === 'controllermanager' ? 'kube-controller-manager' : by;
}
