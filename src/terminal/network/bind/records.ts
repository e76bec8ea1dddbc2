import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';

/** What may be asked for: the server knows nothing of the last ones and says so. */
export const QUESTION_TYPES = ['A', 'AAAA', 'SRV', 'PTR', 'CNAME', 'SOA', 'TXT', 'NS', 'MX', 'ANY', 'CAA', 'DNSKEY', 'DS', 'HINFO', 'NAPTR', 'SPF', 'TLSA', 'HTTPS', 'SVCB', 'AXFR', 'RRSIG'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export function questionTypeOf(text: string): QuestionType | undefined {
  return QUESTION_TYPES.find((type) => type === text.toUpperCase());
}

/** A name with the dot at its end. */
export function absolute(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/** Where the parts of a record begin; what is left out has no column. */
export interface RecordColumns {
  readonly ttl: number;
  readonly class: number;
  readonly type: number;
  readonly data: number;
}

const USUAL_COLUMNS: RecordColumns = { ttl: 24, class: 32, type: 40, data: 48 };

/** bind's columns: tabs up to a column; a text that is past it already moves on by one, with a tab where that is a tab stop. */
function toColumn(text: string, column: number): string {
  let width = 0;
  for (const char of text) width = char === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  const target = Math.max(column, width + 1);
  const tabs = Math.floor(target / 8) - Math.floor(width / 8);
  return text + '\t'.repeat(tabs) + ' '.repeat(tabs > 0 ? target % 8 : target - width);
}

/** How a record is written where it is not written as usual. */
export interface RecordStyle {
  readonly columns?: RecordColumns;
  readonly showsClass?: boolean;
  /** The time to live as it is shown; undefined for none. */
  readonly ttlText?: (ttl: number) => string | undefined;
}

/** `web-0.nginx. 30 IN A 10.244.1.6` in columns, as dig and host print a record. */
export function recordLine({ name, ttl, type, data }: DnsRecord, { columns = USUAL_COLUMNS, showsClass = true, ttlText = String }: RecordStyle = {}): string {
  const shownTtl = ttlText(ttl);
  let line = absolute(name);
  if (shownTtl !== undefined) line = toColumn(line, columns.ttl) + shownTtl;
  if (showsClass) line = `${toColumn(line, columns.class)}IN`;
  return `${toColumn(toColumn(line, columns.type) + type, columns.data)}${data}\n`;
}

/** The question, with the mark of a comment before it. */
export function questionLine(name: string, type: QuestionType, { columns = USUAL_COLUMNS, showsClass = true }: RecordStyle = {}): string {
  // The mark has no place in the columns.
  const line = absolute(name);
  return `;${toColumn(showsClass ? `${toColumn(line, columns.class)}IN` : line, columns.type)}${type}\n`;
}

/** What is wrong with a name: bind's words. Undefined for one that may be asked for. */
export function badName(name: string): string | undefined {
  if (name === '.' || name === '') return undefined;
  const labels = name.replace(/\.$/, '').split('.');
  if (labels.includes('')) return 'empty label';
  if (labels.some((label) => label.length > 63)) return 'label too long';
  return nameBytes(name) > 255 ? 'ran out of space' : undefined;
}

/** How many bytes a name takes on the wire. */
function nameBytes(name: string): number {
  return absolute(name) === '.' ? 1 : absolute(name).length + 1;
}

const HEADER_BYTES = 12;
const OPT_BYTES = 11;

/** The size of a whole answer on the wire. CoreDNS does not shorten names in answers that fit. */
export function messageBytes(question: string, answer: DnsAnswer, hasEdns: boolean): number {
  const records = [...answer.answers, ...answer.authority, ...answer.additional];
  return HEADER_BYTES + nameBytes(question) + 4 + records.reduce((sum, record) => sum + nameBytes(record.name) + 10 + dataBytes(record), 0) + (hasEdns ? OPT_BYTES : 0);
}

function dataBytes({ type, data }: DnsRecord): number {
  const words = data.split(' ');
  switch (type) {
    case 'A':
      return 4;
    case 'AAAA':
      return 16;
    case 'SRV':
      return 6 + nameBytes(words[3] ?? '');
    case 'SOA':
      return nameBytes(words[0] ?? '') + nameBytes(words[1] ?? '') + 20;
    case 'TXT':
      return data.length - 1;
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return nameBytes(data);
  }
}

/** `6.1.244.10.in-addr.arpa` for `10.244.1.6`; what is no whole address is turned round all the same. */
export function reversed(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}
