import { useEffect, useState } from 'react';
import type { Lesson } from '#lessons/lesson.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { useApp } from '../store/store.ts';
import { paceMinutes, talkClock } from './pace.ts';

/** Without a lesson a school hour is planned. */
const USUAL_MINUTES = 45;

/** How long the talk has lasted, and whether it is ahead of its steps. */
export function TalkTimer({ lesson }: { readonly lesson: Lesson | undefined }) {
  const say = useWords();
  const [startMs, setStartMs] = useState(() => performance.now());
  const [nowMs, setNowMs] = useState(() => performance.now());
  const [minutes, setMinutes] = useState(lesson?.minutes ?? USUAL_MINUTES);
  const progress = useApp(({ frame }) => frame.lesson);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(performance.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const elapsedMs = Math.max(0, nowMs - startMs);
  const share = Math.min(1, elapsedMs / (minutes * 60_000));
  const pace = progress === undefined ? undefined : paceMinutes(elapsedMs, minutes, progress.current / progress.steps.length);
  return (
    <section className="presenter-part presenter-timer" aria-label={say('present.elapsed')}>
      <strong role="timer">{talkClock(elapsedMs)}</strong>
      <label>
        <span className="visually-hidden">{say('present.length')}</span>
        <input type="number" min={1} max={600} value={minutes} onChange={({ target }) => setMinutes(Math.min(600, Math.max(1, Number(target.value) || 1)))} />
        <span aria-hidden="true">{say('present.of', { minutes })}</span>
      </label>
      <button type="button" className="button" onClick={() => setStartMs(performance.now())}>
        {say('present.reset')}
      </button>
      {pace !== undefined && <span className={pace < 0 ? 'is-behind' : 'is-ahead'}>{pace === 0 ? say('present.onTime') : say(pace > 0 ? 'present.ahead' : 'present.behind', { minutes: Math.abs(pace) })}</span>}
      <span className="presenter-bar" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
    </section>
  );
}
