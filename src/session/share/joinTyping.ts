import type { LoggedIntent } from '../session.ts';

/**
 * Joins keys that were typed one after another into one input at the moment of the last, so that a link is shorter.
 * Whether the session stays the same to the byte depends on what ran meanwhile: play both and compare before use.
 */
export function joinTyping(inputs: readonly LoggedIntent[]): readonly LoggedIntent[] {
  const joined: LoggedIntent[] = [];
  for (const input of inputs) {
    const last = joined.at(-1);
    const both = last === undefined ? undefined : joinedWith(last, input);
    if (both === undefined) joined.push(input);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

/** A key that ends a line or means something by itself stays the last of its input: what it starts begins at its moment. */
const ENDS = /[^\P{Cc}\u007f]/u;

function joinedWith({ intent: before }: LoggedIntent, { atMs, intent }: LoggedIntent): LoggedIntent | undefined {
  if (before.do !== 'type' || intent.do !== 'type' || before.terminal !== intent.terminal || ENDS.test(before.text)) return undefined;
  return { atMs, intent: { ...intent, text: before.text + intent.text } };
}
