import { useRef } from 'react';
import type { PointerEvent } from 'react';

/** How long a finger rests on a mark before its menu opens, in real milliseconds. */
const HOLD_MS = 500;
/** A finger that moves further than this scrolls. */
const STILL_PX = 10;

interface Hold {
  readonly x: number;
  readonly y: number;
  readonly timer: number;
}

/** A long press of a finger or a pen opens a menu; not every browser tells of it by itself. */
export function useLongPress(open: (x: number, y: number) => void) {
  const hold = useRef<Hold | undefined>(undefined);
  const letGo = () => {
    window.clearTimeout(hold.current?.timer);
    hold.current = undefined;
  };
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX: x, clientY: y }: PointerEvent) => {
      letGo();
      if (pointerType === 'mouse' || !isPrimary) return;
      const timer = window.setTimeout(() => {
        ignoreThisPress();
        open(x, y);
      }, HOLD_MS);
      hold.current = { x, y, timer };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (hold.current !== undefined && Math.hypot(clientX - hold.current.x, clientY - hold.current.y) > STILL_PX) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}

/** The finger that is lifted now stands on what has opened under it: that is no choice. The next press is. */
function ignoreThisPress(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  window.addEventListener('pointerdown', () => window.removeEventListener('click', swallow, { capture: true }), { capture: true, once: true });
}
