import { memo, useMemo } from 'react';
import { STATE_WORDS } from '../stage/marks/words.ts';
import { useApp, useT } from '../store/store.ts';
import { LaneBar } from './LaneBar.tsx';
import { lanesOf } from './lanes.ts';
import type { LaneName, Segment } from './lanes.ts';

interface LaneRowsProps {
  readonly names: readonly LaneName[];
  readonly x: (ms: number) => number;
  readonly rowH: number;
  readonly left: number;
  readonly right: number;
}

/** The lanes, one a pod's name. A press on a lane chooses its pod. */
export function LaneRows({ names, x, rowH, left, right }: LaneRowsProps) {
  const select = useApp((state) => state.select);
  const history = useApp((state) => state.present?.history ?? state.history);
  const historyCount = useApp((state) => state.present?.history.count() ?? state.historyCount);
  const lanes = useMemo(() => lanesOf(names, history, historyCount), [names, history, historyCount]);
  return lanes.map((lane, row) => (
    // The lane's pod can be reached by keyboard on the stage; this is a short cut for the mouse.
    <g key={lane.id} className="lane" onClick={() => select({ kind: 'Pod', namespace: lane.namespace, name: lane.podName })}>
      <path className="lane-ground" d={`M${left} ${row * rowH + rowH / 2 - 2}H${right}`} />
      {lane.segments.map((segment) => (
        <LaneSegment key={segment.id} segment={segment} from={Math.max(x(segment.fromMs), left)} to={Math.min(segment.toMs === undefined ? right : x(segment.toMs), right)} y={row * rowH + 1} h={rowH - 6} />
      ))}
    </g>
  ));
}

interface LaneSegmentProps {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly h: number;
}

const LaneSegment = memo(function LaneSegment({ segment, from, to, y, h }: LaneSegmentProps) {
  const t = useT();
  const w = Math.max(to - from - 1.5, 1.5);
  if (to < from) return null;
  return (
    <g>
      <title>{t(STATE_WORDS[segment.state])}</title>
      <LaneBar state={segment.state} x={from} y={y} w={w} h={h} />
    </g>
  );
});
