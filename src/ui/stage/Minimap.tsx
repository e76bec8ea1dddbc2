import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';
import type { Box, StageLayout } from './layout/layout.ts';
import { STATE_COLOUR } from './model/podState.ts';

interface MinimapProps {
  readonly layout: StageLayout;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly zoom: number;
}

const MOST = { w: 176, h: 112 };
/** More than this much larger than what is in sight, and an overview helps. */
const WORTH_IT = 1.4;
/** Fewer are found without one. */
const MANY_PODS = 24;

/** The whole picture as blots of colour, and a frame around what is in sight. It is dragged to go elsewhere; the keyboard goes from mark to mark instead. */
export function Minimap({ layout, scroller, zoom }: MinimapProps) {
  const view = useView(scroller);
  const isLarge = layout.pods.length > MANY_PODS || zoom > 1;
  const isWanted = isLarge && view.h > 0 && (layout.height * zoom > view.h * WORTH_IT || layout.width * zoom > view.w * WORTH_IT);
  if (!isWanted) return null;
  const scale = Math.min(MOST.w / layout.width, MOST.h / layout.height);
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const [x, y] = [(event.clientX - bounds.left) / scale, (event.clientY - bounds.top) / scale];
    scroller.current?.scrollTo(x * zoom - view.w / 2, y * zoom - view.h / 2);
  };
  return (
    <svg className="minimap" width={layout.width * scale} height={layout.height * scale} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true" onPointerDown={go} onPointerMove={go}>
      <Blots layout={layout} />
      <rect className="minimap-view" x={view.x / zoom} y={view.y / zoom} width={view.w / zoom} height={view.h / zoom} />
    </svg>
  );
}

/** What of the picture is in sight, in CSS pixels. */
function useView(scroller: RefObject<HTMLDivElement | null>) {
  const [view, setView] = useState({ x: 0, y: 0, w: 0, h: 0 });
  const request = useRef(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const read = () => {
      cancelAnimationFrame(request.current);
      request.current = requestAnimationFrame(() => {
        const next = { x: element.scrollLeft, y: element.scrollTop, w: element.clientWidth, h: element.clientHeight };
        setView((known) => (known.x === next.x && known.y === next.y && known.w === next.w && known.h === next.h ? known : next));
      });
    };
    read();
    element.addEventListener('scroll', read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => {
      cancelAnimationFrame(request.current);
      element.removeEventListener('scroll', read);
      observer.disconnect();
    };
  }, [scroller]);
  return view;
}

/** One path a colour, however many pods there are. */
const Blots = memo(function Blots({ layout }: { readonly layout: StageLayout }) {
  const paths = useMemo(() => blotsOf(layout), [layout]);
  return paths.map(([colour, d]) => <path key={colour} d={d} style={{ fill: `var(--${colour})` }} />);
});

function blotsOf(layout: StageLayout): readonly (readonly [colour: string, d: string])[] {
  const paths = new Map<string, string>();
  const add = (colour: string, { x, y, w, h }: Box) => paths.set(colour, `${paths.get(colour) ?? ''}M${x} ${y}h${w}v${h}h${-w}z`);
  for (const { box } of layout.shelves) add('line', box);
  for (const { box } of layout.heats) add('line', box);
  for (const { box, service } of layout.services) add(service.kind === 'headless' ? 'dns' : 'accent', box);
  for (const { box } of layout.volumes) add('pvc', box);
  for (const { box } of layout.slots) add('faint', box);
  for (const { box, pod } of layout.pods) add(STATE_COLOUR[pod.state], box);
  return [...paths];
}
