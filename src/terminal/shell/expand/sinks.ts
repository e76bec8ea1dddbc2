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
  /** Between the elements of a list: `joint` where they are one text, and where their fields are split at it. */
  cut(joint?: Joint): void;
}

export interface Joint {
  readonly text: string;
  /** A separator that is no blank keeps an empty element apart. */
  readonly split: string | undefined;
}

/** Words: split at IFS, with patterns for file names. */
export function fieldSink(ifs: string): Sink & { readonly finish: () => readonly Field[] } {
  const builder = createFieldBuilder(ifs);
  return {
    literal: (value) => builder.addQuoted(value),
    quoted: (value) => builder.addQuoted(value),
    glob: (pattern) => builder.addGlob(pattern),
    expanded: (value) => builder.addSplit(value),
    cut: (joint) => (joint?.split === undefined ? builder.cut() : builder.addSplit(joint.split)),
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
    cut: (joint) => {
      text += joint?.text ?? ' ';
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

/** The new text of `${x/old/new}`: a quoted `&` is escaped, an unquoted one stands for what fitted. */
export function replacementSink(): TextSink {
  const escaped = (value: string) => value.replace(/[\\&]/g, '\\$&');
  return collecting({ literal: (_, raw) => raw.replace(/\\(.)/gsu, (__, char: string) => escaped(char)), quoted: escaped });
}

/** A regular expression in which quoted characters stand for themselves. */
export function regExpSink(): TextSink {
  return collecting({ literal: (_, raw) => raw, quoted: escapeRegExp });
}

/** For the word of `${x:-word}` outside quotes: its plain characters are split like an expansion. */
export function operandSink(sink: Sink): Sink {
  const literal = (_: string, raw: string) => {
    // A backslash quotes.
    for (const piece of raw.split(/(\\[^])/)) {
      if (piece.startsWith('\\') && piece.length > 1) sink.quoted(piece.slice(1));
      else if (piece !== '') sink.expanded(piece);
    }
  };
  return { ...sink, literal };
}
