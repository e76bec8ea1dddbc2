import type { Step } from './regExpProgram.ts';

/** Thrown when a search would take more steps, or more room, than a page can give. */
export class RegExpLimit extends Error {
  override readonly name = 'RegExpLimit';
}

export interface Search {
  readonly program: readonly Step[];
  readonly groupCount: number;
  readonly isUnicode: boolean;
  readonly isMultiline: boolean;
  /** What a group has matched may be asked for again: then no place is known to be hopeless. */
  readonly hasReferences: boolean;
}

const MOST_PLACES = 400_000_000;
const MOST_STEPS = 2_000_000;

/** A step to try at a place, or a mark to put back. */
interface Task {
  readonly at: number;
  readonly place: number;
  readonly slot: number;
}

/**
 * Finds the first match at or behind a place: the ends of the whole and of each group, -1 for none. A step that has
 * failed at a place is never tried there again, so that the time grows with the text and no faster.
 */
export function runProgram(search: Search, text: string, from: number, isSticky: boolean): readonly number[] | undefined {
  const { program, hasReferences } = search;
  if (program.length * (text.length + 1) > MOST_PLACES) throw new RegExpLimit('too long a text for this pattern');
  const seen = hasReferences ? undefined : createSeen(program.length * (text.length + 1));
  const budget = { left: MOST_STEPS };
  for (let start = from; start <= text.length; start += 1) {
    const slots = matchAt(search, text, start, seen, budget);
    if (slots !== undefined) return slots;
    if (isSticky) return undefined;
    if (search.isUnicode && (text.codePointAt(start) ?? 0) > 0xffff) start += 1;
  }
  return undefined;
}

/** Which steps have been tried where. */
interface Seen {
  /** Whether it has been asked for this one before. */
  isKnown(number: number): boolean;
}

/** Most searches are short: only a long one gets room for every place. */
const SHORT = 4096;

function createSeen(size: number): Seen {
  const few = new Set<number>();
  let all: Uint8Array | undefined;
  const mark = (bits: Uint8Array, number: number) => {
    const index = Math.floor(number / 8);
    const mask = 1 << (number % 8);
    const isSet = ((bits[index] ?? 0) & mask) !== 0;
    bits[index] = (bits[index] ?? 0) | mask;
    return isSet;
  };
  return {
    isKnown: (number) => {
      if (all !== undefined) return mark(all, number);
      if (few.has(number)) return true;
      few.add(number);
      if (few.size > SHORT) {
        all = new Uint8Array(Math.ceil(size / 8));
        for (const known of few) mark(all, known);
      }
      return false;
    },
  };
}

function matchAt(search: Search, text: string, start: number, seen: Seen | undefined, budget: { left: number }): readonly number[] | undefined {
  const { program, groupCount, isUnicode } = search;
  const slots = Array.from({ length: 2 * groupCount + 2 }, () => -1);
  slots[0] = start;
  const tasks: Task[] = [{ at: 0, place: start, slot: -1 }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (task.slot >= 0) {
      slots[task.slot] = task.place;
      continue;
    }
    let { at, place } = task;
    for (;;) {
      if (seen !== undefined) {
        if (seen.isKnown(place * program.length + at)) break;
      } else if ((budget.left -= 1) < 0) throw new RegExpLimit('too many steps for this pattern');
      const step = program[at] as Step;
      if (step.do === 'match') {
        slots[1] = place;
        return slots;
      }
      if (step.do === 'take') {
        const character = isUnicode ? String.fromCodePoint(text.codePointAt(place) ?? 0) : (text[place] ?? '');
        if (place >= text.length || !step.has(character)) break;
        place += character.length;
        at += 1;
      } else if (step.do === 'split') {
        tasks.push({ at: step.second, place, slot: -1 });
        at = step.first;
      } else if (step.do === 'jump') at = step.to;
      else if (step.do === 'mark') {
        tasks.push({ at: 0, place: slots[step.slot] ?? -1, slot: step.slot });
        slots[step.slot] = place;
        at += 1;
      } else if (step.do === 'reference') {
        const [first = -1, last = -1] = [slots[2 * step.index], slots[2 * step.index + 1]];
        const piece = first < 0 || last < 0 ? '' : text.slice(first, last);
        if (!text.startsWith(piece, place)) break;
        place += piece.length;
        at += 1;
      } else if (holds(step, search, text, place)) at += 1;
      else break;
    }
  }
  return undefined;
}

type Assertion = Exclude<Step, { readonly do: 'take' | 'split' | 'jump' | 'mark' | 'reference' }>;

function holds(step: Assertion, search: Search, text: string, place: number): boolean {
  switch (step.do) {
    case 'start':
      return place === 0 || (search.isMultiline && text[place - 1] === '\n');
    case 'end':
      return place === text.length || (search.isMultiline && text[place] === '\n');
    case 'word':
    case 'noWord':
      return (isWord(text[place - 1]) !== isWord(text[place])) === (step.do === 'word');
    case 'look': {
      const inner: Search = { ...search, program: step.program, groupCount: 0, hasReferences: false };
      if (step.isBehind) return (place > 0 && runProgram(inner, text.slice(place - 1, place), 0, true) !== undefined) !== step.isNegated;
      return (runProgram(inner, text, place, true) !== undefined) !== step.isNegated;
    }
    case 'match':
      return true;
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}
