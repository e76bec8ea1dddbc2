import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { evaluateIn, subscriptOf } from '../expand/expression.ts';
import { expandText, expandWords } from '../expand/expandWord.ts';
import { noticeAssignment } from '../parameters.ts';
import { parseWord, type Assignment, type Word } from '../parser.ts';
import type { Shell } from '../shell.ts';
import type { AssignedValue, Assigned } from './assigned.ts';

/** Expands the right side of an assignment. */
export function* expandAssignment(shell: Shell, assignment: Assignment): Eval<Assigned> {
  const { name, value } = assignment;
  const subscript = assignment.index === undefined ? undefined : yield* expandText(shell, assignment.index);
  return {
    name,
    isAppend: assignment.append === true,
    ...(subscript === undefined ? {} : { subscript }),
    value: value.type === 'ArrayValue' ? yield* expandArray(shell, value.elements) : yield* expandText(shell, value, true),
  };
}

/** `(a [3]=b "c d")`. */
function* expandArray(shell: Shell, elements: readonly Word[]): Eval<AssignedValue> {
  const list: { readonly key?: string; readonly value: string; readonly isAppend?: boolean }[] = [];
  for (const element of elements) {
    const keyed = /^\[((?:[^\]"']|"[^"]*"|'[^']*')+)\](\+?)=/.exec(element.text);
    if (keyed?.[1] === undefined) for (const value of yield* expandWords(shell, [element])) list.push({ value });
    else {
      const key = yield* expandText(shell, parseWord(keyed[1]));
      list.push({ key, value: yield* expandText(shell, parseWord(element.text.slice(keyed[0].length) || "''"), true), isAppend: keyed[2] === '+' });
    }
  }
  return { elements: list };
}

/** Stores what was assigned. */
export function assign(shell: Shell, assigned: Assigned): void {
  const { variables } = shell;
  const { name, value, subscript, isAppend } = assigned;
  if (typeof value !== 'string') assignArray(shell, name, value, isAppend);
  else if (subscript === undefined) assignScalar(shell, name, value, isAppend);
  else variables.setElement(name, subscriptOf(shell, name, subscript), numberIfInteger(shell, name, value), isAppend);
}

function assignScalar(shell: Shell, name: string, value: string, isAppend: boolean): void {
  const { variables } = shell;
  const variable = variables.find(name);
  const isInteger = variable?.isInteger === true;
  const number = numberIfInteger(shell, name, value);
  const before = isAppend ? (variables.get(name) ?? '') : '';
  const stored = isAppend && isInteger ? (BigInt(before === '' ? '0' : before) + BigInt(number)).toString() : before + number;
  variables.set(name, stored);
  if (shell.options.has('allexport')) variables.declare(name).isExported = true;
  noticeAssignment(shell, variables.resolveName(name), stored);
}

/** `declare -i` variables take expressions. */
function numberIfInteger(shell: Shell, name: string, value: string): string {
  return shell.variables.find(name)?.isInteger === true ? evaluateIn(shell, value).toString() : value;
}

function assignArray(shell: Shell, name: string, { elements }: Exclude<AssignedValue, string>, isAppend: boolean): void {
  const { variables } = shell;
  const known = variables.find(name);
  if (known?.associative !== undefined) {
    const map = new Map(isAppend ? known.associative : []);
    for (const { key, value } of elements) {
      if (key === undefined) throw new ShellError(`${name}: ${value}: must use subscript when assigning associative array`, { kind: 'command' });
      map.set(key, value);
    }
    variables.setAssociative(name, map);
    return;
  }
  const map = new Map(isAppend ? (known?.indexed ?? (known?.value === undefined ? [] : [[0, known.value]])) : []);
  let next = Math.max(-1, ...map.keys()) + 1;
  for (const { key, value, isAppend: appends } of elements) {
    const index = key === undefined ? next : Number(evaluateIn(shell, key));
    map.set(index, (appends === true ? (map.get(index) ?? '') : '') + numberIfInteger(shell, name, value));
    next = index + 1;
  }
  variables.setArray(name, map);
}
