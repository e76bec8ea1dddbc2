import type { Check, Part, PartLabel } from './check.ts';
import type { Combination, Predicate, Reading } from './checks/definition.ts';
import { predicates } from './checks/index.ts';
import type { CheckContext } from './view.ts';

/** What checks that look back over time remember from one reading to the next: one for each use of a check. */
export type Memory = Map<string, { readonly isMet?: boolean; readonly sinceMs?: number; readonly reached?: number }>;

export interface Evaluation {
  readonly parts: readonly Part[];
  readonly isMet: boolean;
}

type CombinationCheck = Extract<Check, { readonly check: Combination }>;

/** How far a check is. Reads it with its memory, which it keeps up to date: call it again whenever something may have changed. */
export function evaluate(check: Check, context: CheckContext, memory: Memory, id = '0'): Evaluation {
  if (check.check === 'all') {
    const parts = check.of.flatMap((each, index) => evaluate(each, context, memory, id === '0' ? String(index) : `${id}.${index}`).parts);
    return { parts, isMet: parts.every(({ state }) => state === 'met') };
  }
  const part = partOf(check, context, memory, id);
  return { parts: [part], isMet: part.state === 'met' };
}

function partOf(check: Exclude<Check, { readonly check: 'all' }>, context: CheckContext, memory: Memory, id: string): Part {
  const { have, want, isMet, label } = isCombination(check) ? readCombination(check, context, memory, id) : readPredicate(check, context);
  const own: PartLabel | undefined = check.label === undefined ? undefined : { from: 'lesson', key: check.label, params: label.params };
  return { id, label: own ?? label, have, want, state: isMet ? 'met' : have > 0 && have < want ? 'partly' : 'open' };
}

interface Found {
  readonly have: number;
  readonly want: number;
  readonly isMet: boolean;
  readonly label: PartLabel;
}

const COMBINATIONS: ReadonlySet<string> = new Set<Combination>(['all', 'any', 'some', 'not', 'once', 'held', 'sequence']);

export function isCombination(check: Check): check is CombinationCheck {
  return COMBINATIONS.has(check.check);
}

function readPredicate(check: Exclude<Check, CombinationCheck>, context: CheckContext): Found {
  const { read } = predicates[check.check] as Pick<Predicate, 'read'>;
  const { have, want, isMet = have >= want, key, params }: Reading = read(check as never, context);
  return { have, want, isMet, label: { from: 'checks', key, params } };
}

function readCombination(check: Exclude<CombinationCheck, { readonly check: 'all' }>, context: CheckContext, memory: Memory, id: string): Found {
  switch (check.check) {
    case 'any':
      return readSome(check.of, 1, 'any', { context, memory, id });
    case 'some':
      return readSome(check.of, check.count, 'some', { context, memory, id });
    case 'not':
      return readNot(check.of, { context, memory, id });
    case 'once':
      return readOnce(check.of, { context, memory, id });
    case 'held':
      return readHeld(check.of, check.forMs, { context, memory, id });
    case 'sequence':
      return readSequence(check.of, { context, memory, id });
  }
}

interface Place {
  readonly context: CheckContext;
  readonly memory: Memory;
  readonly id: string;
}

/** One check inside another, read as a whole. */
function readInner(check: Check, { context, memory, id }: Place, inner = '0'): Found {
  const { parts, isMet } = evaluate(check, context, memory, `${id}/${inner}`);
  const [first] = parts;
  const label = first?.label ?? { from: 'checks', key: 'some', params: {} };
  if (parts.length === 1 && first !== undefined) return { have: first.have, want: first.want, isMet, label };
  return { have: parts.filter(({ state }) => state === 'met').length, want: parts.length, isMet, label };
}

function readSome(of: readonly Check[], want: number, key: 'any' | 'some', place: Place): Found {
  const have = of.filter((each, index) => readInner(each, place, String(index)).isMet).length;
  return { have: Math.min(have, want), want, isMet: have >= want, label: { from: 'checks', key, params: {} } };
}

function readNot(of: Check, place: Place): Found {
  const { isMet, label } = readInner(of, place);
  return { have: isMet ? 0 : 1, want: 1, isMet: !isMet, label: { from: 'checks', key: 'not', params: label.params, of: label } };
}

function readOnce(of: Check, place: Place): Found {
  const found = readInner(of, place);
  if (found.isMet) place.memory.set(place.id, { isMet: true });
  const wasMet = place.memory.get(place.id)?.isMet === true;
  return wasMet ? { ...found, have: found.want, isMet: true } : found;
}

/** Counts whole seconds. */
function readHeld(of: Check, forMs: number, place: Place): Found {
  const { memory, id, context } = place;
  const inner = readInner(of, place);
  const before = memory.get(id);
  const wasMet = before?.isMet === true;
  const sinceMs = inner.isMet ? (before?.sinceMs ?? context.view.nowMs) : undefined;
  const heldMs = sinceMs === undefined ? 0 : context.view.nowMs - sinceMs;
  const isMet = wasMet || (sinceMs !== undefined && heldMs >= forMs);
  memory.set(id, { isMet, ...(sinceMs === undefined ? {} : { sinceMs }) });
  const want = Math.ceil(forMs / 1000);
  const have = isMet ? want : Math.min(Math.floor(heldMs / 1000), want - 1);
  return { have, want, isMet, label: { from: 'checks', key: 'held', params: { ...inner.label.params, seconds: want }, of: inner.label } };
}

function readSequence(of: readonly Check[], place: Place): Found {
  let reached = place.memory.get(place.id)?.reached ?? 0;
  const next = of[reached];
  if (next !== undefined && readInner(next, place, String(reached)).isMet) reached += 1;
  place.memory.set(place.id, { reached });
  return { have: reached, want: of.length, isMet: reached >= of.length, label: { from: 'checks', key: 'sequence', params: {} } };
}
