import { scaleLinear } from 'd3';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { fitStart, textWidth } from '../stage/fitText.ts';
import { STATE_WORDS } from '../stage/marks/words.ts';
import type { PodState } from '../stage/model/podState.ts';
import { useElementWidth } from '../stage/useElementWidth.ts';
import { useLiveStageModel } from '../stage/useStageModel.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { AppState } from '../store/store.ts';
import { useIsPhone } from '../shell/useMedia.ts';
import { formatClock } from '../shell/ClockFace.tsx';
import { Group } from '../shell/Group.tsx';
import { listenPinch } from '../shell/listenPinch.ts';
import { ForkMarks, OtherCourse } from './OtherCourse.tsx';
import { LaneBar } from './LaneBar.tsx';
import { LaneRows } from './LaneRows.tsx';
import { MOMENT_ROW_H, MOMENT_ROWS, MomentRows } from './MomentRows.tsx';
import { groupLabels, laneNames, MOST_LANES } from './lanes.ts';
import { placeMarks } from './markLabels.ts';
import { BranchChoice } from './BranchChoice.tsx';
import { LaterVeil, Scrubber } from './Scrubber.tsx';
import { SummaryRows } from './SummaryRows.tsx';
import { axisText, axisTicks, panned, wholeWindow, zoomed } from './timeWindow.ts';
import type { TimeWindow } from './timeWindow.ts';
import './timeline.css';

/** Heights of the strip of moments, a lane and the axis; fingers need more. */
const DESK = { head: 24, row: 16 } as const;
const PHONE = { head: 40, row: 30 } as const;
const AXIS_H = 20;
const RIGHT = 32;
const LABEL_STYLE = { sizePx: 11, isMono: true } as const;

/** One lane an ordinal over simulated time, with what was typed and what was broken. */
export function Timeline() {
  const t = useT();
  const model = useLiveStageModel();
  const history = useApp((state) => state.present?.history ?? state.history);
  const historyCount = useApp((state) => state.present?.history.count() ?? state.historyCount);
  const marks = useApp(({ present, frame }) => (present?.frame ?? frame).marks);
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const { head: headH, row: rowH } = useIsPhone() ? PHONE : DESK;
  const { window, change } = useTimeWindow();
  const names = useMemo(() => laneNames(model, history, historyCount), [model, history, historyCount]);
  const isSummary = names.length > MOST_LANES;
  const labels = useMemo(() => (isSummary ? groupLabels(names) : names.map(({ podName }) => podName)), [names, isSummary]);
  const left = Math.min(Math.max(64, ...labels.map((label) => textWidth(label, LABEL_STYLE) + 24)), width < 560 ? 96 : 180);
  const right = Math.max(left + 40, width - RIGHT);
  const x = useMemo(() => scaleLinear([window.fromMs, window.toMs], [left, right]), [window, left, right]);
  const momentsH = names.length === 0 ? 0 : MOMENT_ROWS * MOMENT_ROW_H;
  const lanesH = Math.max(labels.length, 1) * rowH + 2;
  const placed = placeMarks(marks.filter(({ atMs }) => atMs >= window.fromMs), x, right);
  const axis = axisTicks(window, right - left);
  const drag = useDragging(change, (px) => x.invert(px) - x.invert(0));
  const setLanes = useWheelAndPinch(change, (px) => x.invert(px));
  return (
    <div className="timeline">
      <div className="timeline-head">
        <h2>{t('timeline.title')}</h2>
        <BranchChoice />
        <Legend />
        <Group className="timeline-tools" label={t('timeline.zoom')}>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.zoomIn')} title={t('timeline.zoomIn')} onClick={() => change({ do: 'zoom', factor: 0.6 })}>
            <ZoomIn size={15} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.zoomOut')} title={t('timeline.zoomOut')} onClick={() => change({ do: 'zoom', factor: 1 / 0.6 })}>
            <ZoomOut size={15} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.fit')} title={t('timeline.fit')} onClick={() => change({ do: 'fit' })}>
            <Maximize2 size={14} aria-hidden="true" />
          </button>
        </Group>
      </div>
      <div className="timeline-body" ref={ref}>
        {width > 0 && (
          <>
            {/* A fieldset cannot be a picture. */}
            {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
            <svg width={width} height={headH} className="timeline-svg" role="group" aria-label={t('timeline.moments')}>
              <MarkLabels marks={placed} bottom={headH} />
              <ForkMarks x={x} left={left} right={right} bottom={headH} />
              <Playhead x={x} left={left} from={6} to={headH} hasKnob />
              <Scrubber x={x} left={left} right={right} height={headH} />
            </svg>
            {momentsH > 0 && (
              <svg width={width} height={momentsH} className="timeline-svg" aria-hidden="true">
                <MomentRows x={x} left={left} right={right} />
                <Playhead x={x} left={left} from={0} to={momentsH} />
              </svg>
            )}
            <div className="timeline-scroll">
              {/* The lanes are moved and zoomed as a whole, by keys as well. */}
              {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
              <svg ref={setLanes} width={width} height={lanesH} className="timeline-svg is-lanes" role="group" aria-label={t('timeline.keys')} tabIndex={0} onKeyDown={(event) => onKey(event, change)} {...drag}>
                <LanePatterns />
                {axis.ticks.map((tick) => (
                  <path key={tick} className="tick-line" d={`M${x(tick)} 0V${lanesH}`} />
                ))}
                <Played x={x} left={left} height={lanesH}>
                  {isSummary ? <SummaryRows names={names} window={window} x={x} rowH={rowH} /> : <LaneRows names={names} x={x} rowH={rowH} left={left} right={right} />}
                </Played>
                {!isSummary && <OtherCourse names={names} x={x} rowH={rowH} left={left} right={right} />}
                <LaterVeil x={x} right={right} height={lanesH} />
                <LaneLabels labels={labels} left={left} rowH={rowH} />
                <MarkLines marks={placed} height={lanesH} />
                <Playhead x={x} left={left} from={0} to={lanesH} />
              </svg>
            </div>
            <svg width={width} height={AXIS_H} className="timeline-svg" aria-hidden="true">
              {axis.ticks.map((tick) => (
                <text key={tick} className="tick-text mono" x={x(tick)} y={13} textAnchor="middle">
                  {axisText(tick, axis.stepMs)}
                </text>
              ))}
            </svg>
          </>
        )}
        {names.length === 0 && <p className="timeline-empty">{t('timeline.empty')}</p>}
      </div>
    </div>
  );
}

type WindowChange = { readonly do: 'zoom'; readonly factor: number; readonly aroundMs?: number } | { readonly do: 'pan'; readonly byMs: number } | { readonly do: 'panShare'; readonly share: number } | { readonly do: 'fit' };

/** The window follows the session until a person has chosen another one. */
function useTimeWindow() {
  const store = useAppStore();
  const session = useApp((state) => state.present?.session ?? state.session);
  const wholeEnd = useApp((state) => wholeWindow(MOMENTS.live(state)).toMs);
  const [chosen, setChosen] = useState<{ readonly session: unknown; readonly window: TimeWindow } | undefined>(undefined);
  const own = chosen?.session === session ? chosen.window : undefined;
  const window = useMemo(() => own ?? { fromMs: 0, toMs: wholeEnd }, [own, wholeEnd]);
  // Two fingers on two lanes are two events before the next picture: each goes on from what the one before has made.
  const change = (step: WindowChange) =>
    setChosen((known) => {
      if (step.do === 'fit') return undefined;
      const nowMs = MOMENTS.live(store.getState());
      const from = known?.session === session ? known.window : { fromMs: 0, toMs: wholeEnd };
      return { session, window: changed(from, step, nowMs) };
    });
  return { window, change };
}

function changed(window: TimeWindow, step: Exclude<WindowChange, { do: 'fit' }>, nowMs: number): TimeWindow {
  if (step.do !== 'zoom') return panned(window, step.do === 'pan' ? step.byMs : step.share * (window.toMs - window.fromMs), nowMs);
  const isNowShown = nowMs >= window.fromMs && nowMs <= window.toMs;
  return zoomed(window, step.factor, step.aroundMs ?? (isNowShown ? nowMs : (window.fromMs + window.toMs) / 2), nowMs);
}

function onKey(event: KeyboardEvent, change: (step: WindowChange) => void): void {
  const step = KEYS[event.key];
  if (step === undefined || event.target !== event.currentTarget) return;
  event.preventDefault();
  change(step);
}

const KEYS: Readonly<Record<string, WindowChange>> = {
  '+': { do: 'zoom', factor: 0.6 },
  '=': { do: 'zoom', factor: 0.6 },
  '-': { do: 'zoom', factor: 1 / 0.6 },
  '0': { do: 'fit' },
  ArrowLeft: { do: 'panShare', share: -0.2 },
  ArrowRight: { do: 'panShare', share: 0.2 },
};

function useDragging(change: (step: WindowChange) => void, toMs: (px: number) => number) {
  const at = useRef<number | undefined>(undefined);
  const hasMoved = useRef(false);
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      // A second finger zooms.
      if (!event.isPrimary) at.current = undefined;
      hasMoved.current = false;
      if (event.isPrimary && event.button === 0) at.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (at.current === undefined || event.buttons !== 1) return;
      const px = at.current - event.clientX;
      if (Math.abs(px) < 2) return;
      at.current = event.clientX;
      hasMoved.current = true;
      change({ do: 'pan', byMs: toMs(px) });
    },
    // Whoever drags the lanes chooses none of them.
    onClickCapture: (event: MouseEvent<SVGSVGElement>) => {
      if (hasMoved.current) event.stopPropagation();
    },
    onPointerUp: () => {
      at.current = undefined;
    },
    onPointerLeave: () => {
      at.current = undefined;
    },
    onPointerCancel: () => {
      at.current = undefined;
    },
  };
}

/** Ctrl and the wheel, or two fingers, zoom around the pointer; a wheel to the side moves. */
function useWheelAndPinch(change: (step: WindowChange) => void, toMs: (px: number) => number) {
  const [lanes, setLanes] = useState<SVGSVGElement | null>(null);
  const latest = useRef({ change, toMs });
  useEffect(() => {
    latest.current = { change, toMs };
  });
  useEffect(() => {
    if (lanes === null) return undefined;
    const zoomAt = (clientX: number, factor: number) => latest.current.change({ do: 'zoom', factor, aroundMs: latest.current.toMs(clientX - lanes.getBoundingClientRect().left) });
    const onWheel = (event: WheelEvent) => {
      const isZoom = event.ctrlKey || event.metaKey;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (!isZoom && Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
      event.preventDefault();
      if (isZoom) zoomAt(event.clientX, Math.exp(event.deltaY / 300));
      else latest.current.change({ do: 'pan', byMs: latest.current.toMs(sideways) - latest.current.toMs(0) });
    };
    // React listens without the right to keep the page from zooming.
    lanes.addEventListener('wheel', onWheel, { passive: false });
    const stopPinch = listenPinch(lanes, (clientX, _, factor) => zoomAt(clientX, 1 / factor));
    return () => {
      lanes.removeEventListener('wheel', onWheel);
      stopPinch();
    };
  }, [lanes]);
  return setLanes;
}

interface PlayedProps {
  readonly x: (ms: number) => number;
  readonly left: number;
  readonly height: number;
  readonly children: React.ReactNode;
}

/** Shows its content up to now. The veil is moved by writing its width as time passes. */
function Played({ x, left, height, children }: PlayedProps) {
  const veil = useRef<SVGRectElement>(null);
  useNowX('live', x, (nowX) => veil.current?.setAttribute('width', String(Math.max(0, nowX - left))), [left]);
  return (
    <>
      <defs>
        <clipPath id="played">
          <rect ref={veil} x={left} y={0} width={0} height={height} />
        </clipPath>
      </defs>
      <g clipPath="url(#played)">{children}</g>
    </>
  );
}

interface PlayheadProps {
  readonly x: (ms: number) => number;
  readonly left: number;
  readonly from: number;
  readonly to: number;
  readonly hasKnob?: boolean;
}

function Playhead({ x, left, from, to, hasKnob = false }: PlayheadProps) {
  const head = useRef<SVGGElement>(null);
  useNowX(
    'shown',
    x,
    (nowX) => {
      head.current?.setAttribute('transform', `translate(${nowX} 0)`);
      const visibility = nowX < left - 1 ? 'hidden' : 'visible';
      if (head.current?.getAttribute('visibility') !== visibility) head.current?.setAttribute('visibility', visibility);
    },
    [left],
  );
  return (
    <g ref={head} className="playhead" aria-hidden="true">
      <path d={`M0 ${from}V${to}`} />
      {hasKnob && <Knob y={from} />}
    </g>
  );
}

/** The head of the line: a knob in the present, the time in the past. */
function Knob({ y }: { readonly y: number }) {
  const isPast = useApp((state) => state.present !== undefined);
  const seconds = useApp((state) => Math.floor(MOMENTS.shown(state) / 1000));
  if (!isPast) return <circle cy={y} r="4.5" />;
  return (
    <g className="past-pill">
      <rect x={-34} y={y - 6} width={68} height={18} rx={9} />
      <text className="mono" y={y + 7} textAnchor="middle">
        {formatClock(seconds * 1000).slice(0, 8)}
      </text>
    </g>
  );
}

/** Calls with the place of the simulated time now and each time it has moved by half a pixel, without drawing anything anew. */
function useNowX(which: keyof typeof MOMENTS, x: (ms: number) => number, move: (nowX: number) => void, inputs: readonly unknown[]): void {
  const store = useAppStore();
  useEffect(() => {
    const momentOf = MOMENTS[which];
    let shownX: number | undefined;
    const follow = (state: AppState) => {
      const nowX = Math.round(x(momentOf(state)) * 2) / 2;
      if (nowX === shownX) return;
      shownX = nowX;
      move(nowX);
    };
    follow(store.getState());
    return store.subscribe(follow);
    // The inputs are what `move` closes over.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [store, which, x, ...inputs]);
}

/** The moment that is shown, and the present. */
const MOMENTS = {
  shown: ({ seekingMs, nowMs }: AppState) => seekingMs ?? nowMs,
  live: ({ present, nowMs }: AppState) => present?.nowMs ?? nowMs,
} as const;

function LaneLabels({ labels, left, rowH }: { readonly labels: readonly string[]; readonly left: number; readonly rowH: number }) {
  return labels.map((label, row) => (
    <text key={label} className="lane-label mono" x={left - 8} y={row * rowH + rowH / 2 + 2} textAnchor="end">
      {fitStart(label, left - 20, LABEL_STYLE)}
    </text>
  ));
}

function MarkLabels({ marks, bottom }: { readonly marks: ReturnType<typeof placeMarks>; readonly bottom: number }) {
  return marks.map(({ mark, x, text }) => (
    <g key={`${mark.atMs}/${mark.text}`} className={`timeline-mark is-${mark.kind}`}>
      <path d={`M${x} ${bottom - 16}V${bottom}`} />
      <text className="mono" x={x + 5} y={bottom - 8}>
        {text}
      </text>
    </g>
  ));
}

function MarkLines({ marks, height }: { readonly marks: ReturnType<typeof placeMarks>; readonly height: number }) {
  return marks.map(({ mark, x }) => (
    <g key={`${mark.atMs}/${mark.text}`} className={`timeline-mark is-${mark.kind}`}>
      <title>{mark.text}</title>
      <path d={`M${x} 0V${height}`} />
    </g>
  ));
}

const LEGEND: readonly PodState[] = ['pending', 'creating', 'notReady', 'ready', 'failed', 'terminating', 'nodeLost'];

function Legend() {
  const t = useT();
  const hasOther = useApp(({ branches, compared }) => branches.some(({ number }) => number === compared));
  return (
    <ul className="timeline-legend" aria-label={t('timeline.legend')}>
      {LEGEND.map((state) => (
        <li key={state}>
          <svg width="16" height="12" aria-hidden="true">
            <LaneBar state={state} x={0} y={0} w={16} h={12} />
          </svg>
          {t(STATE_WORDS[state])}
        </li>
      ))}
      {hasOther && (
        <li>
          <svg width="16" height="12" aria-hidden="true">
            <rect className="lane-fill tone-ready" y="8" width="16" height="3" />
          </svg>
          {t('timeline.otherBranch')}
        </li>
      )}
    </ul>
  );
}

/** Patterns so that phases are told apart without colour. */
function LanePatterns() {
  return (
    <defs>
      <pattern id="lane-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="pattern-ink" width="2.4" height="6" opacity=".45" />
      </pattern>
      <pattern id="lane-dots" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle className="pattern-ink" cx="1.5" cy="1.5" r="1" opacity=".55" />
      </pattern>
      <pattern id="lane-bars" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect className="pattern-ink" width="1.6" height="5" opacity=".4" />
      </pattern>
      <pattern id="lane-lost" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="pattern-hatch" width="2" height="7" />
      </pattern>
    </defs>
  );
}
