import { useApp, useT } from '../../store/store.ts';
import type { AppState } from '../../store/store.ts';
import type { PodModel } from '../model/podModel.ts';
import { isTrouble } from '../model/podState.ts';
import { StateIcon } from './StateIcon.tsx';

/** Simulated time in whole seconds since 1970: what ages and countdowns are drawn from. */
const selectUnixSeconds = ({ frame, nowMs }: AppState) => Math.floor((frame.unixNowMs + nowMs - frame.nowMs) / 1000);

/** What is said in a mark's corner: an age while it waits, what is left while it ends, how often it failed. */
export function PodCorner({ pod, x, y }: { readonly pod: PodModel; readonly x: number; readonly y: number }) {
  const t = useT();
  const seconds = useApp(selectUnixSeconds);
  const text = cornerText(pod, seconds);
  if (text === '') return null;
  const isUrgent = isTrouble(pod.state) || (pod.state === 'terminating' && text.startsWith('+'));
  return (
    <text className={`mark-corner mono${isUrgent ? ' is-urgent' : ''}`} x={x} y={y} textAnchor="end">
      {pod.state === 'terminating' && !text.startsWith('+') ? t('pod.secondsLeft', { seconds: text }) : text}
    </text>
  );
}

/** Without words, so that it is the same in every language. */
export function cornerText(pod: PodModel, unixSeconds: number): string {
  switch (pod.state) {
    case 'pending':
    case 'creating':
      return clockText(unixSeconds - pod.bornUnixMs / 1000);
    case 'notReady':
      return pod.readyContainers;
    case 'terminating':
      return leftText((pod.graceEndsUnixMs ?? 0) / 1000 - unixSeconds);
    case 'failed':
    case 'completed':
      return pod.exitCode === undefined ? '' : `rc ${pod.exitCode}`;
    case 'crashLoop':
      return `×${pod.restarts}`;
    case 'stillRunning':
    case 'goneFromApi':
      return `#${pod.uid.slice(0, 2)}`;
    case 'imageBackOff':
    case 'nodeLost':
    case 'minReady':
    case 'ready':
      return pod.restarts === 0 ? '' : `${pod.restarts} ↻`;
  }
}

/** `0:04`, `12:30`, `3 h`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h`;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `22`, or `+1:07` once the grace period is over and nobody has confirmed the end. */
function leftText(seconds: number): string {
  return seconds >= 0 ? String(Math.floor(seconds)) : `+${clockText(-seconds)}`;
}

/** The state's icon; the ring of minReadySeconds fills as time passes. */
export function PodIcon({ pod, x, y, r }: { readonly pod: PodModel; readonly x: number; readonly y: number; readonly r: number }) {
  return pod.state === 'minReady' ? <FillingIcon pod={pod} x={x} y={y} r={r} /> : <StateIcon state={pod.state} x={x} y={y} r={r} />;
}

function FillingIcon({ pod, x, y, r }: { readonly pod: PodModel; readonly x: number; readonly y: number; readonly r: number }) {
  const readyForMs = useApp(({ frame, nowMs }) => Math.floor((frame.unixNowMs + nowMs - frame.nowMs - (pod.readySinceUnixMs ?? 0)) / 200) * 200);
  return <StateIcon state="minReady" x={x} y={y} r={r} fraction={readyForMs / 1000 / pod.minReadySeconds} />;
}

/** `6 of 10 s` beside the ring. */
export function MinReadyText({ pod }: { readonly pod: PodModel }) {
  const t = useT();
  const seconds = useApp((state) => Math.max(0, Math.min(pod.minReadySeconds, selectUnixSeconds(state) - Math.floor((pod.readySinceUnixMs ?? 0) / 1000))));
  return <>{t('state.minReadySeconds', { seconds, of: pod.minReadySeconds })}</>;
}
