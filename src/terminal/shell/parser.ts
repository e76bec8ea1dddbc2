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
  /** What the text breaks off in, or what does not fit. */
  readonly kind: 'token' | 'end' | 'quote' | 'conditional';
  /** The token, the quote that is not closed, or the sentence about a condition. */
  readonly token: string;
  readonly line: number;
  /** What should have stood there: `do`; empty when that is not one word. */
  readonly expected: string;
  /** More text could mend it. */
  readonly isIncomplete: boolean;
  /** The text ends with it, without a newline. */
  readonly isAtEnd: boolean;
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
    error: problemOf(parsed, source, firstLine),
  };
}

/** True when the text is the beginning of a command that goes on: an open quote, `for` without `done`, a here-document. */
export function isIncomplete(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text)) return true;
  const parsed = parseText(text);
  const errors = parsed.errors ?? [];
  if (errors.length > 0) return problemOf(parsed, createSource(text), 1).isIncomplete;
  return text.includes('<<') && hasOpenHereDocument(parsed);
}

/** The here-documents of a text that lack their closing line. */
export function openHereDocuments(text: string): readonly HereDoc[] {
  const open: HereDoc[] = [];
  if (text.includes('<<')) collectOpen(parseText(text), open);
  return open;
}

interface PlainWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The commands of a text whose name is written plainly, with the word behind the name. */
export function plainCommands(text: string): readonly { readonly name: PlainWord; readonly next: PlainWord | undefined }[] {
  const found: { readonly name: PlainWord; readonly next: PlainWord | undefined }[] = [];
  collectCommands(parseText(text), found);
  return found;
}

function collectCommands(node: SyntaxNode, found: { readonly name: PlainWord; readonly next: PlainWord | undefined }[]): void {
  if (node.type === 'Command' && node.name !== undefined && node.name.parts === undefined && node.name.text === node.name.value) {
    const [next] = node.args;
    const behind = next?.type === 'Word' && next.parts === undefined && next.text === next.value ? plainWord(next) : undefined;
    found.push({ name: plainWord(node.name), next: behind });
  }
  forEachChild(node, (child) => {
    // Text that backquotes have unescaped has positions of its own.
    if (child.type !== 'Script' || child.source === undefined) collectCommands(child, found);
  });
}

function plainWord({ text, pos, end }: Word): PlainWord {
  return { text, start: pos, end };
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

function problemOf(parsed: ParsedScript, source: Source, firstLine: number): SyntaxProblem {
  const errors = parsed.errors ?? [];
  // An empty group complains at its opening; the missing end, if any, comes next.
  const error = (errors.length > 1 ? errors.find(({ message }) => !message.startsWith('expected command in')) : undefined) ?? (errors[0] as ParseError);
  const { text } = source;
  const statement = parsed.commands.findLast(({ pos }) => pos <= error.pos);
  const common = { line: source.lineAt(error.pos), expected: '', isIncomplete: false, isAtEnd: false };
  const quote = QUOTES[error.message] ?? (error.message.startsWith('unterminated') ? ')' : undefined);
  if (quote !== undefined) {
    // A substitution is read to the end of the text.
    const isSubstitution = error.message === 'unterminated command substitution' && !text.startsWith('$((', error.pos);
    const line = isSubstitution ? lastLine(text, firstLine) + 1 : common.line;
    return { ...common, kind: 'quote', token: quote, line, isIncomplete: true };
  }
  const condition = conditionProblem(text.slice(statement?.pos ?? error.pos));
  if (condition !== undefined) return { ...common, kind: 'conditional', ...condition };
  const at = placeOf(error, text, statement?.pos ?? 0);
  const token = tokenAt(text, at);
  const expected = error.message.startsWith('expected') ? (/^expected '([^']+)'$/.exec(error.message)?.[1] ?? '') : '';
  if (token !== undefined) return { ...common, kind: 'token', token, expected, line: source.lineAt(at) };
  if (error.message === 'expected redirect target') return { ...common, kind: 'token', token: 'newline', isAtEnd: !text.endsWith('\n') };
  return { ...common, kind: 'end', token: '', expected: closingWordOf(errors), line: lastLine(text, firstLine) + 1, isIncomplete: true };
}

function lastLine(text: string, firstLine: number): number {
  return text.replace(/\n$/, '').split('\n').length + firstLine - 1;
}

/** Where the token is that does not fit. */
function placeOf(error: ParseError, text: string, statementAt: number): number {
  if (error.message.startsWith('expected command in')) return afterOpening(text, error.pos);
  if (error.message !== "expected 'do'" && error.message !== "expected 'then'") return error.pos;
  const statement = text.slice(statementAt);
  const head = /^(?:for|select)\s+\w+(?:\s+in\b[^;\n]*)?\s*[;\n]\s*/.exec(statement);
  if (head !== null) return statementAt + head[0].length;
  // `while true; echo; done`: the library takes the end for one more command of the condition.
  const closing = /[;\n]\s*(done|fi|esac|\})\s*;?\s*$/.exec(statement);
  return closing === null ? error.pos : statementAt + closing.index + closing[0].indexOf(closing[1] ?? '');
}

const CONDITIONAL_BINARY = /^(?:=|==|!=|=~|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/;

/** What is wrong inside `[[ … ]]`, in bash's words; undefined when the statement is none. */
function conditionProblem(statement: string): { readonly token: string } | undefined {
  const words = statement.split(/[\s;]+/);
  if (words[0] !== '[[') return undefined;
  const end = words.indexOf(']]');
  const inner = words.slice(1, end < 0 ? undefined : end).filter((word) => word !== '');
  if (end < 0) return inner.length === 1 && !statement.includes('\n') ? { token: "unexpected token `newline', conditional binary operator expected" } : undefined;
  if (CONDITIONAL_BINARY.test(inner.at(-1) ?? '')) return { token: "unexpected argument `]]' to conditional binary operator" };
  if (inner.length >= 2 && !CONDITIONAL_BINARY.test(inner[1] ?? '') && !(inner[0] ?? '').startsWith('-')) return { token: 'conditional binary operator expected' };
  return { token: 'syntax error in conditional expression' };
}

function afterOpening(text: string, position: number): number {
  const opening = /[({]/.exec(text.slice(position));
  return position + (opening === null ? 0 : opening.index + 1);
}

/** What would have closed the construct, for ash: `fi`. After `for`, several words may. */
function closingWordOf(errors: readonly ParseError[]): string {
  if (errors.some(({ message }) => message === "expected 'done' to close 'for'") && errors[0]?.message === "expected 'do'") return '';
  for (const { message } of errors) {
    const match = /^expected '([^']+)'/.exec(message);
    if (match?.[1] !== undefined) return match[1] === 'esac' ? ')' : match[1];
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
