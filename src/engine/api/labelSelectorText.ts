import { labelKey, labelValue } from '../kinds/names.ts';
import { badRequest } from './status.ts';

/** One condition of a selector: all must hold. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'Equals' | 'NotEquals' | 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'GreaterThan' | 'LessThan';
  readonly values: readonly string[];
}

/**
 * Reads the text of `-l`, such as `app=web,tier in (a, b),!old`.
 * Throws BadRequest with the parser's own words. k8s: apimachinery/pkg/labels Parse
 */
export function parseLabelSelector(text: string): readonly Requirement[] {
  const reader = createReader(scan(text));
  const requirements: Requirement[] = [];
  for (;;) {
    const next = reader.peek();
    if (next.token === 'end') return requirements;
    if (next.token !== 'word' && next.token !== '!') {
      throw badRequest(`found '${next.text}', expected: !, identifier, or 'end of string'`);
    }
    requirements.push(readRequirement(reader));
    const after = reader.take();
    if (after.token === 'end') return requirements;
    if (after.token !== ',') throw badRequest(`found '${after.text}', expected: ',' or 'end of string'`);
    const following = reader.peek();
    if (following.token !== 'word' && following.token !== '!') {
      throw badRequest(`found '${following.text}', expected: identifier after ','`);
    }
  }
}

type TokenName = 'word' | 'end' | 'error' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<' | 'in' | 'notin';

interface Token {
  readonly token: TokenName;
  readonly text: string;
}

const SYMBOLS: ReadonlySet<string> = new Set(['(', ')', ',', '!', '=', '==', '!=', '>', '<']);
const SYMBOL_CHARACTERS = '=!(),><';
const BLANKS = ' \t\r\n';
const END: Token = { token: 'end', text: '' };

function scan(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] as string;
    if (BLANKS.includes(character)) {
      at += 1;
      continue;
    }
    const token = SYMBOL_CHARACTERS.includes(character) ? scanSymbol(text, at) : scanWord(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function scanSymbol(text: string, at: number): Token {
  const two = text.slice(at, at + 2);
  const symbol = SYMBOLS.has(two) ? two : text.slice(at, at + 1);
  return { token: symbol as TokenName, text: symbol };
}

function scanWord(text: string, from: number): Token {
  let to = from;
  while (to < text.length && !SYMBOL_CHARACTERS.includes(text[to] as string) && !BLANKS.includes(text[to] as string)) to += 1;
  const word = text.slice(from, to);
  return { token: word === 'in' || word === 'notin' ? word : 'word', text: word };
}

interface Reader {
  /** The next token where a name or value is due: there `in` and `notin` are words too. */
  peek(): Token;
  take(): Token;
  /** Takes the next token where an operator is due. */
  takeOperator(): Token;
}

function createReader(tokens: readonly Token[]): Reader {
  let at = 0;
  const asValue = (token: Token): Token =>
    token.token === 'in' || token.token === 'notin' ? { token: 'word', text: token.text } : token;
  const next = () => tokens[at] ?? END;
  return {
    peek: () => asValue(next()),
    take: () => {
      const token = asValue(next());
      at += 1;
      return token;
    },
    takeOperator: () => {
      const token = next();
      at += 1;
      return token;
    },
  };
}

const OPERATORS = 'in, notin, =, ==, !=, gt, lt';

function readRequirement(reader: Reader): Requirement {
  let first = reader.take();
  const isNegated = first.token === '!';
  if (isNegated) first = reader.take();
  if (first.token !== 'word') throw unreadable(`found '${first.text}', expected: identifier`);
  const key = first.text;
  const keyFaults = labelKey(key);
  if (keyFaults.length > 0) throw unreadable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${keyFaults.join('; ')}`);
  if (isNegated) return { key, operator: 'DoesNotExist', values: [] };
  const { token } = reader.peek();
  if (token === 'end' || token === ',') return { key, operator: 'Exists', values: [] };
  return readComparison(key, reader);
}

function readComparison(key: string, reader: Reader): Requirement {
  const { token, text } = reader.takeOperator();
  switch (token) {
    case 'in':
    case 'notin':
      return checked({ key, operator: token === 'in' ? 'In' : 'NotIn', values: readValues(reader) });
    case '=':
    case '==':
      return checked({ key, operator: 'Equals', values: [readValue(reader)] });
    case '!=':
      return checked({ key, operator: 'NotEquals', values: [readValue(reader)] });
    case '>':
    case '<':
      return checked({ key, operator: token === '>' ? 'GreaterThan' : 'LessThan', values: [readValue(reader)] });
    default:
      throw unreadable(`found '${text}', expected: ${OPERATORS}`);
  }
}

function readValue(reader: Reader): string {
  const { token } = reader.peek();
  if (token === 'end' || token === ',') return '';
  const value = reader.take();
  if (value.token !== 'word') throw unreadable(`found '${value.text}', expected: identifier`);
  return value.text;
}

function readValues(reader: Reader): readonly string[] {
  const open = reader.take();
  if (open.token !== '(') throw unreadable(`found '${open.text}' expected: '('`);
  const next = reader.peek();
  if (next.token === ')') {
    reader.take();
    return [''];
  }
  if (next.token !== 'word' && next.token !== ',') {
    throw unreadable(`found '${next.text}', expected: ',', ')' or identifier`);
  }
  const values = readList(reader);
  reader.take();
  return [...values].sort();
}

/** Everything up to the closing parenthesis; an empty place between commas is the empty value. */
function readList(reader: Reader): ReadonlySet<string> {
  const values = new Set<string>();
  for (;;) {
    const item = reader.take();
    if (item.token === 'word') {
      values.add(item.text);
      const after = reader.peek();
      if (after.token === ')') return values;
      if (after.token !== ',') throw unreadable(`found '${after.text}', expected: ',' or ')'`);
    } else if (item.token === ',') {
      if (values.size === 0) values.add('');
      const { token } = reader.peek();
      if (token === ')' || token === ',') values.add('');
      if (token === ')') return values;
      if (token === ',') reader.take();
    } else {
      throw unreadable(`found '${item.text}', expected: ',', or identifier`);
    }
  }
}

/** A requirement whose values are what its operator takes. k8s: labels NewRequirement */
function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  for (const [index, value] of values.entries()) {
    if ((operator === 'GreaterThan' || operator === 'LessThan') && !/^[+-]?\d+$/.test(value)) {
      throw unreadable(
        `values[${index}]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    }
    const faults = labelValue(value);
    if (faults.length > 0) throw unreadable(`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${faults.join('; ')}`);
  }
  return requirement;
}

function unreadable(why: string) {
  return badRequest(`unable to parse requirement: ${why}`);
}
