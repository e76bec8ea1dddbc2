import { History } from 'lucide-react';
import { formatClock } from '../shell/ClockFace.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';

/** Offers the session of a tab that was closed. */
export function ReturnOffer() {
  const t = useT();
  const store = useAppStore();
  const offered = useApp((state) => state.offered);
  if (offered === undefined) return null;
  const goOn = () => void import('./keepSession.ts').then(({ continueKept }) => continueKept(store, offered));
  return (
    <section className="return-offer" aria-label={t('keep.title')}>
      <History size={16} aria-hidden="true" />
      <p>
        <strong>{t('keep.title')}</strong> {t('keep.text', { count: offered.commandCount, time: formatClock(offered.nowMs).slice(0, 8) })}
      </p>
      <button type="button" className="button is-primary" onClick={goOn}>
        {t('keep.continue')}
      </button>
      <button type="button" className="button" onClick={() => store.getState().offer(undefined)}>
        {t('keep.drop')}
      </button>
    </section>
  );
}
