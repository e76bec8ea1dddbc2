import { useEffect, useMemo, useState } from 'react';
import type { CSSProperties } from 'react';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { letterOf } from '../lesson/letterOf.ts';
import { loadWords } from '../lesson/words/useWords.ts';
import { StageSvg } from '../stage/StageSvg.tsx';
import { useElementSize } from '../stage/useElementWidth.ts';
import { useStageModel } from '../stage/useStageModel.ts';
import { AppStoreContext, useApp, useAppStore } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';
import { createScreenText } from '../terminal/screenText.ts';
import { followOutput } from '../terminal/followOutput.ts';
import { channelName, type AudienceView, type Poll } from './audienceMessages.ts';
import { audienceFit } from './audienceFit.ts';
import { followPresenter } from './followPresenter.ts';
import '../shell/shell.css';
import '../stage/stage.css';
import '../lesson/lesson.css';
import './present.css';

/** What the room sees: one sentence, the cluster as large as it goes, and the last lines of the terminal. */
export function AudiencePage({ store, channel }: { readonly store: AppStore; readonly channel: string }) {
  return (
    <AppStoreContext value={store}>
      <Audience channel={channel} />
    </AppStoreContext>
  );
}

function Audience({ channel }: { readonly channel: string }) {
  const store = useAppStore();
  const [view, setView] = useState<AudienceView | undefined>(undefined);
  const [isThere, setThere] = useState(true);
  const [words, setWords] = useState({ waiting: '', lost: '', terminal: '', title: '' });
  const language = view?.language ?? store.getState().language;

  useEffect(() => {
    const port = new BroadcastChannel(channelName(channel));
    store.getState().setPlaying(false);
    const stop = followPresenter(store, port, { onView: setView, onPresence: setThere });
    return () => {
      stop();
      port.close();
    };
  }, [store, channel]);

  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAG[language];
    void store.getState().setLanguage(language);
    void loadWords(language).then((say) => {
      setWords({ waiting: say('audience.waiting'), lost: say('audience.lost'), terminal: say('present.terminal'), title: say('audience.title') });
      document.title = `Ordinal: ${say('audience.title')}`;
    });
  }, [store, language]);

  useEffect(() => {
    if (view === undefined) return;
    document.documentElement.dataset['theme'] = view.theme;
    store.getState().arrange(view.arrangement);
  }, [store, view]);

  if (view === undefined) return <p className="audience-waiting">{words.waiting}</p>;
  if (view.isBlank) return <main className="audience is-blank" aria-label={words.title} />;
  return (
    <main className="audience" aria-label={words.title}>
      <h1 aria-live="polite">{view.caption}</h1>
      {view.poll?.areHandsShown === true && <PollBars poll={view.poll} />}
      <AudienceStage />
      <AudienceTerminal wanted={view.terminal} label={words.terminal} shown={view.poll?.areHandsShown === true ? LINES_UNDER_POLL : SHOWN_LINES} />
      {!isThere && <p className="audience-lost">{words.lost}</p>}
    </main>
  );
}

function AudienceStage() {
  const model = useStageModel();
  const arrangement = useApp((state) => state.arrangement);
  const { ref, size } = useElementSize();
  const group = useApp(({ session }) => session.options.lesson?.group);
  const fitted = useMemo(
    () => (size.w === 0 || size.h === 0 ? undefined : audienceFit(model, arrangement, { width: size.w, height: size.h }, group)),
    [model, arrangement, size.w, size.h, group],
  );
  return (
    <div className={`audience-stage is-by-${arrangement}`} ref={ref} style={{ '--letters': `${fitted?.letters ?? 0}px` } as CSSProperties}>
      {fitted !== undefined && <StageSvg layout={fitted.layout} zoom={fitted.zoom} />}
    </div>
  );
}

const COLUMNS = 90;
const ROWS = 12;
const SHOWN_LINES = 4;
/** While hands are counted the bars need the room. */
const LINES_UNDER_POLL = 1;

/** The end of what the terminal shows: the prompt and what came before it. */
function AudienceTerminal({ wanted, label, shown }: { readonly wanted: number | undefined; readonly label: string; readonly shown: number }) {
  const store = useAppStore();
  const [lines, setLines] = useState<readonly string[]>([]);
  const terminal = useApp(({ frame }) => frame.terminals.find(({ id, isOpen }) => isOpen && id === wanted)?.id ?? frame.terminals.find(({ isOpen }) => isOpen)?.id);
  useEffect(() => {
    if (terminal === undefined) return undefined;
    const screen = createScreenText(COLUMNS, ROWS, setLines);
    const stop = followOutput(store, terminal, screen);
    return () => {
      stop();
      screen.dispose();
    };
  }, [store, terminal]);
  return (
    <section className="audience-terminal" aria-label={label}>
      <pre style={{ maxHeight: `${shown * 1.35}em` }}>
        <span>
          {lines.slice(-shown).join('\n')}
          <span className="audience-cursor" />
        </span>
      </pre>
    </section>
  );
}

export function PollBars({ poll: { choices } }: { readonly poll: Poll }) {
  const most = Math.max(1, ...choices.map(({ hands }) => hands));
  return (
    <ol className="poll-bars">
      {choices.map(({ text, hands, isRight }, index) => (
        <li key={text} className={isRight ? 'is-right' : ''}>
          <b>{letterOf(index)}</b>
          <span>{text}</span>
          <i aria-hidden="true">
            <span style={{ width: `${(hands / most) * 100}%` }} />
          </i>
          <strong>{hands}</strong>
        </li>
      ))}
    </ol>
  );
}
