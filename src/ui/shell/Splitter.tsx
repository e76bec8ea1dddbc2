import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { RegionSizes } from '../store/viewSlice.ts';
import { REGION_SIZES } from '../store/viewSlice.ts';
import type { MessageKey } from '../i18n/messages.ts';

interface SplitterProps {
  readonly region: keyof RegionSizes;
  readonly orientation: 'vertical' | 'horizontal';
  readonly min: number;
  readonly max: number;
  /** The region lies left of its border. */
  readonly isBefore?: boolean;
}

const LABELS: Readonly<Record<keyof RegionSizes, MessageKey>> = { inspector: 'split.inspector', timeline: 'split.timeline', terminal: 'split.terminal', lesson: 'split.lesson' };
const STEP = 16;

/** The border between two regions: drag it, or move it with the arrow keys; a double press restores it. */
export function Splitter({ region, orientation, min, max, isBefore = false }: SplitterProps) {
  const t = useT();
  const store = useAppStore();
  const size = useApp((state) => state.sizes[region]);
  const drag = useRef<{ readonly at: number; readonly size: number } | undefined>(undefined);
  const set = (px: number) => store.getState().resize(region, Math.min(Math.max(px, min), max));
  const coordinate = (event: PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: coordinate(event), size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    // A region that lies right of or below its border becomes larger when that moves towards the start.
    if (drag.current !== undefined) set(drag.current.size + (drag.current.at - coordinate(event)) * (isBefore ? -1 : 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextSize(isBefore ? (MIRRORED[event.key] ?? event.key) : event.key, size, min, max);
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      className={`splitter is-${orientation}${isBefore ? ' is-after' : ''}`}
      // A separator that can be moved is a widget; an hr is not.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      tabIndex={0}
      aria-label={t(LABELS[region])}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onDoubleClick={() => set(REGION_SIZES[region])}
      onKeyDown={onKeyDown}
    />
  );
}

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The size after a key, or undefined for a key that means nothing here. */
export function nextSize(key: string, size: number, min: number, max: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return size + STEP;
    case 'ArrowRight':
    case 'ArrowDown':
      return size - STEP;
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return undefined;
  }
}
