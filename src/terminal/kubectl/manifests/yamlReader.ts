import { createScanner, YamlError, yamlProblem, type Mark, type Scanner, type Token } from './yamlScanner.ts';

export { YamlError } from './yamlScanner.ts';

/**
 * The first document of a YAML 1.1 text as a JSON value, read as kubectl does (k8s: sigs.k8s.io/yaml):
 * `yes` is true, `0755` octal, of equal keys the last wins. Undefined for an empty text. Throws {@link YamlError}.
 */
export function readYaml(text: string): unknown {
  const parser: Parser = { scanner: createScanner(text), anchors: new Map() };
  skipDocumentStart(parser);
  if (parser.scanner.peek().type === 'stream end') return undefined;
  const value = readNode(parser, true, false);
  parser.scanner.peek();
  return value;
}

interface Parser {
  readonly scanner: Scanner;
  readonly anchors: Map<string, unknown>;
}

function skipDocumentStart({ scanner }: Parser): void {
  while (scanner.peek().type === 'document end') scanner.take();
  let hasDirective = false;
  while (scanner.peek().type === 'directive') {
    hasDirective = true;
    scanner.take();
  }
  const token = scanner.peek();
  if (token.type === 'document start') scanner.take();
  else if (hasDirective && token.type !== 'stream end') throw parserProblem('did not find expected <document start>', token.start);
}

function parserProblem(problem: string, at: Mark, context?: Mark): YamlError {
  return yamlProblem(problem, at, context, false);
}

interface Properties {
  anchor: string | undefined;
  tag: string | undefined;
}

function readNode(parser: Parser, isBlock: boolean, mayBeIndentless: boolean): unknown {
  const { scanner, anchors } = parser;
  const first = scanner.peek();
  if (first.type === 'alias') return aliasValue(parser, scanner.take().text);
  const properties: Properties = { anchor: undefined, tag: undefined };
  readProperties(scanner, properties);
  const value = readContent(parser, properties, first, isBlock, mayBeIndentless);
  if (properties.anchor !== undefined) anchors.set(properties.anchor, value);
  return value;
}

function aliasValue(parser: Parser, name: string): unknown {
  if (!parser.anchors.has(name)) throw new YamlError(`unknown anchor '${name}' referenced`);
  return parser.anchors.get(name);
}

function readProperties(scanner: Scanner, properties: Properties): void {
  for (let token = scanner.peek(); ; token = scanner.peek()) {
    if (token.type === 'anchor' && properties.anchor === undefined) properties.anchor = scanner.take().text;
    else if (token.type === 'tag' && properties.tag === undefined) properties.tag = scanner.take().text;
    else return;
  }
}

function readContent(parser: Parser, properties: Properties, first: Token, isBlock: boolean, mayBeIndentless: boolean): unknown {
  const { scanner } = parser;
  const token = scanner.peek();
  if (mayBeIndentless && token.type === '-') return readIndentless(parser);
  if (token.type === 'scalar') return scalarValue(scanner.take(), properties.tag);
  if (token.type === '[') return readFlowSequence(parser);
  if (token.type === '{') return readFlowMapping(parser);
  if (isBlock && token.type === 'block sequence') return readBlockSequence(parser);
  if (isBlock && token.type === 'block mapping') return readBlockMapping(parser);
  if (properties.anchor !== undefined || properties.tag !== undefined) return properties.tag === '!!str' ? '' : null;
  throw parserProblem('did not find expected node content', token.start, first.start);
}

function isOneOf(token: Token, ...types: readonly Token['type'][]): boolean {
  return types.includes(token.type);
}

function readBlockSequence(parser: Parser): unknown {
  const { scanner } = parser;
  const { start } = scanner.take();
  const items: unknown[] = [];
  while (scanner.peek().type === '-') {
    scanner.take();
    items.push(isOneOf(scanner.peek(), '-', 'block end') ? null : readNode(parser, true, false));
  }
  const token = scanner.peek();
  if (token.type !== 'block end') throw parserProblem("did not find expected '-' indicator", token.start, start);
  scanner.take();
  return items;
}

function readIndentless(parser: Parser): unknown {
  const { scanner } = parser;
  const items: unknown[] = [];
  while (scanner.peek().type === '-') {
    scanner.take();
    items.push(isOneOf(scanner.peek(), '-', 'key', 'value', 'block end') ? null : readNode(parser, true, false));
  }
  return items;
}

function readBlockMapping(parser: Parser): unknown {
  const { scanner } = parser;
  const { start } = scanner.take();
  const entries: Entry[] = [];
  for (let token = scanner.peek(); token.type !== 'block end'; token = scanner.peek()) {
    if (token.type !== 'key' && token.type !== 'value') throw parserProblem('did not find expected key', token.start, start);
    // libyaml takes a value without a key in a block only behind `?`; the scanner never gives one alone.
    if (token.type === 'key') scanner.take();
    const key = token.type === 'value' || isOneOf(scanner.peek(), 'key', 'value', 'block end') ? null : readNode(parser, true, true);
    entries.push({ key, value: readBlockValue(parser) });
  }
  scanner.take();
  return mapOf(entries);
}

function readBlockValue(parser: Parser): unknown {
  const { scanner } = parser;
  if (scanner.peek().type !== 'value') return null;
  scanner.take();
  return isOneOf(scanner.peek(), 'key', 'value', 'block end') ? null : readNode(parser, true, true);
}

function readFlowSequence(parser: Parser): unknown {
  const { scanner } = parser;
  const { start } = scanner.take();
  const items: unknown[] = [];
  for (let isFirst = true; scanner.peek().type !== ']'; isFirst = false) {
    if (!isFirst) takeComma(scanner, "did not find expected ',' or ']'", start);
    const token = scanner.peek();
    if (token.type === ']') break;
    if (token.type === 'key') items.push(readPair(parser));
    else items.push(readNode(parser, false, false));
  }
  scanner.take();
  return items;
}

function takeComma(scanner: Scanner, problem: string, start: Mark): void {
  const token = scanner.peek();
  if (token.type !== ',') throw parserProblem(problem, token.start, start);
  scanner.take();
}

/** `[a: b]`: a map of one entry. */
function readPair(parser: Parser): unknown {
  const { scanner } = parser;
  scanner.take();
  const key = isOneOf(scanner.peek(), 'value', ',', ']') ? null : readNode(parser, false, false);
  return mapOf([{ key, value: readFlowValue(parser, ']') }]);
}

function readFlowMapping(parser: Parser): unknown {
  const { scanner } = parser;
  const { start } = scanner.take();
  const entries: Entry[] = [];
  for (let isFirst = true; scanner.peek().type !== '}'; isFirst = false) {
    if (!isFirst) takeComma(scanner, "did not find expected ',' or '}'", start);
    const token = scanner.peek();
    if (token.type === '}') break;
    if (token.type !== 'key') {
      entries.push({ key: readNode(parser, false, false), value: null });
      continue;
    }
    scanner.take();
    const key = isOneOf(scanner.peek(), 'value', ',', '}') ? null : readNode(parser, false, false);
    entries.push({ key, value: readFlowValue(parser, '}') });
  }
  scanner.take();
  return mapOf(entries);
}

function readFlowValue(parser: Parser, end: ']' | '}'): unknown {
  const { scanner } = parser;
  if (scanner.peek().type !== 'value') return null;
  scanner.take();
  return isOneOf(scanner.peek(), ',', end) ? null : readNode(parser, false, false);
}

interface Entry {
  readonly key: unknown;
  readonly value: unknown;
}

function mapOf(entries: readonly Entry[]): unknown {
  const map: Record<string, unknown> = {};
  for (const { key, value } of entries) if (key === MERGE) merge(map, value);
  for (const { key, value } of entries) {
    if (key === MERGE) continue;
    if (typeof key === 'object' && key !== null) throw new YamlError('invalid map key: unsupported type');
    map[String(key)] = value;
  }
  return map;
}

/** The key `<<`, which takes over the entries of another map. */
const MERGE = Symbol('merge');

function merge(map: Record<string, unknown>, value: unknown): void {
  const sources = Array.isArray(value) ? value.toReversed() : [value];
  for (const source of sources) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      throw new YamlError('map merge requires map or sequence of maps as the value');
    }
    Object.assign(map, source);
  }
}

const TRUE = /^(y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(|~|null|Null|NULL)$/;

function scalarValue(token: Token, tag: string | undefined): unknown {
  if (tag === '!!str' || tag === '!' || (tag === undefined && token.style !== 'plain')) return token.text;
  return resolvePlain(token.text);
}

function resolvePlain(text: string): unknown {
  if (text === '<<') return MERGE;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  const number = numberOf(text);
  return number ?? text;
}

function numberOf(text: string): number | undefined {
  if (!/^[-+.\d]/.test(text)) return undefined;
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const signed = /^([-+]?)0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/.exec(plain);
  if (signed !== null) {
    const digits = signed[2] ?? '';
    const value = Number(/^[xXbBoO]/.test(digits) ? `0${digits}` : `0o${digits}`);
    return signed[1] === '-' ? -value : value;
  }
  if (!/^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
