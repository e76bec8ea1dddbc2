/** The keys of one redis server, and its answers as redis-cli shows them. */
export interface RedisStore {
  answer(command: string): string;
}

/** simplified: strings and counters, no expiry, no replication; other commands are refused as unknown ones are. */
export function createRedisStore(): RedisStore {
  const values = new Map<string, string>();

  const add = (key: string, by: number) => {
    const before = values.get(key) ?? '0';
    if (!/^-?\d+$/.test(before)) return '(error) ERR value is not an integer or out of range';
    values.set(key, String(Number(before) + by));
    return `(integer) ${Number(before) + by}`;
  };

  const commands: Readonly<Record<string, (args: readonly string[]) => string>> = {
    PING: ([text]) => (text === undefined ? 'PONG' : quoted(text)),
    ECHO: ([text = '']) => quoted(text),
    SET: ([key = '', value = '']) => {
      values.set(key, value);
      return 'OK';
    },
    GET: ([key = '']) => quoted(values.get(key)),
    DEL: (keys) => `(integer) ${keys.filter((key) => values.delete(key)).length}`,
    EXISTS: (keys) => `(integer) ${keys.filter((key) => values.has(key)).length}`,
    INCR: ([key = '']) => add(key, 1),
    DECR: ([key = '']) => add(key, -1),
    INCRBY: ([key = '', by = '']) => add(key, Number(by)),
    APPEND: ([key = '', text = '']) => {
      values.set(key, (values.get(key) ?? '') + text);
      return `(integer) ${(values.get(key) ?? '').length}`;
    },
    DBSIZE: () => `(integer) ${values.size}`,
    KEYS: ([pattern = '*']) => listed([...values.keys()].filter((key) => matches(pattern, key))),
    FLUSHALL: () => {
      values.clear();
      return 'OK';
    },
    INFO: () => '# Replication\nrole:master\nconnected_slaves:0\n',
  };

  return {
    answer: (command) => {
      const [name = '', ...args] = words(command);
      const run = commands[name.toUpperCase()];
      return run === undefined ? `(error) ERR unknown command '${name}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}` : run(args);
    },
  };
}

function words(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map((match) => match[1] ?? match[2] ?? match[0]);
}

function quoted(text: string | undefined): string {
  return text === undefined ? '(nil)' : JSON.stringify(text);
}

function listed(keys: readonly string[]): string {
  return keys.length === 0 ? '(empty array)' : keys.map((key, index) => `${index + 1}) ${quoted(key)}`).join('\n');
}

function matches(pattern: string, key: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(key);
}
