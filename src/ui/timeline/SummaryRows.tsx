import { useMemo } from 'react';
import { useApp } from '../store/store.ts';
import type { Lane, SummaryLane } from './lanes.ts';
import { summaryLanes } from './lanes.ts';
import type { TimeWindow } from './timeWindow.ts';

interface SummaryRowsProps {
  readonly lanes: readonly Lane[];
  readonly window: TimeWindow;
  readonly x: (ms: number) => number;
  readonly rowH: number;
}

/** Lanes of many ordinals: how much of each is ready, on its way, in trouble. */
export function SummaryRows({ lanes, window, x, rowH }: SummaryRowsProps) {
  const nowCell = useApp(({ nowMs }) => Math.ceil(nowMs / ((window.toMs - window.fromMs) / 60)));
  const rows = useMemo(() => summaryLanes(lanes, window.fromMs, window.toMs, nowCell * ((window.toMs - window.fromMs) / 60)), [lanes, window, nowCell]);
  return rows.map((row, index) => <SummaryRow key={row.id} row={row} x={x} y={index * rowH} h={rowH - 4} />);
}

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
