import { memo, useMemo } from 'react';
import { useApp } from '../store/store.ts';
import { lanesOf, summaryLanes } from './lanes.ts';
import type { LaneName, SummaryLane } from './lanes.ts';
import type { TimeWindow } from './timeWindow.ts';

interface SummaryRowsProps {
  readonly names: readonly LaneName[];
  readonly window: TimeWindow;
  readonly x: (ms: number) => number;
  readonly rowH: number;
}

const CELLS = 60;

/** Lanes of many ordinals: how much of each is ready, on its way, in trouble. */
export function SummaryRows({ names, window, x, rowH }: SummaryRowsProps) {
  const cellMs = (window.toMs - window.fromMs) / CELLS;
  const cell = useApp(({ present, nowMs }) => Math.floor((present?.nowMs ?? nowMs) / cellMs));
  return <SummaryPicture names={names} window={window} x={x} rowH={rowH} nowMs={(cell + 1) * cellMs} />;
}

/** Drawn anew when a cell is full, not with each change inside of it. */
const SummaryPicture = memo(
  function SummaryPicture({ names, window, x, rowH, nowMs }: SummaryRowsProps & { readonly nowMs: number }) {
    const history = useApp((state) => state.present?.history ?? state.history);
    const rows = useMemo(() => summaryLanes(lanesOf(names, history), window.fromMs, window.toMs, nowMs, CELLS), [names, history, window, nowMs]);
    return rows.map((row, index) => <SummaryRow key={row.id} row={row} x={x} y={index * rowH} h={rowH - 4} />);
  },
  (a, b) => a.nowMs === b.nowMs && a.window === b.window && a.x === b.x && a.names.length === b.names.length,
);

const PARTS = [
  ['ready', 'ready'],
  ['moving', 'creating'],
  ['lost', 'nodeLost'],
  ['trouble', 'failed'],
] as const;

function SummaryRow({ row, x, y, h }: { readonly row: SummaryLane; readonly x: (ms: number) => number; readonly y: number; readonly h: number }) {
  return (
    <g>
      {row.cells.map((cell) => {
        const left = x(cell.fromMs);
        const w = Math.max(1, x(cell.toMs) - left - 1);
        let bottom = y + h;
        return PARTS.map(([part, state]) => {
          const partH = cell[part] * h;
          if (partH < 0.25) return null;
          bottom -= partH;
          return <rect key={`${cell.fromMs}/${part}`} className={`lane-fill tone-${state}`} x={left} y={bottom} width={w} height={partH} />;
        });
      })}
    </g>
  );
}
