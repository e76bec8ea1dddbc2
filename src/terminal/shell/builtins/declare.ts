import { defineBuiltin, optionsOrStatus, type Builtin, type BuiltinCall, type ParsedOptions } from '../builtin.ts';
import type { Assigned } from '../evaluate/assigned.ts';
import { assign } from '../evaluate/assignments.ts';
import { attributesOf } from '../expand/transformations.ts';
import { declared, singleQuoted } from '../expand/quoting.ts';
import { ShellError } from '../errors.ts';
import { functionText } from '../functionText.ts';
import { elementsOfVariable } from '../parameters.ts';
import { complain, type Shell } from '../shell.ts';
import { isName, type Variable } from '../variables.ts';

const DECLARE_USAGE = '[-aAfFgiIlnrtux] [name[=value] ...] or';

/** Gives variables attributes and values; without names it lists them. */
export const declare = definer('declare', {
  dialects: ['bash'],
  usage: `declare ${DECLARE_USAGE} declare -p [-aAfFilnrtux] [name ...]`,
  summary: 'Set variable values and attributes.',
});

export const typeset = definer('typeset', { dialects: ['bash'], usage: `typeset ${DECLARE_USAGE} typeset -p [-aAfFilnrtux] [name ...]`, summary: 'Set variable values and attributes.' });

function definer(name: string, rest: Pick<Builtin, 'usage' | 'summary' | 'dialects'>): Builtin {
  return defineBuiltin({ name, ...rest, run: (call) => declareNames(call, rest) });
}

function declareNames(call: BuiltinCall, builtin: Pick<Builtin, 'usage'>): number {
  const options = optionsWithPlus(call, builtin);
  if (typeof options === 'number') return options;
  const { shell } = call;
  const { letters, rest } = options;
  if (letters.has('f') || letters.has('F')) return listFunctions(call, rest, letters.has('F'));
  if (letters.has('p')) return printVariables(call, rest, letters);
  if (rest.length === 0) return listVariables(shell, letters);
  const isLocal = shell.calls.length > 0 && !letters.has('g');
  return eachName(call, rest, (name, assigned) => {
    const variable = isLocal ? shell.variables.declareLocal(name) : shell.variables.declare(name);
    change(shell, variable, options, { name, assigned });
  });
}

interface Options extends ParsedOptions {
  /** Letters behind a `+`: attributes to take away. */
  readonly removed: ReadonlySet<string>;
}

function optionsWithPlus(call: BuiltinCall, builtin: Pick<Builtin, 'usage'>): Options | number {
  const removed = new Set(call.args.filter((arg) => /^\+[aAilnrtux]+$/.test(arg)).flatMap((arg) => arg.slice(1).split('')));
  const parsed = optionsOrStatus({ ...call, args: call.args.filter((arg) => !/^\+[aAilnrtux]+$/.test(arg)) }, builtin, 'aAfFgiIlnprtux');
  return typeof parsed === 'number' ? parsed : { ...parsed, removed };
}

/** Runs an action for each name; wrong names get bash's words. */
export function eachName(call: BuiltinCall, rest: readonly string[], act: (name: string, assigned: Assigned | undefined) => void): number {
  const { shell, args } = call;
  let status = 0;
  for (const [index, word] of rest.entries()) {
    const assigned = call.assigned.get(args.length - rest.length + index + 1) ?? assignedFrom(word);
    const name = assigned?.name ?? word;
    if (!isName(name)) {
      complain(shell, shell.dialect.name === 'bash' ? `\`${word}': not a valid identifier` : `${word}: bad variable name`);
      status = shell.dialect.name === 'bash' ? 1 : 2;
      continue;
    }
    try {
      act(name, assigned);
    } catch (error) {
      if (!(error instanceof ShellError) || shell.dialect.name !== 'bash') throw error;
      complain(shell, error.message);
      status = 1;
    }
  }
  return status;
}

/** `name=value` that came out of an expansion. */
function assignedFrom(word: string): Assigned | undefined {
  const match = /^([A-Za-z_]\w*)(?:\[(.+?)\])?(\+?)=([^]*)$/.exec(word);
  if (match?.[1] === undefined) return undefined;
  return { name: match[1], value: match[4] ?? '', isAppend: match[3] === '+', ...(match[2] === undefined ? {} : { subscript: match[2] }) };
}

interface Change {
  readonly name: string;
  readonly assigned: Assigned | undefined;
}

/** Attributes first, so that the value is stored by them; readonly last. */
function change(shell: Shell, variable: Variable, { letters, removed }: Options, { name, assigned }: Change): void {
  if (letters.has('a') && variable.indexed === undefined) makeIndexed(variable);
  if (letters.has('A')) variable.associative ??= new Map();
  if (letters.has('i')) variable.isInteger = true;
  if (letters.has('x')) variable.isExported = true;
  if (letters.has('l')) variable.letterCase = 'lower';
  if (letters.has('u')) variable.letterCase = 'upper';
  if (removed.has('i')) variable.isInteger = false;
  if (removed.has('x')) variable.isExported = false;
  if (letters.has('n')) {
    variable.isNameReference = true;
    variable.value = typeof assigned?.value === 'string' ? assigned.value : variable.value;
  } else if (assigned !== undefined) assign(shell, assigned);
  if (letters.has('r')) shell.variables.declare(name).isReadonly = true;
}

function makeIndexed(variable: Variable): void {
  variable.indexed = new Map(variable.value === undefined ? [] : [[0, variable.value]]);
  variable.value = undefined;
}

function listFunctions({ shell }: BuiltinCall, names: readonly string[], onlyNames: boolean): number {
  const wanted = names.length > 0 ? names : [...shell.functions.keys()].sort();
  let status = 0;
  for (const name of wanted) {
    const definition = shell.functions.get(name);
    if (definition === undefined) status = 1;
    else if (!onlyNames) shell.process.out(`${functionText(definition)}\n`);
    else shell.process.out(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
  }
  return status;
}

function printVariables({ shell }: BuiltinCall, names: readonly string[], letters: ReadonlyMap<string, string>): number {
  if (names.length === 0) return listDeclared(shell, letters);
  let status = 0;
  for (const name of names) {
    const variable = shell.variables.findOwn(name);
    if (variable === undefined) {
      complain(shell, `${name}: not found`);
      status = 1;
    } else shell.process.out(`${declaration(name, variable)}\n`);
  }
  return status;
}

function listDeclared(shell: Shell, letters: ReadonlyMap<string, string>): number {
  const wanted = [...letters.keys()].filter((letter) => 'aAirx'.includes(letter));
  for (const name of shell.variables.names()) {
    const variable = shell.variables.findOwn(name);
    if (variable !== undefined && wanted.every((letter) => attributesOf(variable).includes(letter))) shell.process.out(`${declaration(name, variable)}\n`);
  }
  return 0;
}

function listVariables(shell: Shell, letters: ReadonlyMap<string, string>): number {
  if (letters.size > 0) return listDeclared(shell, letters);
  shell.process.out(variablesText(shell));
  return 0;
}

/** What `set` without arguments prints. */
export function variablesText(shell: Shell): string {
  const lines: string[] = [];
  for (const name of shell.variables.names()) {
    const variable = shell.variables.findOwn(name);
    if (variable === undefined) continue;
    if (variable.indexed !== undefined || variable.associative !== undefined) lines.push(`${name}=${arrayText(variable)}`);
    else if (variable.value !== undefined) lines.push(`${name}=${shell.dialect.name === 'bash' ? plainOrQuoted(variable.value) : singleQuoted(variable.value)}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function plainOrQuoted(value: string): string {
  if (/^[A-Za-z0-9_./:=@%+,~^-]*$/.test(value)) return value;
  return /[\u0000-\u001f]/.test(value) ? declared(value) : singleQuoted(value);
}

/** `declare -x E="v"`. */
export function declaration(name: string, variable: Variable): string {
  const letters = attributesOf(variable);
  const head = `declare -${letters === '' ? '-' : letters} ${name}`;
  if (variable.indexed !== undefined || variable.associative !== undefined) return `${head}=${arrayText(variable)}`;
  return variable.value === undefined ? head : `${head}=${declared(variable.value)}`;
}

function arrayText(variable: Variable): string {
  const isAssociative = variable.associative !== undefined;
  const items = elementsOfVariable(variable).map(([key, value]) => `[${isAssociative && /[^\w]/.test(key) ? declared(key) : key}]=${declared(value)}`);
  return `(${items.join(' ')}${isAssociative && items.length > 0 ? ' ' : ''})`;
}
