import { forEachChild, parse as parseText, type HereDoc, type ParseError, type ParsedScript, type Statement, type SyntaxNode, type Word, type WordPart } from 'unbash';
import { createSource, type Source } from './source.ts';

/** The only file that knows the parsing library: its types go on under these names. */
export type {
  AndOr, ArithmeticCommand, ArithmeticFor, Assignment, Case, Command, CommandExpansionPart, CommandNode, CompoundCommand, CompoundList, Coproc, For, Function as FunctionNode, HereDoc,
  HereString, If, ParameterExpansionPart, ParameterOperation, ParsedScript, Pipeline, PipelineNode, ProcessSubstitutionPart, Redirect, Redirected, Redirection, Select, Statement, Subshell, TestCommand, TestExpression, While,
  Word, WordPart,
} from 'unbash';

/** Shell text taken apart. */
export interface Script {
  readonly source: Source;
  /** What may run: everything before the line group that holds the error. */
  readonly statements: readonly Statement[];
  readonly error: SyntaxProblem | undefined;
}

export interface SyntaxProblem {
  /** What the text breaks off in, or the token that does not fit. */
  readonly kind: 'token' | 'end' | 'quote' | 'conditional';
  /** The token, the quote that is not closed, or what was still expected. */
  readonly token: string;
  readonly line: number;
  /** More text could mend it. */
  readonly isIncomplete: boolean;
}

/** Parses text that is all there. */
export function parse(text: string, firstLine = 1): Script {
  const source = createSource(text, firstLine);
  const parsed = parseText(text);
  const errors = parsed.errors ?? [];
  if (errors.length === 0) return { source, statements: parsed.commands, error: undefined };
  const first = errors[0] as ParseError;
  return {
    source,
    statements: statementsBefore(parsed.commands, first, source),
    error: problemOf(errors, source, firstLine),
  };
}

/** True when the text is the beginning of a command that goes on: an open quote, `for` without `done`, a here-document. */
export function isIncomplete(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text)) return true;
  const parsed = parseText(text);
  const errors = parsed.errors ?? [];
  if (errors.length > 0) return problemOf(errors, createSource(text), 1).isIncomplete;
  return text.includes('<<') && hasOpenHereDocument(parsed);
}

/** The here-documents of a text that lack their closing line. */
export function openHereDocuments(text: string): readonly HereDoc[] {
  const open: HereDoc[] = [];
  if (text.includes('<<')) collectOpen(parseText(text), open);
  return open;
}

const words = new Map<string, Word>();
const bodies = new Map<string, readonly WordPart[]>();
/** Enough for every script; bounded, since loops can make texts without end. */
const MAX_REMEMBERED = 2000;

/** Parses one word, for instance a piece that brace expansion made. */
export function parseWord(text: string): Word {
  return remembered(words, text, () => {
    const [statement] = parseText(`: ${text}`).commands;
    const command = statement?.command;
    const word = command?.type === 'Command' ? command.suffix[0] : undefined;
    return word?.type === 'Word' ? word : ({ type: 'Word', text, value: text, pos: 0, end: text.length } as const);
  });
}

/** The parts of text that is expanded as a here-document is: `$…` and backquotes count, quotes do not. */
export function parseBody(text: string): readonly WordPart[] {
  return remembered(bodies, text, () => {
    const delimiter = `EOF${text.length}`;
    const [statement] = parseText(`: <<${delimiter}\n${text}\n${delimiter}\n`).commands;
    const command = statement?.command;
    const document = command?.type === 'Command' ? command.suffix[0] : undefined;
    if (document?.type !== 'HereDoc') return [];
    return withoutLastNewline(document.body.parts, document.body.text);
  });
}

function remembered<T>(cache: Map<string, T>, text: string, make: () => T): T {
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= MAX_REMEMBERED) cache.clear();
  const made = make();
  cache.set(text, made);
  return made;
}

function withoutLastNewline(parts: readonly WordPart[] | undefined, text: string): readonly WordPart[] {
  const literal = (value: string): WordPart => ({ type: 'Literal', value, text: value, pos: 0, end: 0 });
  if (parts === undefined) return [literal(unescapeBody(text.replace(/\n$/, '')))];
  const last = parts.at(-1);
  if (last?.type !== 'Literal') return parts;
  return [...parts.slice(0, -1), literal(last.value.replace(/\n$/, ''))];
}

/** In a here-document a backslash only escapes `$`, a backquote, itself and a newline. */
function unescapeBody(text: string): string {
  return text.replace(/\\([$`\\]|\n)/g, (_, char: string) => (char === '\n' ? '' : char));
}

function hasOpenHereDocument(script: ParsedScript): boolean {
  const open: HereDoc[] = [];
  collectOpen(script, open);
  return open.length > 0;
}

function collectOpen(node: SyntaxNode, open: HereDoc[]): void {
  if (node.type === 'HereDoc' && node.closing === undefined) open.push(node);
  forEachChild(node, (child) => collectOpen(child, open));
}

/** bash reads whole lines of commands: nothing of the line with the error runs. */
function statementsBefore(statements: readonly Statement[], error: ParseError, source: Source): readonly Statement[] {
  const errorAt = error.pos;
  let end = statements.findLastIndex((statement) => statement.pos <= errorAt);
  while (end > 0 && source.lineAt((statements[end - 1] as Statement).end) === source.lineAt((statements[end] as Statement).pos)) end -= 1;
  // An operator without its right side belongs to the statement before it.
  const isErrorOnLaterLine = end >= 0 && error.message.startsWith('unexpected') && isLaterLine(statements[end] as Statement, errorAt, source);
  return statements.slice(0, isErrorOnLaterLine ? end + 1 : Math.max(0, end));
}

function isLaterLine(statement: Statement, errorAt: number, source: Source): boolean {
  // Of a statement that breaks off, the library says no end.
  return statement.end > statement.pos && statement.end <= errorAt && source.lineAt(statement.end) < source.lineAt(errorAt);
}

const QUOTES: Readonly<Record<string, string>> = {
  'unterminated double quote': '"',
  'unterminated single quote': "'",
  'unterminated backtick': '`',
  'unterminated command substitution': ')',
  'unterminated parameter expansion': '}',
  'unterminated arithmetic command': ')',
  'unterminated arithmetic expansion': ')',
  'unterminated extended glob': ')',
  'unterminated process substitution': ')',
};

function problemOf(errors: readonly ParseError[], source: Source, firstLine: number): SyntaxProblem {
  // An empty group complains at its opening; the missing end, if any, comes next.
  const error = (errors.length > 1 ? errors.find(({ message }) => !message.startsWith('expected command in')) : undefined) ?? (errors[0] as ParseError);
  const quote = QUOTES[error.message] ?? (error.message.startsWith('unterminated') ? ')' : undefined);
  if (quote !== undefined) return { kind: 'quote', token: quote, line: source.lineAt(error.pos), isIncomplete: true };
  const text = source.text;
  if (error.message === "expected ']]' to close '[['" && text.trimEnd().endsWith(']]')) {
    return { kind: 'conditional', token: ']]', line: source.lineAt(error.pos), isIncomplete: false };
  }
  const at = error.message.startsWith('expected command in') ? afterOpening(text, error.pos) : error.pos;
  const token = tokenAt(text, at);
  if (token !== undefined) return { kind: 'token', token, line: source.lineAt(at), isIncomplete: false };
  if (error.message === 'expected redirect target') return { kind: 'token', token: 'newline', line: source.lineAt(error.pos), isIncomplete: false };
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n').length : text.split('\n').length;
  return { kind: 'end', token: closingWordOf(errors), line: lines + firstLine, isIncomplete: true };
}

function afterOpening(text: string, position: number): number {
  const opening = /[({]/.exec(text.slice(position));
  return position + (opening === null ? 0 : opening.index + 1);
}

/** What would have closed the construct, for ash: `fi`. */
function closingWordOf(errors: readonly ParseError[]): string {
  for (const { message } of errors) {
    const match = /^expected '([^']+)'/.exec(message);
    if (match?.[1] !== undefined) return match[1];
  }
  return '';
}

const TOKEN = /^(?:;;&|;;|;&|&&|&>>|&>|\|\||\|&|<<<|<<-|<<|<&|<>|>>|>&|>\||[;&|<>()]|\n|[^\s;&|<>()]+)/;

/** The token that starts at a position, blanks and comments skipped; undefined at the end of the text. */
function tokenAt(text: string, position: number): string | undefined {
  const rest = text.slice(position).replace(/^[ \t]+/, '').replace(/^#[^\n]*/, '');
  if (rest.trim() === '') return undefined;
  const token = TOKEN.exec(rest)?.[0];
  return token === '\n' ? 'newline' : token;
}
