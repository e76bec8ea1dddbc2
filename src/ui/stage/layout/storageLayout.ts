import type { PodModel } from '../model/podModel.ts';
import type { ColumnModel } from '../model/setModel.ts';
import type { StageModel } from '../model/stageModel.ts';
import type { ClaimModel } from '../model/storageModel.ts';
import { newDraft } from './layout.ts';
import type { Draft, Room, StageLayout } from './layout.ts';
import { placeStrip } from './strip.ts';

const MARGIN = 16;
const PAD = 16;
const GAP = 12;
const HEAD_H = 36;
const STACK = { w: 160, volume: 48, claim: 28, pod: 30 };
const STACK_H = STACK.volume + STACK.claim + STACK.pod + 2 * 14;

interface Stack {
  readonly claim: ClaimModel;
  readonly setName: string;
  readonly users: readonly { readonly pod: PodModel; readonly column: ColumnModel | undefined; readonly isGhost: boolean }[];
}

/** From the disk upwards: every claim over its volume, grouped by class, with the pods that use it. */
export function storageLayout(model: StageModel, room: Room): StageLayout {
  const draft = newDraft(room.width);
  let y = placeStrip(draft, { ...model, loosePods: [] }, room, 16) + 20;
  const stacks = stacksOf(model);
  const classes = [...new Set(stacks.map(({ claim }) => claim.className ?? ''))].sort();
  for (const className of classes) {
    y = placeClass(draft, className, stacks.filter(({ claim }) => (claim.className ?? '') === className), y) + GAP + 8;
  }
  y = placeRest(draft, model, y);
  draft.height = y + 8;
  return draft;
}

function stacksOf(model: StageModel): readonly Stack[] {
  const ofSets = model.sets.flatMap((set) =>
    set.columns.flatMap((column) =>
      column.claims.map((claim): Stack => ({
        claim,
        setName: set.name,
        users: [
          ...(column.pod === undefined ? [] : [{ pod: column.pod, column, isGhost: false }]),
          ...column.ghosts.map((pod) => ({ pod, column, isGhost: true })),
        ],
      })),
    ),
  );
  const others = model.looseClaims.map((claim): Stack => {
    const users = [...model.loosePods, ...model.pools.flatMap(({ pods }) => pods)].filter(({ claims, key }) => key.namespace === claim.key.namespace && claims.includes(claim.name));
    return { claim, setName: '', users: users.map((pod) => ({ pod, column: undefined, isGhost: false })) };
  });
  return [...ofSets, ...others];
}

function placeClass(draft: Draft, className: string, stacks: readonly Stack[], top: number): number {
  const perRow = Math.max(1, Math.floor((draft.width - 2 * (MARGIN + PAD) + GAP) / (STACK.w + GAP)));
  const rowH = STACK_H + 20;
  stacks.forEach((stack, index) => {
    placeStack(draft, stack, MARGIN + PAD + (index % perRow) * (STACK.w + GAP), top + HEAD_H + Math.floor(index / perRow) * rowH);
  });
  const h = HEAD_H + Math.ceil(stacks.length / perRow) * rowH - 4;
  draft.frames.push({ id: `class/${className}`, box: { x: MARGIN, y: top, w: draft.width - 2 * MARGIN, h }, className });
  return top + h;
}

function placeStack(draft: Draft, { claim, setName, users }: Stack, x: number, y: number): void {
  const claimY = y + STACK.pod + 14;
  const volumeY = claimY + STACK.claim + 14;
  const middle = x + STACK.w / 2;
  const w = (STACK.w + 4) / Math.max(1, users.length) - 4;
  users.forEach(({ pod, column, isGhost }, index) => {
    draft.pods.push({ pod, column, isGhost, form: 'pill', box: { x: x + index * (w + 4), y, w, h: STACK.pod } });
  });
  const isBound = claim.state === 'bound' || claim.state === 'kept' || claim.state === 'terminating';
  draft.claims.push({ claim, setName, box: { x, y: claimY, w: STACK.w, h: STACK.claim } });
  draft.volumes.push({ volume: claim.volume, claim, box: { x: x + 12, y: volumeY, w: STACK.w - 24, h: STACK.volume }, form: 'cylinder', writers: users.length });
  if (users.length > 0) draft.wires.push({ id: `${claim.id}/pod`, d: `M${middle} ${claimY - 14}V${claimY}`, tone: 'pvc', style: 'solid' });
  draft.wires.push({ id: `${claim.id}/volume`, d: `M${middle} ${claimY + STACK.claim}V${volumeY}`, tone: isBound ? 'pvc' : 'mute', style: isBound ? 'solid' : 'dotted' });
}

/** Pods that keep nothing stand below. */
function placeRest(draft: Draft, model: StageModel, top: number): number {
  const shown = new Set(draft.pods.map(({ pod }) => pod.uid));
  const rest = [
    ...model.sets.flatMap(({ columns }) => columns.flatMap((column) => (column.pod === undefined ? [] : [{ pod: column.pod, column }]))),
    ...[...model.pools.flatMap(({ pods }) => pods), ...model.loosePods].map((pod) => ({ pod, column: undefined })),
  ].filter(({ pod }) => !shown.has(pod.uid));
  if (rest.length === 0) return top;
  const perRow = Math.max(1, Math.floor((draft.width - 2 * (MARGIN + PAD) + GAP) / (STACK.w + GAP)));
  rest.forEach(({ pod, column }, index) => {
    const box = { x: MARGIN + PAD + (index % perRow) * (STACK.w + GAP), y: top + HEAD_H + Math.floor(index / perRow) * (STACK.pod + 8), w: STACK.w, h: STACK.pod };
    draft.pods.push({ pod, column, isGhost: false, form: 'pill', box });
  });
  const h = HEAD_H + Math.ceil(rest.length / perRow) * (STACK.pod + 8) + 8;
  draft.frames.push({ id: 'class/none', box: { x: MARGIN, y: top, w: draft.width - 2 * MARGIN, h }, className: undefined });
  return top + h;
}
