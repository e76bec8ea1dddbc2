import { OctagonAlert } from 'lucide-react';
import { liveBranch } from '../store/pastSlice.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { AppState } from '../store/store.ts';
import { formatClock } from './ClockFace.tsx';

/** A fault of ours: the clock stands, and everything that is needed to play it again can be copied. */
export function CrashNotice() {
  const t = useT();
  const store = useAppStore();
  const crash = useApp((state) => state.crash);
  const options = useApp((state) => state.session.options);
  const inputCount = useApp((state) => liveBranch(state).session.history.length);
  const rewind = useApp((state) => state.rewind);
  if (crash === undefined) return null;
  const report = () =>
    JSON.stringify({ profile: options.profile.name, seed: options.seed, crash, inputs: liveBranch(store.getState()).session.history }, undefined, 1);
  const restart = () => {
    const { replaceSession, openSession, setPlaying } = store.getState();
    replaceSession(openSession(options.profile, options.seed, options.lesson));
    setPlaying(true);
  };
  return (
    <div className="crash" role="alert">
      <OctagonAlert size={18} aria-hidden="true" />
      <div>
        <strong>{t('crash.title', { time: formatClock(crash.atMs) })}</strong>
        <p>{t('crash.text')}</p>
        <pre>{crash.message}</pre>
        <details>
          <summary>{t('crash.inputs')}</summary>
          <pre>{inputsText(store.getState())}</pre>
        </details>
        <p className="mono">{t('crash.seed', { profile: options.profile.name, seed: options.seed, count: inputCount })}</p>
      </div>
      <div className="crash-actions">
        <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(report())}>
          {t('crash.copy')}
        </button>
        <button type="button" className="button" onClick={restart}>
          {t('profile.again')}
        </button>
        <button type="button" className="button is-primary" onClick={rewind}>
          {t('crash.rewind')}
        </button>
      </div>
    </div>
  );
}

const MOST_SHOWN = 100;

/** The last inputs, a line each, as the report has them. */
function inputsText(state: AppState): string {
  return liveBranch(state).session.history.slice(-MOST_SHOWN).map(({ atMs, intent }) => `${atMs} ${JSON.stringify(intent)}`).join('\n');
}
