import { useEffect } from 'react';
import { ArrowLeft, Globe, Moon, Sun } from 'lucide-react';
import { lessonGroups, syllabus } from '#lessons/syllabus.ts';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { keptRecords } from '../lesson/records.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { Toasts } from '../shell/Toasts.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { durationText } from './durationText.ts';
import { LessonCards } from './LessonCards.tsx';
import { MyProgress } from './MyProgress.tsx';
import { TeacherSheet } from './TeacherSheet.tsx';
import { Welcome } from './Welcome.tsx';
import '../shell/shell.css';
import './syllabus.css';

/** The list of lessons: what there is, what is done, and every way into the cluster. */
export function SyllabusPage() {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  const hasClass = useApp((state) => state.classroom.length > 0);
  useEffect(() => store.getState().setRecords(keptRecords()), [store]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = `Ordinal: ${say('page.title')}`;
  }, [theme, language, say]);
  return (
    <div className="syllabus">
      <Welcome />
      <main className="syllabus-main">
        <Head />
        {hasClass && <TeacherSheet />}
        {lessonGroups.filter((group) => syllabus.some((card) => card.group === group)).map((group) => (
          <section key={group} className="syllabus-row" aria-labelledby={`group-${group}`}>
            <div>
              <h2 id={`group-${group}`}>{say(`group.${group}`)}</h2>
              <p>{say(`group.${group}Text`)}</p>
            </div>
            <LessonCards group={group} />
          </section>
        ))}
        <MyProgress />
        {!hasClass && <TeacherSheet />}
      </main>
      <Toasts />
    </div>
  );
}

function Head() {
  const t = useT();
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  const isDark = theme !== 'light';
  return (
    <header className="syllabus-head">
      <Progress />
      <button type="button" className="button" onClick={() => store.getState().goTo('lab')}>
        <ArrowLeft size={14} aria-hidden="true" />
        {say('page.back')}
      </button>
      <button type="button" className="button" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={() => void store.getState().setLanguage(language === 'en' ? 'zh' : 'en')}>
        <Globe size={14} aria-hidden="true" />
        {say('page.language')}
      </button>
      <button type="button" className="icon-button" aria-label={t(isDark ? 'theme.light' : 'theme.dark')} onClick={() => store.getState().setTheme(isDark ? 'light' : 'dark')}>
        {isDark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
      </button>
    </header>
  );
}

function Progress() {
  const say = useWords();
  const { lessons } = useApp((state) => state.records);
  const isDone = (name: string) => lessons[name]?.doneAtMs !== undefined;
  const left = syllabus.filter(({ name }) => !isDone(name));
  const done = syllabus.length - left.length;
  const minutes = left.reduce((sum, card) => sum + card.minutes, 0);
  return (
    <div className="syllabus-progress">
      <h2>{say('page.count', { count: syllabus.length })}</h2>
      <span className="syllabus-bar" aria-hidden="true">
        {syllabus.map(({ name }) => (
          <i key={name} className={isDone(name) ? 'is-done' : lessons[name] === undefined ? '' : 'is-begun'} />
        ))}
      </span>
      <span>{left.length === 0 ? say('page.allDone') : say('page.left', { done, time: durationText(say, minutes) })}</span>
    </div>
  );
}
