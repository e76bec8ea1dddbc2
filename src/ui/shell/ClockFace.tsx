import { Gavel, Pause, Play, StepForward } from 'lucide-react';
import { useApp, useT } from '../store/store.ts';
import { Group } from './Group.tsx';
import { SPEEDS } from '../store/clockSlice.ts';

/** `00:01:12.6`: hours, minutes, seconds and tenths since the session began. */
export function formatClock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${Math.floor((ms / 100) % 10)}`;
}

/** The simulated time. Only this element is drawn anew each tenth of a second. */
export function ClockFace() {
  const t = useT();
  const tenths = useApp(({ nowMs }) => Math.floor(nowMs / 100));
  return (
    <time className="clock" role="timer" aria-label={t('clock.now')}>
      {formatClock(tenths * 100)}
    </time>
  );
}

/** Play or pause, one change further, how fast. */
export function ClockControls() {
  const t = useT();
  const isPlaying = useApp((state) => state.isPlaying);
  const isStopped = useApp((state) => state.crash !== undefined);
  const setPlaying = useApp((state) => state.setPlaying);
  const step = useApp((state) => state.step);
  const stepToDecision = useApp((state) => state.stepToDecision);
  const playLabel = t(isPlaying ? 'clock.pause' : 'clock.play');
  return (
    <Group className="clock-controls" label={t('clock.title')}>
      <button type="button" className="icon-button is-chosen" aria-label={playLabel} title={`${playLabel} (${t('key.space')})`} disabled={isStopped} onClick={() => setPlaying(!isPlaying)}>
        {isPlaying ? <Pause size={15} fill="currentColor" aria-hidden="true" /> : <Play size={15} fill="currentColor" aria-hidden="true" />}
      </button>
      <button type="button" className="button step-button" title={`${t('clock.stepLong')} (.)`} disabled={isStopped} onClick={step}>
        <span>{t('clock.step')}</span>
        <StepForward size={14} aria-hidden="true" />
      </button>
      <button type="button" className="button step-button" title={`${t('clock.decisionLong')} (D)`} aria-label={t('clock.decisionLong')} disabled={isStopped} onClick={stepToDecision}>
        <span>{t('clock.decision')}</span>
        <Gavel size={14} aria-hidden="true" />
      </button>
      <ClockFace />
      <SpeedControl />
    </Group>
  );
}

function SpeedControl() {
  const t = useT();
  const speed = useApp((state) => state.speed);
  const setSpeed = useApp((state) => state.setSpeed);
  return (
    <Group className="segments speed" label={t('clock.speed')}>
      {SPEEDS.map((choice) => (
        <button key={choice} type="button" aria-pressed={speed === choice} title={choice === 'max' ? t('clock.maxLong') : undefined} onClick={() => setSpeed(choice)}>
          {choice === 'max' ? t('clock.max') : `${choice}×`}
        </button>
      ))}
    </Group>
  );
}
