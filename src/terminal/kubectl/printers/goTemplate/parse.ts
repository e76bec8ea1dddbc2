import { unquoteGo } from '../goQuote.ts';
import { FUNCTION_NAMES } from './functions.ts';
import type { Command, Operand, Pipe, Template, TemplateNode } from './nodes.ts';
import { parseFault, scanTemplate, type TemplateToken } from './scan.ts';

/** Parses a Go template. Throws {@link TemplateError} with Go's text. k8s: Go text/template/parse */
export function parseTemplate(text: string): Template {
  const parser: Parser = { text, tokens: scanTemplate(text), at: 0, scopes: [['$']], defined: new Map(), rangeDepth: 0 };
  const root = parseList(parser, true);
  return { text, root: root.nodes, defined: parser.defined };
}

interface Parser {
  readonly text: string;
  readonly tokens: readonly TemplateToken[];
  at: number;
  readonly scopes: string[][];
  readonly defined: Map<string, readonly TemplateNode[]>;
  rangeDepth: number;
}

function peek(parser: Parser): TemplateToken {
  return parser.tokens[parser.at] as TemplateToken;
}

function take(parser: Parser): TemplateToken {
  const token = peek(parser);
  if (token.type !== 'end') parser.at += 1;
  return token;
}

function skipSpace(parser: Parser): void {
  while (peek(parser).type === 'space') parser.at += 1;
}

function fault(parser: Parser, token: TemplateToken, problem: string): Error {
  return parseFault(parser.text, token.at, problem);
}

interface List {
  readonly nodes: readonly TemplateNode[];
  /** The action that ended it: `end`, `else`, or nothing at the end of the text. */
  readonly ending: string;
}

function parseList(parser: Parser, isTop: boolean): List {
  const nodes: TemplateNode[] = [];
  for (;;) {
    const token = take(parser);
    if (token.type === 'end') {
      if (!isTop) throw fault(parser, token, 'unexpected EOF');
      return { nodes, ending: '' };
    }
    if (token.type === 'text') {
      nodes.push({ type: 'text', text: token.text });
      continue;
    }
    skipSpace(parser);
    const word = peek(parser);
    if (word.type === 'word' && (word.text === 'end' || word.text === 'else')) {
      if (isTop) throw fault(parser, word, `unexpected {{${word.text}}}`);
      take(parser);
      if (word.text === 'end') expectClose(parser, 'end');
      return { nodes, ending: word.text };
    }
    const node = parseActionNode(parser, isTop);
    if (node !== undefined) nodes.push(node);
  }
}

function expectClose(parser: Parser, context: string): void {
  skipSpace(parser);
  const token = take(parser);
  if (token.type !== 'close') throw fault(parser, token, `unexpected ${shown(token)} in ${context}`);
}

/** How Go shows a token in an error. */
function shown(token: TemplateToken): string {
  if (token.type === 'end') return 'EOF';
  if (token.type === 'word' && KEYWORDS.has(token.text)) return `<${token.text}>`;
  return token.text.length > 10 ? `${JSON.stringify(token.text.slice(0, 10))}...` : JSON.stringify(token.text);
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'nil', 'template', 'with']);

function parseActionNode(parser: Parser, isTop: boolean): TemplateNode | undefined {
  const word = peek(parser);
  if (word.type === 'word') {
    switch (word.text) {
      case 'if':
      case 'with':
      case 'range':
        take(parser);
        return parseControl(parser, word.text);
      case 'define':
        if (!isTop) throw fault(parser, word, 'unexpected {{define}}');
        take(parser);
        parseDefine(parser);
        return undefined;
      case 'block':
        take(parser);
        return parseBlock(parser, word);
      case 'template':
        take(parser);
        return parseTemplateCall(parser);
      case 'break':
      case 'continue':
        take(parser);
        if (parser.rangeDepth === 0) throw fault(parser, word, `{{${word.text}}} outside {{range}}`);
        expectClose(parser, word.text);
        return { type: word.text };
    }
  }
  return { type: 'action', pipe: parsePipe(parser, 'command', 'close') };
}

function parseControl(parser: Parser, type: 'if' | 'with' | 'range'): TemplateNode {
  parser.scopes.push([]);
  const pipe = parsePipe(parser, type, 'close');
  if (type === 'range') parser.rangeDepth += 1;
  const body = parseList(parser, false);
  if (type === 'range') parser.rangeDepth -= 1;
  const otherwise = body.ending === 'else' ? parseElse(parser, type) : [];
  parser.scopes.pop();
  return { type, pipe, body: body.nodes, otherwise };
}

function parseElse(parser: Parser, type: 'if' | 'with' | 'range'): readonly TemplateNode[] {
  skipSpace(parser);
  const next = peek(parser);
  if (type !== 'range' && next.type === 'word' && next.text === type) {
    take(parser);
    return [parseControl(parser, type)];
  }
  expectClose(parser, 'else');
  const list = parseList(parser, false);
  if (list.ending === 'else') throw fault(parser, peek(parser), `expected end; found {{else}}`);
  return list.nodes;
}

function parseName(parser: Parser, context: string): string {
  skipSpace(parser);
  const token = take(parser);
  const name = token.type === 'string' ? unquoteGo(token.text) : undefined;
  if (name === undefined) throw fault(parser, token, `unexpected ${shown(token)} in ${context}`);
  return name;
}

/** A template of its own sees no variables but `$`. */
function inner(parser: Parser): List {
  const outer = parser.scopes.splice(0, parser.scopes.length, ['$']);
  const list = parseList(parser, false);
  parser.scopes.splice(0, parser.scopes.length, ...outer);
  return list;
}

function parseDefine(parser: Parser): void {
  const name = parseName(parser, 'define clause');
  expectClose(parser, 'define clause');
  const list = inner(parser);
  parser.defined.set(name, list.nodes);
}

function parseBlock(parser: Parser, word: TemplateToken): TemplateNode {
  const name = parseName(parser, 'block clause');
  const pipe = parsePipe(parser, 'block clause', 'close');
  parser.defined.set(name, inner(parser).nodes);
  return { type: 'template', name, pipe, at: word.at };
}

function parseTemplateCall(parser: Parser): TemplateNode {
  skipSpace(parser);
  const { at } = peek(parser);
  const name = parseName(parser, 'template clause');
  skipSpace(parser);
  if (peek(parser).type === 'close') {
    take(parser);
    return { type: 'template', name, pipe: undefined, at };
  }
  return { type: 'template', name, pipe: parsePipe(parser, 'template clause', 'close'), at };
}

function parsePipe(parser: Parser, context: string, end: 'close' | ')'): Pipe {
  skipSpace(parser);
  const { variables, isAssignment } = parseDeclaration(parser, context);
  const commands: Command[] = [];
  for (;;) {
    skipSpace(parser);
    const token = peek(parser);
    if (token.type === end) {
      take(parser);
      checkPipe(parser, commands, token, context);
      return { variables, isAssignment, commands };
    }
    if (token.type === 'end') throw fault(parser, token, 'unclosed action');
    if (!canStartOperand(token)) throw fault(parser, token, `unexpected ${shown(token)} in ${context}`);
    commands.push(parseCommand(parser, end));
  }
}

function checkPipe(parser: Parser, commands: readonly Command[], token: TemplateToken, context: string): void {
  if (commands.length === 0) throw fault(parser, token, `missing value for ${context}`);
  commands.slice(1).forEach((command, index) => {
    const [first] = command.operands;
    if (first?.type === 'constant' || first?.type === 'dot' || first?.type === 'nil') {
      throw fault(parser, token, `non executable command in pipeline stage ${index + 2}`);
    }
  });
}

function parseDeclaration(parser: Parser, context: string): { readonly variables: readonly string[]; readonly isAssignment: boolean } {
  const saved = parser.at;
  const variables: string[] = [];
  while (peek(parser).type === 'variable') {
    variables.push(take(parser).text);
    skipSpace(parser);
    const next = peek(parser);
    if (next.type === ':=' || next.type === '=') {
      take(parser);
      if (next.type === ':=') parser.scopes.at(-1)?.push(...variables);
      return { variables, isAssignment: next.type === '=' };
    }
    if (next.type !== ',' || context !== 'range' || variables.length > 1) break;
    take(parser);
    skipSpace(parser);
  }
  parser.at = saved;
  return { variables: [], isAssignment: false };
}

function canStartOperand(token: TemplateToken): boolean {
  return ['.', 'field', 'variable', 'word', 'number', 'string', 'char', '('].includes(token.type);
}

function parseCommand(parser: Parser, end: 'close' | ')'): Command {
  const operands: Operand[] = [];
  const command = (): Command => ({ operands, source: operands.map((operand) => operand.source).join(' ') });
  for (;;) {
    skipSpace(parser);
    const token = peek(parser);
    if (canStartOperand(token)) {
      operands.push(parseOperand(parser));
      if (peek(parser).type === 'space') continue;
    }
    const next = peek(parser);
    if (next.type === '|') {
      take(parser);
      return command();
    }
    if (next.type === end || next.type === 'end') return command();
    throw fault(parser, next, `unexpected ${shown(next)} in operand`);
  }
}

function parseOperand(parser: Parser): Operand {
  const token = take(parser);
  const base = operandOf(parser, token);
  const names: string[] = [];
  // Go points a chain out at its second link.
  const { at } = peek(parser);
  let source = base.source;
  while (peek(parser).type === 'field') {
    const field = take(parser).text;
    names.push(field.slice(1));
    source += field;
  }
  if (names.length === 0) return base;
  if (base.type === 'field') return { ...base, names: [...base.names, ...names], at, source };
  if (base.type === 'variable') return { ...base, names, at, source };
  if (base.type === 'pipe') return { ...base, names, source };
  throw fault(parser, token, `unexpected . after term ${JSON.stringify(base.source)}`);
}

function operandOf(parser: Parser, token: TemplateToken): Operand {
  const { at, text: source } = token;
  switch (token.type) {
    case '.':
      return { type: 'dot', at, source };
    case 'field':
      return { type: 'field', names: [source.slice(1)], at, source };
    case 'variable':
      if (!parser.scopes.some((scope) => scope.includes(source))) throw fault(parser, token, `undefined variable "${source}"`);
      return { type: 'variable', name: source, names: [], at, source };
    case 'number':
      return { type: 'constant', value: constantOf(source.replaceAll('_', '')), at, source };
    case 'string':
      return { type: 'constant', value: unquoteGo(source) ?? '', at, source };
    case 'char':
      return { type: 'constant', value: BigInt(unquoteGo(source)?.codePointAt(0) ?? 0), at, source };
    case '(': {
      const pipe = parsePipe(parser, 'parenthesized pipeline', ')');
      return { type: 'pipe', pipe, names: [], at, source: `(${parser.text.slice(at + 1, peekBehind(parser))})` };
    }
    default:
      return wordOperand(parser, token);
  }
}

/** Where the closing parenthesis just taken was. */
function peekBehind(parser: Parser): number {
  return parser.tokens[parser.at - 1]?.at ?? 0;
}

function wordOperand(parser: Parser, token: TemplateToken): Operand {
  const { at, text: source } = token;
  if (source === 'true' || source === 'false') return { type: 'constant', value: source === 'true', at, source };
  if (source === 'nil') return { type: 'nil', at, source };
  if (KEYWORDS.has(source)) throw fault(parser, token, `unexpected <${source}> in operand`);
  if (!FUNCTION_NAMES.has(source)) throw fault(parser, token, `function "${source}" not defined`);
  return { type: 'function', name: source, at, source };
}

/** Whole numbers are ints, which Go does not compare with the float64 of an object's numbers. */
function constantOf(text: string): number | bigint {
  return /^[-+]?(\d+|0[xX][0-9a-fA-F]+)$/.test(text) ? BigInt(text.replace(/^\+/, '')) : Number(text);
}
