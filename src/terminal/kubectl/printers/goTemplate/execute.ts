import { byCodeUnit } from '../json.ts';
import { isRecord } from '../values.ts';
import { callFunction, CallProblem, isTrue, isWhole, printed, typeName } from './functions.ts';
import { TemplateError, type Command, type Operand, type Pipe, type Template, type TemplateNode } from './nodes.ts';
import { lineOf } from './scan.ts';

/** Runs a template over an object, piece by piece into `write`. Throws {@link TemplateError}. k8s: Go text/template exec */
export function executeTemplate(template: Template, data: unknown, isStrict: boolean, write: (text: string) => void): void {
  const run: Run = { template, isStrict, write, name: 'output' };
  walkList(run, template.root, { dot: data, variables: [['$', data]] });
}

interface Run {
  readonly template: Template;
  readonly isStrict: boolean;
  readonly write: (text: string) => void;
  readonly name: string;
}

interface Scope {
  readonly dot: unknown;
  /** Innermost last; assignments change an entry in place. */
  readonly variables: [string, unknown][];
}

/** How a list of nodes ended. */
type Ending = 'end' | 'break' | 'continue';

/** Go counts columns in bytes, from the line's start. */
function fault(run: Run, operand: Pick<Operand, 'at' | 'source'>, problem: string): TemplateError {
  const { text } = run.template;
  const column = operand.at - (text.lastIndexOf('\n', operand.at - 1) + 1);
  return new TemplateError(`template: output:${lineOf(text, operand.at)}:${column}: executing "${run.name}" at <${operand.source}>: ${problem}`);
}

function walkList(run: Run, nodes: readonly TemplateNode[], scope: Scope): Ending {
  const depth = scope.variables.length;
  for (const node of nodes) {
    const ending = walk(run, node, scope);
    if (ending !== 'end') return ending;
  }
  scope.variables.length = depth;
  return 'end';
}

function walk(run: Run, node: TemplateNode, scope: Scope): Ending {
  switch (node.type) {
    case 'text':
      run.write(node.text);
      return 'end';
    case 'action': {
      const value = evalPipe(run, node.pipe, scope);
      if (node.pipe.variables.length === 0) run.write(printed(value));
      return 'end';
    }
    case 'if':
    case 'with':
      return walkIf(run, node, scope);
    case 'range':
      return walkRange(run, node, scope);
    case 'template':
      return walkTemplate(run, node, scope);
    default:
      return node.type;
  }
}

function walkIf(run: Run, node: Extract<TemplateNode, { type: 'if' | 'with' | 'range' }>, scope: Scope): Ending {
  const depth = scope.variables.length;
  const value = evalPipe(run, node.pipe, scope);
  const inner = node.type === 'with' && isTrue(value) ? { ...scope, dot: value } : scope;
  const ending = walkList(run, isTrue(value) ? node.body : node.otherwise, inner);
  scope.variables.length = depth;
  return ending;
}

function walkRange(run: Run, node: Extract<TemplateNode, { type: 'if' | 'with' | 'range' }>, scope: Scope): Ending {
  const depth = scope.variables.length;
  const value = evalPipe(run, { ...node.pipe, variables: [] }, scope);
  const entries = entriesOf(run, value, node.pipe);
  if (entries.length === 0) return walkList(run, node.otherwise, scope);
  for (const [key, item] of entries) {
    bindRange(scope, node.pipe, key, item);
    const ending = walkList(run, node.body, { ...scope, dot: item });
    scope.variables.length = depth;
    if (ending === 'break') break;
  }
  return 'end';
}

function bindRange(scope: Scope, pipe: Pipe, key: unknown, item: unknown): void {
  const [first, second] = pipe.variables;
  if (second !== undefined) setVariables(scope, pipe, [[first ?? '', key], [second, item]]);
  else if (first !== undefined) setVariables(scope, pipe, [[first, item]]);
}

function setVariables(scope: Scope, pipe: Pipe, entries: readonly (readonly [string, unknown])[]): void {
  for (const [name, value] of entries) {
    const known = pipe.isAssignment ? scope.variables.findLast((variable) => variable[0] === name) : undefined;
    if (known !== undefined) known[1] = value;
    else scope.variables.push([name, value]);
  }
}

function entriesOf(run: Run, value: unknown, pipe: Pipe): readonly (readonly [unknown, unknown])[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item, index) => [BigInt(index), item] as const);
  if (isRecord(value)) return Object.keys(value).toSorted(byCodeUnit).map((key) => [key, value[key]] as const);
  if (isWhole(value)) return Array.from({ length: Number(value) }, (_, index) => [BigInt(index), BigInt(index)] as const);
  throw fault(run, firstOperand(pipe), `range can't iterate over ${printed(value)}`);
}

function firstOperand(pipe: Pipe): Pick<Operand, 'at' | 'source'> {
  return pipe.commands[0]?.operands[0] ?? { at: 0, source: '' };
}

function walkTemplate(run: Run, node: Extract<TemplateNode, { type: 'template' }>, scope: Scope): Ending {
  const body = run.template.defined.get(node.name);
  const dot = node.pipe === undefined ? undefined : evalPipe(run, node.pipe, scope);
  if (body === undefined) throw fault(run, { at: node.at, source: `{{template ${JSON.stringify(node.name)}}}` }, `template "${node.name}" not defined`);
  walkList({ ...run, name: node.name }, body, { dot, variables: [['$', dot]] });
  return 'end';
}

const NOTHING = Symbol('no final argument');

function evalPipe(run: Run, pipe: Pipe, scope: Scope): unknown {
  let value: unknown = NOTHING;
  for (const command of pipe.commands) value = evalCommand(run, command, scope, value);
  if (pipe.variables.length > 0) setVariables(scope, pipe, pipe.variables.map((name) => [name, value]));
  return value;
}

function evalCommand(run: Run, { operands, source }: Command, scope: Scope, final: unknown): unknown {
  const [first, ...rest] = operands;
  if (first === undefined) return undefined;
  if (first.type === 'function') return evalFunction(run, { ...first, source }, rest, scope, final);
  if (rest.length > 0 || final !== NOTHING) refuseArguments(run, first);
  return evalOperand(run, first, scope);
}

function refuseArguments(run: Run, first: Operand): never {
  const name = first.type === 'field' || first.type === 'variable' || first.type === 'pipe' ? first.names.at(-1) : undefined;
  if (name !== undefined) throw fault(run, first, `${name} has arguments but cannot be invoked as function`);
  throw fault(run, first, `can't give argument to non-function ${first.source}`);
}

function evalFunction(run: Run, first: Extract<Operand, { type: 'function' }>, rest: readonly Operand[], scope: Scope, final: unknown): unknown {
  const lazily = rest.map((operand) => () => evalArgument(run, operand, scope));
  if (final !== NOTHING) lazily.push(() => final);
  if (first.name === 'and' || first.name === 'or') return evalLogic(run, first, lazily);
  const args = lazily.map((argument) => argument());
  if (wantsText(first.name)) refuseOtherThanText(run, rest[0] ?? first, args[0]);
  try {
    return callFunction(first.name, args);
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error;
    // A wrong count is found before the call: Go then points at the name alone.
    throw fault(run, error.message.startsWith('wrong number') ? { ...first, source: first.name } : first, error.message);
  }
}

const wantsText = (name: string) => name === 'base64decode' || name === 'printf';

function refuseOtherThanText(run: Run, operand: Operand, value: unknown): void {
  if (operand.type === 'nil') throw fault(run, operand, 'cannot assign nil to string');
  if (value === undefined || value === null) throw fault(run, operand, 'invalid value; expected string');
  if (typeof value !== 'string') throw fault(run, operand, `wrong type for value; expected string; got ${typeName(value)}`);
}

/** `and` and `or` stop at the operand that decides. */
function evalLogic(run: Run, first: Extract<Operand, { type: 'function' }>, operands: readonly (() => unknown)[]): unknown {
  if (operands.length === 0) throw fault(run, { ...first, source: first.name }, `wrong number of args for ${first.name}: want at least 1 got 0`);
  let value: unknown;
  for (const operand of operands) {
    value = operand();
    if (isTrue(value) === (first.name === 'or')) return value;
  }
  return value;
}

function evalArgument(run: Run, operand: Operand, scope: Scope): unknown {
  // As an argument, nil is a value like any other.
  return operand.type === 'nil' ? undefined : evalOperand(run, operand, scope);
}

function evalOperand(run: Run, operand: Operand, scope: Scope): unknown {
  switch (operand.type) {
    case 'dot':
      return scope.dot;
    case 'nil':
      throw fault(run, operand, 'nil is not a command');
    case 'constant':
      return operand.value;
    case 'field':
      return fieldsOf(run, operand, scope.dot, operand.names);
    case 'variable':
      return fieldsOf(run, operand, scope.variables.findLast((variable) => variable[0] === operand.name)?.[1], operand.names);
    case 'pipe':
      return fieldsOf(run, operand, evalPipe(run, operand.pipe, scope), operand.names);
    case 'function':
      return evalFunction(run, operand, [], scope, NOTHING);
  }
}

function fieldsOf(run: Run, operand: Operand, start: unknown, names: readonly string[]): unknown {
  const place = lastOperand(operand);
  return names.reduce<unknown>((value, name) => fieldOf(run, place, value, name), start);
}

/** Behind parentheses Go points at what was computed last inside them. */
function lastOperand(operand: Operand): Operand {
  const inner = operand.type === 'pipe' ? operand.pipe.commands.at(-1)?.operands.at(-1) : undefined;
  return inner === undefined ? operand : lastOperand(inner);
}

function fieldOf(run: Run, place: Pick<Operand, 'at' | 'source'>, value: unknown, name: string): unknown {
  if (value === undefined || value === null) {
    if (run.isStrict) throw fault(run, place, `nil data; no entry for key "${name}"`);
    return undefined;
  }
  if (!isRecord(value)) throw fault(run, place, `can't evaluate field ${name} in type ${interfaceName(value)}`);
  if (Object.hasOwn(value, name)) return value[name];
  if (run.isStrict) throw fault(run, place, `map has no entry for key "${name}"`);
  return undefined;
}

/** Values of an object come out of a map of interfaces; that is the type that Go names. */
function interfaceName(value: unknown): string {
  return typeof value === 'bigint' ? typeName(value) : 'interface {}';
}
