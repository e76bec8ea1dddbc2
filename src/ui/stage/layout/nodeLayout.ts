import type { ColumnModel } from '../model/setModel.ts';
import type { NodeModel } from '../model/nodeModel.ts';
import type { PodModel } from '../model/podModel.ts';
import type { StageModel } from '../model/stageModel.ts';
import type { ClaimModel } from '../model/storageModel.ts';
import { newDraft } from './layout.ts';
import type { Draft, PodForm, Room, StageLayout } from './layout.ts';
import { placeStrip } from './strip.ts';
import { roundedPath } from './wires.ts';

const MARGIN = 16;
const SHELF_GAP = 12;
const SHELF_PAD = 16;
const STORE_W = 256;
const FOLDER_H = 72;
const MOST_WIRED = 16;
/** Room above the pods for the lines that lead to their volumes. */
const SHELF_TOP = 22;
const LEAST_SHELF_H = 140;

interface Stay {
  readonly pod: PodModel;
  readonly column: ColumnModel | undefined;
  readonly isGhost: boolean;
  readonly form: PodForm;
}

/** The same marks on shelves, one a node; what they keep lies on the storage server beside them. */
export function nodeLayout(model: StageModel, room: Room): StageLayout {
  const draft = newDraft(room.width);
  draft.corridorX = MARGIN + 178;
  const top = placeStrip(draft, { ...model, loosePods: [] }, room, 16) + 20;
  const claims = model.sets.flatMap(({ columns }) => columns.flatMap(({ claims: kept }) => kept)).filter(({ volume }) => volume.key !== undefined);
  const hasStore = claims.length > 0 && claims.length <= MOST_WIRED && room.width >= 760;
  const shelfW = room.width - 2 * MARGIN - (hasStore ? STORE_W + 48 : 0);
  const stays = staysOf(model);
  let y = top;
  for (const node of [undefined, ...model.nodes]) {
    const here = stays.filter(({ pod }) => pod.node === node?.name);
    if (node === undefined && here.length === 0) continue;
    y = placeShelf(draft, node, here, { y, w: shelfW, isNarrow: room.isPhone || room.width < 640 }) + SHELF_GAP;
  }
  if (hasStore) placeStore(draft, claims, model, { x: room.width - MARGIN - STORE_W, top, bottom: y - SHELF_GAP });
  draft.height = Math.max(y, ...draft.volumes.map(({ box }) => box.y + box.h + 32));
  return draft;
}

function staysOf(model: StageModel): readonly Stay[] {
  const count = model.sets.reduce((sum, { columns }) => sum + columns.length, 0);
  const form = count > 36 ? 'compact' : 'full';
  const ofSets = model.sets.flatMap(({ columns }) =>
    columns.flatMap((column): Stay[] => [
      ...column.ghosts.map((pod) => ({ pod, column, isGhost: true, form }) as const),
      ...(column.pod === undefined ? [] : [{ pod: column.pod, column, isGhost: false, form } as const]),
    ]),
  );
  const ofPools = model.pools.flatMap(({ pods }) => pods.map((pod): Stay => ({ pod, column: undefined, isGhost: false, form: pods.length > 24 ? 'compact' : 'mini' })));
  const loose = model.loosePods.map((pod): Stay => ({ pod, column: undefined, isGhost: false, form: 'mini' }));
  return [...ofSets, ...ofPools, ...loose];
}

const SIZES: Readonly<Record<PodForm, { readonly w: number; readonly h: number }>> = {
  full: { w: 152, h: 96 },
  slim: { w: 120, h: 96 },
  mini: { w: 136, h: 96 },
  compact: { w: 48, h: 44 },
  pill: { w: 160, h: 30 },
};

function placeShelf(draft: Draft, node: NodeModel | undefined, stays: readonly Stay[], shelf: { readonly y: number; readonly w: number; readonly isNarrow: boolean }): number {
  const infoW = shelf.isNarrow ? 0 : 184;
  const infoH = shelf.isNarrow ? 88 : 0;
  const startX = MARGIN + SHELF_PAD + infoW;
  const right = MARGIN + shelf.w - SHELF_PAD;
  let x = startX;
  let y = shelf.y + SHELF_TOP + infoH;
  let rowH = 0;
  for (const { form, ...stay } of stays) {
    const size = SIZES[form];
    if (x + size.w > right && x > startX) {
      x = startX;
      y += rowH + 8;
      rowH = 0;
    }
    draft.pods.push({ ...stay, form, box: { x, y, ...size } });
    x += size.w + (form === 'compact' ? 4 : 16);
    rowH = Math.max(rowH, size.h);
  }
  const h = Math.max(node === undefined ? 96 : LEAST_SHELF_H, y + rowH - shelf.y + 22);
  draft.shelves.push({ node, box: { x: MARGIN, y: shelf.y, w: shelf.w, h } });
  return shelf.y + h;
}

function placeStore(draft: Draft, claims: readonly ClaimModel[], model: StageModel, place: { readonly x: number; readonly top: number; readonly bottom: number }): void {
  const head = 64;
  const gap = Math.min(24, Math.max(8, (place.bottom - place.top - head - 16 - claims.length * FOLDER_H) / Math.max(1, claims.length - 1)));
  const dark = new Set(model.nodes.filter(({ fault }) => fault === 'power').map(({ name }) => name));
  claims.forEach((claim, index) => {
    const box = { x: place.x + 16, y: place.top + head + index * (FOLDER_H + gap), w: STORE_W - 32, h: FOLDER_H };
    const users = draft.pods.filter(({ column }) => column?.claims.some(({ id }) => id === claim.id) === true);
    const writers = users.filter(({ pod }) => pod.state !== 'pending' && pod.state !== 'creating' && pod.node !== undefined && !dark.has(pod.node));
    draft.volumes.push({ volume: claim.volume, claim, box, form: 'folder', writers: writers.length });
    users.forEach(({ pod, box: from, isGhost }, nth) => {
      if (pod.node === undefined) return;
      const railX = place.x - 12 - ((index * 2 + nth) % 5) * 7;
      const startX = from.x + from.w / 2;
      const endY = box.y + 28 + nth * 18;
      const isSplit = writers.length > 1 && pod.state !== 'goneFromApi';
      draft.wires.push({
        id: `${claim.id}/${pod.uid}`,
        d: roundedPath([[startX, from.y], [startX, from.y - 6 - (nth + index) % 3 * 4], [railX, from.y - 6 - (nth + index) % 3 * 4], [railX, endY], [box.x, endY]], 6),
        tone: isSplit ? 'fail' : writers.some((writer) => writer.pod === pod) ? 'pvc' : 'mute',
        style: isGhost ? 'dashed' : pod.state === 'goneFromApi' || pod.state === 'terminating' ? 'dotted' : 'solid',
      });
    });
  });
  const bottom = place.top + head + claims.length * (FOLDER_H + gap) - gap + 16;
  const path = claims[0]?.volume.path;
  draft.store = {
    box: { x: place.x, y: place.top, w: STORE_W, h: Math.max(bottom, place.bottom) - place.top },
    title: claims[0]?.volume.medium === 'nfs' ? 'nfs' : 'volumes',
    path: path === undefined ? '' : `${model.terminalNode}:${path.slice(0, path.lastIndexOf('/'))}`,
  };
}
