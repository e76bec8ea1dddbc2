import { createFieldBuilder, type Field } from './fields.ts';
import { escapePattern, escapeRegExp } from './pattern.ts';

/** Where the pieces of a word go as they are expanded. */
export interface Sink {
  /** Characters of the word itself; `raw` still has its backslashes. */
  literal(value: string, raw: string): void;
  /** What quotes surround: taken as it is. */
  quoted(value: string): void;
  /** `*`, `?`, `[…]` of the word itself. */
  glob(pattern: string): void;
  /** What an unquoted expansion gave. */
  expanded(value: string): void;
  /** Between the elements of a list. */
  cut(): void;
}

/** Words: split at IFS, with patterns for file names. */
export function fieldSink(ifs: string): Sink & { readonly finish: () => readonly Field[] } {
  const builder = createFieldBuilder(ifs);
  return {
    literal: (value) => builder.addQuoted(value),
    quoted: (value) => builder.addQuoted(value),
    glob: (pattern) => builder.addGlob(pattern),
    expanded: (value) => builder.addSplit(value),
    cut: () => builder.cut(),
    finish: () => builder.finish(),
  };
}

interface TextSink extends Sink {
  readonly text: () => string;
}

function collecting(convert: { readonly literal: (value: string, raw: string) => string; readonly quoted: (value: string) => string }): TextSink {
  let text = '';
  return {
    literal: (value, raw) => {
      text += convert.literal(value, raw);
    },
    quoted: (value) => {
      text += convert.quoted(value);
    },
    glob: (pattern) => {
      text += pattern;
    },
    expanded: (value) => {
      text += value;
    },
    cut: () => {
      text += ' ';
    },
    text: () => text,
  };
}

/** One text: assignments, here-documents, `case` words. */
export function textSink(): TextSink {
  return collecting({ literal: (value) => value, quoted: (value) => value });
}

/** A pattern in which quoted characters stand for themselves. The parser leaves `@(…)` inside braces to us. */
export function patternSink(hasGroups = false): TextSink {
  const escapeOutsideGroups = (value: string, raw: string) => (raw === value ? escapePattern(value).replace(/\\([?*+@!()|])/g, '$1') : escapePattern(value));
  return collecting({ literal: hasGroups ? escapeOutsideGroups : escapePattern, quoted: escapePattern });
}

/** A regular expression in which quoted characters stand for themselves. */
export function regExpSink(): TextSink {
  return collecting({ literal: (_, raw) => raw, quoted: escapeRegExp });
}

/** For the word of `${x:-word}` outside quotes: its plain characters are split like an expansion. */
export function operandSink(sink: Sink): Sink {
  return { ...sink, literal: (value) => sink.expanded(value) };
}
