import { memo } from 'react';
import type { PodState } from '../model/podState.ts';

/** What an icon can say: a pod's state, or that something waits. */
export type IconState = PodState | 'waiting';

interface StateIconProps {
  readonly state: IconState;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** How much of minReadySeconds is over, 0 to 1. */
  readonly fraction?: number;
}

/** The icon of a state. Each has its own shape, so that it can be told without colour. */
export const StateIcon = memo(function StateIcon({ state, x, y, r, fraction = 0 }: StateIconProps) {
  return (
    <g className={`state-icon tone-${state}`} transform={`translate(${x} ${y}) scale(${r / 10})`} aria-hidden="true">
      {state === 'minReady' ? <MinReady fraction={fraction} /> : SHAPES[state]}
    </g>
  );
});

const ring = <circle className="icon-line" r="8.6" strokeWidth="2.2" />;
const faintRing = <circle className="icon-line" r="8.6" strokeWidth="2.2" opacity=".28" />;
const disc = <circle className="icon-fill" r="9.6" />;
const dashedRing = (dash: string) => <circle className="icon-line" r="8.6" strokeWidth="2.2" strokeDasharray={dash} />;
const line = (d: string, width = 2.4) => <path className="icon-line" d={d} strokeWidth={width} />;
const ink = (d: string, width = 2.6) => <path className="icon-ink" d={d} strokeWidth={width} />;

const SHAPES: Readonly<Record<Exclude<IconState, 'minReady'>, React.ReactNode>> = {
  pending: <>{dashedRing('3.4 2.6')}{line('M0-4.6V0L3.4 2.2')}</>,
  creating: <>{faintRing}<path className="icon-line icon-turning" d="M0-8.6A8.6 8.6 0 1 1-8.6 0" strokeWidth="2.6" /></>,
  notReady: <>{ring}<path className="icon-fill" d="M0-5.2A5.2 5.2 0 0 1 0 5.2Z" /></>,
  ready: <>{disc}{ink('M-4.2 .3L-1.3 3.4L4.4-3.2')}</>,
  terminating: <>{dashedRing('5 2.6')}{line('M0-4.4V4.2M-3.4 1L0 4.4L3.4 1')}</>,
  failed: <>{disc}{ink('M-3.6-3.6L3.6 3.6M3.6-3.6L-3.6 3.6')}</>,
  crashLoop: <>{line('M7.4-4.4A8.6 8.6 0 1 0 8.6 1')}{line('M8.6-8.6V-3.6H3.6')}{line('M0-4V.6M0 4V4.2', 2.8)}</>,
  imageBackOff: (
    <>
      <rect className="icon-fill" x="-9" y="-9" width="18" height="18" rx="4" />
      {ink('M0-5.4V1.2M-3.2-1.8L0 1.4L3.2-1.8', 2.4)}
      <path className="icon-ink" d="M-4.6 5H4.6" strokeWidth="2.4" strokeDasharray="2.6 4" />
    </>
  ),
  nodeLost: <>{dashedRing('1.5 3.9')}{line('M-2.6-2.4A2.7 2.7 0 1 1 .6 .3Q0 .8 0 2M0 4.6V4.7', 2.2)}</>,
  completed: <><rect className="icon-line" x="-8.4" y="-8.4" width="16.8" height="16.8" rx="4" strokeWidth="2.2" />{line('M-3.8 .3L-1.1 3L3.9-2.8')}</>,
  stillRunning: <>{line('M0-9L9.4 8H-9.4Z', 2.2)}{line('M0-3V2.2M0 5V5.1', 2.6)}</>,
  goneFromApi: <>{dashedRing('1.5 3.9')}{line('M-3.2-3.2L3.2 3.2M3.2-3.2L-3.2 3.2', 2.2)}</>,
  waiting: <>{ring}{line('M-2.6-3.4V3.4M2.6-3.4V3.4', 2.6)}</>,
};

function MinReady({ fraction }: { readonly fraction: number }) {
  return (
    <>
      {faintRing}
      <path className="icon-line" d={arcPath(8.6, fraction)} strokeWidth="2.8" />
      {line('M-3.4 .2L-1 2.8L3.6-2.6')}
    </>
  );
}

/** The part of a circle from the top clockwise. */
export function arcPath(r: number, fraction: number): string {
  const angle = Math.min(Math.max(fraction, 0), 0.9999) * 2 * Math.PI;
  const x = (r * Math.sin(angle)).toFixed(2);
  const y = (-r * Math.cos(angle)).toFixed(2);
  return `M0 ${-r}A${r} ${r} 0 ${angle > Math.PI ? 1 : 0} 1 ${x} ${y}`;
}
