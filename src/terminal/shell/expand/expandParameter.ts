import { ShellError } from '../errors.ts';
import type { Eval } from '../evaluator.ts';
import { elementsOf, listSeparator, noticeAssignment, parameterValue } from '../parameters.ts';
import type { ParameterExpansionPart, ParameterOperation, Word } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { evaluateIn, subscriptOf } from './expression.ts';
import { operandSink, patternSink, replacementSink, textSink, type Sink } from './sinks.ts';
import { convertCase, removePattern, replacePattern, transform } from './transformations.ts';

type ExpandInto = (shell: Shell, word: Word, sink: Sink, options?: { readonly isQuoted?: boolean }) => Eval<void>;

interface Context {
  readonly isQuoted: boolean;
  /** Expands the words inside the braces; handed in, because those expand parameters in turn. */
  readonly expandInto: ExpandInto;
}

/** What a parameter stands for: one text, or the elements of a list. */
type Value = { readonly kind: 'text'; readonly text: string | undefined } | { readonly kind: 'list'; readonly items: readonly string[]; readonly isStar: boolean };

/** `$name` without braces. */
export function expandSimple(shell: Shell, name: string, sink: Sink, isQuoted: boolean): void {
  const value: Value = name === '@' || name === '*' ? listOf(shell.parameters, name === '*') : { kind: 'text', text: parameterValue(shell, name) };
  ensureSet(shell, name, value);
  give(shell, value, sink, isQuoted);
}

/** `${…}` in all its forms. */
export function* expandParameter(shell: Shell, part: ParameterExpansionPart, sink: Sink, context: Context): Eval<void> {
  const { operation } = part;
  if (isBadSubstitution(shell, part)) {
    const isBash = shell.dialect.name === 'bash';
    throw new ShellError(shell.dialect.badSubstitution(part.text), { kind: isBash ? 'discard' : 'fatal', status: isBash ? 1 : 2 });
  }
  if (part.prefix === '!' && operation?.type === 'Names') {
    give(shell, listOf(namesThatBegin(shell, part.parameter), operation.operator === '*'), sink, context.isQuoted);
    return;
  }
  const target = yield* targetOf(shell, part, context);
  if (part.prefix === '#') {
    sink[context.isQuoted ? 'quoted' : 'expanded'](String(lengthOf(shell, target)));
    return;
  }
  if (operation?.type === 'Default') {
    yield* expandDefault(shell, target, operation, sink, context);
    return;
  }
  ensureSet(shell, target.label, target.value);
  const value = operation === undefined ? target.value : yield* operate(shell, target, operation, context);
  give(shell, value, sink, context.isQuoted, joinsAtSeparator(operation, context.isQuoted));
}

/** Where a list becomes one text, bash joins what some operations give at the first character of IFS, as it does `$*`. */
function joinsAtSeparator(operation: ParameterOperation | undefined, isQuoted: boolean): boolean {
  if (operation === undefined) return false;
  if (operation.type === 'Slice' || operation.type === 'Replace') return isQuoted;
  return operation.type === 'Remove';
}

interface Target {
  readonly name: string;
  /** With its subscript, for messages. */
  readonly label: string;
  readonly subscript: string | undefined;
  readonly value: Value;
  /** What `${name@A}` and `${x:=…}` work on; undefined for positions and special parameters. */
  readonly isAssignable: boolean;
}

function isBadSubstitution(shell: Shell, part: ParameterExpansionPart): boolean {
  const { parameter, operation } = part;
  if (parameter === '' || operation?.type === 'Unknown') return true;
  if (!isName(parameter) && !/^(\d+|[@*#?$!_-])$/.test(parameter)) return true;
  return shell.dialect.name === 'dash' && (operation?.type === 'Slice' || operation?.type === 'Replace' || operation?.type === 'CaseModification' || operation?.type === 'Transform');
}

function* targetOf(shell: Shell, part: ParameterExpansionPart, context: Context): Eval<Target> {
  const subscript = part.index === undefined ? undefined : yield* textOf(shell, part.index, context);
  if (part.prefix !== '!') return makeTarget(shell, part.parameter, subscript);
  if (subscript === '@' || subscript === '*') {
    const keys = elementsOf(shell, part.parameter).map(([key]) => key);
    return { name: part.parameter, label: part.parameter, subscript, value: listOf(keys, subscript === '*'), isAssignable: false };
  }
  const reference = makeTarget(shell, part.parameter, subscript).value;
  const name = reference.kind === 'text' ? (reference.text ?? '') : reference.items.join(' ');
  const match = /^([A-Za-z_]\w*|\d+|[@*#?$!_-])(?:\[(.+)\])?$/.exec(name);
  if (match?.[1] === undefined) throw new ShellError(name === '' ? `${part.parameter}: invalid indirect expansion` : `${name}: invalid variable name`);
  return makeTarget(shell, match[1], match[2]);
}

function makeTarget(shell: Shell, name: string, subscript: string | undefined): Target {
  const label = subscript === undefined ? name : `${name}[${subscript}]`;
  return { name, label, subscript, value: valueOf(shell, name, subscript), isAssignable: isName(name) };
}

function valueOf(shell: Shell, name: string, subscript: string | undefined): Value {
  if (name === '@' || name === '*') return listOf(shell.parameters, name === '*');
  if (subscript === '@' || subscript === '*') return listOf(elementsOf(shell, name).map(([, value]) => value), subscript === '*');
  if (subscript === undefined) return { kind: 'text', text: parameterValue(shell, name) };
  return { kind: 'text', text: elementOf(shell, name, subscript) };
}

function elementOf(shell: Shell, name: string, subscript: string): string | undefined {
  const at = subscriptOf(shell, name, subscript);
  const elements = new Map(elementsOf(shell, name));
  if ('key' in at) return elements.get(at.key);
  if (at.index >= 0) return elements.get(String(at.index));
  const last = Math.max(-1, ...[...elements.keys()].map(Number));
  if (last + 1 + at.index < 0) {
    shell.process.err(`${shell.dialect.prefix({ shellName: shell.name, line: shell.line, isInteractive: shell.isInteractive, isScript: shell.isScript })}${name}: bad array subscript\n`);
    return undefined;
  }
  return elements.get(String(last + 1 + at.index));
}

function listOf(items: readonly string[], isStar: boolean): Value {
  return { kind: 'list', items, isStar };
}

/** `set -u`: an unset parameter is an error; empty lists are not. */
function ensureSet(shell: Shell, label: string, value: Value): void {
  if (value.kind !== 'text' || value.text !== undefined || !shell.options.has('nounset')) return;
  const isBash = shell.dialect.name === 'bash';
  const shown = isBash && /^\d+$/.test(label) ? `$${label}` : label;
  throw new ShellError(shell.dialect.unbound(shown), { kind: 'unset', status: isBash ? (shell.isInteractive || shell.options.has('errexit') ? 1 : 127) : 2 });
}

function lengthOf(shell: Shell, target: Target): number {
  // Only bash counts the elements; the others measure the joined text.
  if (target.value.kind === 'list') return shell.dialect.name === 'bash' ? target.value.items.length : target.value.items.join(listSeparator(shell)).length;
  ensureSet(shell, target.label, target.value);
  return [...(target.value.text ?? '')].length;
}

function give(shell: Shell, value: Value, sink: Sink, isQuoted: boolean, joins = false): void {
  if (value.kind === 'text') {
    if (isQuoted) sink.quoted(value.text ?? '');
    else sink.expanded(value.text ?? '');
    return;
  }
  if (isQuoted && value.isStar) {
    sink.quoted(value.items.join(listSeparator(shell)));
    return;
  }
  const separator = listSeparator(shell);
  for (const [index, item] of value.items.entries()) {
    if (index > 0) sink.cut({ text: value.isStar || joins ? separator : ' ', split: isQuoted || !/\S/.test(separator) ? undefined : separator });
    if (isQuoted) sink.quoted(item);
    else sink.expanded(item);
  }
}

function* textOf(shell: Shell, word: Word, { expandInto }: Context): Eval<string> {
  const sink = textSink();
  yield* expandInto(shell, word, sink);
  return sink.text();
}

function* patternOf(shell: Shell, word: Word | undefined, { expandInto }: Context): Eval<string> {
  if (word === undefined) return '';
  const sink = patternSink(shell.shopt.get('extglob') === true);
  yield* expandInto(shell, word, sink);
  return sink.text();
}

type DefaultOperation = Extract<ParameterOperation, { readonly type: 'Default' }>;

/** `-`, `=`, `+`, `?` and their forms with a colon, which also take empty for unset. */
function* expandDefault(shell: Shell, target: Target, operation: DefaultOperation, sink: Sink, context: Context): Eval<void> {
  const { operator, operand } = operation;
  const isMissing = isUnset(target.value) || (operator.startsWith(':') && isEmpty(shell, target.value));
  const kind = operator.at(-1);
  if (kind === '+') {
    if (!isMissing) yield* expandOperand(shell, operand, sink, context);
    else giveNothing(sink, context);
  } else if (!isMissing) give(shell, target.value, sink, context.isQuoted);
  else if (kind === '-') yield* expandOperand(shell, operand, sink, context);
  else if (kind === '=') yield* assignDefault(shell, target, operand, sink, context);
  else yield* refuse(shell, target, operation, context);
}

function giveNothing(sink: Sink, { isQuoted }: Context): void {
  if (isQuoted) sink.quoted('');
}

function* expandOperand(shell: Shell, operand: Word, sink: Sink, context: Context): Eval<void> {
  if (operand.text === '') giveNothing(sink, context);
  else yield* context.expandInto(shell, operand, context.isQuoted ? sink : operandSink(sink), { isQuoted: context.isQuoted });
}

function* assignDefault(shell: Shell, target: Target, operand: Word, sink: Sink, context: Context): Eval<void> {
  if (!target.isAssignable) throw new ShellError(`$${target.name}: cannot assign in this way`);
  const collected = textSink();
  yield* context.expandInto(shell, operand, collected, { isQuoted: context.isQuoted });
  const value = collected.text();
  if (target.subscript === undefined) shell.variables.set(target.name, value);
  else shell.variables.setElement(target.name, subscriptOf(shell, target.name, target.subscript), value);
  noticeAssignment(shell, target.name, value);
  give(shell, { kind: 'text', text: value }, sink, context.isQuoted);
}

function* refuse(shell: Shell, target: Target, operation: DefaultOperation, context: Context): Eval<never> {
  const collected = textSink();
  yield* context.expandInto(shell, operation.operand, collected, { isQuoted: context.isQuoted });
  const text = collected.text();
  const isBash = shell.dialect.name === 'bash';
  const message = text === '' ? shell.dialect.notSet(target.label, operation.operator === ':?') : `${target.label}: ${text}`;
  throw new ShellError(message, { kind: 'unset', status: isBash ? (shell.isInteractive || shell.subshellLevel > 0 ? 1 : 127) : 2 });
}

function isUnset(value: Value): boolean {
  return value.kind === 'text' ? value.text === undefined : value.items.length === 0;
}

function isEmpty(shell: Shell, value: Value): boolean {
  return value.kind === 'text' ? (value.text ?? '') === '' : value.items.join(listSeparator(shell)) === '';
}

type Operation = Exclude<ParameterOperation, DefaultOperation>;

function* operate(shell: Shell, target: Target, operation: Operation, context: Context): Eval<Value> {
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* patternOf(shell, operation.operand, context);
      return mapped(target.value, (text) => removePattern(text, pattern, operation.operator));
    }
    case 'Replace':
      return yield* replace(shell, target.value, operation, context);
    case 'Slice':
      return yield* slice(shell, target, operation, context);
    case 'CaseModification': {
      const pattern = operation.operand === undefined || operation.operand.text === '' ? '?' : yield* patternOf(shell, operation.operand, context);
      return mapped(target.value, (text) => convertCase(text, pattern, operation.operator));
    }
    case 'Transform':
      return transformed(shell, target, yield* textOf(shell, operation.operand, context));
    default:
      return target.value;
  }
}

function mapped(value: Value, change: (text: string) => string): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(change) };
  return { kind: 'text', text: value.text === undefined ? undefined : change(value.text) };
}

type ReplaceOperation = Extract<ParameterOperation, { readonly type: 'Replace' }>;

function* replace(shell: Shell, value: Value, operation: ReplaceOperation, context: Context): Eval<Value> {
  const isAnchored = operation.operator === '/#' || operation.operator === '/%';
  // busybox knows no anchors: the sign belongs to the pattern.
  const isPlain = isAnchored && shell.dialect.name !== 'bash';
  const pattern = (isPlain ? operation.operator.slice(1) : '') + (yield* patternOf(shell, operation.pattern, context));
  const takesWhole = shell.dialect.name === 'bash' && shell.shopt.get('patsub_replacement') === true;
  // A quoted & stays; an unquoted one is the text that fitted.
  const sink = takesWhole ? replacementSink() : textSink();
  yield* context.expandInto(shell, operation.replacement, sink);
  const replacement = sink.text();
  const ignoreCase = shell.shopt.get('nocasematch') === true;
  return mapped(value, (text) => replacePattern(text, pattern, replacement, { operator: isPlain ? '/' : operation.operator, takesWhole, ignoreCase }));
}

type SliceOperation = Extract<ParameterOperation, { readonly type: 'Slice' }>;

function* slice(shell: Shell, target: Target, operation: SliceOperation, context: Context): Eval<Value> {
  const offset = Number(evaluateIn(shell, yield* textOf(shell, operation.offset, context)));
  const lengthText = operation.length === undefined ? undefined : yield* textOf(shell, operation.length, context);
  const length = lengthText === undefined ? undefined : Number(evaluateIn(shell, lengthText));
  const { value } = target;
  if (value.kind === 'list') return { ...value, items: sliceList(shell, target, offset, length, lengthText) };
  const chars = [...(value.text ?? '')];
  const start = offset < 0 ? chars.length + offset : offset;
  if (start < 0 || start > chars.length || (start === chars.length && chars.length === 0)) return { kind: 'text', text: '' };
  const end = length === undefined ? chars.length : length < 0 ? chars.length + length : start + length;
  if (end < start && (length ?? 0) < 0) throw new ShellError(`${lengthText ?? ''}: substring expression < 0`);
  return { kind: 'text', text: chars.slice(start, end).join('') };
}

/** Positions count from $0; arrays by their subscripts. */
function sliceList(shell: Shell, target: Target, offset: number, length: number | undefined, lengthText: string | undefined): readonly string[] {
  if (length !== undefined && length < 0) throw new ShellError(`${lengthText ?? ''}: substring expression < 0`);
  if (target.name === '@' || target.name === '*') {
    const all = [shell.name, ...shell.parameters];
    const start = offset < 0 ? all.length + offset : offset;
    return start < 0 ? [] : all.slice(start, length === undefined ? undefined : start + length);
  }
  const elements = elementsOf(shell, target.name);
  if (shell.variables.find(target.name)?.associative !== undefined) {
    const from = Math.max(0, offset - 1);
    return elements.map(([, value]) => value).slice(from, length === undefined ? undefined : from + length);
  }
  const last = Math.max(-1, ...elements.map(([key]) => Number(key)));
  const start = offset < 0 ? last + 1 + offset : offset;
  const rest = start < 0 ? [] : elements.filter(([key]) => Number(key) >= start).map(([, value]) => value);
  return rest.slice(0, length);
}

function transformed(shell: Shell, target: Target, operator: string): Value {
  if (!'QEPAaUuLKk'.includes(operator) || operator.length !== 1) throw new ShellError(shell.dialect.badSubstitution(`\${${target.label}@${operator}}`));
  const { value } = target;
  return mapped(value, (text) => transform(text, operator, { name: target.name, variable: shell.variables.find(target.name) }));
}

function namesThatBegin(shell: Shell, prefix: string): readonly string[] {
  return shell.variables.names().filter((name) => name.startsWith(prefix) && shell.variables.get(name) !== undefined);
}
