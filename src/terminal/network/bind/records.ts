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

/** bind's columns: tabs up to a column, one space where the text is past it already. */
function toColumn(text: string, column: number): string {
  let width = 0;
  for (const char of text) width = char === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  if (width >= column) return `${text} `;
  return text + '\t'.repeat(Math.ceil((column - width) / 8));
}

/** `web-0.nginx. 30 IN A 10.244.1.6` in columns, as dig and host print a record. */
export function recordLine({ name, ttl, type, data }: DnsRecord): string {
  return `${toColumn(toColumn(toColumn(toColumn(absolute(name), 24) + String(ttl), 32) + 'IN', 40) + type, 48)}${data}\n`;
}

export function questionLine(name: string, type: QuestionType): string {
  return `${toColumn(toColumn(`;${absolute(name)}`, 32) + 'IN', 40)}${type}\n`;
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
