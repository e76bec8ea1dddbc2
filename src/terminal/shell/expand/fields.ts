import { escapePattern } from './pattern.ts';

/** A word that an expansion gave. */
export interface Field {
  /** The text, quotes gone. */
  readonly text: string;
  /** The same with every quoted character escaped, for matching file names. */
  readonly pattern: string;
  /** An unquoted `*`, `?` or `[` is in it. */
  readonly hasGlob: boolean;
}

/** Collects the pieces of a word and splits what has to be split. */
export interface FieldBuilder {
  /** Text of the word itself, or quoted: never split. An empty quoted text still makes a field. */
  addQuoted(text: string): void;
  /** Unquoted text of the word itself that may be a pattern: `*`. */
  addGlob(pattern: string): void;
  /** What an unquoted expansion gave: split at IFS, its `*` counts. */
  addSplit(text: string): void;
  /** Ends the field: between the elements of `"$@"`. */
  cut(): void;
  finish(): readonly Field[];
}

export function createFieldBuilder(ifs: string): FieldBuilder {
  const fields: Field[] = [];
  const isBlank = (char: string) => (char === ' ' || char === '\t' || char === '\n') && ifs.includes(char);
  let text: string | undefined;
  let pattern = '';
  let hasGlob = false;

  const append = (piece: string, piecePattern: string) => {
    text = (text ?? '') + piece;
    pattern += piecePattern;
  };

  const cut = () => {
    if (text === undefined) return;
    fields.push({ text, pattern, hasGlob });
    text = undefined;
    pattern = '';
    hasGlob = false;
  };

  const appendSplit = (char: string) => {
    if (char === '*' || char === '?' || char === '[') hasGlob = true;
    append(char, char === '\\' ? '\\\\' : char);
  };

  /** Splits by the rules of POSIX 2.6.5: blanks fold, other separators each end a field. */
  const addSplit = (value: string) => {
    let isAfterBlank = false;
    for (const char of value) {
      if (!ifs.includes(char)) {
        appendSplit(char);
        isAfterBlank = false;
      } else if (isBlank(char)) {
        isAfterBlank ||= text !== undefined;
        cut();
      } else {
        if (text !== undefined) cut();
        else if (!isAfterBlank) fields.push({ text: '', pattern: '', hasGlob: false });
        isAfterBlank = false;
      }
    }
  };

  return {
    addQuoted: (value) => append(value, escapePattern(value)),
    addGlob: (value) => {
      hasGlob = true;
      append(value, value);
    },
    addSplit: (value) => {
      if (ifs === '') {
        if (value !== '') for (const char of value) appendSplit(char);
      } else addSplit(value);
    },
    cut,
    finish: () => {
      cut();
      return fields;
    },
  };
}
