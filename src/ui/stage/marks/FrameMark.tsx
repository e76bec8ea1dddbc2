import { useApp, useT } from '../../store/store.ts';
import type { Translate } from '../../i18n/translate.ts';
import { fitEnd, textWidth } from '../fitText.ts';
import type { PlacedFrame, StageLayout } from '../layout/layout.ts';
import { shortNameOf } from '../model/objectKeys.ts';
import type { PoolModel } from '../model/poolModel.ts';
import type { SetModel } from '../model/setModel.ts';
import { useReasons } from '../../why/useReasons.ts';
import { Mark } from './Mark.tsx';

/** The frame around what one controller owns, and under it how far that has come and what it waits for. */
export function FrameMark({ frame, room }: { readonly frame: PlacedFrame; readonly room: number }) {
  const { box, set, pool } = frame;
  return (
    <g className="frame">
      <rect className="frame-line" x={box.x} y={box.y} width={box.w} height={box.h} rx={12} />
      {set !== undefined && <SetStatus set={set} box={box} room={room} />}
      {pool !== undefined && <PoolStatus pool={pool} box={box} room={room} />}
      {'className' in frame && <ClassTitle frame={frame} />}
    </g>
  );
}

interface StatusProps {
  readonly box: PlacedFrame['box'];
  readonly room: number;
}

function SetStatus({ set, box, room }: StatusProps & { readonly set: SetModel }) {
  const t = useT();
  const title = shortNameOf(set.key);
  const titleW = textWidth(title, { sizePx: 12.5, isBold: true });
  const counts = countsText(t, set);
  const countsW = textWidth(counts, { sizePx: 12 });
  const y = box.y + box.h + 12;
  const place = { x: box.x, y, w: Math.max(box.w, Math.min(room - box.x - 16, 640)), h: 24 };
  const rules = rulesText(t, set);
  const rulesW = textWidth(rules, { sizePx: 11.5 });
  const leftEnd = 8 + titleW + 12 + countsW + 16;
  const reason = useSetReason(set);
  const reasonW = reason === undefined ? 0 : Math.min(textWidth(reason, { sizePx: 11.5 }) + 24, 480);
  // What it waits for matters more than how it is set up, which the inspector tells as well.
  const isRulesShown = leftEnd + reasonW + 20 + rulesW < place.w;
  const reasonRoom = place.w - leftEnd - (isRulesShown ? rulesW + 20 : 0);
  return (
    <Mark box={place} target={set.key} label={`${title}, ${counts}, ${rules}`} className="status" radius={6}>
      <rect className="status-hit" width={place.w} height={place.h} rx={6} />
      <text className="status-title" x={8} y={16}>
        {title}
      </text>
      <text className="status-counts" x={8 + titleW + 12} y={16}>
        {counts}
      </text>
      {isRulesShown && (
        <text className="status-rules" x={Math.max(box.w, leftEnd + reasonW + rulesW + 28) - 8} y={16} textAnchor="end">
          {rules}
        </text>
      )}
      {reason !== undefined && <SetReason reason={reason} x={leftEnd} room={reasonRoom} />}
    </Mark>
  );
}

function SetReason({ reason, x, room }: { readonly reason: string; readonly x: number; readonly room: number }) {
  if (room < 150) return null;
  const text = fitEnd(reason, room - 24, { sizePx: 11.5 });
  const w = textWidth(text, { sizePx: 11.5 }) + 24;
  return (
    <g className="status-reason" transform={`translate(${x} 0)`}>
      <rect width={w} height={24} rx={12} />
      <text x={12} y={16}>
        {text}
      </text>
    </g>
  );
}

/** The nearest reason that holds for the set now, in words. */
export function useSetReason(set: Pick<SetModel, 'key'>): string | undefined {
  const say = useApp((state) => state.say);
  const reasons = useReasons(set.key);
  const nearest = reasons.find(({ kind }) => kind === 'wait') ?? reasons.find(({ kind }) => kind === 'note');
  return nearest === undefined ? undefined : say(nearest);
}

/** How many of a set are ready, and how far an update has come. */
export function countsText(t: Translate, set: SetModel): string {
  if (!set.exists) return t('set.gone');
  const ready = t('set.ready', { ready: set.readyCount, of: set.replicas });
  if (!set.isUpdating || set.updateRevision === undefined) return ready;
  return `${ready} · ${t('set.updated', { count: set.updatedCount, of: set.updateGoal, letter: set.updateRevision.letter })}`;
}

/** The fields of a set that make it behave otherwise than by default. */
export function rulesText(t: Translate, set: SetModel): string {
  if (!set.exists) return '';
  return [
    set.policy,
    ...(set.strategy === 'OnDelete' ? ['OnDelete'] : []),
    ...(set.partition > 0 ? [t('set.partition', { value: set.partition })] : []),
    ...(set.minReadySeconds > 0 ? [`minReadySeconds ${set.minReadySeconds}`] : []),
    ...(set.whenScaled === 'Delete' ? ['whenScaled Delete'] : []),
    ...(set.whenDeleted === 'Delete' ? ['whenDeleted Delete'] : []),
  ].join(' · ');
}

function PoolStatus({ pool, box, room }: StatusProps & { readonly pool: PoolModel }) {
  const t = useT();
  const title = shortNameOf(pool.key);
  const titleW = textWidth(title, { sizePx: 12.5, isBold: true });
  const text = `${t('set.ready', { ready: pool.readyCount, of: pool.replicas })} · ${t('pool.rule')}`;
  const place = { x: box.x, y: box.y + box.h + 8, w: Math.min(room - box.x - 16, 8 + titleW + 24 + textWidth(text, { sizePx: 12 })), h: 24 };
  return (
    <Mark box={place} target={pool.key} label={`${title}, ${text}`} className="status" radius={6}>
      <rect className="status-hit" width={place.w} height={place.h} rx={6} />
      <text className="status-title" x={8} y={16}>
        {title}
      </text>
      <text className="status-counts" x={8 + titleW + 12} y={16}>
        {fitEnd(text, place.w - titleW - 24, { sizePx: 12 })}
      </text>
    </Mark>
  );
}

function ClassTitle({ frame: { box, className } }: { readonly frame: PlacedFrame }) {
  const t = useT();
  const title = className === undefined ? t('storage.withoutClaim') : className === '' ? t('storage.noClass') : t('storage.class', { name: className });
  return (
    <text className="frame-title" x={box.x + 16} y={box.y + 23}>
      {title}
    </text>
  );
}

/** What the rows are called. */
export function RowLabels({ labels }: { readonly labels: StageLayout['labels'] }) {
  const t = useT();
  return (
    <g className="row-labels" aria-hidden="true">
      {labels.map(({ id, label, x, y }) => (
        <text key={id} x={x} y={y}>
          {t(ROW_WORDS[label])}
        </text>
      ))}
    </g>
  );
}

const ROW_WORDS = { name: 'row.name', pod: 'row.pod', claim: 'row.claim', volume: 'row.volume', update: 'row.update' } as const;

/** The line between ordinals that keep the old revision and those that get the new one. */
export function PartitionMark({ value, d, labelX, labelY }: StageLayout['partitions'][number]) {
  const t = useT();
  const text = t('set.partition', { value });
  const w = textWidth(text, { sizePx: 11.5, isBold: true }) + 28;
  return (
    <g className="partition">
      <path d={d} />
      {!Number.isNaN(labelX) && (
        <g transform={`translate(${labelX} ${labelY})`}>
          <rect x={-w / 2} y={-11} width={w} height={22} rx={11} />
          <text y={4} textAnchor="middle">
            {text}
          </text>
        </g>
      )}
    </g>
  );
}
