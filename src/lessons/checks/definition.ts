import type { CheckName, CheckOf } from '../check.ts';
import type { Fields } from '../format/shape.ts';
import type { CheckContext } from '../view.ts';
import type { CheckTextKey } from './texts/en.ts';

/** What a predicate found: how much of what is wanted is there, and the sentence that says what is wanted. */
export interface Reading {
  readonly have: number;
  readonly want: number;
  /** When absent: as much is there as is wanted. */
  readonly isMet?: boolean;
  readonly key: CheckTextKey;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Combinations, which ask other checks, are not among the predicates. */
export type Combination = 'all' | 'any' | 'some' | 'not' | 'once' | 'held' | 'sequence';
export type PredicateName = Exclude<CheckName, Combination>;

/** One question that a lesson may ask: what it looks like in a lesson, and how it is answered. */
export interface Predicate<Name extends PredicateName = PredicateName> {
  readonly name: Name;
  /** Its fields, besides `check` and `label`. */
  readonly fields: FieldsOf<Name>;
  readonly read: (check: CheckOf<Name>, context: CheckContext) => Reading;
}

export type FieldsOf<Name extends PredicateName> = Fields<Omit<CheckOf<Name>, 'check' | 'label'>>;

export function definePredicate<Name extends PredicateName>(predicate: Predicate<Name>): Predicate<Name> {
  return predicate;
}

/** One or nothing: for questions that are answered with yes or no. */
export function yesOrNo(isMet: boolean): { readonly have: number; readonly want: number } {
  return { have: isMet ? 1 : 0, want: 1 };
}
