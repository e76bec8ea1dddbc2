import type { ColumnModel, SetModel } from '../model/setModel.ts';

/** Up to this many ordinals have a whole column each. */
export const MOST_FULL = 24;
/** Up to this many have a small mark each; more become a strip. */
export const MOST_COMPACT = 200;

export type SetForm = 'columns' | 'grid' | 'heat';

export function formOf({ columns }: SetModel): SetForm {
  if (columns.length <= MOST_FULL) return 'columns';
  return columns.length <= MOST_COMPACT ? 'grid' : 'heat';
}

export interface PlacedColumn {
  readonly column: ColumnModel;
  readonly x: number;
  readonly w: number;
}

/** One row of columns, left to right. */
export interface Band {
  readonly columns: readonly PlacedColumn[];
  /** From the first wanted column to the last one, where the band has any. */
  readonly wanted: { readonly left: number; readonly right: number } | undefined;
  /** Where the partition falls, when it falls into this band. */
  readonly partitionX: number | undefined;
}

const GAP = 8;
const BREAK = 16;

/**
 * Shares the width among a set's ordinals. They stand in one row while each has the least width, and wrap
 * into bands when they would not.
 */
export function columnBands(set: SetModel, left: number, width: number, isShared: boolean): readonly Band[] {
  const { columns } = set;
  const leastWidth = columns.length > 8 ? 112 : 132;
  const room = width - BREAK * breaksIn(set);
  const perBand = Math.max(1, Math.min(columns.length, Math.floor((room + GAP) / (leastWidth + GAP))));
  const bandCount = Math.ceil(columns.length / perBand);
  const perEvenBand = Math.ceil(columns.length / bandCount);
  const mostWidth = isShared ? 176 : columns.length <= 3 ? 236 : columns.length === 4 ? 212 : 184;
  const w = Math.max(Math.min(leastWidth, width), Math.min(mostWidth, Math.floor((room + GAP) / perEvenBand - GAP)));
  return Array.from({ length: bandCount }, (_, band) => placeBand(set, columns.slice(band * perEvenBand, (band + 1) * perEvenBand), left, w));
}

/** One row of equal columns however many there are: for a view that is swiped sideways. */
export function columnRow(set: SetModel, left: number, columnWidth: number): Band {
  return placeBand(set, set.columns, left, columnWidth);
}

function placeBand(set: SetModel, columns: readonly ColumnModel[], left: number, w: number): Band {
  let x = left;
  let partitionX: number | undefined;
  const placed = columns.map((column, index): PlacedColumn => {
    const before = columns[index - 1];
    if (before !== undefined) {
      x += GAP;
      if (before.isWanted !== column.isWanted) x += BREAK;
      else if (isPartition(set, column)) x += BREAK;
    }
    if (isPartition(set, column)) partitionX = before === undefined ? x - GAP : x - (GAP + BREAK) / 2;
    const place = { column, x, w };
    x += w;
    return place;
  });
  const wanted = placed.filter(({ column }) => column.isWanted);
  const [first, last] = [wanted[0], wanted.at(-1)];
  return { columns: placed, wanted: first === undefined || last === undefined ? undefined : { left: first.x, right: last.x + w }, partitionX };
}

/** True for the first ordinal that an update reaches, when some are kept back. */
export function isPartition(set: SetModel, { ordinal, isWanted }: ColumnModel): boolean {
  return isWanted && set.strategy === 'RollingUpdate' && set.partition > set.firstOrdinal && ordinal === set.partition;
}

function breaksIn({ columns, firstOrdinal, partition }: SetModel): number {
  const edges = columns.filter((column, index) => index > 0 && columns[index - 1]?.isWanted !== column.isWanted).length;
  return edges + (partition > firstOrdinal ? 1 : 0);
}
