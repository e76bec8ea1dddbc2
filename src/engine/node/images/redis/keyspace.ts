import { databaseOf, type Databases, type Stored } from './data.ts';
import { OK, errorReply, type RedisReply } from './reply.ts';

/** One command on the keys of a database. */
export interface Command {
  /** How many arguments it has besides its name, at least; `most` absent: no more. */
  readonly least: number;
  readonly most?: number;
  readonly writes: boolean;
  readonly run: (keys: Keys, args: readonly string[]) => RedisReply;
}

export interface Keys {
  readonly map: Map<string, Stored>;
  readonly all: Databases;
  readonly unixNow: number;
}

const WRONG_TYPE = errorReply('WRONGTYPE Operation against a key holding the wrong kind of value');
const NOT_INTEGER = errorReply('ERR value is not an integer or out of range');
const ANY = Number.POSITIVE_INFINITY;

function reads(least: number, most: number, run: Command['run']): Command {
  return { least, most, writes: false, run };
}

function writes(least: number, most: number, run: Command['run']): Command {
  return { least, most, writes: true, run };
}

/** The value of a key while it lives and has the type that is asked for. */
function valueOf<T extends Stored['is']>({ map, unixNow }: Keys, key: string, is: T): Extract<Stored, { is: T }> | 'wrong' | undefined {
  const stored = map.get(key);
  if (stored?.expiresMs !== undefined && stored.expiresMs <= unixNow) {
    map.delete(key);
    return undefined;
  }
  if (stored === undefined) return undefined;
  return stored.is === is ? (stored as Extract<Stored, { is: T }>) : 'wrong';
}

function isAlive(keys: Keys, key: string): boolean {
  const stored = keys.map.get(key);
  return stored !== undefined && (stored.expiresMs === undefined || stored.expiresMs > keys.unixNow);
}

function add(keys: Keys, key: string, by: number): RedisReply {
  const stored = valueOf(keys, key, 'string');
  if (stored === 'wrong') return WRONG_TYPE;
  const before = stored?.value ?? '0';
  if (!/^-?\d+$/.test(before) || Number.isNaN(by)) return NOT_INTEGER;
  keys.map.set(key, { ...stored, is: 'string', value: String(Number(before) + by) });
  return Number(before) + by;
}

function listOf(keys: Keys, key: string, is: 'list' | 'set'): readonly string[] | 'wrong' {
  const stored = keys.map.get(key);
  if (!isAlive(keys, key) || stored === undefined) return [];
  return stored.is === is ? (stored.value as readonly string[]) : 'wrong';
}

function keep(keys: Keys, key: string, is: 'list' | 'set', value: readonly string[]): void {
  if (value.length === 0) keys.map.delete(key);
  else keys.map.set(key, { is, value });
}

function push(keys: Keys, [key = '', ...values]: readonly string[], atFront: boolean): RedisReply {
  const list = listOf(keys, key, 'list');
  if (list === 'wrong') return WRONG_TYPE;
  const next = atFront ? [...values.toReversed(), ...list] : [...list, ...values];
  keep(keys, key, 'list', next);
  return next.length;
}

function pop(keys: Keys, key: string, atFront: boolean): RedisReply {
  const list = listOf(keys, key, 'list');
  if (list === 'wrong') return WRONG_TYPE;
  keep(keys, key, 'list', atFront ? list.slice(1) : list.slice(0, -1));
  return (atFront ? list[0] : list.at(-1)) ?? null;
}

function range<T>(items: readonly T[], from: string, to: string): readonly T[] {
  const at = (text: string) => (Number(text) < 0 ? items.length + Number(text) : Number(text));
  return items.slice(Math.max(0, at(from)), at(to) + 1);
}

function setString(keys: Keys, [key = '', value = '', ...options]: readonly string[]): RedisReply {
  const upper = options.map((option) => option.toUpperCase());
  const exists = isAlive(keys, key);
  if ((upper.includes('NX') && exists) || (upper.includes('XX') && !exists)) return null;
  const [seconds, millis] = ['EX', 'PX'].map((name) => (upper.includes(name) ? Number(options[upper.indexOf(name) + 1]) : undefined));
  const lifeMs = seconds === undefined ? millis : seconds * 1000;
  keys.map.set(key, { is: 'string', value, ...(lifeMs === undefined ? {} : { expiresMs: keys.unixNow + lifeMs }) });
  return OK;
}

function ttl(keys: Keys, key: string, unitMs: number): RedisReply {
  if (!isAlive(keys, key)) return -2;
  const expiresMs = keys.map.get(key)?.expiresMs;
  return expiresMs === undefined ? -1 : Math.ceil((expiresMs - keys.unixNow) / unitMs);
}

function expire(keys: Keys, key: string, lifeMs: number): RedisReply {
  const stored = keys.map.get(key);
  if (!isAlive(keys, key) || stored === undefined) return 0;
  keys.map.set(key, { ...stored, expiresMs: keys.unixNow + lifeMs });
  return 1;
}

function matches(pattern: string, key: string): boolean {
  const source = pattern.replace(/[.+^${}()|\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(key);
}

function hash(keys: Keys, key: string, use: (value: Readonly<Record<string, string>>) => RedisReply): RedisReply {
  const stored = valueOf(keys, key, 'hash');
  return stored === 'wrong' ? WRONG_TYPE : use(stored?.value ?? {});
}

function sorted(keys: Keys, key: string, use: (value: Readonly<Record<string, number>>) => RedisReply): RedisReply {
  const stored = valueOf(keys, key, 'zset');
  return stored === 'wrong' ? WRONG_TYPE : use(stored?.value ?? {});
}

function sortedMembers(value: Readonly<Record<string, number>>): readonly string[] {
  return Object.keys(value).sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0) || (a < b ? -1 : 1));
}

function withScores(value: Readonly<Record<string, number>>, members: readonly string[], options: readonly string[]): RedisReply {
  return options.some((option) => option.toUpperCase() === 'WITHSCORES') ? members.flatMap((member) => [member, String(value[member] ?? 0)]) : members;
}

/** The commands on keys, by their names in upper case. */
export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  SET: writes(2, ANY, setString),
  SETNX: writes(2, 2, (keys, [key = '', value = '']) => (isAlive(keys, key) ? 0 : (setString(keys, [key, value]), 1))),
  SETEX: writes(3, 3, (keys, [key = '', seconds = '', value = '']) => setString(keys, [key, value, 'EX', seconds])),
  GET: reads(1, 1, (keys, [key = '']) => {
    const stored = valueOf(keys, key, 'string');
    return stored === 'wrong' ? WRONG_TYPE : (stored?.value ?? null);
  }),
  GETSET: writes(2, 2, (keys, [key = '', value = '']) => {
    const before = valueOf(keys, key, 'string');
    if (before === 'wrong') return WRONG_TYPE;
    setString(keys, [key, value]);
    return before?.value ?? null;
  }),
  MSET: writes(2, ANY, (keys, args) => {
    for (let index = 0; index + 1 < args.length; index += 2) setString(keys, args.slice(index, index + 2));
    return OK;
  }),
  MGET: reads(1, ANY, (keys, args) => args.map((key) => {
    const stored = valueOf(keys, key, 'string');
    return stored === 'wrong' ? null : (stored?.value ?? null);
  })),
  APPEND: writes(2, 2, (keys, [key = '', more = '']) => {
    const stored = valueOf(keys, key, 'string');
    if (stored === 'wrong') return WRONG_TYPE;
    const value = (stored?.value ?? '') + more;
    keys.map.set(key, { is: 'string', value });
    return value.length;
  }),
  STRLEN: reads(1, 1, (keys, [key = '']) => {
    const stored = valueOf(keys, key, 'string');
    return stored === 'wrong' ? WRONG_TYPE : (stored?.value.length ?? 0);
  }),
  INCR: writes(1, 1, (keys, [key = '']) => add(keys, key, 1)),
  DECR: writes(1, 1, (keys, [key = '']) => add(keys, key, -1)),
  INCRBY: writes(2, 2, (keys, [key = '', by = '']) => add(keys, key, Number(by))),
  DECRBY: writes(2, 2, (keys, [key = '', by = '']) => add(keys, key, -Number(by))),
  DEL: writes(1, ANY, (keys, args) => args.filter((key) => isAlive(keys, key) && keys.map.delete(key)).length),
  EXISTS: reads(1, ANY, (keys, args) => args.filter((key) => isAlive(keys, key)).length),
  TYPE: reads(1, 1, (keys, [key = '']) => ({ status: isAlive(keys, key) ? (keys.map.get(key)?.is ?? 'none') : 'none' })),
  KEYS: reads(1, 1, (keys, [pattern = '*']) => [...keys.map.keys()].filter((key) => isAlive(keys, key) && matches(pattern, key))),
  SCAN: reads(1, ANY, (keys) => ['0', [...keys.map.keys()].filter((key) => isAlive(keys, key))]),
  DBSIZE: reads(0, 0, (keys) => [...keys.map.keys()].filter((key) => isAlive(keys, key)).length),
  RENAME: writes(2, 2, (keys, [from = '', to = '']) => {
    const stored = keys.map.get(from);
    if (stored === undefined || !isAlive(keys, from)) return errorReply('ERR no such key');
    keys.map.delete(from);
    keys.map.set(to, stored);
    return OK;
  }),
  EXPIRE: writes(2, ANY, (keys, [key = '', seconds = '']) => expire(keys, key, Number(seconds) * 1000)),
  PEXPIRE: writes(2, ANY, (keys, [key = '', millis = '']) => expire(keys, key, Number(millis))),
  PERSIST: writes(1, 1, (keys, [key = '']) => {
    const stored = keys.map.get(key);
    if (stored?.expiresMs === undefined) return 0;
    const { expiresMs: _, ...rest } = stored;
    keys.map.set(key, rest);
    return 1;
  }),
  TTL: reads(1, 1, (keys, [key = '']) => ttl(keys, key, 1000)),
  PTTL: reads(1, 1, (keys, [key = '']) => ttl(keys, key, 1)),
  LPUSH: writes(2, ANY, (keys, args) => push(keys, args, true)),
  RPUSH: writes(2, ANY, (keys, args) => push(keys, args, false)),
  LPOP: writes(1, 1, (keys, [key = '']) => pop(keys, key, true)),
  RPOP: writes(1, 1, (keys, [key = '']) => pop(keys, key, false)),
  LLEN: reads(1, 1, (keys, [key = '']) => {
    const list = listOf(keys, key, 'list');
    return list === 'wrong' ? WRONG_TYPE : list.length;
  }),
  LRANGE: reads(3, 3, (keys, [key = '', from = '', to = '']) => {
    const list = listOf(keys, key, 'list');
    return list === 'wrong' ? WRONG_TYPE : range(list, from, to);
  }),
  SADD: writes(2, ANY, (keys, [key = '', ...members]) => {
    const set = listOf(keys, key, 'set');
    if (set === 'wrong') return WRONG_TYPE;
    const next = [...new Set([...set, ...members])];
    keep(keys, key, 'set', next);
    return next.length - set.length;
  }),
  SREM: writes(2, ANY, (keys, [key = '', ...members]) => {
    const set = listOf(keys, key, 'set');
    if (set === 'wrong') return WRONG_TYPE;
    const next = set.filter((member) => !members.includes(member));
    keep(keys, key, 'set', next);
    return set.length - next.length;
  }),
  SMEMBERS: reads(1, 1, (keys, [key = '']) => {
    const set = listOf(keys, key, 'set');
    return set === 'wrong' ? WRONG_TYPE : set;
  }),
  SCARD: reads(1, 1, (keys, [key = '']) => {
    const set = listOf(keys, key, 'set');
    return set === 'wrong' ? WRONG_TYPE : set.length;
  }),
  SISMEMBER: reads(2, 2, (keys, [key = '', member = '']) => {
    const set = listOf(keys, key, 'set');
    return set === 'wrong' ? WRONG_TYPE : Number(set.includes(member));
  }),
  HSET: writes(3, ANY, (keys, [key = '', ...pairs]) => hash(keys, key, (value) => {
    const next = { ...value };
    for (let index = 0; index + 1 < pairs.length; index += 2) next[pairs[index] ?? ''] = pairs[index + 1] ?? '';
    keys.map.set(key, { is: 'hash', value: next });
    return Object.keys(next).length - Object.keys(value).length;
  })),
  HGET: reads(2, 2, (keys, [key = '', field = '']) => hash(keys, key, (value) => value[field] ?? null)),
  HGETALL: reads(1, 1, (keys, [key = '']) => hash(keys, key, (value) => Object.entries(value).flat())),
  HDEL: writes(2, ANY, (keys, [key = '', ...fields]) => hash(keys, key, (value) => {
    const next = Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));
    keys.map.set(key, { is: 'hash', value: next });
    return Object.keys(value).length - Object.keys(next).length;
  })),
  ZADD: writes(3, ANY, (keys, [key = '', ...pairs]) => sorted(keys, key, (value) => {
    const next = { ...value };
    for (let index = 0; index + 1 < pairs.length; index += 2) next[pairs[index + 1] ?? ''] = Number(pairs[index]);
    keys.map.set(key, { is: 'zset', value: next });
    return Object.keys(next).length - Object.keys(value).length;
  })),
  ZRANGE: reads(3, ANY, (keys, [key = '', from = '', to = '', ...options]) => sorted(keys, key, (value) => withScores(value, range(sortedMembers(value), from, to), options))),
  ZSCORE: reads(2, 2, (keys, [key = '', member = '']) => sorted(keys, key, (value) => (value[member] === undefined ? null : String(value[member])))),
  FLUSHDB: writes(0, 1, ({ map }) => {
    map.clear();
    return OK;
  }),
  FLUSHALL: writes(0, 1, ({ all }) => {
    for (const map of all.values()) map.clear();
    return OK;
  }),
};

export function keysOf(all: Databases, database: number, unixNow: number): Keys {
  return { map: databaseOf(all, database), all, unixNow };
}
