import { ChevronRight, LinkIcon, Server, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { numberOf, syllabus } from '#lessons/syllabus.ts';
import { nextLesson } from '../lesson/nextLesson.ts';
import { startCourseLesson } from '../lesson/startLesson.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { Logo } from '../shell/Logo.tsx';
import { useApp, useAppStore } from '../store/store.ts';
import { durationText } from './durationText.ts';
import { OpenBox } from './OpenBox.tsx';
import { QuestionDrawing } from './QuestionDrawing.tsx';

/** What this is, where to begin, and the ways in that need no lesson. */
export function Welcome() {
  const say = useWords();
  const store = useAppStore();
  const [isOpening, setOpening] = useState(false);
  const freePlay = () => {
    if (store.getState().session.options.lesson === undefined) store.getState().goTo('lab');
    else void import('../lesson/leftLessons.ts').then(({ leaveLesson }) => leaveLesson(store));
  };
  const ownCluster = () => {
    store.getState().goTo('lab');
    store.getState().openImport();
  };
  return (
    <aside className="welcome">
      <p className="welcome-brand">
        <Logo />
        Ordinal
      </p>
      <h1>
        {phrasesOf(say('page.headline')).map((phrase) => (
          <span key={phrase}>{phrase}</span>
        ))}
      </h1>
      <p>{say('page.text')}</p>
      <StartButton />
      <ul className="welcome-ways">
        <Way Icon={SquareTerminal} title={say('page.free')} text={say('page.freeText')} onPress={freePlay} />
        <Way Icon={LinkIcon} title={say('page.open')} text={say('page.openText')} isExpanded={isOpening} onPress={() => setOpening(!isOpening)}>
          {isOpening && <OpenBox />}
        </Way>
        <Way Icon={Server} title={say('page.cluster')} text={say('page.clusterText')} onPress={ownCluster} />
      </ul>
      <QuestionDrawing />
    </aside>
  );
}

/** A headline is broken between its sentences where it can be. */
function phrasesOf(text: string): readonly string[] {
  return text.match(/[^，.]+[，.]?\s?/gu) ?? [text];
}

/** The lesson that comes next, or the last one once more. */
function StartButton() {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const records = useApp((state) => state.records);
  const card = nextLesson(undefined, records) ?? syllabus[0];
  if (card === undefined) return null;
  const record = records.lessons[card.name];
  const number = card.lab ?? numberOf(card.name) ?? 1;
  const key = record?.doneAtMs !== undefined ? 'page.review' : record !== undefined && record.steps > 0 ? 'page.continue' : card.lab === undefined ? 'page.startLesson' : 'page.start';
  const isLab = key === 'page.start';
  return (
    <button type="button" className="welcome-start" onClick={() => void startCourseLesson(store, card.name)}>
      <span>
        <strong>{say(key, { number: isLab ? number : (numberOf(card.name) ?? 1) })}</strong>
        <small>{say('page.startText', { title: card.title[language], time: durationText(say, card.minutes) })}</small>
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </button>
  );
}

interface WayProps {
  readonly Icon: typeof Server;
  readonly title: string;
  readonly text: string;
  readonly isExpanded?: boolean;
  readonly onPress: () => void;
  readonly children?: ReactNode;
}

function Way({ Icon, title, text, isExpanded, onPress, children }: WayProps) {
  return (
    <li>
      <button type="button" className="welcome-way" aria-expanded={isExpanded} onClick={onPress}>
        <Icon size={18} aria-hidden="true" />
        <span>
          <strong>{title}</strong>
          <small>{text}</small>
        </span>
        <ChevronRight size={16} aria-hidden="true" />
      </button>
      {children}
    </li>
  );
}
