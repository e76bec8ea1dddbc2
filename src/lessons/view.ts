import type { ActiveFault } from '#engine/faults.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { DnsRecord, Traffic } from '#engine/network/network.ts';
import type { Explanation } from '#engine/why.ts';
import type { FilePlace, ObjectRef, Since } from './check.ts';

/** A point of history, exact to the single change: several things may happen in one millisecond. */
export interface Moment {
  readonly atMs: number;
  /** How many changes, exchanges and requests lie before it. */
  readonly changes: number;
  readonly traffic: number;
  readonly requests: number;
}

/** A stored change of an object. */
export interface ViewChange {
  readonly atMs: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

/** A reading of the API by kubectl, as an audit log has it. */
export interface ViewRequest {
  readonly atMs: number;
  readonly verb: 'get' | 'list' | 'watch';
  readonly kind: string;
  readonly name?: string;
}

/** A program that was run from a terminal, and how it ended. */
export interface ViewEnded {
  readonly atMs: number;
  /** Its name without the path: `curl`. */
  readonly program: string;
  readonly exitCode: number;
}

export interface ViewTerminal {
  readonly id: number;
  readonly isOpen: boolean;
  /** The pod that the foreground program is inside of. */
  readonly pod: string | undefined;
  /** Where its shell stands. */
  readonly directory: string;
}

/**
 * What checks may look at: the cluster now, its history, what crossed the network, files, faults. Nothing of what was typed.
 * Lists only grow; they start with the session.
 */
export interface LessonView {
  readonly nowMs: number;
  /** The objects of a kind, sorted by namespace and name. */
  objects(kind: string): readonly KubeObject[];
  object(ref: ObjectRef): KubeObject | undefined;
  /** The object of that name as it was at that moment. */
  objectAt(ref: ObjectRef, moment: Moment): KubeObject | undefined;
  readonly changes: readonly ViewChange[];
  readonly traffic: readonly Traffic[];
  readonly requests: readonly ViewRequest[];
  readonly ended: readonly ViewEnded[];
  /** When containers of two pods of one name were running at once: sightings. */
  readonly twins: readonly { readonly atMs: number; readonly namespace: string; readonly pod: string }[];
  readonly explanations: readonly Explanation[];
  readonly faults: readonly ActiveFault[];
  readonly terminals: readonly ViewTerminal[];
  /** What CoreDNS would answer for a name in full. */
  recordsFor(name: string): readonly DnsRecord[];
  /** The text of a file, of one in a claim's volume the first line; undefined when it is not there or cannot be read. */
  file(place: FilePlace, path: string): string | undefined;
}

/** A view, with the moments that a check may refer to. */
export interface CheckContext {
  readonly view: LessonView;
  /** `step` when absent. A step that has not begun gives the present. */
  since(since: Since | undefined): Moment;
}

/** The present as a moment. */
export function momentOf(view: LessonView): Moment {
  return { atMs: view.nowMs, changes: view.changes.length, traffic: view.traffic.length, requests: view.requests.length };
}
