import type { ObjectKey } from '../../kinds/object.ts';
import type { NodeInfo } from './nodeInfo.ts';
import type { Amounts, PodInfo } from './podInfo.ts';
import type { PodVolumes } from './podVolumes.ts';
import type { SchedulingView } from './view.ts';

/** The scheduler's plugins that can turn a pod away. */
export type Plugin =
  | 'NodeUnschedulable' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit' | 'VolumeRestrictions'
  | 'VolumeBinding' | 'PodTopologySpread' | 'InterPodAffinity';

/** Why one node does not do. */
export interface Rejection {
  readonly plugin: Plugin;
  /** The texts that are counted in FailedScheduling. */
  readonly reasons: readonly string[];
  /** Could the removal of pods help? Upstream tells Unschedulable from UnschedulableAndUnresolvable. */
  readonly resolvable: boolean;
  /** The object that stands in the way, where it is one. */
  readonly blockedBy?: ObjectKey;
}

/** What is worked out once for a pod before the nodes are looked at. */
export interface Cycle {
  readonly info: PodInfo;
  readonly view: SchedulingView;
  readonly volumes: PodVolumes;
  /** What pods with at least this priority, promised to a node by preemption, will need there. */
  readonly promised: (node: string) => Amounts;
}

export type Filter = (cycle: Cycle, node: NodeInfo) => Rejection | undefined;
