import type { SetModel } from '../model/setModel.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import { columnBands, columnRow, formOf, isPartition } from './columns.ts';
import type { Band, PlacedColumn } from './columns.ts';
import { placeGrid } from './gridBlock.ts';
import { placeServices } from './serviceRow.ts';
import type { Draft, Room, WireTone } from './layout.ts';
import { roundedPath } from './wires.ts';
import type { Point } from './wires.ts';

const NAME_H = 28;
/** How far above the names their bus runs. */
const BUS_ABOVE = 18;
const POD_Y = 62;
const CLAIM_GAP = 20;
const CLAIM_H = 28;
const VOLUME_GAP = 14;
const VOLUME_H = 48;
const STORAGE_H = CLAIM_H + VOLUME_GAP + VOLUME_H;
const TRACK_H = 32;
const STATUS_H = 36;
const FRAME_PAD = 8;
const MARGIN = 16;
const HEAT_H = 184;

/** Room for the bus of a Service, and for the tools at the edge. */
export const RIGHT_MARGIN = 40;

/** The left margin: room for what the rows are called, where there is room. */
export function gutterOf({ width, isPhone }: Room): number {
  return isPhone || width < 640 ? 16 : 72;
}

/** Places a StatefulSet with its Services from `top` on; answers where the next thing may begin. */
export function placeSet(draft: Draft, set: SetModel, services: readonly ServiceModel[], room: Room, top: number): number {
  const left = gutterOf(room) + FRAME_PAD;
  const width = draft.width - left - RIGHT_MARGIN;
  const form = formOf(set);
  const wide = { left: MARGIN, width: draft.width - 2 * MARGIN, top };
  if (form === 'grid') return placeGrid(draft, set, services, wide);
  if (form === 'heat') return placeHeat(draft, set, services, wide);
  const bands = room.isPhone ? [columnRow(set, (draft.width - phoneColumn(room)) / 2, phoneColumn(room))] : columnBands(set, left, width, room.isShared === true);
  const right = Math.max(...bands.flatMap(({ columns }) => columns.map(({ x, w }) => x + w)), left + 240);
  if (room.isPhone) draft.width = Math.max(draft.width, right + (room.width - phoneColumn(room)) / 2);
  const leastServicesW = room.isShared === true ? 0 : 480;
  const servicesRight = Math.max(Math.min(right + FRAME_PAD + 16, draft.width - 8), left + Math.min(width, leastServicesW));
  const bottomOfServices = placeServices(draft, services, { left, width: servicesRight - left, top });
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
    const busY = y - BUS_ABOVE;
    const trunkX = index === 0 ? box.x + 32 : (columns[0]?.x ?? box.x) - FRAME_PAD - 6;
    const fromY = index === 0 ? box.y + box.h : (ys[index - 1] ?? 0) - BUS_ABOVE;
    const drops = columns.map(({ column, x, w }) => ({ id: column.name.id, x: x + w / 2, isOn: column.name.state === 'answers', isNamed: column.isWanted || column.pod !== undefined }));
    placeBus(draft, `${service.id}/names/${index}`, tone, [trunkX, fromY], busY, y, drops.filter(({ isNamed, isOn }) => isNamed || isOn));
  });
}

/** The buses of Services with an address: down the right side, then above the pods, with a count at each. */
function wireRequests(draft: Draft, services: readonly ServiceModel[], bands: readonly Band[], ys: readonly number[], right: number): void {
  services.filter(({ kind }) => kind === 'cluster').slice(0, 2).forEach((service, nth) => {
    const box = draft.services.find((placed) => placed.service === service)?.box;
    if (box === undefined) return;
    const trunkX = Math.min(right + FRAME_PAD + 8, draft.width - 6) - nth * 5;
    bands.forEach(({ columns }, index) => {
      const podY = (ys[index] ?? 0) + POD_Y;
      const busY = podY - 11 + nth * 4;
      const drops = columns.flatMap(({ column, x, w }) => {
        if (column.pod === undefined) return [];
        const isOn = service.readyPods.has(column.podName);
        const count = service.requests.get(column.podName) ?? 0;
        const dropX = x + w - 26 - nth * 44;
        if (service.requestCount > 0) draft.counts.push({ id: `${service.id}/${column.id}`, x: dropX, y: podY, count, isReady: isOn });
        if (isOn) draft.routes.push({ service: service.id, pod: column.pod.uid, points: [[trunkX, box.y + box.h], [trunkX, busY], [dropX, busY], [dropX, podY]] });
        return [{ id: `${service.id}/${column.id}`, x: dropX, isOn }];
      });
      const fromY = index === 0 ? box.y + box.h : (ys[index - 1] ?? 0) + POD_Y - 11 + nth * 4;
      placeBus(draft, `${service.id}/requests/${index}`, 'accent', [trunkX, fromY], busY, podY, drops);
    });
  });
}

interface Drop {
  readonly id: string;
  readonly x: number;
  readonly isOn: boolean;
}

/** A trunk, a line across, and a drop to each place; what gets nothing has a broken stub. */
function placeBus(draft: Draft, id: string, tone: WireTone, trunk: Point, busY: number, endY: number, drops: readonly Drop[]): void {
  const on = drops.filter(({ isOn }) => isOn);
  const [trunkX, fromY] = trunk;
  // The farthest drop on each side of the trunk ends the line across.
  const ends = [Math.min(trunkX, ...on.map(({ x }) => x)), Math.max(trunkX, ...on.map(({ x }) => x))].filter((x) => x !== trunkX);
  for (const endX of ends) {
    draft.wires.push({ id: `${id}/${endX < trunkX ? 'left' : 'right'}`, d: roundedPath([[trunkX, fromY], [trunkX, busY], [endX, busY], [endX, endY]]), tone, style: 'solid' });
  }
  for (const drop of drops) {
    const isEnd = ends.includes(drop.x);
    if (!drop.isOn) draft.wires.push({ id: `${drop.id}/stub`, d: `M${drop.x} ${busY + 4}V${endY}`, tone: 'mute', style: 'dotted' });
    else if (!isEnd) draft.wires.push({ id: drop.id, d: `M${drop.x} ${drop.x === trunkX ? fromY : busY}V${endY}`, tone, style: 'solid' });
    if (drop.isOn) draft.dots.push({ id: drop.id, x: drop.x, y: endY, tone });
  }
}

function placeHeat(draft: Draft, set: SetModel, services: readonly ServiceModel[], place: { readonly left: number; readonly width: number; readonly top: number }): number {
  const y = services.length === 0 ? place.top : placeServices(draft, services, place) + 12;
  draft.heats.push({ set, box: { x: place.left, y, w: place.width, h: HEAT_H } });
  return y + HEAT_H + 8;
}
