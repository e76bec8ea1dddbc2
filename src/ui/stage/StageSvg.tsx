import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useAppStore, useT } from '../store/store.ts';
import { nearestMark, stopsOf } from './layout/nearestMark.ts';
import type { Direction } from './layout/nearestMark.ts';
import type { StageLayout } from './layout/layout.ts';
import { ClaimMark } from './marks/ClaimMark.tsx';
import { EmptySlot } from './marks/EmptySlot.tsx';
import { FrameMark, PartitionMark, RowLabels } from './marks/FrameMark.tsx';
import { GridMark } from './marks/GridMark.tsx';
import { HelperMark, TerminalMark } from './marks/HelperMark.tsx';
import { NameMark } from './marks/NameMark.tsx';
import { NewPodNote } from './marks/NewPodNote.tsx';
import { PodMark } from './marks/PodMark.tsx';
import { CountBadge, ServiceMark } from './marks/ServiceMark.tsx';
import { ShelfMark, StoreFrame } from './marks/ShelfMark.tsx';
import { UpdateTrack } from './marks/UpdateTrack.tsx';
import { VolumeMark } from './marks/VolumeMark.tsx';
import { LessonMarks } from '../lesson/stage/LessonMarks.tsx';
import { TrafficLayer } from './traffic/TrafficLayer.tsx';

/** Few sets are so large that they are drawn as a strip. */
const HeatStrip = lazy(() => import('./marks/HeatStrip.tsx').then(({ HeatStrip: component }) => ({ default: component })));

/** All marks in layers. Every arrangement draws the same marks in the same layers, so a change of it moves them. */
export function StageSvg({ layout, zoom = 1 }: { readonly layout: StageLayout; readonly zoom?: number }) {
  const t = useT();
  const onKeyDown = useArrowKeys(layout);
  return (
    // The marks inside are the controls; here the arrow keys are caught that go between them.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions
    <svg className="stage-svg" width={layout.width * zoom} height={layout.height * zoom} viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={t('stage.picture')} onKeyDown={onKeyDown}>
      <Patterns />
      {layout.shelves.map(({ node, box }) => (
        <ShelfMark key={node?.id ?? 'unplaced'} node={node} box={box} />
      ))}
      {layout.store !== undefined && <StoreFrame store={layout.store} />}
      <g className="wires" aria-hidden="true">
        {layout.wires.map(({ id, d, tone, style }) => (
          <path key={id} className={`wire wire-${tone} is-${style}`} d={d} />
        ))}
        {layout.dots.map(({ id, x, y, tone }) => (
          <circle key={id} className={`wire-dot wire-${tone}`} cx={x} cy={y} r="2.5" />
        ))}
      </g>
      <RowLabels labels={layout.labels} />
      {layout.frames.map((frame) => (
        <FrameMark key={frame.id} frame={frame} room={layout.width} />
      ))}
      {layout.grids.map(({ set, box }) => (
        <GridMark key={set.id} set={set} box={box} />
      ))}
      <Suspense>
        {layout.heats.map(({ set, box }) => (
          <HeatStrip key={set.id} set={set} box={box} />
        ))}
      </Suspense>
      {layout.partitions.map((partition) => (
        <PartitionMark key={partition.id} {...partition} />
      ))}
      {layout.tracks.map((track) => (
        <UpdateTrack key={`${track.set.id}/${track.y}`} {...track} />
      ))}
      {layout.terminal !== undefined && <TerminalMark node={layout.terminal.node} box={layout.terminal.box} />}
      {layout.helpers.map((placed) => (
        <HelperMark key={placed.helper.id} {...placed} />
      ))}
      {layout.services.map((placed) => (
        <ServiceMark key={placed.service.id} {...placed} />
      ))}
      {layout.names.map((placed) => (
        <NameMark key={placed.name.id} {...placed} />
      ))}
      {layout.claims.map((placed) => (
        <ClaimMark key={placed.claim.id} {...placed} />
      ))}
      {layout.volumes.map((placed) => (
        <VolumeMark key={placed.volume.id} {...placed} />
      ))}
      {layout.slots.map((slot) => (
        <EmptySlot key={slot.id} {...slot} />
      ))}
      {layout.pods.map((placed) => (
        <PodMark key={placed.isGhost ? `ghost/${placed.pod.uid}` : placed.pod.uid} {...placed} />
      ))}
      {layout.pods.map(({ pod, box, form, column }) => (form === 'full' && column !== undefined && pod.previous !== undefined ? <NewPodNote key={pod.uid} pod={pod} column={column} box={box} /> : null))}
      {layout.counts.map((count) => (
        <CountBadge key={count.id} {...count} />
      ))}
      <TrafficLayer layout={layout} />
      <LessonMarks layout={layout} />
    </svg>
  );
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/** Arrow keys go from mark to mark; Escape drops the choice. */
function useArrowKeys(layout: StageLayout) {
  const store = useAppStore();
  const stops = useMemo(() => stopsOf(layout), [layout]);
  const known = useRef(stops);
  useEffect(() => {
    known.current = stops;
    const { tabStop, setTabStop } = store.getState();
    if (!stops.some(({ key }) => key === tabStop)) setTabStop(stops[0]?.key);
  }, [store, stops]);
  return (event: KeyboardEvent<SVGSVGElement>) => {
    if (event.key === 'Escape') store.getState().select(undefined);
    const direction = ARROWS[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = nearestMark(known.current, store.getState().tabStop ?? '', direction);
    if (next === undefined) return;
    store.getState().setTabStop(next.key);
    // A pod's name stands for it as well; the pod itself is meant.
    const selector = `[data-key="${CSS.escape(next.key)}"]`;
    const mark = event.currentTarget.querySelector<SVGGElement>(`.pod${selector}`) ?? event.currentTarget.querySelector<SVGGElement>(selector);
    mark?.focus();
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
}

function Patterns() {
  return (
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="pattern-hatch" width="2" height="7" />
      </pattern>
    </defs>
  );
}
