import type { DnsAnswer } from '#engine/network/network.ts';

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
