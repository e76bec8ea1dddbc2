import type { ObjectKey } from './kinds/object.ts';

/** Something that goes wrong on purpose. Each is also a command, `fault …`, and each but the first two can be taken back. */
export type Fault =
  | { readonly fault: 'delete-pod'; readonly namespace: string; readonly pod: string; readonly force?: boolean }
  | { readonly fault: 'crash'; readonly namespace: string; readonly pod: string; readonly container?: string; readonly exitCode?: number }
  | { readonly fault: 'not-ready'; readonly namespace: string; readonly pod: string; readonly on: boolean }
  | { readonly fault: 'slow-start'; readonly namespace: string; readonly pod: string; readonly delayMs: number }
  | { readonly fault: 'bad-image'; readonly image: string; readonly on: boolean }
  | { readonly fault: 'power'; readonly node: string; readonly on: boolean }
  | { readonly fault: 'network'; readonly node: string; readonly connected: boolean }
  | { readonly fault: 'pressure'; readonly node: string; readonly resource: Pressure; readonly on: boolean }
  | { readonly fault: 'provisioner'; readonly running: boolean }
  | { readonly fault: 'dns'; readonly running: boolean }
  | { readonly fault: 'volume-full'; readonly volume: string; readonly on: boolean }
  | { readonly fault: 'api-latency'; readonly latencyMs: number };

/** What a node can be short of. */
export type Pressure = 'memory' | 'disk';

/** The state of a fault that is in force, for the stage and the timeline. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly sinceMs: number;
  readonly about?: ObjectKey;
}

/** What the layers below ask while faults are in force. */
export interface FaultState {
  isPowered(node: string): boolean;
  isConnected(node: string): boolean;
  hasPressure(node: string, resource: Pressure): boolean;
  isForcedNotReady(namespace: string, pod: string): boolean;
  isImageBroken(image: string): boolean;
  extraStartMs(namespace: string, pod: string): number;
  isProvisionerRunning(): boolean;
  isDnsRunning(): boolean;
}
