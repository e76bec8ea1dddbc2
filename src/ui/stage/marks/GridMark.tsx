import { useT } from '../../store/store.ts';
import { textWidth } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import { shortNameOf } from '../model/objectKeys.ts';
import type { SetModel } from '../model/setModel.ts';
import { Mark } from './Mark.tsx';
import { RevisionShape } from './RevisionShape.tsx';
import { StateIcon } from './StateIcon.tsx';
import { STATE_WORDS } from './words.ts';

/** The head and the legend of a set that is drawn as small marks. */
export function GridMark({ set, box }: StageLayout['grids'][number]) {
  return (
    <>
      <SetHead set={set} box={box} note="set.compact" />
      <GridLegend set={set} box={box} />
    </>
  );
}

interface SetHeadProps {
  readonly set: SetModel;
  readonly box: StageLayout['grids'][number]['box'];
  readonly note: 'set.compact' | 'set.heat';
}

/** The line above a large set. */
export function SetHead({ set, box, note }: SetHeadProps) {
  const t = useT();
  const title = shortNameOf(set.key);
  const titleW = textWidth(title, { sizePx: 14, isBold: true });
  const counts = [
    t('set.ready', { ready: set.readyCount, of: set.replicas }),
    ...(set.isUpdating && set.updateRevision !== undefined ? [t('set.updated', { count: set.updatedCount, of: set.updateGoal, letter: set.updateRevision.letter })] : []),
    set.policy,
    ...(set.partition > 0 ? [t('set.partition', { value: set.partition })] : []),
  ].join(' · ');
  return (
    <Mark box={{ x: box.x, y: box.y, w: box.w, h: 24 }} target={set.key} label={`${title}, ${counts}`} className="status" radius={6}>
      <rect className="status-hit" width={box.w} height={24} rx={6} />
      <text className="status-title is-large" x={0} y={17}>
        {title}
      </text>
      <text className="status-counts" x={titleW + 12} y={17}>
        {t(note, { count: set.columns.length })}
      </text>
      <text className="status-rules" x={box.w} y={17} textAnchor="end">
        {counts}
      </text>
    </Mark>
  );
}

function GridLegend({ set, box }: StageLayout['grids'][number]) {
  const t = useT();
  const y = box.y + box.h - 16;
  const states = countBy(set, (column) => column.pod?.state);
  let x = box.x;
  const chips = [...states].map(([state, count]) => {
    const word = t(STATE_WORDS[state]);
    const w = textWidth(word, { sizePx: 11.5 }) + String(count).length * 7 + 50;
    const chip = { state, count, word, x, w };
    x += w + 6;
    return chip;
  });
  return (
    <g className="legend">
      {chips.map(({ state, count, word, x: left, w }) => (
        <g key={state} transform={`translate(${left} ${y - 12})`}>
          <rect width={w} height={24} rx={12} />
          <StateIcon state={state} x={16} y={12} r={6} />
          <text x={29} y={16}>
            {word}
          </text>
          <text className="legend-count mono" x={w - 12} y={16} textAnchor="end">
            {count}
          </text>
        </g>
      ))}
      <RevisionLegend set={set} right={box.x + box.w} y={y} />
    </g>
  );
}

function RevisionLegend({ set, right, y }: { readonly set: SetModel; readonly right: number; readonly y: number }) {
  const counts = countBy(set, (column) => column.pod?.revision?.letter);
  const looks = new Map(set.columns.map(({ pod }) => [pod?.revision?.letter, pod?.revision?.look]));
  const letters = [...counts.keys()].sort();
  if (letters.length < 2) return null;
  return letters.map((letter, index) => {
    const x = right - (letters.length - index) * 58;
    return (
      <g key={letter}>
        <RevisionShape look={looks.get(letter) ?? 'a'} x={x} y={y} s={4} />
        <text x={x + 10} y={y + 4}>
          {`${letter} ${counts.get(letter) ?? 0}`}
        </text>
      </g>
    );
  });
}

function countBy<K extends string>(set: SetModel, of: (column: SetModel['columns'][number]) => K | undefined): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const column of set.columns) {
    const key = of(column);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
