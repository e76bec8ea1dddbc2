import type { Api, EventRecorder, WatchEvent } from '../api/api.ts';
import type { Random } from '../core/random.ts';
import type { ObjectKey } from '../kinds/object.ts';
import type { Profile } from '../profile.ts';
import type { Explanation } from '../why.ts';

/** Names what to look at, never what happened: controllers are level-triggered. */
export interface Key {
  readonly namespace?: string;
  readonly name: string;
}

export interface ControllerContext {
  readonly api: Api;
  readonly events: EventRecorder;
  readonly profile: Profile;
  readonly random: Random;
  /** Milliseconds since the cluster's start. */
  now(): number;
  /** Milliseconds since 1970: for timestamps in objects. */
  unixNow(): number;
  /** Says why something was done or is waited for; repeated equal reasons about an object are told once. */
  explain(explanation: Omit<Explanation, 'atMs' | 'actor'>): void;
  /** The reason that held for this object is over. */
  settle(about: ObjectKey): void;
  enqueue(key: Key): void;
  enqueueAfter(key: Key, delayMs: number): void;
}

/**
 * One control loop. `wants` turns a watch event into the keys to look at; `reconcile` compares wish and
 * world for one key and does the next step. A thrown error means: again, after a growing pause
 * (5 ms doubling to 1000 s per key, as client-go's rate limiter).
 */
export interface Controller {
  /** Upstream's component name: `statefulset-controller`. */
  readonly name: string;
  /** The component that its events name, where upstream's differs from the name. */
  readonly eventSource?: string;
  /** The kinds that are watched. */
  readonly watches: readonly string[];
  wants(event: WatchEvent, context: ControllerContext): readonly Key[];
  reconcile(context: ControllerContext, key: Key): void;
  /** Looks at everything again in this rhythm, where upstream does (the PV controller: 15 s). */
  readonly resync?: { readonly everyMs: number; readonly keys: (context: ControllerContext) => readonly Key[] };
  /** The pause between being woken and looking, in milliseconds; default the profile's controller latency. */
  readonly latencyMs?: number;
}
