import { PS_COLUMNS, PS_SYNONYMS, type PsColumn } from './psColumns.ts';
import type { ProcessFacts } from './processFacts.ts';

/** What a command line of procps' ps asks for. */
export interface PsRequest {
  /** Undefined: by the letters that were given. */
  columns: readonly PsColumn[] | undefined;
  readonly selections: ((facts: ProcessFacts) => boolean)[];
  readonly letters: Set<string>;
  isBsd: boolean;
  hasHeader: boolean;
  isForest: boolean;
  isNegated: boolean;
  sort: readonly { readonly column: PsColumn; readonly isDescending: boolean }[];
  answersVersion: boolean;
}

/** The letters of System V (`-ef`) that take a value. */
const WITH_VALUE = 'oOpCuUtgGskqn';

export function parsePs(args: readonly string[]): PsRequest | string {
  const request: PsRequest = { columns: undefined, selections: [], letters: new Set(), isBsd: false, hasHeader: true, isForest: false, isNegated: false, sort: [], answersVersion: false };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const take = () => args[(index += 1)];
    const wrong = arg.startsWith('--') ? takeLong(request, arg.slice(2), take) : arg.startsWith('-') ? takeDashed(request, arg.slice(1), take) : takeBsd(request, arg, take);
    if (wrong !== undefined) return wrong;
  }
  return request;
}

type Take = () => string | undefined;

function takeDashed(request: PsRequest, letters: string, take: Take): string | undefined {
  if (/^\d+$/.test(letters)) return select(request, 'p', letters);
  // As procps does: what is no System V option may still be one of BSD with a dash before it.
  if (letters === 'aux' || letters === 'ax') return takeBsd(request, letters, take);
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    if (WITH_VALUE.includes(letter)) return select(request, letter, letters.slice(at + 1) || take());
    if (!'AaedfFlyjHLTNVwcMmZP'.includes(letter)) return 'unsupported SysV option';
    if (letter === 'V') request.answersVersion = true;
    if (letter === 'N') request.isNegated = true;
    if (letter === 'H') request.isForest = true;
    if (letter === 'A' || letter === 'e') request.selections.push(() => true);
    if (letter === 'a') request.selections.push(({ terminal, session, pid }) => terminal !== undefined && session !== pid);
    if (letter === 'd') request.selections.push(({ session, pid }) => session !== pid);
    if (letter === 'y' && !letters.includes('l') && !request.letters.has('l')) return 'modifier -y without format -l makes no sense';
    request.letters.add(letter);
  }
  return undefined;
}

function takeBsd(request: PsRequest, letters: string, take: Take): string | undefined {
  if (/^\d[\d,]*$/.test(letters)) return select(request, 'p', letters);
  request.isBsd = true;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    if ('opUtkO'.includes(letter)) return select(request, letter, letters.slice(at + 1) || take());
    if (!'aefhjlmruvwxcnsSTgHLVZ'.includes(letter)) return 'unsupported option (BSD syntax)';
    if (letter === 'f') request.isForest = true;
    if (letter === 'h') request.hasHeader = false;
    if (letter === 'V') request.answersVersion = true;
    if (letter === 'r') request.selections.push(({ state }) => state.startsWith('R'));
    request.letters.add(`bsd ${letter}`);
  }
  return undefined;
}

function takeLong(request: PsRequest, option: string, take: Take): string | undefined {
  const [name = '', attached] = option.split(/=(.*)/s);
  const letter = { format: 'o', pid: 'p', user: 'u', User: 'U', group: 'g', tty: 't', ppid: 'ppid', sid: 's', sort: 'sort', 'quick-pid': 'q' }[name];
  if (letter === 'sort') return setSort(request, attached ?? take() ?? '');
  if (letter !== undefined) return select(request, letter, attached ?? take());
  if (name === 'forest') request.isForest = true;
  else if (name === 'headers' || name === 'header') request.hasHeader = true;
  else if (['no-headers', 'no-heading', 'no-headings', 'noheader', 'noheaders', 'noheading', 'noheadings'].includes(name)) request.hasHeader = false;
  else if (name === 'deselect') request.isNegated = true;
  else if (name === 'version') request.answersVersion = true;
  else if (name === 'cols' || name === 'columns' || name === 'width' || name === 'rows' || name === 'lines') return attached === undefined && take() === undefined ? 'number required' : undefined;
  else return 'unknown gnu long option';
  return undefined;
}

/** What stands behind an option that selects, formats or sorts. */
function select(request: PsRequest, letter: string, value: string | undefined): string | undefined {
  if (letter === 'o' || letter === 'O') return setFormat(request, value, letter === 'O');
  if (letter === 'k') return setSort(request, value ?? '');
  if (value === undefined || value === '') return MISSING[letter] ?? 'list of process IDs must follow -p';
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  if (['p', 'q', 'ppid', 's', 'g'].includes(letter)) {
    if (!words.every((word) => /^\d+$/.test(word))) return 'process ID list syntax error';
    const numbers = new Set(words.map(Number));
    const numberOf = { p: 'pid', q: 'pid', ppid: 'parentPid', s: 'session', g: 'session' }[letter] as 'pid' | 'parentPid' | 'session';
    request.selections.push((facts) => numbers.has(facts[numberOf]));
  } else if (letter === 'C') request.selections.push(({ name }) => words.some((word) => word.slice(0, 15) === name));
  else if (letter === 'u' || letter === 'U' || letter === 'G') {
    const unknown = words.find((word) => !/^\d+$/.test(word) && !KNOWN_USERS.has(word));
    if (unknown !== undefined) return letter === 'G' ? 'group name does not exist' : 'user name does not exist';
    request.selections.push(({ user, uid }) => words.includes(user) || words.includes(String(uid)));
  } else if (letter === 't') {
    const names = words.map((word) => word.replace(/^\/dev\//, ''));
    if (!names.every((name) => /^pts\/\d+$|^tty\d+$|^\?$|^-$/.test(name))) return 'TTY could not be found';
    request.selections.push(({ terminal }) => names.includes(terminal ?? '?'));
  }
  return undefined;
}

const MISSING: Readonly<Record<string, string>> = {
  p: 'list of process IDs must follow -p', q: 'list of process IDs must follow -q', C: 'list of command names must follow -C', u: 'list of users must follow -u', U: 'list of real users must follow -U',
  t: 'list of terminals (pty, tty...) must follow -t', g: 'list of session leaders OR effective group names must follow -g', s: 'list of session leaders must follow -s', ppid: 'list of process IDs must follow --ppid',
};
const KNOWN_USERS = new Set(['root', 'bin', 'daemon', 'nginx', 'redis', 'mysql', 'dbus', 'rpc', 'rpcuser', 'chrony', 'nobody']);

function setFormat(request: PsRequest, list: string | undefined, isAddition: boolean): string | undefined {
  if (list === undefined || list.trim() === '') return 'format specification must follow -o';
  const columns: PsColumn[] = [];
  for (const item of list.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, word = '', width, header] = /^([^=:]*)(?::(\d+))?(?:=(.*))?$/s.exec(item) ?? [];
    const column = PS_COLUMNS[PS_SYNONYMS[word] ?? word];
    if (column === undefined) return `unknown user-defined format specifier "${word}"`;
    const named = header ?? (word === 'cmd' || word === 'ucmd' ? 'CMD' : column.header);
    columns.push({ ...column, header: named, width: width === undefined ? Math.max(column.width, header?.length ?? 0) : Number(width) });
  }
  const before = request.columns ?? (isAddition ? [PS_COLUMNS['pid']].flatMap((column) => column ?? []) : []);
  request.columns = [...before, ...columns];
  return undefined;
}

function setSort(request: PsRequest, keys: string): string | undefined {
  const sort: { readonly column: PsColumn; readonly isDescending: boolean }[] = [];
  for (const key of keys.split(',')) {
    const word = key.replace(/^[+-]/, '');
    const column = PS_COLUMNS[PS_SYNONYMS[word] ?? word];
    if (column === undefined) return 'unknown sort specifier';
    sort.push({ column, isDescending: key.startsWith('-') });
  }
  request.sort = sort;
  return undefined;
}
