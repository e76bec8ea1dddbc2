import { memo } from 'react';
import { useT } from '../../store/store.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { UpdateState } from '../model/setModel.ts';
import { StateIcon } from './StateIcon.tsx';
import type { IconState } from './StateIcon.tsx';

/** How far a rolling update has come: it runs from the highest ordinal to the left, and stops at a gate. */
export const UpdateTrack = memo(function UpdateTrack({ y, columns }: StageLayout['tracks'][number]) {
  const t = useT();
  const moving = columns.filter(({ column }) => column.update !== undefined && column.update !== 'stays');
  return (
    <g className="track" aria-hidden="true">
      {moving.slice(1).map(({ column, x }, index) => {
        const before = moving[index];
        if (before === undefined) return null;
        return <path key={column.id} className={`track-line${column.update === 'updated' ? ' is-done' : ''}`} d={`M${x - 52} ${y}H${Math.max(before.x + 52, before.x)}`} />;
      })}
      {columns.map(({ column, x }) =>
        column.update === undefined ? null : <Station key={column.id} state={column.update} x={x} y={y} word={t(UPDATE_WORDS[column.update])} />,
      )}
    </g>
  );
});

export const UPDATE_WORDS: Readonly<Record<UpdateState, MessageKey>> = {
  stays: 'update.stays',
  updated: 'update.updated',
  held: 'update.held',
  updating: 'update.updating',
  next: 'update.next',
  waits: 'update.waits',
  onDelete: 'update.onDelete',
};

const ICONS: Readonly<Record<UpdateState, IconState | undefined>> = {
  stays: undefined,
  updated: 'ready',
  held: 'failed',
  updating: 'creating',
  next: 'waiting',
  waits: 'waiting',
  onDelete: 'waiting',
};

function Station({ state, x, y, word }: { readonly state: UpdateState; readonly x: number; readonly y: number; readonly word: string }) {
  const icon = ICONS[state];
  return (
    <g className={`station update-${state}`} transform={`translate(${x} ${y})`}>
      {state === 'held' && <rect className="station-gate" x={-52} y={-12} width={104} height={24} rx={12} />}
      {icon !== undefined && <StateIcon state={icon} x={-36} y={0} r={6.5} />}
      <text x={icon === undefined ? 0 : -25} y={4} textAnchor={icon === undefined ? 'middle' : 'start'}>
        {word}
      </text>
    </g>
  );
}
