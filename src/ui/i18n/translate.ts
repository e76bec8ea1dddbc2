import type { MessageKey, Messages } from './messages.ts';

export type Language = 'en' | 'zh';

/** Values for the blanks of a sentence. */
export type Params = Readonly<Record<string, string | number>>;

/** Says a message in the language of the page. */
export type Translate = (key: MessageKey, params?: Params) => string;

/** A translator over one language's messages. */
export function translatorOf(messages: Messages): Translate {
  return (key, params) => fillBlanks(messages[key], params);
}

const BLANK = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * Fills `{name}` with the value, and `{count|pod|pods}` with the first form when the value is 1, else with
 * the second. A blank without a value stays as it is, so that it is seen.
 */
export function fillBlanks(text: string, params: Params = {}): string {
  return text.replace(BLANK, (whole: string, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return Number(value) === 1 ? one : many;
  });
}
