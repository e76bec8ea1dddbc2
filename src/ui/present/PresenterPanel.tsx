import { AArrowDown, AArrowUp, Check, CornerDownLeft, EyeOff, LogOut, MonitorUp, Pause, Play, SkipBack } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonContent } from '../lesson/content.ts';
import { keyCaps } from '../lesson/keyCaps.ts';
import { letterOf } from '../lesson/letterOf.ts';
import { RichText } from '../lesson/RichText.tsx';
import { useWords } from '../lesson/words/useWords.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { pollOf, polledStep } from './audienceView.ts';
import type { QueuedCommand } from './commandQueue.ts';
import type { Press } from './presentKeys.ts';
import { TalkTimer } from './TalkTimer.tsx';
import type { Typed } from './typist.ts';
import type { Audience } from './useAudience.ts';

interface PanelProps {
  readonly lesson: Lesson | undefined;
  readonly content: LessonContent | undefined;
  readonly queue: readonly QueuedCommand[];
  readonly typed: Typed | undefined;
  readonly audience: Audience;
  readonly onPress: (press: Press) => void;
}

/** Clock, notes, commands, the class's guess and what the keys do. */
export function PresenterPanel({ lesson, content, queue, typed, audience, onPress }: PanelProps) {
  const say = useWords();
  const store = useAppStore();
  return (
    <aside className="presenter-panel" aria-label={say('present.title')}>
      <h1 className="visually-hidden">{say('present.title')}</h1>
      <header>
        <button type="button" className="button" onClick={audience.open}>
          <MonitorUp size={14} aria-hidden="true" />
          {say(audience.state === 'open' ? 'present.opened' : 'present.open')}
        </button>
        <button type="button" className="button" onClick={() => store.getState().goTo('lab')}>
          <LogOut size={14} aria-hidden="true" />
          {say('present.leave')}
        </button>
      </header>
      {audience.state === 'refused' && <p role="alert">{say('present.noWindow')}</p>}
      <TalkTimer lesson={lesson} />
      {lesson === undefined || content === undefined ? (
        <p className="presenter-part">{say('present.noLesson')}</p>
      ) : (
        <>
          <Notes lesson={lesson} content={content} />
          <Commands queue={queue} typed={typed} />
          <HandCount lesson={lesson} content={content} />
        </>
      )}
      <KeyHelp />
      <Controls hasNext={queue.length > 0 || typed !== undefined} typed={typed} onPress={onPress} />
    </aside>
  );
}

function Notes({ lesson, content }: { readonly lesson: Lesson; readonly content: LessonContent }) {
  const say = useWords();
  const [px, setPx] = useState(17);
  const current = useApp(({ frame }) => frame.lesson?.current ?? 0);
  const step = lesson.steps[current];
  const texts = content.texts.steps[step?.id ?? ''];
  const title = texts === undefined ? say('present.answer') : `${current + 1}. ${texts.title}`;
  const notes = texts === undefined ? content.texts.closing.question : (texts.notes ?? say('present.noNotes'));
  return (
    <section className="presenter-part" aria-labelledby="notes-title">
      <div className="presenter-part-head">
        <h2 id="notes-title">{say('present.notes')}</h2>
        <span>
          <button type="button" className="icon-button is-quiet" aria-label={say('present.smaller')} onClick={() => setPx(Math.max(12, px - 2))}>
            <AArrowDown size={16} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button is-quiet" aria-label={say('present.larger')} onClick={() => setPx(Math.min(36, px + 2))}>
            <AArrowUp size={16} aria-hidden="true" />
          </button>
        </span>
      </div>
      <div style={{ fontSize: px, lineHeight: 1.5 }}>
        <strong>
          <RichText text={title} />
        </strong>
        <p>
          <RichText text={notes} glossary={content.glossary} />
        </p>
        {texts === undefined && <ClosingAnswer lesson={lesson} content={content} />}
        {texts !== undefined && (
          <p className="presenter-dim">
            <RichText text={texts.text} glossary={content.glossary} />
          </p>
        )}
      </div>
    </section>
  );
}

/** The choices of the closing question, the right one marked, and why it is right. */
function ClosingAnswer({ lesson, content }: { readonly lesson: Lesson; readonly content: LessonContent }) {
  const { choices, explanation } = content.texts.closing;
  return (
    <>
      <ol className="presenter-answers">
        {lesson.closing.choices.map((id, index) => (
          <li key={id} className={id === lesson.closing.right ? 'is-right' : ''}>
            <b>{letterOf(index)}</b> <RichText text={choices[id] ?? id} />
            {id === lesson.closing.right && <Check size={15} aria-hidden="true" />}
          </li>
        ))}
      </ol>
      <p className="presenter-dim">
        <RichText text={explanation} />
      </p>
    </>
  );
}

const SHOWN_COMMANDS = 4;

function Commands({ queue, typed }: { readonly queue: readonly QueuedCommand[]; readonly typed: Typed | undefined }) {
  const say = useWords();
  return (
    <section className="presenter-part" aria-labelledby="commands-title">
      <div className="presenter-part-head">
        <h2 id="commands-title">{say('present.commands')}</h2>
        <span>{say('present.left', { count: queue.length })}</span>
      </div>
      {queue.length === 0 && <p className="presenter-dim">{say('present.nothingLeft')}</p>}
      <ol className="presenter-commands">
        {queue.slice(0, SHOWN_COMMANDS).map(({ key, command }, index) => {
          const letters = typed?.key === key ? typed.letters : 0;
          const [first = ''] = command.line.split('\n');
          return (
            <li key={key} className={index === 0 ? 'is-next' : ''}>
              <code>
                {command.as === 'keys' ? (
                  keyCaps(command.line).map((piece, at) => (piece.isKey ? <kbd key={at}>{piece.text}</kbd> : piece.text))
                ) : (
                  <>
                    <mark>{first.slice(0, letters)}</mark>
                    {first.slice(letters)}
                    {first === command.line ? '' : ' …'}
                  </>
                )}
              </code>
              {typed?.key === key && <small>{say(typed.isWhole ? 'present.typed' : 'present.typing')}</small>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Hands are counted choice by choice; the room sees the bars when they are to be seen. */
function HandCount({ lesson, content }: { readonly lesson: Lesson; readonly content: LessonContent }) {
  const say = useWords();
  const store = useAppStore();
  useApp((state) => state.frame);
  useApp((state) => state.votes);
  const areShown = useApp((state) => state.areVotesShown);
  const state = store.getState();
  const poll = pollOf(state, content);
  const step = state.frame.lesson === undefined ? undefined : polledStep(state.frame.lesson, state.nowMs);
  if (poll === undefined || step === undefined) return null;
  const total = poll.choices.reduce((sum, { hands }) => sum + hands, 0);
  const most = Math.max(1, ...poll.choices.map(({ hands }) => hands));
  return (
    <section className="presenter-part" aria-labelledby="poll-title">
      <div className="presenter-part-head">
        <h2 id="poll-title">{say('present.poll')}</h2>
        <span>{say('present.hands', { count: total })}</span>
      </div>
      <p>
        <RichText text={content.texts.steps[step]?.prediction?.question ?? lesson.title.en} />
      </p>
      <ol className="presenter-poll">
        {poll.choices.map(({ text, hands, isRight }, index) => (
          <li key={text} className={isRight ? 'is-right' : ''}>
            <b>{letterOf(index)}</b>
            <span>{text}</span>
            <i aria-hidden="true">
              <span style={{ width: `${(hands / most) * 100}%` }} />
            </i>
            <strong>{hands}</strong>
            <button type="button" className="icon-button" aria-label={say('present.remove', { choice: text })} onClick={() => store.getState().countHand(step, index, -1)}>
              −
            </button>
            <button type="button" className="icon-button" aria-label={say('present.add', { choice: text })} onClick={() => store.getState().countHand(step, index, 1)}>
              +
            </button>
          </li>
        ))}
      </ol>
      <p className="presenter-dim">{say(areShown ? 'present.pollShown' : 'present.pollText')}</p>
    </section>
  );
}

const KEY_WORDS = [
  ['→', 'present.keyNext'],
  ['←', 'present.keyBack'],
  ['B', 'present.keyBlank'],
  ['P', 'present.keyPause'],
  ['1–9', 'present.keyHands'],
  ['V', 'present.keyVotes'],
] as const;

function KeyHelp() {
  const say = useWords();
  return (
    <section className="presenter-part" aria-labelledby="keys-title">
      <h2 id="keys-title">{say('present.keys')}</h2>
      <dl className="presenter-keys">
        {KEY_WORDS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ControlsProps {
  readonly hasNext: boolean;
  readonly typed: Typed | undefined;
  readonly onPress: (press: Press) => void;
}

function Controls({ hasNext, typed, onPress }: ControlsProps) {
  const say = useWords();
  const isPlaying = useApp((state) => state.isPlaying);
  const isBlank = useApp((state) => state.isBlank);
  const run = useRef<HTMLButtonElement>(null);
  // The keys are the page's, not the terminal's, until somebody goes there.
  useEffect(() => run.current?.focus(), []);
  return (
    <footer>
      <button type="button" className="button" onClick={() => onPress({ does: 'back' })}>
        <SkipBack size={14} aria-hidden="true" />
        {say('present.back')}
      </button>
      <button type="button" className="button" aria-pressed={isBlank} onClick={() => onPress({ does: 'blank' })}>
        <EyeOff size={14} aria-hidden="true" />
        {say(isBlank ? 'present.unblank' : 'present.blank')}
      </button>
      <button type="button" className="button" onClick={() => onPress({ does: 'pause' })}>
        {isPlaying ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
        {say(isPlaying ? 'present.pause' : 'present.play')}
      </button>
      <button ref={run} type="button" className="button is-primary" aria-disabled={!hasNext} onClick={() => onPress({ does: 'next' })}>
        {say(typed?.isWhole === true ? 'present.run' : 'present.type')}
        <CornerDownLeft size={14} aria-hidden="true" />
      </button>
    </footer>
  );
}
