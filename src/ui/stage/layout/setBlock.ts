import type { SetModel } from '../model/setModel.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import { columnBands, columnRow, formOf, isPartition } from './columns.ts';
import type { Band, PlacedColumn } from './columns.ts';
import { placeGrid } from './gridBlock.ts';
import { placeServices } from './serviceRow.ts';
import type { Draft, Room } from './stageLayout.ts';
import { roundedPath } from './wires.ts';
import type { Point } from './wires.ts';

const NAME_H = 28;
const POD_Y = 62;
const CLAIM_GAP = 20;
const CLAIM_H = 28;
const VOLUME_GAP = 14;
const VOLUME_H = 48;
const STORAGE_H = CLAIM_H + VOLUME_GAP + VOLUME_H;
const TRACK_H = 32;
const STATUS_H = 32;
const FRAME_PAD = 8;
const HEAT_H = 184;

export const RIGHT_MARGIN = 24;

/** The left margin: room for what the rows are called, where there is room. */
export function gutterOf({ width, isPhone }: Room): number {
  return isPhone || width < 640 ? 16 : 72;
}

/** Places a StatefulSet with its Services from `top` on; answers where the next thing may begin. */
export function placeSet(draft: Draft, set: SetModel, services: readonly ServiceModel[], room: Room, top: number): number {
  const left = gutterOf(room) + FRAME_PAD;
  const width = draft.width - left - RIGHT_MARGIN;
  const form = formOf(set);
  if (form === 'grid') return placeGrid(draft, set, services, { left, width, top });
  if (form === 'heat') return placeHeat(draft, set, services, left, width, top);
  const bands = room.isPhone ? [columnRow(set, (draft.width - phoneColumn(room)) / 2, phoneColumn(room))] : columnBands(set, left, width);
  const right = Math.max(...bands.flatMap(({ columns }) => columns.map(({ x, w }) => x + w)), left + 240);
  if (room.isPhone) draft.width = Math.max(draft.width, right + (room.width - phoneColumn(room)) / 2);
  const bottomOfServices = placeServices(draft, services, { left, width: Math.max(right - left, Math.min(width, 480)), top });
  return placeBands(draft, set, services, bands, { left, right, top: bottomOfServices + (services.length === 0 ? 8 : 36), room });
}

/** A phone shows one ordinal whole and its neighbours' edges. */
export function phoneColumn({ width }: Room): number {
  return Math.min(270, width - 96);
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly room: Room;
}

function placeBands(draft: Draft, set: SetModel, services: readonly ServiceModel[], bands: readonly Band[], place: Place): number {
  const podH = place.room.isPhone ? 132 : 112;
  const storageH = set.templates.length === 0 ? 0 : CLAIM_GAP + set.templates.length * STORAGE_H + (set.templates.length - 1) * 12;
  const bandH = POD_Y + podH + storageH + (set.isUpdating ? TRACK_H : 0) + 12;
  bands.forEach((band, index) => {
    const y = place.top + index * (bandH + 20);
    for (const column of band.columns) placeColumn(draft, set, column, y, podH, place.room);
    if (place.room.width >= 640 && !place.room.isPhone) placeLabels(draft, set, y, podH, `${set.id}/${index}`);
    placePartition(draft, set, band, y, bandH, `${set.id}/${index}`);
    if (set.isUpdating) draft.tracks.push({ set, y: y + bandH - TRACK_H / 2 - 8, columns: band.columns.map(({ column, x, w }) => ({ column, x: x + w / 2 })) });
    if (band.wanted !== undefined) {
      const { left, right } = band.wanted;
      draft.frames.push({ id: `${set.id}/${index}`, box: { x: left - FRAME_PAD, y: y - FRAME_PAD, w: right - left + 2 * FRAME_PAD, h: bandH }, ...(index === bands.length - 1 ? { set } : {}) });
    } else if (index === bands.length - 1) {
      draft.frames.push({ id: `${set.id}/${index}`, box: { x: place.left - FRAME_PAD, y: y + bandH - 20, w: place.right - place.left + 2 * FRAME_PAD, h: 12 }, set });
    }
  });
  const ys = bands.map((_, index) => place.top + index * (bandH + 20));
  wireNames(draft, set, services, bands, ys);
  wireRequests(draft, services, bands, ys, place.right);
  return place.top + bands.length * (bandH + 20) - 20 + STATUS_H;
}

function placeColumn(draft: Draft, set: SetModel, { column, x, w }: PlacedColumn, y: number, podH: number, room: Room): void {
  const form = w < 132 ? 'slim' : 'full';
  draft.names.push({ name: column.name, column, box: { x, y, w, h: NAME_H }, isShort: w < 132 });
  const podBox = { x, y: y + POD_Y, w, h: podH };
  if (column.pod === undefined) draft.slots.push({ id: column.id, column, set, box: podBox, form });
  else draft.pods.push({ pod: column.pod, box: podBox, form, column, isGhost: false });
  column.ghosts.forEach((pod, index) => {
    const inset = 16 + index * 6;
    draft.pods.push({ pod, box: { x: x + inset, y: y + POD_Y + podH - 26 + index * 6, w: w - inset, h: 26 }, form: 'pill', column, isGhost: true });
  });
  column.claims.forEach((claim, index) => {
    const claimY = y + POD_Y + podH + CLAIM_GAP + index * (STORAGE_H + 12);
    const volumeW = Math.min(w - 24, room.isPhone ? 210 : 136);
    const middle = x + w / 2;
    draft.claims.push({ claim, box: { x, y: claimY, w, h: CLAIM_H }, setName: set.name });
    draft.volumes.push({ volume: claim.volume, claim, box: { x: middle - volumeW / 2, y: claimY + CLAIM_H + VOLUME_GAP, w: volumeW, h: VOLUME_H }, form: 'cylinder', writers: column.ghosts.length + 1 });
    const isHeld = column.pod !== undefined && column.pod.state !== 'pending';
    const isBound = claim.state === 'bound' || claim.state === 'kept' || claim.state === 'terminating';
    const gap = index === 0 ? CLAIM_GAP : 12;
    draft.wires.push({ id: `${claim.id}/pod`, d: `M${middle} ${claimY - gap}V${claimY}`, tone: isBound ? 'pvc' : 'mute', style: isHeld ? 'solid' : 'dotted' });
    draft.wires.push({ id: `${claim.id}/volume`, d: `M${middle} ${claimY + CLAIM_H}V${claimY + CLAIM_H + VOLUME_GAP}`, tone: isBound ? 'pvc' : 'mute', style: isBound ? 'solid' : 'dotted' });
  });
}

function placeLabels(draft: Draft, set: SetModel, y: number, podH: number, id: string): void {
  const add = (label: 'name' | 'pod' | 'claim' | 'volume' | 'update', atY: number) => draft.labels.push({ id: `${id}/${label}/${atY}`, label, x: 16, y: atY });
  add('name', y + 18);
  add('pod', y + POD_Y + podH / 2 + 4);
  set.templates.forEach((_, index) => {
    const claimY = y + POD_Y + podH + CLAIM_GAP + index * (STORAGE_H + 12);
    add('claim', claimY + 18);
    add('volume', claimY + CLAIM_H + VOLUME_GAP + VOLUME_H / 2 + 4);
  });
  if (set.isUpdating) {
    const last = y + POD_Y + podH + (set.templates.length === 0 ? 0 : CLAIM_GAP + set.templates.length * STORAGE_H + (set.templates.length - 1) * 12);
    add('update', last + TRACK_H / 2 + 8);
  }
}

function placePartition(draft: Draft, set: SetModel, band: Band, y: number, bandH: number, id: string): void {
  if (band.partitionX === undefined || !band.columns.some(({ column }) => isPartition(set, column))) return;
  const x = band.partitionX;
  draft.partitions.push({ id, value: set.partition, d: `M${x} ${y - 2}V${y + bandH - FRAME_PAD - 11}`, labelX: x, labelY: y + bandH - FRAME_PAD });
}

/** The headless Service's bus: one drop to each name that answers. */
function wireNames(draft: Draft, set: SetModel, services: readonly ServiceModel[], bands: readonly Band[], ys: readonly number[]): void {
  const service = services.find(({ name, kind }) => name === set.serviceName && kind !== 'external');
  const box = draft.services.find((placed) => placed.service === service)?.box;
  if (service === undefined || box === undefined) return;
  const tone = service.kind === 'headless' ? 'dns' : 'mute';
  bands.forEach(({ columns }, index) => {
    const y = ys[index] ?? 0;
    const busY = y - 22;
    const drops = columns.filter(({ column }) => column.isWanted || column.pod !== undefined);
    const startX = index === 0 ? Math.min(box.x + 32, box.x + box.w / 2) : (columns[0]?.x ?? box.x) - FRAME_PAD - 6;
    const fromY = index === 0 ? box.y + box.h : (ys[index - 1] ?? 0) - 22;
    for (const { column, x, w } of drops) {
      const middle = x + w / 2;
      const isAnswering = column.name.state === 'answers';
      const points: Point[] = index === 0 ? [[startX, fromY], [startX, busY], [middle, busY], [middle, y]] : [[startX, fromY], [startX, busY], [middle, busY], [middle, y]];
      draft.wires.push({ id: `${column.name.id}/bus`, d: roundedPath(points), tone: isAnswering ? tone : 'mute', style: isAnswering ? 'solid' : 'dotted' });
    }
  });
}

/** The buses of Services with an address: down the right side, then above the pods, with a count at each. */
function wireRequests(draft: Draft, services: readonly ServiceModel[], bands: readonly Band[], ys: readonly number[], right: number): void {
  services.filter(({ kind }) => kind === 'cluster').slice(0, 2).forEach((service, index) => {
    const box = draft.services.find((placed) => placed.service === service)?.box;
    if (box === undefined) return;
    const trunkX = Math.min(right + 8 + index * 6, draft.width - 6 - index * 5);
    bands.forEach(({ columns }, band) => {
      const podY = (ys[band] ?? 0) + POD_Y;
      const busY = podY - 11 + index * 4;
      for (const { column, x, w } of columns) {
        if (column.pod === undefined) continue;
        const isReady = service.readyPods.has(column.podName);
        const count = service.requests.get(column.podName) ?? 0;
        if (!isReady && count === 0) continue;
        const dropX = x + w - 24 - index * 44;
        const leaveX = Math.min(trunkX, box.x + box.w - 16);
        const points: Point[] = leaveX === trunkX ? [[trunkX, box.y + box.h], [trunkX, busY], [dropX, busY], [dropX, podY]] : [[leaveX, box.y + box.h], [leaveX, box.y + box.h + 8], [trunkX, box.y + box.h + 8], [trunkX, busY], [dropX, busY], [dropX, podY]];
        draft.wires.push({ id: `${service.id}/${column.id}`, d: roundedPath(points), tone: isReady ? 'accent' : 'mute', style: isReady ? 'solid' : 'dotted' });
        if (service.requestCount > 0) draft.counts.push({ id: `${service.id}/${column.id}`, x: dropX, y: podY, count, isReady });
      }
    });
  });
}

function placeHeat(draft: Draft, set: SetModel, services: readonly ServiceModel[], left: number, width: number, top: number): number {
  const y = services.length === 0 ? top : placeServices(draft, services, { left, width, top }) + 12;
  draft.heats.push({ set, box: { x: left - FRAME_PAD, y, w: width + FRAME_PAD, h: HEAT_H } });
  return y + HEAT_H + 8;
}
