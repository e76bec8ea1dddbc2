/** The word that ends at the cursor, and what of its command stands before it. */
export interface TypedWord {
  /** Where it begins in the line, its opening quote included. */
  readonly start: number;
  /** Quotes and backslashes removed. */
  readonly text: string;
  /** The quote that is open, if one is. */
  readonly quote: '' | "'" | '"';
  /** It is the name of a command. */
  readonly isCommand: boolean;
  /** It follows `<` or `>`. */
  readonly isRedirection: boolean;
  /** The words of its command up to and with it, assignments in front left out. */
  readonly words: readonly string[];
}

/** Behind these a command begins. */
const OPENING_WORDS = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'time', 'sudo', 'exec', 'command', 'nohup', 'xargs', 'watch']);

/** Reads the line up to the cursor as far as completion has to understand it. */
export function readTypedWord(before: string): TypedWord {
  const chars = [...before];
  let words: string[] = [];
  let word = '';
  let start = 0;
  let isInWord = false;
  let quote: '' | "'" | '"' = '';
  let isRedirection = false;

  const endWord = () => {
    if (!isInWord) return;
    words.push(word);
    if (isRedirection) words.pop();
    isRedirection = false;
    word = '';
    isInWord = false;
  };

  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] as string;
    if (!isInWord && !/[\s;&|()<>`]/.test(char)) {
      isInWord = true;
      start = at;
    }
    if (quote === "'") {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '\\') {
      at += 1;
      word += chars[at] ?? '';
    } else if (quote === '"') {
      if (char === quote) quote = '';
      else if (char === '$' && chars[at + 1] === '(') {
        at += 1;
        quote = '';
        words = [];
        word = '';
        isInWord = false;
      } else word += char;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '$' && chars[at + 1] === '(') {
      at += 1;
      words = [];
      word = '';
      isInWord = false;
    } else if (/[;&|()`\n]/.test(char)) {
      endWord();
      words = [];
    } else if (/[<>]/.test(char)) {
      if (/^\d+$/.test(word)) {
        word = '';
        isInWord = false;
      }
      endWord();
      isRedirection = true;
    } else if (/\s/.test(char)) endWord();
    else word += char;
  }
  const command = commandWords(words);
  return { start: isInWord ? start : chars.length, text: word, quote, isCommand: command.length === 0 && !isRedirection, isRedirection, words: [...command, word] };
}

/** Assignments and words that only lead to a command are not its words. */
function commandWords(words: readonly string[]): readonly string[] {
  let from = 0;
  while (OPENING_WORDS.has(words[from] ?? '') || /^[A-Za-z_]\w*=/.test(words[from] ?? '')) from += 1;
  return words.slice(from);
}
