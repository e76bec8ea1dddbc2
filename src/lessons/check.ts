import type { Fault } from '#engine/faults.ts';

/** Names an object in a check; the namespace is `default` when absent and the kind has one. */
export interface ObjectRef {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Picks pods: those that a workload controls, those that labels pick, or one by name. */
export type PodsRef =
  | { readonly of: ObjectRef }
  | { readonly selector: string; readonly namespace?: string }
  | { readonly pod: string; readonly namespace?: string };

/**
 * From when on history counts: the start of the current step, of the lesson, or of an earlier step by its id. Where a check compares
 * with "then", it is the state at that moment.
 */
export type Since = 'step' | 'lesson' | { readonly step: string };

interface Labelled {
  /** A key of the lesson's `parts` texts; without it the predicate's own sentence is shown. */
  readonly label?: string;
}

/** What a field is compared with. */
export type FieldValue = string | number | boolean | null;

/**
 * A question to the cluster and its history, never to typed text. `all` shows the parts of its members; every other check is one part.
 */
export type Check =
  /* Combinations. */
  | { readonly check: 'all'; readonly of: readonly Check[] }
  | (Labelled & { readonly check: 'any'; readonly of: readonly Check[] })
  /** At least so many of the members. */
  | (Labelled & { readonly check: 'some'; readonly of: readonly Check[]; readonly count: number })
  | (Labelled & { readonly check: 'not'; readonly of: Check })
  /** Held at some moment since the step began; stays met. */
  | (Labelled & { readonly check: 'once'; readonly of: Check })
  /** Holds without a break for so long; then stays met. */
  | (Labelled & { readonly check: 'held'; readonly of: Check; readonly forMs: number })
  /** The members become true one after another, in this order; each stays met. */
  | (Labelled & { readonly check: 'sequence'; readonly of: readonly Check[] })
  /* Objects as they are now. */
  /** That many pods are Ready (exactly that many with `exactly`). */
  | (Labelled & { readonly check: 'ready'; readonly pods: PodsRef; readonly count: number; readonly exactly?: boolean })
  | (Labelled & { readonly check: 'object'; readonly object: ObjectRef; readonly exists: boolean })
  /** How many objects of a kind there are; `prefix` for the beginning of their names. */
  | (Labelled & { readonly check: 'objects'; readonly kind: string; readonly selector?: string; readonly prefix?: string; readonly namespace?: string; readonly count: number; readonly compare?: 'equal' | 'atLeast' | 'atMost' })
  /** A field by its path, `spec.template.spec.containers[0].image`, `metadata.labels['app']`. `equals: null`: it is absent. */
  | (Labelled & { readonly check: 'field'; readonly object: ObjectRef; readonly path: string; readonly equals?: FieldValue; readonly contains?: string; readonly differs?: FieldValue; readonly atLeast?: number })
  /** Two fields have equal (or, with `equal: false`, different) values. */
  | (Labelled & { readonly check: 'sameFields'; readonly object: ObjectRef; readonly path: string; readonly other: ObjectRef; readonly otherPath: string; readonly equal?: boolean })
  | (Labelled & { readonly check: 'condition'; readonly object: ObjectRef; readonly type: string; readonly status: 'True' | 'False' | 'Unknown' })
  /** Why kubectl would say a pod stands still: `ImagePullBackOff`, `CrashLoopBackOff`, `Terminating`, `ContainerCreating`, `Running`. */
  | (Labelled & { readonly check: 'podStatus'; readonly pod: string; readonly namespace?: string; readonly status: string | readonly string[] })
  /** Pods of these ordinals run the set's update revision (`isNew: false`: an older one). */
  | (Labelled & { readonly check: 'revision'; readonly set: string; readonly namespace?: string; readonly ordinals: readonly number[]; readonly isNew: boolean })
  /** That many ControllerRevisions belong to the set. */
  | (Labelled & { readonly check: 'revisions'; readonly set: string; readonly namespace?: string; readonly count: number; readonly compare?: 'equal' | 'atLeast' })
  /* Then and now. */
  /** A field differs from what it was then; for an object that has gone and come back, `metadata.uid`. */
  | (Labelled & { readonly check: 'changed'; readonly object: ObjectRef; readonly path: string; readonly since?: Since })
  /** A field is what it was then. */
  | (Labelled & { readonly check: 'kept'; readonly object: ObjectRef; readonly path: string; readonly since?: Since })
  /* History. */
  /** The objects came, went or became Ready in this order, the last such moment of each; `oneByOne`: each waited for the one before. */
  | (Labelled & { readonly check: 'order'; readonly what: 'created' | 'deleted' | 'ready' | 'gone'; readonly names: readonly string[]; readonly kind?: string; readonly namespace?: string; readonly since?: Since; readonly oneByOne?: boolean })
  /** They were created (or asked to go) within so long of each other. */
  | (Labelled & { readonly check: 'together'; readonly what: 'created' | 'deleted'; readonly names: readonly string[]; readonly kind?: string; readonly namespace?: string; readonly withinMs: number; readonly since?: Since })
  /** That many different objects of this name have existed since then. */
  | (Labelled & { readonly check: 'incarnations'; readonly object: ObjectRef; readonly count: number; readonly compare?: 'equal' | 'atLeast'; readonly since?: Since })
  /** No moment since then with containers of two pods of one name running. `ever: true` asks for the contrary. */
  | (Labelled & { readonly check: 'neverTwo'; readonly pod: string; readonly namespace?: string; readonly since?: Since; readonly ever?: boolean })
  /** At no moment since then were fewer pods Ready. */
  | (Labelled & { readonly check: 'neverFewerReady'; readonly pods: PodsRef; readonly count: number; readonly since?: Since })
  /** An Event with this reason was recorded. */
  | (Labelled & { readonly check: 'event'; readonly reason: string; readonly about?: ObjectRef; readonly message?: string; readonly count?: number; readonly since?: Since })
  /** A controller gave this reason: a code of `session/why`, `statefulset.waitReady`. */
  | (Labelled & { readonly check: 'why'; readonly code: string; readonly about?: ObjectRef; readonly since?: Since })
  /** kubectl asked the API server for this; what an audit log shows, whatever the command was. */
  | (Labelled & { readonly check: 'request'; readonly verb: 'get' | 'list' | 'watch'; readonly kind: string; readonly name?: string; readonly since?: Since })
  /* Network. */
  /** What CoreDNS would answer now for a name: the addresses of just these pods; or so many; or none. */
  | (Labelled & { readonly check: 'dns'; readonly name: string; readonly pods?: PodsRef; readonly answers?: number })
  /**
   * Questions that were asked, by the name in full (`*` for any text), and how they ended. With `addressesOf`, for how many of these
   * pods an answer gave the address that it has now.
   */
  | (Labelled & { readonly check: 'asked'; readonly name: string; readonly addressesOf?: PodsRef; readonly outcome?: 'ok' | 'nxdomain' | 'nodata' | 'servfail' | 'timeout' | 'refused' | 'unreachable'; readonly from?: TrafficEnd; readonly count?: number; readonly since?: Since })
  /** Echo replies that came back; with `outcome` other than ok, requests that got none. */
  | (Labelled & { readonly check: 'ping'; readonly to: TrafficEnd; readonly from?: TrafficEnd; readonly count: number; readonly outcome?: 'ok' | 'timeout' | 'unreachable'; readonly since?: Since })
  /** HTTP answers. `bodies`: each of them was seen as the first line of an answer; `status` counts answers with it. */
  | (Labelled & { readonly check: 'http'; readonly to?: TrafficEnd; readonly from?: TrafficEnd; readonly bodies?: readonly string[]; readonly status?: number; readonly outcome?: 'ok' | 'refused' | 'timeout' | 'unreachable'; readonly count?: number; readonly since?: Since })
  /* Files, processes, faults. */
  | (Labelled & { readonly check: 'file'; readonly on: FilePlace; readonly path: string; readonly exists?: boolean; readonly contains?: string; readonly equals?: string })
  /** A terminal's foreground is a shell (or another program) inside this pod. */
  | (Labelled & { readonly check: 'insidePod'; readonly pod: string })
  /** A terminal's shell stands in this directory; `*` for any text. */
  | (Labelled & { readonly check: 'directory'; readonly path: string })
  /** A fault is in force (`active: false`: it is not). */
  | (Labelled & { readonly check: 'fault'; readonly fault: Fault['fault']; readonly about?: string; readonly active: boolean })
  /** A program that was run from a terminal has ended, with this exit code where one is given; on a node or in a pod. */
  | (Labelled & { readonly check: 'ended'; readonly program: string; readonly exitCode?: number; readonly count?: number; readonly since?: Since })
  | (Labelled & { readonly check: 'terminals'; readonly count: number });

/** One end of an exchange: a pod, a node, a Service, or an address. */
export type TrafficEnd = { readonly pod: string; readonly namespace?: string } | { readonly node: string } | { readonly service: string; readonly namespace?: string } | { readonly ip: string };

/** Where a file lies: on a node, in a container (the first when absent), or in the volume of a claim. */
export type FilePlace = { readonly node: string } | { readonly pod: string; readonly namespace?: string; readonly container?: string } | { readonly claim: string; readonly namespace?: string };

export type CheckName = Check['check'];
export type CheckOf<Name extends CheckName> = Extract<Check, { readonly check: Name }>;

/** How far one part of a check is. */
export interface Part {
  /** The same from one reading to the next: `0`, `1`, `1.0`. */
  readonly id: string;
  readonly label: PartLabel;
  readonly state: 'open' | 'partly' | 'met';
  readonly have: number;
  readonly want: number;
}

/** What a part is called. `own` texts are the lesson's `parts`, the others lie in `lessons/checks/texts`. */
export interface PartLabel {
  readonly from: 'lesson' | 'checks';
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** What stands for `{text}`: the label of the check inside. */
  readonly of?: PartLabel;
}
