import { shortly } from './failure.ts';
import { typeOf } from './json.ts';
import { tokensOf, type Token } from './lexer.ts';
import { JqSyntaxError, type Definition, type Filter, type Pattern } from './syntax.ts';

const IDENTITY: Filter = { type: 'identity' };
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const ASSIGNMENTS = new Set(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//=']);

/** simplified: jq's parser has room for ten thousand brackets inside each other. */
const MOST_NESTING = 300;
const MOST_TOKENS = 8_000;

/** Reads a program; throws JqSyntaxError. A program of nothing is the identity. */
export function parseJq(source: string): Filter {
  const tokens = tokensOf(source);
  if (tokens.length > MOST_TOKENS) throw new JqSyntaxError('memory exhausted', tokens[MOST_TOKENS]?.at ?? 0);
  return tokens[0]?.type === 'end' ? IDENTITY : parseTokens(tokens, true);
}

/** Reads definitions alone, with `rest` as the program behind them. */
export function parseDefinitions(source: string): readonly Definition[] {
  const definitions: Definition[] = [];
  let filter = parseJq(`${source} .`);
  for (; filter.type === 'define'; filter = filter.rest) definitions.push(filter.definition);
  return definitions;
}

function parseTokens(tokens: readonly Token[], isWhole: boolean): Filter {
  let position = 0;
  let nesting = 0;

  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)] as Token;
  const is = (text: string, ahead = 0) => peek(ahead).text === text && (peek(ahead).type === 'sign' || peek(ahead).type === 'word');
  const fail = (expecting?: string, also?: string): never => {
    const wanted = position === 0 && isWhole ? '$end' : expecting;
    throw new JqSyntaxError(`syntax error, unexpected ${describe(peek())}${wanted === undefined || (position === 0 && peek().type === 'end') ? '' : `, expecting ${wanted}`}`, peek().at, also);
  };
  const accept = (text: string) => {
    if (!is(text)) return false;
    position += 1;
    return true;
  };
  const expect = (text: string, expecting?: string) => {
    if (!accept(text)) fail(expecting);
  };
  const take = (): Token => {
    position += 1;
    return tokens[position - 1] as Token;
  };

  const pipe = (): Filter => {
    nesting += 1;
    if (nesting > MOST_NESTING) throw new JqSyntaxError('memory exhausted', peek().at);
    const filter = pipeline();
    nesting -= 1;
    return filter;
  };

  const pipeline = (): Filter => {
    if (is('def')) {
      const definition = define();
      return { type: 'define', definition, rest: pipe() };
    }
    const left = comma();
    return accept('|') ? { type: 'pipe', left, right: pipeline() } : left;
  };

  const bind = (source: Filter): Filter => {
    const patterns = [pattern()];
    while (accept('?//')) patterns.push(pattern());
    expect('|', "'|'");
    return { type: 'bind', source, patterns, body: pipe() };
  };

  const define = (): Definition => {
    expect('def');
    const name = take();
    if (name.type !== 'name' && name.type !== 'word') fail();
    const parameters: string[] = [];
    if (accept('(')) {
      do {
        const parameter = take();
        if (parameter.type !== 'name' && parameter.type !== 'variable' && parameter.type !== 'word') fail();
        parameters.push(parameter.type === 'variable' ? `$${parameter.text}` : parameter.text);
      } while (accept(';'));
      expect(')');
    }
    expect(':', "'(' or ':'");
    const body = pipe();
    expect(';');
    return { name: name.text, parameters, body };
  };

  const comma = (): Filter => {
    let left = alternative();
    while (accept(',')) left = { type: 'comma', left, right: alternative() };
    return left;
  };

  /** `//` binds to the right and less than assignment's sides do not: `.a // .b = 1` is `.a // (.b = 1)`. */
  const alternative = (): Filter => {
    const left = assignment();
    return accept('//') ? { type: 'binary', operator: '//', left, right: alternative() } : left;
  };

  const assignment = (): Filter => {
    const left = or();
    if (peek().type !== 'sign' || !ASSIGNMENTS.has(peek().text)) return left;
    const operator = take().text as '=';
    return { type: 'assign', operator, left, right: alternative() };
  };

  const or = (): Filter => {
    let left = and();
    while (accept('or')) left = { type: 'binary', operator: 'or', left, right: and() };
    return left;
  };

  const and = (): Filter => {
    let left = comparison();
    while (accept('and')) left = { type: 'binary', operator: 'and', left, right: comparison() };
    return left;
  };

  const comparison = (): Filter => {
    const left = sum();
    if (peek().type !== 'sign' || !COMPARISONS.has(peek().text)) return left;
    const operator = take().text as '==';
    const right = sum();
    if (peek().type === 'sign' && COMPARISONS.has(peek().text)) fail();
    return { type: 'binary', operator, left, right };
  };

  const sum = (): Filter => {
    let left = product();
    while (is('+') || is('-')) left = { type: 'binary', operator: take().text as '+', left, right: product() };
    return left;
  };

  const product = (): Filter => {
    let left = signed();
    while (is('*') || is('/') || is('%')) {
      const operator = take().text as '*' | '/' | '%';
      const right = signed();
      // Constants are computed when the program is read.
      if (operator === '/' && left.type === 'literal' && right.type === 'literal' && right.value === 0 && left.value !== 0) throw new JqSyntaxError('Division by zero?', 0);
      const isUndefined = operator === '/' && left.type === 'literal' && left.value === 0 && right.type === 'literal' && right.value === 0;
      left = isUndefined ? { type: 'literal', value: Number.NaN } : { type: 'binary', operator, left, right };
    }
    return left;
  };

  const signed = (): Filter => (accept('-') ? { type: 'negate', of: signed() } : postfix());

  const postfix = (binds = true): Filter => {
    let value = term();
    for (;;) {
      const { type, text } = peek();
      if (type === 'field') {
        position += 1;
        value = { type: 'index', of: value, key: { type: 'literal', value: text } };
      } else if (is('.') && peek(1).type === 'text') {
        position += 1;
        value = { type: 'index', of: value, key: textOf(take(), undefined) };
      } else if (is('.')) {
        position += 1;
        return fail('FORMAT or QQSTRING_START');
      }
      else if (is('[')) value = bracket(value);
      else if (accept('?')) value = { type: 'try', body: value, handler: undefined };
      else if (binds && is('as') && type === 'word') {
        // A term with `as` binds all that follows: `1 + . as $x | …`.
        position += 1;
        return bind(value);
      } else return value;
    }
  };

  /** `[]`, `[key]`, `[from:to]`. */
  const bracket = (of: Filter): Filter => {
    expect('[');
    if (accept(']')) return { type: 'each', of };
    if (accept(':')) {
      const to = pipe();
      expect(']');
      return { type: 'slice', of, from: undefined, to };
    }
    const key = pipe();
    if (accept(']')) return { type: 'index', of, key };
    expect(':');
    const to = is(']') ? undefined : pipe();
    expect(']');
    return { type: 'slice', of, from: key, to };
  };

  const term = (): Filter => {
    const token = take();
    switch (token.type) {
      case 'number':
        return { type: 'literal', value: Number(token.text) };
      case 'text':
        return textOf(token, undefined);
      case 'format':
        return peek().type === 'text' ? textOf(take(), token.text) : { type: 'format', name: token.text };
      case 'field':
        return { type: 'index', of: IDENTITY, key: { type: 'literal', value: token.text } };
      case 'variable':
        return { type: 'variable', name: token.text, at: token.at };
      case 'name':
        return call(token);
      case 'word':
        return wordTerm(token.text);
      case 'sign':
        return signTerm(token.text);
      case 'end':
        position -= 1;
        return fail();
    }
  };

  const wordTerm = (word: string): Filter => {
    switch (word) {
      case 'if':
        return conditional();
      case 'try': {
        const body = postfix(false);
        return { type: 'try', body, handler: accept('catch') ? postfix(false) : undefined };
      }
      case 'reduce':
      case 'foreach':
        return fold(word);
      case 'label': {
        const name = peek();
        if (name.type !== 'variable') fail("'$'");
        position += 1;
        expect('|', "'|'");
        return { type: 'label', name: name.text, body: pipe() };
      }
      case 'def': {
        position -= 1;
        const definition = define();
        return { type: 'define', definition, rest: pipe() };
      }
      default:
        position -= 1;
        return fail();
    }
  };

  const conditional = (): Filter => {
    const test = pipe();
    expect('then');
    const yes = pipe();
    if (accept('elif')) return { type: 'if', test, yes, no: conditional() };
    const no = accept('else') ? pipe() : undefined;
    // jq 1.6 wants an else.
    const also = peek().type === 'end' || no === undefined ? "Possibly unterminated 'if' statement" : undefined;
    if (no === undefined || !accept('end')) return fail(undefined, also);
    return { type: 'if', test, yes, no };
  };

  const fold = (word: 'reduce' | 'foreach'): Filter => {
    const source = postfix(false);
    expect('as');
    const into = pattern();
    expect('(', "'('");
    const start = pipe();
    expect(';');
    const update = pipe();
    const extract = word === 'foreach' && accept(';') ? pipe() : IDENTITY;
    expect(')');
    return word === 'reduce' ? { type: 'reduce', source, pattern: into, start, update } : { type: 'foreach', source, pattern: into, start, update, extract };
  };

  const signTerm = (sign: string): Filter => {
    switch (sign) {
      case '.':
        if (peek().type === 'text') return { type: 'index', of: IDENTITY, key: textOf(take(), undefined) };
        return is('[') ? bracket(IDENTITY) : IDENTITY;
      case '..':
        return { type: 'recurse' };
      case '(': {
        const inside = pipe();
        expect(')');
        return inside;
      }
      case '[': {
        if (accept(']')) return { type: 'array', of: undefined };
        const inside = pipe();
        expect(']');
        return { type: 'array', of: inside };
      }
      case '{':
        return object();
      default:
        position -= 1;
        return fail();
    }
  };

  const object = (): Filter => {
    const members: { key: Filter; value: Filter }[] = [];
    while (!accept('}')) {
      members.push(member());
      if (!is('}')) expect(',', "'}'");
    }
    return { type: 'object', members };
  };

  const member = (): { key: Filter; value: Filter } => {
    const token = take();
    if (token.type === 'variable') {
      const key: Filter = { type: 'literal', value: token.text };
      return { key, value: { type: 'variable', name: token.text, at: token.at } };
    }
    const key = keyOf(token);
    if (accept(':')) return { key, value: memberValue() };
    if (token.type === 'sign') return fail("':'");
    return { key, value: { type: 'index', of: IDENTITY, key } };
  };

  const keyOf = (token: Token): Filter => {
    if (token.type === 'name' || token.type === 'word') return { type: 'literal', value: token.text };
    if (token.type === 'number') return { type: 'literal', value: Number(token.text) };
    if (token.type === 'text') return textOf(token, undefined);
    if (token.type === 'format') return peek().type === 'text' ? textOf(take(), token.text) : { type: 'format', name: token.text };
    position -= 1;
    if (!accept('(')) return fail();
    const inside = pipe();
    expect(')');
    if (inside.type === 'literal' && typeof inside.value !== 'string') throw new JqSyntaxError(`Cannot use ${typeOf(inside.value)} (${shortly(inside.value)}) as object key`, token.at);
    return inside;
  };

  /** A value inside an object is a term, or several with `|` between them: jq 1.6 wants parentheses around anything else. */
  const memberValue = (): Filter => {
    let left = memberTerm();
    while (accept('|')) left = { type: 'pipe', left, right: memberTerm() };
    return left;
  };

  const memberTerm = (): Filter => {
    if (accept('-')) return { type: 'negate', of: memberTerm() };
    return ['if', 'try', 'reduce', 'foreach', 'label', 'def'].includes(peek().text) && peek().type === 'word' ? fail() : postfix(false);
  };

  const call = ({ text: name, at }: Token): Filter => {
    if (name === 'break' && peek().type !== 'variable') fail("'$'", 'break requires a label to break to');
    if (name === 'break') return { type: 'break', name: take().text, at };
    if (name === 'true' || name === 'false') return { type: 'literal', value: name === 'true' };
    if (name === 'null') return { type: 'literal', value: null };
    const args: Filter[] = [];
    if (accept('(')) {
      do args.push(pipe());
      while (accept(';'));
      expect(')', "';' or ')'");
    }
    return { type: 'call', name, args, at };
  };

  const pattern = (): Pattern => {
    const token = peek();
    if (token.type === 'variable') {
      position += 1;
      return { type: 'variable', name: token.text };
    }
    if (accept('[')) {
      const items: Pattern[] = [];
      do items.push(pattern());
      while (accept(','));
      expect(']', "',' or ']'");
      return { type: 'array', items };
    }
    expect('{', "'$' or '[' or '{'");
    const members: { key: Filter; variable: string | undefined; pattern: Pattern | undefined }[] = [];
    do {
      const key = take();
      const variable = key.type === 'variable' ? key.text : undefined;
      const filter: Filter = variable === undefined ? keyOf(key) : { type: 'literal', value: variable };
      members.push({ key: filter, variable, pattern: accept(':') ? pattern() : undefined });
    } while (accept(','));
    expect('}');
    return { type: 'object', members };
  };

  const textOf = (token: Token, format: string | undefined): Filter => {
    const parts = (token.parts ?? []).map((part) => (typeof part === 'string' ? part : parseTokens(part, false)));
    const [only] = parts;
    if (parts.length === 0) return { type: 'literal', value: '' };
    return parts.length === 1 && typeof only === 'string' ? { type: 'literal', value: only } : { type: 'text', format, parts };
  };

  const program = pipe();
  if (peek().type !== 'end') fail(isWhole ? '$end' : undefined);
  return program;
}

/** What jq's parser calls a token. */
function describe({ type, text }: Token): string {
  switch (type) {
    case 'end':
      return '$end';
    case 'name':
      return 'IDENT';
    case 'field':
      return 'FIELD';
    case 'number':
      return 'LITERAL';
    case 'format':
      return 'FORMAT';
    case 'text':
      return 'QQSTRING_START';
    case 'variable':
      return "'$'";
    case 'word':
      return text;
    case 'sign':
      return text.length > 1 ? text : `'${text}'`;
  }
}
