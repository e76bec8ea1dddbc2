import { utf8Length } from '../core/utf8.ts';

/** Rules for names and keys. Each returns the complaints about a text, none when it is fine. k8s: util/validation, validate/content. */

export type NameRule = (text: string) => readonly string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const HEADER = '[-A-Za-z0-9]+';

const whole = (pattern: string) => new RegExp(`^${pattern}$`);
const LABEL_RE = whole(LABEL);
const SUBDOMAIN_RE = whole(SUBDOMAIN);
const LABEL_1035_RE = whole(LABEL_1035);
const KEY_RE = whole(KEY);
const VALUE_RE = whole(VALUE);
const CONFIG_KEY_RE = whole(CONFIG_KEY);
const HEADER_RE = whole(HEADER);

/** ` (e.g. 'a',  or 'b', regex used for validation is '…')`, double blanks included. */
function regexMessage(text: string, pattern: string, ...examples: string[]): string {
  return `${text} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`;
}

const maxCharacters = (count: number) => `must be no more than ${count} characters`;
const maxBytes = (count: number) => `must be no more than ${count} bytes`;

const NONE: readonly string[] = Object.freeze([]);

/** First the length, then the form. */
function patterned(text: string, pattern: RegExp, message: string, maxLength: number): readonly string[] {
  const fits = pattern.test(text);
  if (fits && text.length <= maxLength) return NONE;
  return [...(utf8Length(text) > maxLength ? [maxCharacters(maxLength)] : []), ...(fits ? [] : [message])];
}

const LABEL_TEXT = regexMessage(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  LABEL,
  'my-name',
  '123-abc',
);

export const dnsLabel: NameRule = (text) => patterned(text, LABEL_RE, LABEL_TEXT, 63);

const SUBDOMAIN_TEXT = regexMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  SUBDOMAIN,
  'example.com',
);

export const dnsSubdomain: NameRule = (text) => patterned(text, SUBDOMAIN_RE, SUBDOMAIN_TEXT, 253);

const LABEL_1035_TEXT = regexMessage(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  LABEL_1035,
  'my-name',
  'abc-123',
);

/** The rule for Service names: no leading digit. */
export const dns1035Label: NameRule = (text) => patterned(text, LABEL_1035_RE, LABEL_1035_TEXT, 63);

/** The rule for names that are only part of a path: roles, bindings. k8s: path.ValidatePathSegmentName. */
export const pathSegment: NameRule = (text) => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((character) => text.includes(character)).map((character) => `may not contain '${character}'`);
};

const KEY_TEXT = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const KEY_MESSAGE = regexMessage(KEY_TEXT, KEY, 'MyName', 'my.name', '123-abc');

const goodKeys = new Set<string>();

/** Keys of labels and annotations: `name` or `prefix/name`. Good ones are remembered, because the same few come with every pod. */
export const labelKey: NameRule = (text) => {
  if (goodKeys.has(text)) return NONE;
  const messages = keyMessages(text);
  if (messages.length === 0 && goodKeys.size < 1000) goodKeys.add(text);
  return messages;
};

function keyMessages(text: string): readonly string[] {
  const parts = text.split('/');
  if (parts.length > 2)
    return [`a valid label key ${KEY_MESSAGE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const name = parts.at(-1) ?? '';
  return [
    ...(parts.length === 2 ? prefixMessages(parts[0] ?? '') : []),
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...(utf8Length(name) > 63 ? [`name part ${maxBytes(63)}`] : []),
    ...(KEY_RE.test(name) ? [] : [`name part ${KEY_MESSAGE}`]),
  ];
}

function prefixMessages(prefix: string): readonly string[] {
  return prefix === '' ? ['prefix part must be non-empty'] : dnsSubdomain(prefix).map((message) => `prefix part ${message}`);
}

const VALUE_TEXT = regexMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  VALUE,
  'MyValue',
  'my_value',
  '12345',
);

export const labelValue: NameRule = (text) => {
  if (text.length <= 63 && VALUE_RE.test(text)) return NONE;
  return [...(utf8Length(text) > 63 ? [maxBytes(63)] : []), ...(VALUE_RE.test(text) ? [] : [VALUE_TEXT])];
};

/** Keys of ConfigMaps and Secrets. */
export const configKey: NameRule = (text) => {
  if (text === '.') return ["must not be '.'"];
  if (text === '..') return ["must not be '..'"];
  return [
    ...(utf8Length(text) > 253 ? [maxCharacters(253)] : []),
    ...(CONFIG_KEY_RE.test(text)
      ? []
      : [
          regexMessage(
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            CONFIG_KEY,
            'key.name',
            'KEY_NAME',
            'key-name',
          ),
        ]),
    ...(text.startsWith('..') ? ["must not start with '..'"] : []),
  ];
};

/** Names of environment variables, by the rule that holds since v1.34. */
export const envVarName: NameRule = (text) =>
  /^[\x20-\x3c\x3e-\x7e]+$/.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

export const httpHeaderName: NameRule = (text) =>
  HEADER_RE.test(text) ? [] : [regexMessage("a valid HTTP header must consist of alphanumeric characters or '-'", HEADER, 'X-Header-Name')];

export const portName: NameRule = (text) => [
  ...(text.length > 15 ? [maxCharacters(15)] : []),
  ...(/^[-a-z0-9]+$/.test(text) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(text) ? [] : ['must contain at least one letter (a-z)']),
  ...(text.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(text) ? ['must not begin or end with a hyphen'] : []),
];

export function portNumber(value: number): readonly string[] {
  return Number.isInteger(value) && value >= 1 && value <= 65_535 ? [] : ['must be between 1 and 65535, inclusive'];
}

export const ipAddress: NameRule = (text) =>
  isIPv4(text) || isIPv6(text) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

export function isIPv4(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  return match !== null && match.slice(1).every((part) => Number(part) <= 255 && (part === '0' || !part.startsWith('0')));
}

export function isIPv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const hasIPv4Tail = isIPv4(last);
  const hexGroups = hasIPv4Tail ? groups.slice(0, -1) : groups;
  const count = hexGroups.length + (hasIPv4Tail ? 2 : 0);
  return hexGroups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}
