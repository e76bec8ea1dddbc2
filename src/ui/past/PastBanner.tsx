import { GitBranch, History, SkipForward } from 'lucide-react';
import { formatClock } from '../shell/ClockFace.tsx';
import { useApp, useT } from '../store/store.ts';
import './past.css';

/** Says that an earlier moment is shown, and the two ways on from there. */
export function PastBanner() {
  const t = useT();
  const present = useApp((state) => state.present);
  const isSeeking = useApp((state) => state.seekingMs !== undefined);
  const isRecalled = useApp(({ session }) => session.isRecalled === true);
  const atMs = useApp((state) => Math.floor((state.seekingMs ?? state.nowMs) / 100) * 100);
  const act = useApp((state) => state.actFromHere);
  const back = useApp((state) => state.backToLive);
  if (present === undefined) return null;
  const laterSeconds = Math.max(1, Math.round((present.nowMs - atMs) / 1000));
  const later = laterSeconds < 60 ? t('past.seconds', { seconds: laterSeconds }) : t('past.minutes', { minutes: Math.floor(laterSeconds / 60), seconds: laterSeconds % 60 });
  return (
    <section className="past-banner" aria-label={t('past.title')} aria-busy={isSeeking}>
      <History size={16} aria-hidden="true" />
      <p>
        <strong>{t('past.lookingAt')}</strong> <b className="mono">{formatClock(atMs).slice(0, 8)}</b>
        <span className="past-text">{t('past.text', { live: formatClock(present.nowMs).slice(0, 8), later })}</span>
      </p>
      <button type="button" className="button is-primary" disabled={isSeeking && !isRecalled} onClick={act}>
        <GitBranch size={14} aria-hidden="true" />
        {t('past.act')}
      </button>
      <button type="button" className="button" onClick={back}>
        {t('past.back')}
        <SkipForward size={14} aria-hidden="true" />
      </button>
    </section>
  );
}
