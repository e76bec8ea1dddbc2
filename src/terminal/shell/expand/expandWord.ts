import type { Eval } from '../evaluator.ts';
import { parseBody, parseWord, type Word, type WordPart } from '../parser.ts';
import { fieldSeparators } from '../parameters.ts';
import { ShellError } from '../errors.ts';
import type { Shell } from '../shell.ts';
import { expandBraces } from './braces.ts';
import type { Field } from './fields.ts';
import { expandParameter, expandSimple } from './expandParameter.ts';
import { evaluateExpression } from './expression.ts';
import { expandPathname } from './pathnames.ts';
import { isPattern } from './pattern.ts';
import { fieldSink, patternSink, regExpSink, textSink, type Sink } from './sinks.ts';
import { expandTilde } from './tilde.ts';

/** All expansions of the words of a command: braces, tildes, parameters, substitutions, splitting, file names. */
export function* expandWords(shell: Shell, words: readonly Word[]): Eval<string[]> {
  const results: string[] = [];
  for (const word of words) {
    if (word.parts === undefined && !isTildeWord(word)) results.push(word.value);
    else for (const single of braceWords(shell, word)) yield* expandFields(shell, single, results);
  }
  return results;
}

function isTildeWord(word: Word): boolean {
  return word.text.startsWith('~') || word.text.includes('=~') || word.text.includes(':~');
}

function braceWords(shell: Shell, word: Word): readonly Word[] {
  const hasBraces = shell.options.has('braceexpand') && word.parts?.some((part) => part.type === 'BraceExpansion') === true;
  return hasBraces ? expandBraces(word.text).filter((text) => text !== '').map(parseWord) : [word];
}

function* expandFields(shell: Shell, word: Word, results: string[]): Eval<void> {
  const sink = fieldSink(fieldSeparators(shell));
  yield* expandInto(shell, word, sink, { isAssignment: isAssignmentLike(shell, word) });
  for (const field of sink.finish()) for (const text of pathnamesOf(shell, field)) results.push(text);
}

/** bash expands tildes behind `=` in words that look like assignments. */
function isAssignmentLike(shell: Shell, word: Word): boolean {
  return shell.dialect.name === 'bash' && /^[A-Za-z_]\w*=/.test(word.text);
}

function pathnamesOf(shell: Shell, field: Field): readonly string[] {
  if (!field.hasGlob || shell.options.has('noglob') || !isPattern(field.pattern)) return [field.text];
  const found = expandPathname(field.pattern, {
    files: shell.files,
    cwd: shell.process.cwd,
    dots: isOn(shell, 'dotglob'),
    stars: isOn(shell, 'globstar'),
    skipsDots: shell.dialect.name === 'bash' && isOn(shell, 'globskipdots'),
    ignoreCase: isOn(shell, 'nocaseglob'),
  });
  if (found.length > 0) return found;
  if (isOn(shell, 'failglob')) throw new ShellError(`no match: ${field.text}`);
  return isOn(shell, 'nullglob') ? [] : [field.text];
}

function isOn(shell: Shell, option: string): boolean {
  return shell.shopt.get(option) === true;
}

/** A single text: no splitting, no file names. */
export function* expandText(shell: Shell, word: Word, isAssignment = false): Eval<string> {
  if (word.parts === undefined && !isTildeWord(word)) return word.value;
  const sink = textSink();
  yield* expandInto(shell, word, sink, { isAssignment });
  return sink.text();
}

/** A pattern for `case`, `[[ = ]]` and `${x#…}`: quoted characters are escaped in it. */
export function* expandPattern(shell: Shell, word: Word): Eval<string> {
  const sink = patternSink();
  yield* expandInto(shell, word, sink);
  return sink.text();
}

/** The right side of `=~`. */
export function* expandRegExp(shell: Shell, word: Word): Eval<string> {
  const sink = regExpSink();
  yield* expandInto(shell, word, sink);
  return sink.text();
}

/** Text that is treated as a here-document's: prompts, arithmetic. */
export function* expandBody(shell: Shell, text: string): Eval<string> {
  if (!/[$`\\]/.test(text)) return text;
  return yield* expandQuotedParts(shell, parseBody(text));
}

/** Parts inside double quotes, as one text. */
export function* expandQuotedParts(shell: Shell, parts: readonly WordPart[]): Eval<string> {
  const sink = textSink();
  for (const part of parts) yield* expandPart(shell, part, sink, true);
  return sink.text();
}

interface IntoOptions {
  readonly isAssignment?: boolean;
  readonly isQuoted?: boolean;
}

/** Expands a word into a sink. */
export function* expandInto(shell: Shell, word: Word, sink: Sink, { isAssignment = false, isQuoted = false }: IntoOptions = {}): Eval<void> {
  const parts = word.parts ?? literalParts(word);
  for (const [index, part] of parts.entries()) {
    const mayHaveTilde = !isQuoted && part.type === 'Literal' && part.text.includes('~') && (index === 0 || isAssignment);
    if (mayHaveTilde) expandTilde(shell, part, { isFirst: index === 0, isLast: index === parts.length - 1, isAssignment, sink });
    else yield* expandPart(shell, part, sink, isQuoted);
  }
}

function literalParts(word: Word): readonly WordPart[] {
  return [{ type: 'Literal', value: word.value, text: word.text, pos: word.pos, end: word.end }];
}

function* expandPart(shell: Shell, part: WordPart, sink: Sink, isQuoted: boolean): Eval<void> {
  const give = (text: string) => (isQuoted ? sink.quoted(text) : sink.expanded(text));
  switch (part.type) {
    case 'Literal':
      if (isQuoted) sink.quoted(part.value);
      else sink.literal(part.value, part.text);
      break;
    case 'BraceExpansion':
      // Left as it is, but for what is to be expanded in it.
      if (!isQuoted && /[$`"'\\]/.test(part.text)) {
        sink.literal('{', '{');
        yield* expandInto(shell, parseWord(part.text.slice(1)), sink);
      } else sink.literal(part.text, part.text);
      break;
    case 'Glob':
      if (isQuoted) sink.quoted(part.text);
      else if (part.kind === 'bracket') sink.glob(yield* bracketPattern(shell, part.text, part.parts));
      else sink.glob(part.text);
      break;
    case 'ExtendedGlob':
      if (isQuoted) sink.quoted(part.text);
      else sink.glob(yield* groupPattern(shell, part.operator, part.pattern));
      break;
    case 'SingleQuoted':
      sink.quoted(part.value);
      break;
    case 'AnsiCQuoted':
      // dash does not know it: a dollar sign before a quoted text.
      sink.quoted(shell.dialect.name === 'dash' ? `$${part.text.slice(2, -1)}` : part.value);
      break;
    case 'DoubleQuoted':
    case 'LocaleString':
      if (part.type === 'LocaleString' && shell.dialect.name !== 'bash') sink.quoted('$');
      if (part.parts.length === 0) sink.quoted('');
      for (const child of part.parts) yield* expandPart(shell, child, sink, true);
      break;
    case 'SimpleExpansion':
      expandSimple(shell, part.text.slice(1), sink, isQuoted);
      break;
    case 'ParameterExpansion':
      yield* expandParameter(shell, part, sink, { isQuoted, expandInto });
      break;
    case 'CommandExpansion':
      if (part.script !== undefined) give(yield* shell.evaluator.substitute(shell, part.script));
      break;
    case 'ArithmeticExpansion':
      give((yield* evaluateExpression(shell, innerExpression(part.text), expandBody)).toString());
      break;
    case 'ProcessSubstitution':
      if (part.script !== undefined) sink.quoted(yield* shell.evaluator.substituteProcess(shell, part.script, part.operator));
      break;
  }
}

function innerExpression(text: string): string {
  return text.startsWith('$[') ? text.slice(2, -1) : text.slice(3, -2);
}

function* bracketPattern(shell: Shell, text: string, parts: readonly WordPart[]): Eval<string> {
  if (!/["'$\\`]/.test(text)) return text;
  const sink = patternSink();
  for (const part of parts) {
    if (part.type === 'Literal') sink.glob(part.text);
    else yield* expandPart(shell, part, sink, false);
  }
  return `[${sink.text()}]`;
}

function* groupPattern(shell: Shell, operator: string, pattern: string): Eval<string> {
  const branches: string[] = [];
  for (const branch of pattern.split('|')) branches.push(yield* expandPattern(shell, parseWord(branch)));
  return `${operator}(${branches.join('|')})`;
}
