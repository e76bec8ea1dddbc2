/** What of an nginx configuration matters here: servers with ports, roots, index names, and locations. */
export interface NginxServer {
  readonly ports: readonly number[];
  readonly root: string;
  readonly index: readonly string[];
  readonly locations: readonly NginxLocation[];
}

export interface NginxLocation {
  readonly path: string;
  readonly isExact: boolean;
  readonly root: string | undefined;
  readonly alias: string | undefined;
  readonly index: readonly string[] | undefined;
  readonly returns: { readonly status: number; readonly text: string } | undefined;
  readonly contentType: string | undefined;
  readonly showsList: boolean;
}

/** What the images come with. */
export const DEFAULT_SERVER: NginxServer = { ports: [80], root: '/usr/share/nginx/html', index: ['index.html', 'index.htm'], locations: [] };

interface Directive {
  readonly name: string;
  readonly values: readonly string[];
  readonly block: readonly Directive[] | undefined;
}

/** The servers of a configuration text; `include` is answered by the text of the files it names. */
export function readNginxConfig(text: string, include: (pattern: string) => string): readonly NginxServer[] {
  const directives = parse(tokens(text));
  return findServers(directives, include, 0);
}

const MAX_INCLUDES = 8;

function findServers(directives: readonly Directive[], include: (pattern: string) => string, depth: number): readonly NginxServer[] {
  return directives.flatMap(({ name, values, block }) => {
    if (name === 'include' && depth < MAX_INCLUDES) return findServers(parse(tokens(include(values[0] ?? ''))), include, depth + 1);
    if (name === 'server' && block !== undefined) return [serverOf(block)];
    return block === undefined ? [] : findServers(block, include, depth);
  });
}

function serverOf(block: readonly Directive[]): NginxServer {
  const ports = block.filter(({ name }) => name === 'listen').map(({ values }) => Number(/(?:^|:)(\d+)$/.exec(values[0] ?? '')?.[1] ?? 80));
  const own = returnOf(block);
  const locations = block.filter(({ name }) => name === 'location').map(locationOf);
  return {
    ports: ports.length === 0 ? [80] : [...new Set(ports)],
    root: valueOf(block, 'root') ?? '/etc/nginx/html',
    index: block.find(({ name }) => name === 'index')?.values ?? ['index.html'],
    locations: own === undefined ? locations : [...locations, { ...EMPTY_LOCATION, returns: own }],
  };
}

const EMPTY_LOCATION: NginxLocation = {
  path: '/', isExact: false, root: undefined, alias: undefined, index: undefined, returns: undefined, contentType: undefined, showsList: false,
};

function locationOf({ values, block = [] }: Directive): NginxLocation {
  const isExact = values[0] === '=';
  return {
    path: values.at(-1) ?? '/',
    isExact,
    root: valueOf(block, 'root'),
    alias: valueOf(block, 'alias'),
    index: block.find(({ name }) => name === 'index')?.values,
    returns: returnOf(block),
    contentType: valueOf(block, 'default_type'),
    showsList: valueOf(block, 'autoindex') === 'on',
  };
}

function returnOf(block: readonly Directive[]): NginxLocation['returns'] {
  const values = block.find(({ name }) => name === 'return')?.values;
  if (values?.[0] === undefined) return undefined;
  const status = Number(values[0]);
  return Number.isNaN(status) ? { status: 302, text: values[0] } : { status, text: values.slice(1).join(' ') };
}

function valueOf(block: readonly Directive[], name: string): string | undefined {
  return block.find((directive) => directive.name === name)?.values[0];
}

/** Words, quoted texts without their quotes, and `{`, `}`, `;`. */
function tokens(text: string): readonly { readonly text: string; readonly isMark: boolean }[] {
  const found = [];
  for (const match of text.matchAll(/#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([{};])|[^\s{};"']+/g)) {
    if (match[0].startsWith('#')) continue;
    const quoted = match[1] ?? match[2];
    found.push({ text: quoted === undefined ? match[0] : unescape(quoted), isMark: match[3] !== undefined });
  }
  return found;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
}

function parse(words: readonly { readonly text: string; readonly isMark: boolean }[]): readonly Directive[] {
  let position = 0;
  const block = (): readonly Directive[] => {
    const directives: Directive[] = [];
    let values: string[] = [];
    const close = (inner: readonly Directive[] | undefined) => {
      const [name, ...rest] = values;
      if (name !== undefined) directives.push({ name, values: rest, block: inner });
      values = [];
    };
    while (position < words.length) {
      const word = words[position];
      position += 1;
      if (word === undefined || (word.isMark && word.text === '}')) break;
      if (!word.isMark) values.push(word.text);
      else close(word.text === '{' ? block() : undefined);
    }
    return directives;
  };
  return block();
}
