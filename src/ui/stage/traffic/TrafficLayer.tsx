import { useEffect, useMemo, useRef } from 'react';
import { useApp, useAppStore } from '../../store/store.ts';
import type { StageLayout } from '../layout/layout.ts';
import { roundedPath } from '../layout/wires.ts';
import { flightsOf, momentOf, pointAlong } from './flights.ts';
import type { Flight } from './flights.ts';

/**
 * Packets as dots along the way they really take. React draws one group an exchange; the dots are moved by
 * writing their transforms as simulated time passes, so they stop when the clock stops.
 */
export function TrafficLayer({ layout }: { readonly layout: StageLayout }) {
  const store = useAppStore();
  const traffic = useApp(({ frame }) => frame.traffic);
  const speed = useApp((state) => (state.speed === 'max' ? 20 : state.speed));
  const flights = useMemo(() => flightsOf(traffic, layout, speed), [traffic, layout, speed]);
  const groups = useRef(new Map<number, SVGGElement>());

  useEffect(() => {
    const move = (nowMs: number) => {
      for (const flight of flights) {
        const group = groups.current.get(flight.id);
        if (group !== undefined) place(group, flight, nowMs);
      }
    };
    move(store.getState().nowMs);
    return store.subscribe((state, before) => {
      if (state.nowMs !== before.nowMs) move(state.nowMs);
    });
  }, [store, flights]);

  return (
    <g className="traffic" aria-hidden="true">
      {flights.map((flight) => (
        <FlightMark
          key={flight.id}
          flight={flight}
          keep={(group) => {
            if (group === null) groups.current.delete(flight.id);
            else groups.current.set(flight.id, group);
          }}
        />
      ))}
    </g>
  );
}

function FlightMark({ flight, keep }: { readonly flight: Flight; readonly keep: (group: SVGGElement | null) => void }) {
  const end = flight.points.at(-1) ?? [0, 0];
  const text = flight.kind === 'dns' && flight.outcome === 'nxdomain' ? 'NXDOMAIN' : flight.answer;
  return (
    <g ref={keep} className={`flight flight-${flight.kind} outcome-${flight.outcome}`} data-phase="before">
      <path className="flight-path" d={roundedPath(flight.points)} />
      <g className="flight-dot">
        <circle className="flight-halo" r="8" />
        <circle className="flight-core" r="4.5" />
        {text !== '' && (
          <text className="flight-answer mono" x={12} y={4}>
            {text.slice(0, 24)}
          </text>
        )}
      </g>
      <g className="flight-end" transform={`translate(${end[0]} ${end[1]})`}>
        <path d={END_SIGNS[flight.outcome]} />
        {text !== '' && (
          <text className="mono" x={10} y={-8}>
            {text.slice(0, 24)}
          </text>
        )}
      </g>
    </g>
  );
}

const CROSS = 'M-5-5L5 5M5-5L-5 5';
const END_SIGNS = {
  ok: '',
  nodata: '',
  refused: 'M-9 0H9',
  timeout: 'M-5-7H5L-5 7H5Z',
  unreachable: CROSS,
  nxdomain: CROSS,
  servfail: CROSS,
} as const;

function place(group: SVGGElement, flight: Flight, nowMs: number): void {
  const { phase, fraction } = momentOf(flight, nowMs);
  group.dataset['phase'] = phase;
  if (phase !== 'going' && phase !== 'returning') return;
  const [x, y] = pointAlong(flight.points, fraction);
  const dot = group.children[1];
  dot?.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
}
