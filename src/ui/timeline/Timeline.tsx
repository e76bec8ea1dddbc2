import { scaleLinear } from 'd3';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { STATE_WORDS } from '../stage/marks/words.ts';
import type { PodState } from '../stage/model/podState.ts';
import { useElementWidth } from '../stage/useElementWidth.ts';
import { useStageModel } from '../stage/useStageModel.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { LaneRows } from './LaneRows.tsx';
import { lanesOf, MOST_LANES } from './lanes.ts';
import { placeMarks } from './markLabels.ts';
import { SummaryRows } from './SummaryRows.tsx';
import { axisText, axisTicks, panned, wholeWindow, zoomed } from './timeWindow.ts';
import type { TimeWindow } from './timeWindow.ts';
import './timeline.css';

const HEAD_H = 24;
const AXIS_H = 20;
const ROW_H = 17;
const RIGHT = 16;

/** One lane an ordinal over simulated time, with what was typed and what was broken. */
export function Timeline() {
  const t = useT();
  const model = useStageModel();
  const history = useApp((state) => state.history);
  const historyCount = useApp((state) => state.historyCount);
  const marks = useApp(({ frame }) => frame.marks);
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const { window, change } = useTimeWindow();
  const lanes = useMemo(() => (void historyCount, lanesOf(model, history)), [model, history, historyCount]);
  const left = width < 560 ? 84 : 128;
  const right = Math.max(left + 40, width - RIGHT);
  const x = useMemo(() => scaleLinear([window.fromMs, window.toMs], [left, right]), [window, left, right]);
  const isSummary = lanes.length > MOST_LANES;
  const rows = isSummary ? Math.ceil(lanes.length / (lanes.length > 500 ? 100 : lanes.length > 120 ? 20 : 10)) : lanes.length;
  const lanesTop = HEAD_H;
  const height = lanesTop + Math.max(rows, 1) * ROW_H + AXIS_H;
  const axis = axisTicks(window, right - left);
  const drag = useDragging(change, (px) => x.invert(px) - x.invert(0));
  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <div className="timeline-head">
        <h2>{t('timeline.title')}</h2>
        <Legend />
        <div className="timeline-tools" role="group" aria-label={t('timeline.zoom')}>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.zoomIn')} title={t('timeline.zoomIn')} onClick={() => change({ do: 'zoom', factor: 0.6 })}>
            <ZoomIn size={15} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.zoomOut')} title={t('timeline.zoomOut')} onClick={() => change({ do: 'zoom', factor: 1 / 0.6 })}>
            <ZoomOut size={15} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button is-quiet" aria-label={t('timeline.fit')} title={t('timeline.fit')} onClick={() => change({ do: 'fit' })}>
            <Maximize2 size={14} aria-hidden="true" />
          </button>
        </div>
      </div>
      <div className="timeline-scroll" ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} className="timeline-svg" role="group" aria-label={t('timeline.keys')} tabIndex={0} onKeyDown={(event) => onKey(event, change)} {...drag}>
            <LanePatterns />
            {axis.ticks.map((tick) => (
              <g key={tick}>
                <path className="tick-line" d={`M${x(tick)} ${lanesTop - 4}V${height - AXIS_H}`} />
                <text className="tick-text mono" x={x(tick)} y={height - 6} textAnchor="middle">
                  {axisText(tick, axis.stepMs)}
                </text>
              </g>
            ))}
            <Played x={x} left={left} top={lanesTop} height={height - AXIS_H - lanesTop} nowTop={8}>
              {isSummary ? <SummaryRows lanes={lanes} window={window} x={x} top={lanesTop} rowH={ROW_H} /> : <LaneRows lanes={lanes} x={x} top={lanesTop} rowH={ROW_H} left={left} right={right} />}
            </Played>
            <LaneLabels labels={isSummary ? [] : lanes.map(({ id, label, namespace, podName }) => ({ id, label, namespace, podName }))} left={left} top={lanesTop} rowH={ROW_H} />
            <MarkLines marks={placeMarks(marks.filter(({ atMs }) => atMs >= window.fromMs), x, right)} top={lanesTop} bottom={height - AXIS_H} />
          </svg>
        )}
        {lanes.length === 0 && <p className="timeline-empty">{t('timeline.empty')}</p>}
      </div>
    </section>
  );
}

type WindowChange = { readonly do: 'zoom'; readonly factor: number; readonly aroundMs?: number } | { readonly do: 'pan'; readonly byMs: number } | { readonly do: 'panShare'; readonly share: number } | { readonly do: 'fit' };

/** The window follows the session until a person has chosen another one. */
function useTimeWindow() {
  const store = useAppStore();
  const session = useApp((state) => state.session);
  const wholeEnd = useApp(({ nowMs }) => wholeWindow(nowMs).toMs);
  const [chosen, setChosen] = useState<{ readonly session: unknown; readonly window: TimeWindow } | undefined>(undefined);
  const own = chosen?.session === session ? chosen.window : undefined;
  const window = useMemo(() => own ?? { fromMs: 0, toMs: wholeEnd }, [own, wholeEnd]);
  const change = (step: WindowChange) => {
    const { nowMs } = store.getState();
    const keep = (next: TimeWindow) => setChosen({ session, window: next });
    if (step.do === 'fit') setChosen(undefined);
    else if (step.do === 'zoom') keep(zoomed(window, step.factor, step.aroundMs ?? (nowMs >= window.fromMs && nowMs <= window.toMs ? nowMs : (window.fromMs + window.toMs) / 2), nowMs));
    else keep(panned(window, step.do === 'pan' ? step.byMs : step.share * (window.toMs - window.fromMs), nowMs));
  };
  return { window, change };
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
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.pointerType === 'mouse' && event.button === 0) at.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (at.current === undefined || event.buttons !== 1) return;
      const px = at.current - event.clientX;
      if (Math.abs(px) < 2) return;
      at.current = event.clientX;
      change({ do: 'pan', byMs: toMs(px) });
    },
    onPointerUp: () => {
      at.current = undefined;
    },
    onPointerLeave: () => {
      at.current = undefined;
    },
  };
}

interface PlayedProps {
  readonly x: (ms: number) => number;
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly nowTop: number;
  readonly children: React.ReactNode;
}

/** Shows its content up to now, and the playhead. Both are moved by writing attributes as time passes. */
function Played({ x, left, top, height, nowTop, children }: PlayedProps) {
  const store = useAppStore();
  const veil = useRef<SVGRectElement>(null);
  const head = useRef<SVGGElement>(null);
  useEffect(() => {
    const move = (nowMs: number) => moveTo(x(nowMs), left, veil, head);
    move(store.getState().nowMs);
    return store.subscribe((state, before) => {
      if (state.nowMs !== before.nowMs) move(state.nowMs);
    });
  }, [store, x, left]);
  return (
    <>
      <defs>
        <clipPath id="played">
          <rect ref={veil} x={left} y={0} width={0} height={top + height} />
        </clipPath>
      </defs>
      <g clipPath="url(#played)">{children}</g>
      <g ref={head} className="playhead" aria-hidden="true">
        <path d={`M0 ${nowTop}V${top + height}`} />
        <circle cy={nowTop} r="4.5" />
      </g>
    </>
  );
}

function moveTo(nowX: number, left: number, veil: RefObject<SVGRectElement | null>, head: RefObject<SVGGElement | null>): void {
  veil.current?.setAttribute('width', String(Math.max(0, nowX - left)));
  head.current?.setAttribute('transform', `translate(${Math.round(nowX * 10) / 10} 0)`);
  head.current?.setAttribute('visibility', nowX < left - 1 ? 'hidden' : 'visible');
}

interface LaneLabelsProps {
  readonly labels: readonly { readonly id: string; readonly label: string; readonly namespace: string; readonly podName: string }[];
  readonly left: number;
  readonly top: number;
  readonly rowH: number;
}

function LaneLabels({ labels, left, top, rowH }: LaneLabelsProps) {
  const most = Math.floor((left - 20) / 6.7);
  return labels.map(({ id, label }, row) => (
    <text key={id} className="lane-label mono" x={left - 8} y={top + row * rowH + 10} textAnchor="end">
      {label.length <= most ? label : `…${label.slice(-(most - 1))}`}
    </text>
  ));
}

function MarkLines({ marks, top, bottom }: { readonly marks: ReturnType<typeof placeMarks>; readonly top: number; readonly bottom: number }) {
  return marks.map(({ mark, x, text }) => (
    <g key={`${mark.atMs}/${mark.text}`} className={`timeline-mark is-${mark.kind}`}>
      <title>{mark.text}</title>
      <path d={`M${x} ${top - 16}V${bottom}`} />
      <text className="mono" x={x + 5} y={top - 8}>
        {text}
      </text>
    </g>
  ));
}

const LEGEND: readonly PodState[] = ['pending', 'creating', 'ready', 'failed', 'terminating', 'nodeLost'];

function Legend() {
  const t = useT();
  return (
    <ul className="timeline-legend" aria-label={t('timeline.legend')}>
      {LEGEND.map((state) => (
        <li key={state}>
          <svg width="16" height="12" aria-hidden="true">
            <rect className={`lane-fill tone-${state}`} width="16" height="12" rx="3" />
            <rect className={`lane-pattern pattern-${state}`} width="16" height="12" rx="3" />
          </svg>
          {t(STATE_WORDS[state])}
        </li>
      ))}
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
