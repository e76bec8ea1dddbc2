import { useEffect, useRef, useState } from 'react';
import { sayPart } from '#lessons/say.ts';
import type { PanelPart } from './panelPart.ts';
import { plainText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

/** Says what has come true, for those who hear it: once each, when they have time. */
export function Announcer({ lesson, progress, content }: PanelPart) {
  const say = useWords();
  const [sentence, setSentence] = useState('');
  const seen = useRef<{ readonly current: number; readonly met: ReadonlySet<string> } | undefined>(undefined);
  const { current, steps } = progress;
  useEffect(() => {
    const parts = steps[current]?.parts ?? [];
    const met = new Set(parts.filter(({ state }) => state === 'met').map(({ id }) => id));
    const before = seen.current;
    seen.current = { current, met };
    if (before === undefined) return;
    if (before.current < current) {
      const next = lesson.steps[current];
      setSentence(next === undefined ? say('part.lastSaid') : say('part.stepSaid', { step: current, title: plainText(content.texts.steps[next.id]?.title ?? next.id) }));
      return;
    }
    const came = parts.filter(({ id }) => met.has(id) && !before.met.has(id));
    if (came.length > 0) setSentence(came.map((part) => say('part.said', { what: plainText(sayPart(part, { lesson: content.texts, checks: content.checks })) })).join(' '));
  }, [lesson, current, steps, content, say]);
  return <output className="visually-hidden lesson-said">{sentence}</output>;
}
