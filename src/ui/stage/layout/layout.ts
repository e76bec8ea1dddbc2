import type { ColumnModel, SetModel } from '../model/setModel.ts';
import type { HelperModel } from '../model/stageModel.ts';
import type { ClaimModel, VolumeModel } from '../model/storageModel.ts';
import type { NameModel } from '../model/nameModel.ts';
import type { NodeModel } from '../model/nodeModel.ts';
import type { PodModel } from '../model/podModel.ts';
import type { PoolModel } from '../model/poolModel.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import type { Point } from './wires.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How much room a pod's mark has. */
export type PodForm = 'full' | 'slim' | 'mini' | 'compact' | 'pill';

export interface PlacedPod {
  readonly pod: PodModel;
  readonly box: Box;
  readonly form: PodForm;
  readonly column: ColumnModel | undefined;
  /** True for a pod that only the unreachable node still knows. */
  readonly isGhost: boolean;
}

export type WireTone = 'dns' | 'accent' | 'pvc' | 'fail' | 'mute';

/** A line between marks. */
export interface Wire {
  readonly id: string;
  readonly d: string;
  readonly tone: WireTone;
  readonly style: 'solid' | 'dashed' | 'dotted';
}

export interface PlacedFrame {
  readonly id: string;
  readonly box: Box;
  readonly set?: SetModel;
  readonly pool?: PoolModel;
  /** In the arrangement by storage: the class of the claims inside, undefined for pods without one. */
  readonly className?: string | undefined;
}

/** Every mark's place. The marks are the same in every arrangement; only the places differ. */
export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly pods: readonly PlacedPod[];
  /** Ordinals without a pod. */
  readonly slots: readonly { readonly id: string; readonly column: ColumnModel; readonly set: SetModel; readonly box: Box; readonly form: PodForm }[];
  readonly names: readonly { readonly name: NameModel; readonly column: ColumnModel; readonly box: Box; readonly isShort: boolean }[];
  readonly claims: readonly { readonly claim: ClaimModel; readonly box: Box; readonly setName: string }[];
  readonly volumes: readonly { readonly volume: VolumeModel; readonly claim: ClaimModel | undefined; readonly box: Box; readonly form: 'cylinder' | 'folder'; readonly writers: number }[];
  readonly services: readonly { readonly service: ServiceModel; readonly box: Box; readonly isUnused: boolean }[];
  readonly counts: readonly { readonly id: string; readonly x: number; readonly y: number; readonly count: number; readonly isReady: boolean }[];
  readonly helpers: readonly { readonly helper: HelperModel; readonly box: Box }[];
  readonly terminal: { readonly node: string; readonly box: Box } | undefined;
  readonly frames: readonly PlacedFrame[];
  readonly grids: readonly { readonly set: SetModel; readonly box: Box }[];
  readonly heats: readonly { readonly set: SetModel; readonly box: Box }[];
  readonly shelves: readonly { readonly node: NodeModel | undefined; readonly box: Box }[];
  readonly store: { readonly box: Box; readonly title: string; readonly path: string } | undefined;
  readonly partitions: readonly { readonly id: string; readonly value: number; readonly d: string; readonly labelX: number; readonly labelY: number }[];
  readonly labels: readonly { readonly id: string; readonly label: RowLabel; readonly x: number; readonly y: number }[];
  readonly tracks: readonly { readonly set: SetModel; readonly y: number; readonly columns: readonly { readonly column: ColumnModel; readonly x: number }[] }[];
  readonly wires: readonly Wire[];
  /** The way from a Service to each pod behind it, along its bus: by the Service's id and the pod's uid. */
  readonly routes: readonly { readonly service: string; readonly pod: string; readonly points: readonly Point[] }[];
  /** Free of marks from top to bottom: where exchanges pass between rows. */
  readonly corridorX: number;
  /** Where a bus meets what it leads to. */
  readonly dots: readonly { readonly id: string; readonly x: number; readonly y: number; readonly tone: WireTone }[];
}

export type RowLabel = 'name' | 'pod' | 'claim' | 'volume' | 'update';

/** The layout while it is being put together. */
export type Draft = { -readonly [K in keyof StageLayout]: StageLayout[K] extends readonly (infer T)[] ? T[] : StageLayout[K] };

export function newDraft(width: number): Draft {
  return {
    width, height: 0, pods: [], slots: [], names: [], claims: [], volumes: [], services: [], counts: [], helpers: [],
    terminal: undefined, frames: [], grids: [], heats: [], shelves: [], store: undefined, partitions: [], labels: [], tracks: [], wires: [], dots: [], routes: [], corridorX: 8,
  };
}

export interface Room {
  readonly width: number;
  /** One ordinal fills the width and the others are a swipe away. */
  readonly isPhone: boolean;
  /** Pools stand beside the sets: these take no more width than they need. */
  readonly isShared?: boolean;
  /** What the bar over the picture's corner covers. */
  readonly bar: { readonly w: number; readonly h: number };
}
