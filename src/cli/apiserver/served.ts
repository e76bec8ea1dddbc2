import type { Api } from '#engine/api/api.ts';
import type { Cluster } from '#engine/cluster.ts';
import type { ProgramRunner } from '#engine/machine/programs.ts';
import type { Identity } from '#terminal/kubectl/auth/authorizer.ts';
import type { Discovery } from '#terminal/kubectl/resources/discovery.ts';
import type { RequestInfo } from './requestInfo.ts';

/** What the server stands before. */
export interface Served {
  readonly cluster: Cluster;
  readonly runner: ProgramRunner;
  readonly discovery: Discovery;
  /** Runs what is due at this moment: what a write sets off at once. */
  readonly settle: () => void;
  /** Counts those who wait for something to happen; returns the way to leave. */
  readonly waiter: () => () => void;
}

/** One request, looked up and allowed. */
export interface Call {
  readonly served: Served;
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly body: string;
  readonly who: Identity;
  /** The verbs as this client sees them. */
  readonly api: Api;
  /** Collects the texts of `Warning:` headers. */
  readonly warn: (text: string) => void;
}

/** What is sent back. */
export type Answer =
  | { readonly code: number; readonly type: 'json'; readonly value: unknown; /** Where it is more than `application/json`. */ readonly contentType?: string }
  | { readonly code: number; readonly type: 'text'; readonly text: string }
  | { readonly code: 200; readonly type: 'stream'; readonly contentType: string; readonly start: (sink: Sink) => () => void };

/** Where a stream goes. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly end: () => void;
}

export function json(value: unknown, code = 200): Answer {
  return { code, type: 'json', value };
}
