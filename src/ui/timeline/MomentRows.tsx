import { memo, useMemo } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { decisionMoments, eventMoments } from './moments.ts';
import type { Moment } from './moments.ts';

export const MOMENT_ROW_H = 12;
export const MOMENT_ROWS = 2;

interface MomentRowsProps {
  readonly x: (ms: number) => number;
  readonly left: number;
  readonly right: number;
}

/** What controllers decided and which Events there were, as two thin rows above the lanes. */
export function MomentRows({ x, left, right }: MomentRowsProps) {
  const t = useT();
  const say = useApp((state) => state.say);
  const frame = useApp((state) => state.present?.frame ?? state.frame);
  const { explanations } = frame;
  const events = frame.list('Event');
  const startUnixMs = frame.unixNowMs - frame.nowMs;
  const decisions = useMemo(() => decisionMoments(explanations, say, x, right), [explanations, say, x, right]);
  const recorded = useMemo(() => eventMoments(events, startUnixMs, x, right), [events, startUnixMs, x, right]);
  return (
    <>
      <Row label={t('timeline.decisions')} moments={decisions} kind="decision" y={0} left={left} />
      <Row label={t('timeline.events')} moments={recorded} kind="event" y={MOMENT_ROW_H} left={left} />
    </>
  );
}

interface RowProps {
  readonly label: string;
  readonly moments: readonly Moment[];
  readonly kind: 'decision' | 'event';
  readonly y: number;
  readonly left: number;
}

const Row = memo(function Row({ label, moments, kind, y, left }: RowProps) {
  return (
    <g transform={`translate(0 ${y})`}>
      <text className="moment-label" x={left - 8} y={9} textAnchor="end">
        {label}
      </text>
      {moments.map((moment) => (
        <MomentMark key={moment.x} moment={moment} kind={kind} />
      ))}
    </g>
  );
});

/** A press asks about the object; the inspector tells the same to those who use the keyboard. */
function MomentMark({ moment, kind }: { readonly moment: Moment; readonly kind: RowProps['kind'] }) {
  const store = useAppStore();
  const { x, isStrong, count, about, text } = moment;
  const choose = () => {
    store.getState().select(about);
    store.getState().showInspectorTab(kind === 'event' ? 'events' : 'why');
  };
  return (
    <g className={`moment moment-${kind}${isStrong ? ' is-strong' : ''}`} transform={`translate(${x} 6)`} onClick={choose}>
      <title>{count > 1 ? `${text()} (+${count - 1})` : text()}</title>
      <path d={kind === 'decision' ? 'M0-4L3.5 3H-3.5Z' : isStrong ? 'M0-4.5L4 0L0 4.5L-4 0Z' : 'M-1-3.5H1V3.5H-1Z'} />
    </g>
  );
}
