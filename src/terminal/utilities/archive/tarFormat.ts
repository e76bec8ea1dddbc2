import { utf8Bytes, utf8Length } from '#engine/core/utf8.ts';

/** One member of an archive. */
export interface TarMember {
  /** Directories end in a slash. */
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly mtimeMs: number;
  readonly content: string;
  readonly target: string;
}

const BLOCK = 512;
/** GNU writes whole records of this many bytes. */
const RECORD = 20 * BLOCK;
const TYPES = { file: '0', symlink: '2', directory: '5' } as const;
const IDS: Readonly<Record<string, number>> = { root: 0, nginx: 101, nobody: 65_534 };

/** An archive in the format of GNU tar, as a text of the same bytes. */
export function writeTar(members: readonly TarMember[]): string {
  const body = members.map(memberText).join('') + '\0'.repeat(2 * BLOCK);
  return body + '\0'.repeat((RECORD - (utf8Length(body) % RECORD)) % RECORD);
}

function memberText(member: TarMember): string {
  const long = utf8Length(member.name) > 100 ? headerText({ ...member, name: '././@LongLink', type: 'file', target: '', content: `${member.name}\0` }, 'L') + padded(`${member.name}\0`) : '';
  return long + headerText({ ...member, name: member.name.slice(0, 100) }, TYPES[member.type]) + padded(member.content);
}

function padded(content: string): string {
  return content + '\0'.repeat((BLOCK - (utf8Length(content) % BLOCK)) % BLOCK);
}

function headerText({ name, mode, owner, group, mtimeMs, content, target }: TarMember, type: string): string {
  const field = (text: string, width: number) => text + '\0'.repeat(Math.max(0, width - utf8Length(text)));
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  const before = field(name, 100) + octal(mode & 0o7777, 8) + octal(IDS[owner] ?? 1000, 8) + octal(IDS[group] ?? 1000, 8) + octal(utf8Length(content), 12) + octal(Math.floor(mtimeMs / 1000), 12);
  const after = type + field(target, 100) + 'ustar  \0' + field(owner, 32) + field(group, 32) + '\0'.repeat(183);
  // The sum counts its own field as blanks.
  const sum = utf8Bytes(before + after).reduce((total, byte) => total + byte, 8 * 0x20);
  return `${before}${sum.toString(8).padStart(6, '0')}\0 ${after}`;
}

/** The members of an archive; undefined when the text is none. */
export function readTar(text: string): readonly TarMember[] | undefined {
  const members: TarMember[] = [];
  let longName: string | undefined;
  for (let at = 0; at < text.length; ) {
    const header = text.slice(at, endOfBytes(text, at, BLOCK));
    if (/^\0*$/.test(header)) break;
    const fields = fieldsOf(header);
    if (fields === undefined) return members.length === 0 ? undefined : members;
    const start = at + header.length;
    const end = endOfBytes(text, start, fields.size);
    const content = text.slice(start, end);
    at = endOfBytes(text, end, (BLOCK - (fields.size % BLOCK)) % BLOCK);
    if (fields.letter === 'L') {
      longName = content.replace(/\0+$/, '');
      continue;
    }
    const name = longName ?? fields.name;
    longName = undefined;
    const type = fields.letter === '5' || name.endsWith('/') ? 'directory' : fields.letter === '2' ? 'symlink' : 'file';
    members.push({ name, type, content, mode: fields.mode, owner: fields.owner, group: fields.group, mtimeMs: fields.mtimeMs, target: fields.target });
  }
  return members;
}

interface Fields extends Pick<TarMember, 'name' | 'mode' | 'owner' | 'group' | 'mtimeMs' | 'target'> {
  readonly size: number;
  readonly letter: string;
}

function fieldsOf(header: string): Fields | undefined {
  // Names may hold characters of several bytes: fields are found by their bytes.
  const part = (from: number, width: number) => {
    const start = endOfBytes(header, 0, from);
    return header.slice(start, endOfBytes(header, start, width)).replace(/\0[^]*$/, '');
  };
  if (!part(257, 6).startsWith('ustar')) return undefined;
  const number = (from: number, width: number) => Number.parseInt(part(from, width).trim() || '0', 8);
  const prefix = part(345, 155);
  return {
    name: prefix === '' ? part(0, 100) : `${prefix}/${part(0, 100)}`,
    mode: number(100, 8), size: number(124, 12), mtimeMs: number(136, 12) * 1000, letter: part(156, 1), target: part(157, 100), owner: part(265, 32) || 'root', group: part(297, 32) || 'root',
  };
}

/** Where so many bytes from a place in a text end. */
function endOfBytes(text: string, start: number, bytes: number): number {
  let at = start;
  for (let left = bytes; left > 0 && at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const units = code > 0xffff ? 2 : 1;
    left -= code < 0x80 || (code >= 0xdc80 && code <= 0xdcff) ? 1 : code < 0x800 ? 2 : code > 0xffff ? 4 : 3;
    at += units;
  }
  return at;
}
