import { ExternalLink, Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { ClockFace } from '../shell/ClockFace.tsx';
import { ErrorBox } from '../shell/ErrorBox.tsx';
import { Logo } from '../shell/Logo.tsx';
import type { EmbedView } from '../share/embedHash.ts';
import { LinkNotice } from '../share/LinkNotice.tsx';
import { encodeShortest, linkTo } from '../share/sessionLink.ts';
import { AppStoreContext, useApp, useAppStore, useT } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';
import { TerminalRegion } from '../terminal/TerminalRegion.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { useClock } from '../useClock.ts';
import { EmbedStage } from './EmbedStage.tsx';
import { useEmbedMessages } from './useEmbedMessages.ts';
import '../shell/shell.css';
import './embed.css';

/** What an iframe in somebody's article shows: a part of the page, alive, with a way to the whole. */
export function EmbedPage({ store, view }: { readonly store: AppStore; readonly view: EmbedView }) {
  return (
    <AppStoreContext value={store}>
      <Embedded view={view} />
    </AppStoreContext>
  );
}

function Embedded({ view }: { readonly view: EmbedView }) {
  const t = useT();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  useClock(store);
  useEmbedMessages(store);
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = t('page.title');
  }, [language, t]);
  return (
    <div className={`embed shows-${view}`}>
      <Head />
      <LinkNotice />
      <main className="embed-stage">
        <ErrorBox message={t('error.region')} again={t('error.again')}>
          <EmbedStage />
        </ErrorBox>
      </main>
      {view === 'terminal' && (
        <section className="embed-terminal" aria-label={t('terminal.title')}>
          <TerminalRegion />
        </section>
      )}
      {view === 'timeline' && (
        <section className="embed-timeline" aria-label={t('timeline.title')}>
          <Timeline />
        </section>
      )}
    </div>
  );
}

function Head() {
  const t = useT();
  const store = useAppStore();
  const isPlaying = useApp((state) => state.isPlaying);
  const setPlaying = useApp((state) => state.setPlaying);
  const language = useApp((state) => state.language);
  const setLanguage = useApp((state) => state.setLanguage);
  const label = t(isPlaying ? 'clock.pause' : 'clock.play');
  /** The link is made when it is followed: making it for each moment would cost a replay. */
  const openWhole = () => window.open(linkTo(encodeShortest(store.getState(), 'moment'), location), '_blank', 'noopener');
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <header className="embed-head">
      <Logo />
      <h1>Ordinal</h1>
      <button type="button" className="icon-button is-chosen" aria-label={label} title={label} onClick={() => setPlaying(!isPlaying)}>
        {isPlaying ? <Pause size={15} fill="currentColor" aria-hidden="true" /> : <Play size={15} fill="currentColor" aria-hidden="true" />}
      </button>
      <ClockFace />
      <button type="button" className="button is-quiet" lang={LANGUAGE_TAG[other]} onClick={() => void setLanguage(other)}>
        {other === 'zh' ? '中文' : 'English'}
      </button>
      <button type="button" className="button" onClick={openWhole}>
        <span>{t('embed.try')}</span>
        <ExternalLink size={14} aria-hidden="true" />
      </button>
    </header>
  );
}
