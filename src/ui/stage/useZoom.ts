import { useEffect, useLayoutEffect, useRef } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { listenPinch } from '../shell/listenPinch.ts';
import { useApp, useAppStore } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';

/** A point of the window's view into the picture that stays where it is while the size changes: 0 to 1 in each direction. */
interface Anchor {
  readonly x: number;
  readonly y: number;
}

const MIDDLE: Anchor = { x: 0.5, y: 0 };
const WHEEL_STEP = 0.0025;

/**
 * Zooming with Ctrl and the wheel, or with two fingers, keeps what is under the pointer where it is. The ground is
 * dragged by mouse; the wheel and one finger scroll as they do everywhere.
 */
export function useZoom(scroller: RefObject<HTMLDivElement | null>) {
  const store = useAppStore();
  const zoom = useApp((state) => state.zoom);
  const anchor = useRef<Anchor>(MIDDLE);
  const shown = useRef(zoom);

  useLayoutEffect(() => {
    const view = scroller.current;
    if (view !== null && shown.current !== zoom) keepPlace(view, zoom / shown.current, anchor.current);
    shown.current = zoom;
    anchor.current = MIDDLE;
  }, [scroller, zoom]);

  useEffect(() => {
    const view = scroller.current;
    return view === null ? undefined : listen(view, store, (next) => (anchor.current = next));
  }, [scroller, store]);

  return useDragging(scroller);
}

/** Scrolls so that the anchored point of the picture is where it was. */
function keepPlace(view: HTMLElement, factor: number, { x, y }: Anchor): void {
  const [px, py] = [x * view.clientWidth, y * view.clientHeight];
  view.scrollLeft = (view.scrollLeft + px) * factor - px;
  view.scrollTop = (view.scrollTop + py) * factor - py;
}

function listen(view: HTMLElement, store: AppStore, setAnchor: (anchor: Anchor) => void): () => void {
  const zoomAt = (x: number, y: number, factor: number) => {
    const bounds = view.getBoundingClientRect();
    setAnchor({ x: (x - bounds.left) / bounds.width, y: (y - bounds.top) / bounds.height });
    store.getState().setZoom(store.getState().zoom * factor);
  };
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomAt(event.clientX, event.clientY, Math.exp(-event.deltaY * (event.deltaMode === 0 ? WHEEL_STEP : 0.05)));
  };
  view.addEventListener('wheel', onWheel, { passive: false });
  const stopPinch = listenPinch(view, zoomAt);
  return () => {
    view.removeEventListener('wheel', onWheel);
    stopPinch();
  };
}

/** The ground is what is no mark and no control. */
function useDragging(scroller: RefObject<HTMLDivElement | null>) {
  const from = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const isGround = event.target instanceof Element && event.target.closest('.mark, .heat, button, a, table, .empty-stage') === null;
      if (event.pointerType === 'mouse' && event.button === 0 && isGround) from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const view = scroller.current;
      if (from.current === undefined || view === null || event.buttons !== 1) return;
      view.scrollBy(from.current.x - event.clientX, from.current.y - event.clientY);
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      from.current = undefined;
    },
  };
}
