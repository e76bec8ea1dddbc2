import { scaleLinear } from 'd3';
import { useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useT } from '../../store/store.ts';
import { HEAT_HEIGHT, heatRuns } from '../layout/heatRuns.ts';
import type { HeatRun } from '../layout/heatRuns.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { ColumnModel } from '../model/setModel.ts';
import { isTrouble } from '../model/podState.ts';
import type { PodState } from '../model/podState.ts';
import { SetHead } from './GridMark.tsx';
import { PodIcon } from './LivePodText.tsx';
import { Mark } from './Mark.tsx';
import { RevisionShape } from './RevisionShape.tsx';
import { describePod, STATE_WORDS } from './words.ts';

const CELL_PITCH = 32;
const LENS_Y = 34;
const LENS_H = 62;
const STRIP_Y = 124;
const STRIP_H = 32;

/** A set of a thousand ordinals: a strip one can see whole, and a lens over a part of it. */
export function HeatStrip({ set, box }: StageLayout['heats'][number]) {
  const t = useT();
  const { columns } = set;
  const shown = Math.min(columns.length, Math.floor((box.w - 16) / CELL_PITCH));
  const [first, setFirst] = useState(0);
  const start = Math.min(Math.max(first, 0), columns.length - shown);
  const x = useMemo(() => scaleLinear([0, columns.length], [0, box.w]), [columns.length, box.w]);
  const runs = useMemo(() => heatRuns(columns), [columns]);
  const move = (to: number) => setFirst(Math.min(Math.max(Math.round(to), 0), columns.length - shown));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = LENS_KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(start + by * (event.shiftKey ? shown : 1));
  };
  const onPointer = (event: PointerEvent<SVGRectElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    move(x.invert(((event.clientX - bounds.left) / bounds.width) * box.w) - shown / 2);
  };
  return (
    <>
      <SetHead set={set} box={box} note="set.heat" />
      <g className="heat" transform={`translate(${box.x} ${box.y})`}>
        <rect className="lens-body" y={LENS_Y} width={box.w} height={LENS_H} rx={10} />
        {columns.slice(start, start + shown).map((column, index) => (
          <LensCell key={column.pod?.uid ?? column.id} column={column} x={8 + index * CELL_PITCH} />
        ))}
        <path className="lens-cone" d={`M0 ${LENS_Y + LENS_H - 8}L${x(start)} ${STRIP_Y}H${x(start + shown)}L${box.w} ${LENS_Y + LENS_H - 8}Z`} />
        <rect className="heat-ground" y={STRIP_Y} width={box.w} height={STRIP_H} />
        {runs.map(({ from, to, state, look }) => (
          <g key={from}>
            <rect
              className={`heat-run tone-${state}`}
              x={x(from)}
              y={STRIP_Y + STRIP_H - HEAT_HEIGHT[state]}
              width={Math.max(x(to) - x(from), state === 'ready' ? 0 : 2)}
              height={HEAT_HEIGHT[state]}
            />
            {look !== undefined && <rect className={`heat-revision rev-${look}`} x={x(from)} y={STRIP_Y + STRIP_H + 2} width={x(to) - x(from)} height={4} />}
          </g>
        ))}
        {troubleRuns(runs).map(({ from, to, state }) => (
          <text key={from} className={`heat-trouble tone-${state}`} x={x(to) + 4} y={STRIP_Y + 10}>
            {t('heat.trouble', { ordinal: rangeText(columns, from, to), state: t(STATE_WORDS[state]) })}
          </text>
        ))}
        <rect className="heat-lens" x={x(start)} y={STRIP_Y - 2} width={x(start + shown) - x(start)} height={STRIP_H + 10} rx={2} />
        {x.ticks(10).map((tick) => (
          <text key={tick} className="heat-tick mono" x={x(tick)} y={STRIP_Y + STRIP_H + 22} textAnchor={tick === 0 ? 'start' : 'middle'}>
            {columns[tick]?.ordinal ?? ''}
          </text>
        ))}
        <rect
          className="heat-touch"
          y={STRIP_Y - 6}
          width={box.w}
          height={STRIP_H + 18}
          // An input cannot stand inside of a picture.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="slider"
          tabIndex={0}
          aria-label={t('set.lens')}
          aria-valuemin={0}
          aria-valuemax={columns.length - shown}
          aria-valuenow={start}
          aria-valuetext={t('set.lensRange', { from: columns[start]?.ordinal ?? 0, to: columns[start + shown - 1]?.ordinal ?? 0 })}
          onKeyDown={onKeyDown}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
        />
      </g>
    </>
  );
}

/** The longest stretches that need a person, as many as there is room to name. */
function troubleRuns(runs: readonly HeatRun[]): readonly (HeatRun & { readonly state: PodState })[] {
  const bad = runs.filter((run): run is HeatRun & { readonly state: PodState } => run.state !== 'absent' && (isTrouble(run.state) || run.state === 'nodeLost'));
  return bad.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, 3).filter((run, index, named) => named.slice(0, index).every((other) => Math.abs(other.to - run.to) > 140));
}

function rangeText(columns: readonly ColumnModel[], from: number, to: number): string {
  const [first, last] = [columns[from]?.ordinal ?? 0, columns[to - 1]?.ordinal ?? 0];
  return first === last ? String(first) : `${first}–${last}`;
}

const LENS_KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -32, PageDown: 32, Home: -1e6, End: 1e6 };

function LensCell({ column: { pod, ordinal }, x }: { readonly column: ColumnModel; readonly x: number }) {
  const t = useT();
  const box = { x, y: LENS_Y + 8, w: 28, h: 46 };
  if (pod === undefined) {
    return (
      <g className="slot" transform={`translate(${box.x} ${box.y})`}>
        <rect className="slot-line" width={box.w} height={box.h} rx={5} />
        <text className="lens-number mono" x={14} y={14} textAnchor="middle">
          {ordinal}
        </text>
      </g>
    );
  }
  const isCalm = pod.state === 'ready';
  return (
    <Mark box={box} target={pod.key} label={describePod(t, pod)} className={`pod pod-compact tone-${pod.state}${isTrouble(pod.state) ? ' is-trouble' : ''}`} radius={5}>
      <rect className="pod-body" width={box.w} height={box.h} rx={5} />
      <text className={`lens-number mono${isCalm ? '' : ' is-loud'}`} x={14} y={14} textAnchor="middle">
        {ordinal}
      </text>
      <PodIcon pod={pod} x={14} y={25} r={isCalm ? 4.5 : 6} />
      {pod.revision !== undefined && <RevisionShape look={pod.revision.look} x={14} y={39} s={2.8} />}
    </Mark>
  );
}
