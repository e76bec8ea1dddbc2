import { GENERATED_LETTER } from './tokens.ts';

/** `5s`, `2m3s`, `3d ago`, `500ms`: how long something took or how old it is. */
const DURATION = /^(?:<invalid>|\d+(?:\.\d+)?(?:ms|us|s)|(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?)(?: ago)?$/;
/** Entries of `kubectl describe` whose value is an age; the durations of other entries are settings. */
const AGED_ENTRY = /^(?:Age|Duration|Start Time|Last Seen):$/;
const HEADER = /^(?:NAMESPACE|NAME|LAST SEEN|REVISION|CURRENT|SHORTNAMES|EVENT)\b[A-Z\d ()\-/:.]*$/;

/** The cells of a printed row: two spaces or a tab stand between them. */
export function cellsOf(line: string): readonly string[] {
  return line.trim().split(/\s{2,}|\t+/);
}

export function isHeader(row: string): boolean {
  return HEADER.test(row);
}

/** A row whose columns are not padded, with its ages taken out; the indentation stays. */
export function normalRow(line: string): string {
  const cells = cellsOf(line);
  const [first = ''] = cells;
  if (cells.length === 1 && first === '') return '';
  const holdsAges = !first.endsWith(':') || AGED_ENTRY.test(first);
  const indentation = (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ');
  return indentation + cells.map((cell, column) => (column > 0 && holdsAges && isDuration(cell) ? '<age>' : cell)).join('  ');
}

function isDuration(cell: string): boolean {
  return cell !== '' && DURATION.test(cell);
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const MADE_UP = new RegExp(`<uid>|-${GENERATED_LETTER}{8,10}(?![a-z\\d])|-${GENERATED_LETTER}{5}(?![a-z\\d])`, 'g');

/** Rows whose name was made up are sorted by the rest of the row: their order follows the name, and so says nothing. */
export function sortMadeUpRows(text: string): string {
  const sorted: string[] = [];
  let block: string[] = [];
  const endBlock = () => {
    sorted.push(...[...block].sort((a, b) => compareBytes(restOfRow(a), restOfRow(b))));
    block = [];
  };
  for (const line of text.split('\n')) {
    if (hasMadeUpName(line)) block.push(line);
    else {
      endBlock();
      sorted.push(line);
    }
  }
  endBlock();
  return sorted.join('\n');
}

function hasMadeUpName(line: string): boolean {
  if (!/^\S/.test(line) || !/\s{2,}/.test(line)) return false;
  const names = /^(?:\S+\s+)?\S+/.exec(line)?.[0] ?? '';
  return new RegExp(MADE_UP.source).test(names.replace(/^(?:kube-\S+|default)\s+/, '').replace(UUID, '<uid>'));
}

function restOfRow(line: string): string {
  const withoutNames = line.replace(UUID, '<uid>').replace(MADE_UP, '*');
  return withoutNames.replaceAll(/\b(?:\d+[smhd])+\b|10\.\d+\.\d+\.\d+|centos7k8s\d/g, '').replaceAll(/\s+/g, ' ');
}

export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
