import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';

/** The answers, a record or two lines each; busybox leaves the dots off that names end with. */
export function recordLines(answer: DnsAnswer, dotted: boolean): string {
  const bare = (text: string) => (dotted ? text : text.replace(/\.$/, ''));
  return answer.answers
    .map(({ name: asked, type, data }) => {
      const name = asked.replace(/\.$/, '');
      switch (type) {
        case 'A':
        case 'AAAA':
          return `Name:\t${name}\nAddress: ${data}\n`;
        case 'SRV':
          return `${name}\tservice = ${bare(data)}\n`;
        case 'PTR':
          return `${name}\tname = ${bare(data)}\n`;
        case 'CNAME':
          return `${name}\tcanonical name = ${bare(data)}\n`;
        case 'TXT':
          return `${name}\ttext = ${data}\n`;
        case 'NS':
          return `${name}\tnameserver = ${bare(data)}\n`;
        case 'SOA':
          return soaLines(name, data);
      }
    })
    .join('');
}

function soaLines(name: string, data: string): string {
  const [origin = '', mail = '', ...numbers] = data.split(' ');
  const values = ['serial', 'refresh', 'retry', 'expire', 'minimum'].map((label, index) => `\t${label} = ${numbers[index] ?? ''}\n`);
  return `${name}\n\torigin = ${origin.replace(/\.$/, '')}\n\tmail addr = ${mail.replace(/\.$/, '')}\n${values.join('')}`;
}

/** `-debug`: all parts of an answer. */
export function debugLines(question: string, type: string, { answers, authority, additional }: DnsAnswer): string {
  const part = (title: string, records: readonly DnsRecord[]) => `    ${title}:\n${records.map(debugRecord).join('')}`;
  return `------------\n    QUESTIONS:\n\t${question.replace(/\.$/, '')}, type = ${type}, class = IN\n${part('ANSWERS', answers)}${part('AUTHORITY RECORDS', authority)}${part('ADDITIONAL RECORDS', additional)}------------\n`;
}

const DEBUG_WORDS: Readonly<Record<Exclude<DnsRecord['type'], 'SOA'>, string>> = {
  A: 'internet address = ', AAAA: 'has AAAA address ', SRV: 'service = ', PTR: 'name = ', CNAME: 'canonical name = ', TXT: 'text = ', NS: 'nameserver = ',
};

function debugRecord({ name, type, data, ttl }: DnsRecord): string {
  const bare = name === '.' ? name : name.replace(/\.$/, '');
  const facts = type === 'SOA' ? soaLines(bare, data).slice(bare.length + 1) : `\t${DEBUG_WORDS[type]}${data}\n`;
  return `    ->  ${bare}\n${facts}\tttl = ${ttl}\n`;
}
