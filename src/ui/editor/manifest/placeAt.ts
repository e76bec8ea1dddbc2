/** A step down from the top of a document: a field's name, or an item of a list. */
export type Step = string | typeof ITEM;

/** An item of a list, whichever. */
export const ITEM = '[]';

/** Where in a YAML text a position lies, read from its indentation alone: the text may be half written. */
export interface PlaceInYaml {
  /** The fields above, from the top. */
  readonly parents: readonly Step[];
  /** The name that stands or is being written there, and where it begins. */
  readonly key: string;
  readonly keyFrom: number;
  /** Set behind a colon: what stands there, and where it begins. */
  readonly value: { readonly text: string; readonly from: number } | undefined;
  /** The column of the name: what belongs under it stands further in. */
  readonly column: number;
  /** The other names on the same level. */
  readonly siblings: ReadonlySet<string>;
  /** What the document says of itself. */
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

interface Line {
  readonly from: number;
  readonly text: string;
  /** Columns of the dashes before the name. */
  readonly dashes: readonly number[];
  readonly column: number;
  readonly key: string | undefined;
  readonly rest: string;
}

const KEY_LINE = /^( *)((?:- +)*)(?:"([^"]*)"|'([^']*)'|([^\s#"'{}[\]][^:#]*?)) *:(?: +(.*)|)$/;

/** Reads the place of a position; undefined where nothing can be said (in comments, flowing text, inside of brackets). */
export function placeAt(text: string, position: number): PlaceInYaml | undefined {
  const { lines, index } = documentAround(text, position);
  const here = lines[index];
  if (here === undefined) return undefined;
  const before = here.text.slice(0, position - here.from);
  if (/^\s*#/.test(before) || /\s#/.test(before)) return undefined;
  const current = currentOf(here, before);
  if (current === undefined) return undefined;
  const above = parentsOf(lines, index, current.column, current.dashes);
  if (above === undefined) return undefined;
  return { ...current, ...above, ...headOf(lines, above.parents, above.itemLines) };
}

/** The lines of the document that a position lies in, and which of them it is. */
function documentAround(text: string, position: number): { readonly lines: readonly Line[]; readonly index: number } {
  let lines: Line[] = [];
  let from = 0;
  let index = -1;
  for (const line of text.split('\n')) {
    if (/^---(\s|$)/.test(line)) {
      if (index >= 0) break;
      lines = [];
    } else {
      if (position >= from && position <= from + line.length) index = lines.length;
      lines.push(lineOf(line, from));
    }
    from += line.length + 1;
  }
  return { lines, index };
}

function lineOf(text: string, from: number): Line {
  const match = KEY_LINE.exec(text);
  if (match !== null) {
    const [, indent = '', dash = '', double, single, plain, rest = ''] = match;
    return { from, text, dashes: dashesOf(indent, dash), column: indent.length + dash.length, key: double ?? single ?? plain ?? '', rest };
  }
  const [, indent = '', dash = ''] = /^( *)((?:-(?: +|$))*)/.exec(text) ?? [];
  return { from, text, dashes: dashesOf(indent, dash), column: indent.length + dash.length, key: undefined, rest: text.trim() };
}

function dashesOf(indent: string, dash: string): readonly number[] {
  return [...dash].flatMap((char, at) => (char === '-' ? [indent.length + at] : []));
}

type Current = Pick<PlaceInYaml, 'key' | 'keyFrom' | 'value' | 'column'> & { readonly dashes: readonly number[] };

/** What is being written: a name, or the value behind one. */
function currentOf(line: Line, before: string): Current | undefined {
  const [, indent = '', dash = '', key = '', behind] = /^( *)((?:- +)*)["']?([\w./-]*)["']?(?: *:(?: +(.*)|))?$/.exec(before) ?? [];
  if (!/^( *)((?:- +)*)["']?([\w./-]*)["']?(?: *:(?: +(.*)|))?$/.test(before)) return undefined;
  const column = indent.length + dash.length;
  const dashes = dashesOf(indent, dash);
  if (behind === undefined && !before.endsWith(':')) return { key, keyFrom: line.from + column, value: undefined, column, dashes };
  if (behind === undefined || /^[[{|>&*]/.test(behind)) return undefined;
  return { key, keyFrom: line.from + column, value: { text: behind, from: line.from + before.length - behind.length }, column, dashes };
}

interface Above {
  readonly parents: readonly Step[];
  readonly siblings: ReadonlySet<string>;
  /** The lines of the outermost list item around: an object of a List has its own kind. */
  readonly itemLines: readonly Line[];
}

function parentsOf(lines: readonly Line[], index: number, column: number, dashes: readonly number[]): Above | undefined {
  const parents: Step[] = [];
  const siblings = new Set(siblingsBelow(lines, index, column));
  let outermost: number | undefined;
  let at = column;
  let isOwnLevel = true;
  let openDashes = [...dashes];
  for (let number = index; number >= 0; number -= 1) {
    const line = lines[number];
    if (line === undefined || (number !== index && isSilent(line))) continue;
    if (number !== index) {
      if (line.column > at || (line.key === undefined && line.dashes.length === 0)) continue;
      if (line.column === at && line.key !== undefined) {
        if (isOwnLevel) siblings.add(line.key);
        openDashes = [...line.dashes];
      } else if (line.column < at) {
        if (line.key === undefined || line.rest !== '' && !line.rest.startsWith('#')) return isTextBlock(line.rest) ? undefined : brokenOff(parents, siblings);
        parents.unshift(line.key);
        at = line.column;
        isOwnLevel = false;
        openDashes = [...line.dashes];
      }
    }
    while (openDashes.length > 0) {
      const dash = openDashes.pop() ?? 0;
      const list = listAbove(lines, number, dash);
      if (list === undefined) return brokenOff([ITEM, ...parents], siblings);
      parents.unshift(ITEM);
      if (openDashes.length > 0) continue;
      parents.unshift(list.line.key ?? '');
      outermost = list.firstItem;
      at = list.line.column;
      isOwnLevel = false;
      openDashes = [...list.line.dashes];
      number = list.number;
    }
    if (at === 0 && !isOwnLevel) break;
  }
  return { parents, siblings, itemLines: outermost === undefined ? [] : itemAround(lines, index, outermost) };
}

function brokenOff(parents: readonly Step[], siblings: ReadonlySet<string>): Above | undefined {
  return parents.length === 0 ? { parents, siblings, itemLines: [] } : undefined;
}

/** The name that a list belongs to: it may stand in the column of the dashes. */
function listAbove(lines: readonly Line[], from: number, dash: number): { readonly line: Line; readonly number: number; readonly firstItem: number } | undefined {
  for (let number = from - 1; number >= 0; number -= 1) {
    const line = lines[number];
    if (line === undefined || isSilent(line)) continue;
    const first = line.dashes[0] ?? line.column;
    if (line.dashes.includes(dash) || (first > dash && line.column > dash)) continue;
    if (line.key === undefined || line.column > dash) return undefined;
    return line.rest === '' || line.rest.startsWith('#') ? { line, number, firstItem: dash } : undefined;
  }
  return undefined;
}

/** The lines of the list item with dashes in that column which a line lies in. */
function itemAround(lines: readonly Line[], index: number, dash: number): readonly Line[] {
  let start = index;
  while (start > 0 && lines[start]?.dashes[0] !== dash) start -= 1;
  let end = index + 1;
  while (end < lines.length) {
    const line = lines[end];
    if (line !== undefined && !isSilent(line) && (line.dashes[0] ?? line.column) <= dash) break;
    end += 1;
  }
  return lines.slice(start, end);
}

function siblingsBelow(lines: readonly Line[], index: number, column: number): readonly string[] {
  const found: string[] = [];
  for (const line of lines.slice(index + 1)) {
    if (isSilent(line) || line.column > column) continue;
    if (line.column < column || line.dashes.length > 0) break;
    if (line.key !== undefined) found.push(line.key);
  }
  return found;
}

function isSilent({ text }: Line): boolean {
  return /^\s*(#|$)/.test(text);
}

function isTextBlock(rest: string): boolean {
  return /^[|>][+-]?\d?\s*(#.*)?$/.test(rest);
}

/** apiVersion and kind of the document, or of the item of a List. */
function headOf(lines: readonly Line[], parents: readonly Step[], itemLines: readonly Line[]): Pick<PlaceInYaml, 'apiVersion' | 'kind' | 'parents'> {
  const isInList = parents[0] === 'items' && parents[1] === ITEM;
  const scope = isInList ? itemLines : lines;
  const column = isInList ? (itemLines[0]?.column ?? 2) : 0;
  const valueOf = (key: string) => scope.find((line) => line.key === key && line.column === column)?.rest.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2').trim();
  const apiVersion = valueOf('apiVersion');
  const kind = valueOf('kind');
  return { parents: isInList ? parents.slice(2) : parents, apiVersion: apiVersion === '' ? undefined : apiVersion, kind: kind === '' ? undefined : kind };
}
