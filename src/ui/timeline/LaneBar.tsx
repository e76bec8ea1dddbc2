import type { PodState } from '../stage/model/podState.ts';

interface LaneBarProps {
  readonly state: PodState;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A stretch of a lane: each state is told by colour and by pattern; one that runs and is not ready fills half, as its sign on the stage does. */
export function LaneBar({ state, x, y, w, h }: LaneBarProps) {
  const rx = Math.min(3, w / 2);
  const isHalf = state === 'notReady';
  const fill = isHalf ? { y: y + h / 2, height: h / 2 } : { y, height: h };
  return (
    <>
      <rect className={`lane-fill tone-${state}`} x={x} width={w} rx={rx} {...fill} />
      <rect className={`lane-pattern pattern-${state}`} x={x} y={y} width={w} height={h} rx={rx} />
    </>
  );
}
