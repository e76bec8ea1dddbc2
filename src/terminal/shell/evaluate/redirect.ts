import { FileError } from '#engine/machine/files.ts';
import { closedInput, nullInput, nullOutput, openForReading, openForWriting, textInput } from '../../process/fileStream.ts';
import type { Input, Output } from '../../process/stream.ts';
import { expandBody, expandQuotedParts, expandText, expandWords } from '../expand/expandWord.ts';
import type { Eval } from '../evaluator.ts';
import type { HereDoc, Redirect, Redirection, Word } from '../parser.ts';
import { complain, type Shell } from '../shell.ts';
import { startSubstitution } from './subshell.ts';

/** Descriptors that were changed for one command. */
export interface Redirected {
  /** Puts everything back. */
  undo(): void;
  /** Lets the change stand: `exec > file`. */
  keep(): void;
}

type Stream = Input | Output;

/** Applies redirections in order. Undefined, with a message, when one fails: then nothing is changed. */
export function* redirect(shell: Shell, redirections: readonly Redirection[]): Eval<Redirected | undefined> {
  const table = shell.process.descriptors;
  const saved: { readonly descriptor: number; readonly stream: Stream | undefined }[] = [];

  const set = (descriptor: number, stream: Stream | undefined) => {
    saved.push({ descriptor, stream: table.get(descriptor) });
    if (stream === undefined) table.delete(descriptor);
    else table.set(descriptor, stream);
  };
  const undo = () => {
    for (const { descriptor, stream } of saved.splice(0).reverse()) {
      table.get(descriptor)?.release();
      if (stream === undefined) table.delete(descriptor);
      else table.set(descriptor, stream);
    }
  };

  for (const redirection of redirections) {
    try {
      yield* applyOne(shell, redirection, set);
    } catch (error) {
      undo();
      if (!(error instanceof RedirectionError)) throw error;
      complain(shell, error.message);
      return undefined;
    }
  }
  return {
    undo,
    keep: () => {
      for (const { stream } of saved.splice(0)) stream?.release();
    },
  };
}

/** The message is the dialect's. */
class RedirectionError extends Error {
  override readonly name = 'RedirectionError';
}

type SetDescriptor = (descriptor: number, stream: Stream | undefined) => void;

function* applyOne(shell: Shell, redirection: Redirection, set: SetDescriptor): Eval<void> {
  if (redirection.type === 'HereDoc') {
    set(descriptorOf(shell, redirection, 0), textInput(yield* documentText(shell, redirection)));
    return;
  }
  if (redirection.type === 'HereString') {
    const text = redirection.target === undefined ? '' : yield* expandText(shell, redirection.target);
    set(descriptorOf(shell, redirection, 0), textInput(`${text}\n`));
    return;
  }
  yield* applyRedirect(shell, redirection, set);
}

function descriptorOf(shell: Shell, { descriptor }: Pick<Redirection, 'descriptor'>, otherwise: number): number {
  if (descriptor?.type === 'FileDescriptor') return descriptor.value;
  return descriptor?.type === 'FileDescriptorVariable' ? variableDescriptor(shell, descriptor.name) : otherwise;
}

/** `{name}>file`: a free number from 10 on, kept in the variable. */
function variableDescriptor(shell: Shell, name: string): number {
  let free = 10;
  while (shell.process.descriptors.has(free)) free += 1;
  shell.variables.set(name, String(free));
  return free;
}

function* documentText(shell: Shell, document: HereDoc): Eval<string> {
  const { body, delimiter, operator } = document;
  const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
  if (delimiter?.quoted === true || text === '') return text;
  // The library's parts still have the tabs that <<- takes away.
  const parts = operator === '<<-' || body.parts === undefined ? undefined : body.parts;
  return parts === undefined ? `${yield* expandBody(shell, text.replace(/\n$/, ''))}\n` : yield* expandQuotedParts(shell, parts);
}

function* applyRedirect(shell: Shell, node: Redirect, set: SetDescriptor): Eval<void> {
  const { operator, target } = node;
  if (target === undefined) return;
  const isInput = operator === '<' || operator === '<&' || operator === '<>';
  const isClosing = (operator === '<&' || operator === '>&') && target.text === '-';
  if (isClosing && node.descriptor?.type === 'FileDescriptorVariable') {
    set(Number(shell.variables.get(node.descriptor.name) ?? -1), undefined);
    return;
  }
  const descriptor = descriptorOf(shell, node, isInput ? 0 : 1);
  const inner = processSubstitution(target);
  if (inner !== undefined) {
    set(descriptor, startSubstitution(shell, inner.script, inner.operator));
    return;
  }
  const name = yield* targetName(shell, target);
  if (operator === '<&' || operator === '>&') duplicate(shell, descriptor, name, { operator, hasDescriptor: node.descriptor !== undefined, set });
  else if (operator === '&>' || operator === '&>>') both(open(shell, name, operator === '&>' ? 'truncate' : 'append'), set);
  else set(descriptor, openOperator(shell, operator, name, descriptor));
}

function processSubstitution(target: Word) {
  const part = target.parts?.length === 1 ? target.parts[0] : undefined;
  return part?.type === 'ProcessSubstitution' && part.script !== undefined ? { script: part.script, operator: part.operator } : undefined;
}

/** bash wants exactly one word; the others take the text as it is. */
function* targetName(shell: Shell, target: Word): Eval<string> {
  if (shell.dialect.name !== 'bash') return yield* expandText(shell, target);
  const names = yield* expandWords(shell, [target]);
  if (names.length !== 1) throw new RedirectionError(`${target.text}: ambiguous redirect`);
  return names[0] ?? '';
}

function both(stream: Stream, set: SetDescriptor): void {
  set(1, stream);
  stream.retain();
  set(2, stream);
}

function openOperator(shell: Shell, operator: string, name: string, descriptor: number): Stream {
  if (operator === '<') return openInput(shell, name);
  if (operator === '<>') return descriptor === 0 ? openInput(shell, name) : open(shell, name, 'keep');
  if (operator === '>>') return open(shell, name, 'append');
  if (operator === '>' && shell.options.has('noclobber')) ensureNew(shell, name);
  return open(shell, name, 'truncate');
}

function ensureNew(shell: Shell, name: string): void {
  const path = shell.files.resolve(shell.process.cwd, name);
  if (!shell.files.exists(path)) return;
  const { type, device } = shell.files.stat(path);
  if (type !== 'file' || device === true) return;
  throw new RedirectionError(shell.dialect.name === 'bash' ? `${name}: cannot overwrite existing file` : shell.dialect.cannotCreate(name, 'File exists'));
}

function openInput(shell: Shell, name: string): Stream {
  const special = specialStream(shell, name, 'in');
  if (special !== undefined) return special;
  try {
    return openForReading(shell.files, shell.files.resolve(shell.process.cwd, name));
  } catch (error) {
    throw error instanceof FileError ? new RedirectionError(shell.dialect.cannotOpen(name, error.text)) : error;
  }
}

function open(shell: Shell, name: string, mode: 'truncate' | 'append' | 'keep'): Stream {
  const special = specialStream(shell, name, 'out');
  if (special !== undefined) return special;
  if (name === '') throw new RedirectionError(shell.dialect.cannotCreate(name, 'No such file or directory'));
  try {
    const path = shell.files.resolve(shell.process.cwd, name);
    const isNew = !shell.files.exists(path);
    const stream = openForWriting(shell.files, path, mode);
    if (isNew) shell.files.chmod(path, 0o666 & ~shell.umask);
    return stream;
  } catch (error) {
    throw error instanceof FileError ? new RedirectionError(shell.dialect.cannotCreate(name, error.text)) : error;
  }
}

/** Names that mean an open descriptor or a device, whatever the machine's files say. */
function specialStream(shell: Shell, name: string, direction: 'in' | 'out'): Stream | undefined {
  if (name === '/dev/null') return direction === 'in' ? nullInput() : nullOutput();
  const { tty } = shell.process;
  if (name === '/dev/tty' && tty !== undefined) return direction === 'in' ? tty.input : tty.output;
  const standard = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 }[name] ?? /^\/dev\/fd\/(\d+)$/.exec(name)?.[1];
  if (standard === undefined) return undefined;
  const stream = shell.process.descriptors.get(Number(standard));
  if (stream === undefined) return undefined;
  stream.retain();
  return stream;
}

interface Duplication {
  readonly operator: '<&' | '>&';
  readonly hasDescriptor: boolean;
  readonly set: SetDescriptor;
}

function duplicate(shell: Shell, descriptor: number, name: string, { operator, hasDescriptor, set }: Duplication): void {
  if (name === '-') {
    set(descriptor, undefined);
    return;
  }
  const moved = /^(\d+)(-?)$/.exec(name);
  if (moved === null) {
    // `>&file` is `&>file` where bash reads it.
    if (operator === '>&' && !hasDescriptor && shell.dialect.name === 'bash') both(open(shell, name, 'truncate'), set);
    else throw new RedirectionError(shell.dialect.name === 'bash' ? `${name}: ambiguous redirect` : 'syntax error: bad fd number');
    return;
  }
  const from = Number(moved[1]);
  const stream = shell.process.descriptors.get(from);
  if (stream === undefined || stream === closedInput) throw new RedirectionError(shell.dialect.noSuchDescriptor(from));
  stream.retain();
  set(descriptor, stream);
  if (moved[2] === '-' && from !== descriptor) set(from, undefined);
}

