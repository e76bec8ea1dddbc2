import { lazy, Suspense, useEffect } from 'react';
import type { CSSProperties } from 'react';
import { Inspector } from '../inspector/Inspector.tsx';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { Stage } from '../stage/Stage.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { TerminalRegion } from '../terminal/TerminalRegion.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { useClock } from '../useClock.ts';
import { CrashNotice } from './CrashNotice.tsx';
import { ErrorBox } from './ErrorBox.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { PhoneTabs } from './PhoneTabs.tsx';
import { rememberSettings } from './settings.ts';
import { Splitter } from './Splitter.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useIsPhone } from './useMedia.ts';
import { useShortcuts } from './useShortcuts.ts';
import './shell.css';

const EditorDialog = lazy(() => import('../editor/EditorDialog.tsx').then(({ EditorDialog: component }) => ({ default: component })));

/** The whole page. */
export function App() {
  const store = useAppStore();
  const isPhone = useIsPhone();
  useClock(store);
  useShortcuts(store);
  useDocumentLook();
  return (
    <div className={`app${isPhone ? ' is-phone' : ''}`}>
      <TopBar />
      <CrashNotice />
      {isPhone ? <PhoneLayout /> : <DeskLayout />}
      <HelpDialog />
      <Toasts />
      <OpenEditor />
    </div>
  );
}

/** The editor is fetched when a program opens it for the first time. */
function OpenEditor() {
  const id = useApp(({ frame }) => frame.editor?.id);
  if (id === undefined) return null;
  return (
    <Suspense fallback={null}>
      <EditorDialog key={id} />
    </Suspense>
  );
}

function DeskLayout() {
  const sizes = useApp((state) => state.sizes);
  const style = { '--inspector': `${sizes.inspector}px`, '--timeline': `${sizes.timeline}px`, '--terminal': `${sizes.terminal}px` } as CSSProperties;
  return (
    <div className="desk" style={style}>
      <Boxed part="stage">
        <Stage />
      </Boxed>
      <Splitter region="inspector" orientation="vertical" min={240} max={640} />
      <Boxed part="inspector">
        <Inspector />
      </Boxed>
      <Splitter region="timeline" orientation="horizontal" min={72} max={480} />
      <Boxed part="timeline">
        <Timeline />
      </Boxed>
      <Splitter region="terminal" orientation="horizontal" min={96} max={640} />
      <Boxed part="terminal">
        <TerminalRegion />
      </Boxed>
    </div>
  );
}

function PhoneLayout() {
  const tab = useApp((state) => state.phoneTab);
  return (
    <>
      <div className="phone-region">
        {tab === 'stage' && (
          <Boxed part="stage">
            <Stage />
          </Boxed>
        )}
        {tab === 'terminal' && (
          <Boxed part="terminal">
            <TerminalRegion />
          </Boxed>
        )}
        {tab === 'timeline' && (
          <Boxed part="timeline">
            <Timeline />
          </Boxed>
        )}
        {tab === 'inspector' && (
          <Boxed part="inspector">
            <Inspector />
          </Boxed>
        )}
      </div>
      <PhoneTabs />
    </>
  );
}

function Boxed({ part, children }: { readonly part: string; readonly children: React.ReactNode }) {
  const t = useT();
  return (
    <div className={`region region-${part}`}>
      <ErrorBox message={t('error.region')} again={t('error.again')}>
        {children}
      </ErrorBox>
    </div>
  );
}

/** Language and theme of the document follow those of the page, and are kept for the next visit. */
function useDocumentLook(): void {
  const t = useT();
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = t('page.title');
    rememberSettings({ theme, language });
  }, [t, theme, language]);
}
