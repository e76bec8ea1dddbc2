import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { formatClock } from '../shell/ClockFace.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';

interface ScrubberProps {
  readonly x: { (ms: number): number; invert(px: number): number };
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

const SECOND_MS = 1000;

/** The strip above the lanes: drag over it, or use the arrow keys, to look at an earlier moment. */
export function Scrubber({ x, left, right, height }: ScrubberProps) {
  const t = useT();
  const store = useAppStore();
  const isDragging = useRef(false);
  const seconds = useApp((state) => Math.floor((state.seekingMs ?? state.nowMs) / SECOND_MS));
  const liveSeconds = useApp((state) => Math.floor((state.present?.nowMs ?? state.nowMs) / SECOND_MS));

  const seek = (event: PointerEvent<SVGRectElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    store.getState().lookAt(Math.round(x.invert(left + event.clientX - bounds.left)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = momentAfter(event.key, event.shiftKey ? 10 : 1, store);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    store.getState().lookAt(to);
  };
  return (
    <rect
      className="scrubber"
      x={left}
      width={right - left}
      height={height}
      // An input cannot stand inside of a picture.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={t('past.scrub')}
      aria-valuemin={0}
      aria-valuemax={liveSeconds}
      aria-valuenow={seconds}
      aria-valuetext={formatClock(seconds * SECOND_MS).slice(0, 8)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.current = true;
        seek(event);
      }}
      onPointerMove={(event) => {
        if (isDragging.current) seek(event);
      }}
      onPointerUp={() => {
        isDragging.current = false;
      }}
    />
  );
}

/** Where a key leads, in milliseconds; undefined for a key that means nothing here. */
function momentAfter(key: string, steps: number, store: AppStore): number | undefined {
  const { nowMs, seekingMs, present } = store.getState();
  const at = seekingMs ?? nowMs;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, at - steps * SECOND_MS);
    case 'ArrowRight':
    case 'ArrowUp':
      return at + steps * SECOND_MS;
    case 'Home':
      return 0;
    case 'End':
      return present?.nowMs ?? nowMs;
    default:
      return undefined;
  }
}

/** While the past is shown: a veil over what came later, and where the present is. */
export function LaterVeil({ x, right, height }: Omit<ScrubberProps, 'left'>) {
  const present = useApp((state) => state.present);
  const atMs = useApp((state) => state.seekingMs ?? state.nowMs);
  if (present === undefined) return null;
  const from = x(atMs);
  const to = Math.min(x(present.nowMs), right);
  return (
    <g className="later" aria-hidden="true">
      {to > from && <rect className="later-veil" x={from} width={to - from} height={height} />}
      <path className="later-live" d={`M${x(present.nowMs)} 0V${height}`} />
    </g>
  );
}
