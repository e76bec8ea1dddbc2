import type { ServiceModel } from '../model/serviceModel.ts';
import type { SetModel } from '../model/setModel.ts';
import { isPartition } from './columns.ts';
import { placeServices } from './serviceRow.ts';
import type { Box, Draft } from './layout.ts';
import { roundedPath } from './wires.ts';

const CELL = { w: 48, h: 44 };
const PITCH = { x: 52, y: 50 };
const TEN_GAP = 4;
const HEAD_H = 28;
const LEGEND_H = 40;

/** Places a set of up to some hundreds as small marks in reading order, with a head above and the counts below. */
export function placeGrid(draft: Draft, set: SetModel, services: readonly ServiceModel[], place: { readonly left: number; readonly width: number; readonly top: number }): number {
  const { left, width, top } = place;
  const headY = services.length === 0 ? top : placeServices(draft, services, place) + 16;
  const y = headY + HEAD_H;
  const perRow = cellsPerRow(width);
  const cell = (index: number) => cellBox(index, perRow, left, y);
  set.columns.forEach((column, index) => {
    const box = cell(index);
    if (column.pod === undefined) draft.slots.push({ id: column.id, column, set, box, form: 'compact' });
    else draft.pods.push({ pod: column.pod, box, form: 'compact', column, isGhost: false });
    if (isPartition(set, column)) placeStep(draft, set, index, perRow, cell);
  });
  const rows = Math.ceil(set.columns.length / perRow);
  const h = HEAD_H + rows * PITCH.y + LEGEND_H;
  draft.grids.push({ set, box: { x: left, y: headY, w: width, h } });
  return headY + h + 8;
}

/** A whole number of tens where ten fit, so that columns of the grid are columns of the decimal system. */
export function cellsPerRow(width: number): number {
  const most = Math.max(1, Math.floor((width + PITCH.x - CELL.w) / (PITCH.x + TEN_GAP / 10)));
  return most >= 10 ? Math.floor(most / 10) * 10 : most;
}

function cellBox(index: number, perRow: number, left: number, top: number): Box {
  const inRow = index % perRow;
  return { x: left + inRow * PITCH.x + Math.floor(inRow / 10) * TEN_GAP, y: top + Math.floor(index / perRow) * PITCH.y, ...CELL };
}

/** The partition as a step between two small marks. */
function placeStep(draft: Draft, set: SetModel, index: number, perRow: number, cell: (index: number) => Box): void {
  const at = cell(index);
  const firstInRow = cell(index - (index % perRow));
  const lastInRow = cell(index - (index % perRow) + perRow - 1);
  const x = at.x - 2;
  const d = roundedPath([[lastInRow.x + CELL.w + 2, at.y - 3], [x, at.y - 3], [x, at.y + CELL.h + 3], [firstInRow.x - 2, at.y + CELL.h + 3]], 3);
  draft.partitions.push({ id: `${set.id}/step`, value: set.partition, d, labelX: NaN, labelY: NaN });
}
