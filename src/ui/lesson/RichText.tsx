import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Glossary, GlossaryTerm } from '#lessons/glossary/en.ts';
import { Term } from './Term.tsx';

const MARKS = /`([^`]+)`|\*\*([^*]+)\*\*|\[\[([a-z-]+)(?:\|([^\]]+))?\]\]/g;

/** A text of a lesson: `code`, **stress** and words of the glossary. Everything else is shown as it is. */
export function RichText({ text, glossary }: { readonly text: string; readonly glossary?: Glossary }) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, code, stressed, term, words] = match;
    pieces.push(text.slice(at, match.index));
    if (code !== undefined) pieces.push(<code>{code}</code>);
    else if (stressed !== undefined) pieces.push(<strong>{stressed}</strong>);
    else pieces.push(termOf(term, words, glossary));
    at = match.index + whole.length;
  }
  pieces.push(text.slice(at));
  return pieces.map((piece, index) => <Fragment key={index}>{piece}</Fragment>);
}

function termOf(term: string | undefined, words: string | undefined, glossary: Glossary | undefined): ReactNode {
  const entry = glossary === undefined || term === undefined || !Object.hasOwn(glossary, term) ? undefined : glossary[term as GlossaryTerm];
  if (entry === undefined) return words ?? term;
  return <Term entry={entry}>{words ?? entry.word}</Term>;
}

/** A text of a lesson without its marks: for names that are heard. */
export function plainText(text: string): string {
  return text.replaceAll(MARKS, (_whole, code?: string, stressed?: string, term?: string, words?: string) => code ?? stressed ?? words ?? term ?? '');
}
