import type { Expression } from './syntax.ts';
import type { TokenReader } from './reader.ts';

/** Loosest first: the operators of each level bind less tightly than those below. */
const LEVELS: readonly (readonly string[])[] = [['OR', '||OR'], ['AND', '&&'], ['=', '<', '>', '<=', '>=', '<>', '!=', '<=>', 'LIKE', 'ILIKE', 'REGEXP'], ['||'], ['+', '-'], ['*', '/', '%']];
const COMPARISONS = 2;

/** Reads an expression. */
export function readExpression(reader: TokenReader, level = 0): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return readUnary(reader);
  if (level === COMPARISONS && reader.take('NOT')) return operation('NOT', readExpression(reader, COMPARISONS));
  let left = readExpression(reader, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => reader.take(candidate));
    if (operator !== undefined) left = operation(operator, left, readExpression(reader, level + 1));
    else {
      const special = level === COMPARISONS ? readComparison(reader, left) : undefined;
      if (special === undefined) return left;
      left = special;
    }
  }
}

/** IS NULL, IN, BETWEEN, and what NOT makes of them. */
function readComparison(reader: TokenReader, left: Expression): Expression | undefined {
  if (reader.take('IS')) {
    const isNot = reader.take('NOT');
    return negated(isNot, operation('IS', left, readUnary(reader)));
  }
  const isNot = reader.isAt('NOT') && (reader.isAt('NOT', 'IN') || reader.isAt('NOT', 'LIKE') || reader.isAt('NOT', 'BETWEEN'));
  if (isNot) reader.take('NOT');
  if (reader.take('IN')) return negated(isNot, operation('IN', left, ...readList(reader)));
  if (reader.take('BETWEEN')) {
    const from = readExpression(reader, COMPARISONS + 1);
    reader.expect('AND');
    return negated(isNot, operation('BETWEEN', left, from, readExpression(reader, COMPARISONS + 1)));
  }
  return isNot && reader.take('LIKE') ? negated(true, operation('LIKE', left, readExpression(reader, COMPARISONS + 1))) : undefined;
}

/** Expressions between parentheses. */
export function readList(reader: TokenReader): readonly Expression[] {
  reader.expect('(');
  const items: Expression[] = [];
  if (reader.take(')')) return items;
  do items.push(readExpression(reader));
  while (reader.take(','));
  reader.expect(')');
  return items;
}

function readUnary(reader: TokenReader): Expression {
  if (reader.take('-')) return operation('NEGATE', readUnary(reader));
  if (reader.take('+')) return readUnary(reader);
  const primary = readPrimary(reader);
  // A cast changes nothing that is shown here.
  while (reader.take('::')) skipType(reader);
  return primary;
}

export function skipType(reader: TokenReader): string {
  let type = reader.name().toLowerCase();
  if (reader.take('(')) {
    const inner: string[] = [];
    while (!reader.isAt(')')) inner.push(reader.next().text);
    reader.expect(')');
    type += `(${inner.join('')})`;
  }
  for (const word of ['UNSIGNED', 'VARYING', 'PRECISION']) if (reader.take(word)) type += ` ${word.toLowerCase()}`;
  if (reader.take('(')) {
    type += `(${reader.next().text})`;
    reader.expect(')');
  }
  return type;
}

const CONSTANTS: Readonly<Record<string, boolean | null>> = { TRUE: true, FALSE: false, NULL: null };
const BARE_FUNCTIONS = new Set(['CURRENT_TIMESTAMP', 'CURRENT_DATE', 'CURRENT_USER', 'SESSION_USER', 'LOCALTIMESTAMP']);

function readPrimary(reader: TokenReader): Expression {
  if (reader.take('(')) {
    const inner = readExpression(reader);
    reader.expect(')');
    return inner;
  }
  if (reader.take('*')) return { is: 'all' };
  const token = reader.peek();
  if (token === undefined || token.kind === 'symbol') return reader.fail();
  if (token.kind === 'word' || token.kind === 'name') return readNamed(reader);
  reader.next();
  if (token.kind === 'variable') return { is: 'variable', name: token.text };
  if (token.kind === 'string') return { is: 'value', value: token.text };
  return { is: 'value', value: token.text.includes('.') ? token.text : Number(token.text) };
}

function readNamed(reader: TokenReader): Expression {
  const isWord = reader.peek()?.kind === 'word';
  const name = reader.name();
  const upper = name.toUpperCase();
  const constant = isWord ? CONSTANTS[upper] : undefined;
  if (constant !== undefined) return { is: 'value', value: constant };
  if (reader.isAt('(')) return readCall(reader, name);
  if (isWord && BARE_FUNCTIONS.has(upper)) return { is: 'call', name: name.toLowerCase(), args: [], isDistinct: false };
  if (!reader.take('.')) return { is: 'column', name };
  if (reader.take('*')) return { is: 'all', table: name };
  const second = reader.name();
  if (reader.isAt('(')) return readCall(reader, second);
  return reader.take('.') ? { is: 'column', table: second, name: reader.name() } : { is: 'column', table: name, name: second };
}

function readCall(reader: TokenReader, name: string): Expression {
  if (reader.isAt('(', 'DISTINCT')) {
    reader.expect('(', 'DISTINCT');
    const inner = readExpression(reader);
    reader.expect(')');
    return { is: 'call', name: name.toLowerCase(), args: [inner], isDistinct: true };
  }
  return { is: 'call', name: name.toLowerCase(), args: readList(reader), isDistinct: false };
}

function operation(operator: string, ...operands: readonly Expression[]): Expression {
  return { is: 'operation', operator, operands };
}

function negated(isNot: boolean, expression: Expression): Expression {
  return isNot ? operation('NOT', expression) : expression;
}
