import type { Cursor } from './cursor.ts';
import type { BinaryOperator, Expression, Target } from './syntax.ts';

/** What an expression may not contain at its top: `in` inside the head of a for, `>` and `|` inside print. */
export interface Limits {
  readonly noIn?: boolean;
  readonly noOutput?: boolean;
}

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

export interface ExpressionParser {
  expression(limits: Limits): Expression;
  /** An expression without comparisons and what binds less. */
  concatenation(limits: Limits): Expression;
  list(closing: string): Expression[];
}

/** Reads expressions, by descent from what binds least. The names of functions that are called are added to `called`. */
export function createExpressionParser({ peek, is, advance, accept, expect, name, skipNewlines, fail }: Cursor, called: Set<string>): ExpressionParser {
  /** Expressions up to a closing sign, which is taken. */
  const list = (closing: string): Expression[] => {
    const items: Expression[] = [];
    skipNewlines();
    while (!accept(closing)) {
      items.push(expression({}));
      skipNewlines();
      if (!is(closing)) expect(',');
      skipNewlines();
    }
    return items;
  };

  const expression = (limits: Limits): Expression => choice(limits);

  const choice = (limits: Limits): Expression => {
    const test = or(limits);
    if (!accept('?')) return test;
    skipNewlines();
    const yes = choice(limits);
    skipNewlines();
    expect(':');
    skipNewlines();
    return { type: 'choice', test, yes, no: choice(limits) };
  };

  const or = (limits: Limits): Expression => {
    let left = and(limits);
    while (accept('||')) {
      skipNewlines();
      left = { type: 'binary', operator: '||', left, right: and(limits) };
    }
    return left;
  };

  const and = (limits: Limits): Expression => {
    let left = membership(limits);
    while (accept('&&')) {
      skipNewlines();
      left = { type: 'binary', operator: '&&', left, right: membership(limits) };
    }
    return left;
  };

  const membership = (limits: Limits): Expression => {
    let left = matching(limits);
    while (limits.noIn !== true && accept('in')) left = { type: 'in', keys: left.type === 'group' ? left.items : [left], name: name() };
    return left;
  };

  const matching = (limits: Limits): Expression => {
    let left = comparison(limits);
    while (is('~') || is('!~')) {
      const isNegated = is('!~');
      advance();
      left = { type: 'match', isNegated, left, right: comparison(limits) };
    }
    return left;
  };

  const comparison = (limits: Limits): Expression => {
    let left = piped(limits);
    while (peek().type === 'operator' && COMPARISONS.has(peek().text) && !(limits.noOutput === true && is('>'))) {
      const operator = peek().text as BinaryOperator;
      advance();
      left = { type: 'binary', operator, left, right: concatenation(limits) };
    }
    return left;
  };

  /** `command | getline`. */
  const piped = (limits: Limits): Expression => {
    let left = concatenation(limits);
    while ((is('|') || is('|&')) && is('getline', 1)) {
      advance(2);
      left = { type: 'getline', target: optionalTarget(), from: 'command', source: left };
    }
    return left;
  };

  const concatenation = (limits: Limits): Expression => {
    let left = sum(limits);
    while (beginsValue()) left = { type: 'binary', operator: 'concat', left, right: sum(limits) };
    return left;
  };

  /** Could the next token begin a value? Signs do not: `a -1` subtracts. */
  const beginsValue = () => {
    const { type, text } = peek();
    if (type === 'number' || type === 'string' || type === 'pattern' || type === 'name' || type === 'call' || type === 'builtin') return true;
    return type === 'operator' && ['$', '!', '(', '++', '--'].includes(text);
  };

  const sum = (limits: Limits): Expression => {
    let left = product(limits);
    while (is('+') || is('-')) {
      const operator = peek().text as BinaryOperator;
      advance();
      left = { type: 'binary', operator, left, right: product(limits) };
    }
    return left;
  };

  const product = (limits: Limits): Expression => {
    let left = unary(limits);
    while (is('*') || is('/') || is('%')) {
      const operator = peek().text as BinaryOperator;
      advance();
      left = { type: 'binary', operator, left, right: unary(limits) };
    }
    return left;
  };

  const unary = (limits: Limits): Expression => {
    if (accept('!')) return { type: 'unary', operator: '!', of: negated(limits) };
    if (is('-') || is('+')) {
      const operator = peek().text as '-' | '+';
      advance();
      return { type: 'unary', operator, of: unary(limits) };
    }
    return power(limits);
  };

  /** As gawk: `! x ~ y` denies the match. */
  const negated = (limits: Limits): Expression => {
    const left = unary(limits);
    if (!is('~') && !is('!~')) return left;
    const isNegated = is('!~');
    advance();
    return { type: 'match', isNegated, left, right: comparison(limits) };
  };

  const power = (limits: Limits): Expression => {
    const base = postfix(limits);
    if (!accept('^')) return base;
    // To the right first, and a sign may stand there.
    const exponent = is('-') || is('+') || is('!') ? unary(limits) : power(limits);
    return { type: 'binary', operator: '^', left: base, right: exponent };
  };

  const postfix = (limits: Limits): Expression => {
    const value = primary(limits);
    if (!isTarget(value)) return value;
    if (is('++') || is('--')) {
      const by = is('++') ? 1 : -1;
      advance();
      return { type: 'increment', by, isPrefix: false, target: value };
    }
    if (peek().type !== 'operator' || !ASSIGNMENTS.has(peek().text)) return value;
    const operator = peek().text as '=';
    advance();
    skipNewlines();
    return { type: 'assign', operator, target: value, value: expression(limits) };
  };

  const primary = (limits: Limits): Expression => {
    const token = peek();
    switch (token.type) {
      case 'number':
        advance();
        return { type: 'number', value: /^0[0-7]+$/.test(token.text) ? Number.parseInt(token.text, 8) : Number(token.text) };
      case 'string':
        advance();
        return { type: 'string', value: token.text };
      case 'pattern':
        advance();
        return { type: 'pattern', source: token.text };
      case 'call':
        advance(2);
        called.add(token.text);
        return { type: 'call', name: token.text, args: list(')') };
      case 'builtin':
        return builtin(token.text);
      case 'name':
        return variable();
      default:
        return special(limits);
    }
  };

  const special = (limits: Limits): Expression => {
    if (accept('(')) {
      const items = list(')');
      if (items.length === 0) return fail();
      // A group of several is a key: (i, j) in array, or the list of print.
      return { type: 'group', items };
    }
    if (accept('$')) {
      if (is('++') || is('--')) return { type: 'field', of: unaryIncrement() };
      return { type: 'field', of: is('-') ? unary(limits) : fieldNumber(limits) };
    }
    if (is('++') || is('--')) return unaryIncrement();
    if (is('-') || is('+') || is('!')) return unary(limits);
    if (accept('getline')) {
      const target = optionalTarget();
      if (!accept('<')) return { type: 'getline', target, from: 'input', source: undefined };
      return { type: 'getline', target, from: 'file', source: fieldNumber(limits) };
    }
    return fail();
  };

  /** The operand of `$` and of `<` in getline: a value without operators. */
  const fieldNumber = (limits: Limits): Expression => primary(limits);

  const unaryIncrement = (): Expression => {
    const by = is('++') ? 1 : -1;
    advance();
    const target = primary({});
    return isTarget(target) ? { type: 'increment', by, isPrefix: true, target } : fail();
  };

  const optionalTarget = (): Target | undefined => {
    if (is('$')) {
      const field = special({});
      return isTarget(field) ? field : fail();
    }
    return peek().type === 'name' ? variable() : undefined;
  };

  const variable = (): Target => {
    const title = name();
    return accept('[') ? { type: 'element', name: title, keys: list(']') } : { type: 'name', name: title };
  };

  const builtin = (title: string): Expression => {
    advance();
    if (!accept('(')) return title === 'length' ? { type: 'builtin', name: title, args: [] } : fail();
    return { type: 'builtin', name: title, args: list(')') };
  };

  return { expression, concatenation, list };
}

export function isTarget(expression: Expression): expression is Target {
  return expression.type === 'name' || expression.type === 'element' || expression.type === 'field';
}
