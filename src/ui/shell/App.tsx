import { lazy, Suspense, useEffect } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { LessonRegion } from '../lesson/LessonRegion.tsx';
import { PhoneStep } from '../lesson/PhoneStep.tsx';
import { useLessonRecords } from '../lesson/useLessonRecords.ts';
import { PastBanner } from '../past/PastBanner.tsx';
import { ReturnOffer } from '../past/ReturnOffer.tsx';
import { LinkNotice } from '../share/LinkNotice.tsx';
import { Narrator } from '../stage/Narrator.tsx';
import { Stage } from '../stage/Stage.tsx';
import { useLiveStageModel } from '../stage/useStageModel.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { TerminalRegion } from '../terminal/TerminalRegion.tsx';
import { useClock } from '../useClock.ts';
import { CrashNotice } from './CrashNotice.tsx';
import { ErrorBox } from './ErrorBox.tsx';
import { MarkMenu } from './MarkMenu.tsx';
import { PhoneTabs } from './PhoneTabs.tsx';
import { useKeptSettings } from './useKeptSettings.ts';
import { Splitter } from './Splitter.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useIsPhone } from './useMedia.ts';
import { useShortcuts } from './useShortcuts.ts';
import './shell.css';

const EditorDialog = lazy(() => import('../editor/EditorDialog.tsx').then(({ EditorDialog: component }) => ({ default: component })));

/** The first picture is the stage: what explains it and what is below it come a moment later. */
const Inspector = lazy(() => import('../inspector/Inspector.tsx').then(({ Inspector: component }) => ({ default: component })));
const Timeline = lazy(() => import('../timeline/Timeline.tsx').then(({ Timeline: component }) => ({ default: component })));

const SHEETS = {
  help: lazy(() => import('./HelpDialog.tsx').then(({ HelpDialog: component }) => ({ default: component }))),
  palette: lazy(() => import('../palette/Palette.tsx').then(({ Palette: component }) => ({ default: component }))),
  settings: lazy(() => import('../settings/SettingsSheet.tsx').then(({ SettingsSheet: component }) => ({ default: component }))),
  branches: lazy(() => import('../branches/BranchSheet.tsx').then(({ BranchSheet: component }) => ({ default: component }))),
} as const;

/** The whole page. */
export function App() {
  const store = useAppStore();
  const isPhone = useIsPhone();
  const isPast = useApp((state) => state.present !== undefined);
  useClock(store);
  useShortcuts(store);
  useDocumentLook();
  useLessonRecords(store);
  return (
    <div className={`app${isPhone ? ' is-phone' : ''}${isPast ? ' is-past' : ''}`}>
      <TopBar />
      <CrashNotice />
      <LinkNotice />
      <ReturnOffer />
      <PastBanner />
      {isPhone ? <PhoneLayout /> : <DeskLayout />}
      <Suspense fallback={null}>
        <OpenSheet />
      </Suspense>
      <MarkMenu />
      <Toasts />
      <OpenEditor />
    </div>
  );
}

/** What lies over the page is fetched when it is wanted for the first time. */
function OpenSheet() {
  const sheet = useApp((state) => state.sheet);
  if (sheet === undefined) return null;
  const Part = SHEETS[sheet];
  return <Part />;
}

/** The editor is fetched when a program opens it for the first time. */
function OpenEditor() {
  // What was being edited in the past cannot be edited now.
  const id = useApp(({ frame, present }) => (present === undefined ? frame.editor?.id : undefined));
  if (id === undefined) return null;
  return (
    <Suspense fallback={null}>
      <EditorDialog key={id} />
    </Suspense>
  );
}

function DeskLayout() {
  const sizes = useApp((state) => state.sizes);
  const hasLesson = useApp((state) => state.session.options.lesson !== undefined);
  // Beside a lesson the inspector is there when something is chosen.
  const hasInspector = useApp((state) => !hasLesson || state.selected !== undefined);
  const isFolded = useApp((state) => !state.isLessonOpen);
  const style = { '--lesson': `${sizes.lesson}px`, '--inspector': `${sizes.inspector}px`, '--timeline': `${sizes.timeline}px`, '--terminal': `${sizes.terminal}px` } as CSSProperties;
  return (
    <div className={`desk${hasLesson ? ` has-lesson${isFolded ? ' is-folded' : ''}` : ''}${hasInspector ? '' : ' is-without-inspector'}`} style={style}>
      {hasLesson && <LessonRegion />}
      <StageBox />
      {hasInspector && <InspectorBox border={<Splitter region="inspector" orientation="vertical" min={240} max={640} />} />}
      <TimelineBox border={<Splitter region="timeline" orientation="horizontal" min={72} max={480} />} />
      <TerminalBox border={<Splitter region="terminal" orientation="horizontal" min={96} max={640} />} />
    </div>
  );
}

function PhoneLayout() {
  const tab = useApp((state) => state.phoneTab);
  return (
    <>
      {tab !== 'stage' && <Narration />}
      <div className="phone-region">{tab === 'stage' ? <StageBox /> : tab === 'lesson' ? <LessonRegion isPhone /> : <PhoneBox tab={tab} />}</div>
      <PhoneStep />
      <PhoneTabs />
    </>
  );
}

/** What changes is said also while the stage is not shown. */
function Narration() {
  return <Narrator model={useLiveStageModel()} />;
}

const PHONE_PARTS = {
  terminal: { label: 'terminal.title', Part: TerminalRegion },
  timeline: { label: 'timeline.title', Part: Timeline },
  inspector: { label: 'panel.title', Part: Inspector },
} as const;

/** What fills the screen is the main part, whichever it is. */
function PhoneBox({ tab }: { readonly tab: keyof typeof PHONE_PARTS }) {
  const t = useT();
  const { label, Part } = PHONE_PARTS[tab];
  return (
    <main className="region" aria-label={t(label)}>
      <Boxed key={tab}>
        <Part />
      </Boxed>
    </main>
  );
}

interface BoxProps {
  /** The border by which the region is made larger. */
  readonly border: ReactNode;
}

function StageBox() {
  const t = useT();
  return (
    <main className="region region-stage" aria-label={t('stage.title')}>
      <Boxed>
        <Stage />
      </Boxed>
    </main>
  );
}

function InspectorBox({ border }: BoxProps) {
  const t = useT();
  return (
    <aside className="region region-inspector" aria-label={t('panel.title')}>
      {border}
      <Boxed>
        <Inspector />
      </Boxed>
    </aside>
  );
}

function TimelineBox({ border }: BoxProps) {
  const t = useT();
  return (
    <section className="region region-timeline" aria-label={t('timeline.title')}>
      {border}
      <Boxed>
        <Timeline />
      </Boxed>
    </section>
  );
}

function TerminalBox({ border }: BoxProps) {
  const t = useT();
  return (
    <section className="region region-terminal" aria-label={t('terminal.title')}>
      {border}
      <Boxed>
        <TerminalRegion />
      </Boxed>
    </section>
  );
}

function Boxed({ children }: { readonly children: ReactNode }) {
  const t = useT();
  return (
    <ErrorBox message={t('error.region')} again={t('error.again')}>
      <Suspense>{children}</Suspense>
    </ErrorBox>
  );
}

/** Language and theme of the document follow those of the page. */
function useDocumentLook(): void {
  const t = useT();
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  useKeptSettings();
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = t('page.title');
  }, [t, theme, language]);
}
