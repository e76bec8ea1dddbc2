import type { ParsedRegExp, RegExpNode } from './parseRegExp.ts';

/** A step of a matching machine. */
export type Step =
  | { readonly do: 'take'; readonly has: (character: string) => boolean }
  | { readonly do: 'split'; readonly first: number; readonly second: number }
  | { readonly do: 'jump'; readonly to: number }
  | { readonly do: 'mark'; readonly slot: number }
  | { readonly do: 'start' | 'end' | 'word' | 'noWord' | 'match' }
  | { readonly do: 'look'; readonly isNegated: boolean; readonly isBehind: boolean; readonly program: readonly Step[] }
  | { readonly do: 'reference'; readonly index: number };

/** Counted repetitions are written out: here is an end. */
const MOST_STEPS = 20_000;

/** The steps of an expression; undefined when they would be too many. */
export function regExpProgram({ node }: Pick<ParsedRegExp, 'node'>): readonly Step[] | undefined {
  const steps: Step[] = [];
  const isTooLong = () => steps.length >= MOST_STEPS;

  const push = (step: Step): number => {
    if (!isTooLong()) steps.push(step);
    return steps.length - 1;
  };
  /** A step whose target is known later. */
  const set = (index: number, step: Step) => {
    if (index < steps.length) steps[index] = step;
  };
  const split = (isLazy: boolean, body: number, out: number): Step => (isLazy ? { do: 'split', first: out, second: body } : { do: 'split', first: body, second: out });

  const emitRepeat = (body: RegExpNode, least: number, most: number, isLazy: boolean): void => {
    for (let count = 0; count < least && !isTooLong(); count += 1) emit(body);
    if (most === Number.POSITIVE_INFINITY) {
      const at = push({ do: 'jump', to: 0 });
      emit(body);
      push({ do: 'jump', to: at });
      set(at, split(isLazy, at + 1, steps.length));
      return;
    }
    const splits: number[] = [];
    for (let count = least; count < most && !isTooLong(); count += 1) {
      splits.push(push({ do: 'jump', to: 0 }));
      emit(body);
    }
    for (const at of splits) set(at, split(isLazy, at + 1, steps.length));
  };

  const emitChoice = (branches: readonly RegExpNode[]): void => {
    const ends: number[] = [];
    for (const [index, branch] of branches.entries()) {
      const isLast = index === branches.length - 1;
      const at = isLast ? -1 : push({ do: 'jump', to: 0 });
      emit(branch);
      if (isLast) continue;
      ends.push(push({ do: 'jump', to: 0 }));
      set(at, { do: 'split', first: at + 1, second: steps.length });
    }
    for (const at of ends) set(at, { do: 'jump', to: steps.length });
  };

  const emit = (each: RegExpNode): void => {
    if (isTooLong()) return;
    switch (each.type) {
      case 'set':
        push({ do: 'take', has: each.has });
        break;
      case 'group':
        push({ do: 'mark', slot: 2 * each.index });
        emit(each.body);
        push({ do: 'mark', slot: 2 * each.index + 1 });
        break;
      case 'look':
        push({ do: 'look', isNegated: each.isNegated, isBehind: each.isBehind, program: regExpProgram({ node: each.body }) ?? [] });
        break;
      case 'reference':
        push({ do: 'reference', index: each.index });
        break;
      case 'sequence':
        for (const part of each.parts) emit(part);
        break;
      case 'choice':
        emitChoice(each.branches);
        break;
      case 'repeat':
        emitRepeat(each.body, each.least, each.most, each.isLazy);
        break;
      default:
        push({ do: each.type });
    }
  };

  emit(node);
  push({ do: 'match' });
  return isTooLong() ? undefined : steps;
}
