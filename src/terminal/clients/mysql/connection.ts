import { packRequest, unpack, type MysqlReply } from '#engine/node/images/mysql/protocol.ts';
import type { Process, Wait } from '../../process/process.ts';
import { nameOf, readOptions, type OptionFault, type ParsedOptions } from '../../utilities/options.ts';
import { askSecretly } from '../promptLoop.ts';
import { callServer } from '../callServer.ts';

/** Where a client connects to, and as whom. */
export interface MysqlConnection {
  /** Undefined: through the socket of this machine. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export type ErrorReply = Extract<MysqlReply, { is: 'error' }>;

/** The options that all clients of MySQL have. */
export const CONNECTION_OPTIONS = { host: 'h:', port: 'P:', user: 'u:', socket: 'S:', protocol: 'protocol:', 'ssl-mode': 'ssl-mode:', 'connect-timeout': 'connect-timeout:', 'default-character-set': 'charset:', 'get-server-public-key': 'key', 'skip-ssl': 'skip-ssl' };

const SOCKET = '/var/run/mysqld/mysqld.sock';

/** `-pSECRET` and `--password` take their value only when it is attached: they are read before all others. */
export function takePassword(args: readonly string[]): { readonly rest: readonly string[]; readonly password: string | undefined; readonly asks: boolean } {
  const isPassword = (arg: string) => /^(?:-p|--password(?:=|$))/.test(arg);
  const given = args.findLast(isPassword);
  const value = given === undefined || given === '-p' || given === '--password' ? undefined : given.replace(/^(?:-p|--password=)/, '');
  return { rest: args.filter((arg) => !isPassword(arg)), password: value, asks: given !== undefined && value === undefined };
}

/** Reads the options of a client and asks for the password where it has to; undefined after a complaint. */
export function* readConnection(process: Process, spec: { readonly short: string; readonly long: Readonly<Record<string, string>> }): Generator<Wait, { readonly options: ParsedOptions; readonly connection: MysqlConnection } | undefined, void> {
  const { rest, password, asks } = takePassword(process.argv.slice(1));
  const options = readOptions({ short: `h:P:u:S:${spec.short}`, long: { ...CONNECTION_OPTIONS, ...spec.long } }, rest);
  if ('fault' in options) {
    process.err(`${nameOf(process)}: ${complaint(options)}\n`);
    return undefined;
  }
  if (password !== undefined) process.err(`${nameOf(process)}: [Warning] Using a password on the command line interface can be insecure.\n`);
  const secret = asks ? yield* askSecretly(process, 'Enter password: ') : (password ?? process.env.get('MYSQL_PWD') ?? '');
  const host = options.value('h') ?? process.env.get('MYSQL_HOST');
  return {
    options,
    connection: {
      host: host === undefined || (host === 'localhost' && options.value('protocol')?.toLowerCase() !== 'tcp') ? undefined : host,
      port: Number(options.value('P') ?? 3306),
      user: options.value('u') ?? process.env.get('USER') ?? 'root',
      password: secret,
    },
  };
}

function complaint({ fault, option, isLong }: OptionFault): string {
  const shown = isLong ? `--${option}` : `-${option}`;
  if (fault === 'needs value') return `[ERROR] ${isLong ? `option '--${option}'` : `option '${shown}'`} requires an argument`;
  return isLong ? `[ERROR] unknown variable '${option}'.` : `[ERROR] unknown option '${shown}'.`;
}

/** Sends one statement. A server that cannot be reached answers with the client's own numbers. */
export function* query(process: Process, { host, port, user, password }: MysqlConnection, database: string | undefined, sql: string): Generator<Wait, MysqlReply, void> {
  if (host === undefined && !process.machine.files.exists(SOCKET)) return { is: 'error', number: 2002, state: 'HY000', text: `Can't connect to local MySQL server through socket '${SOCKET}' (2)` };
  const called = yield* callServer(process, host ?? '127.0.0.1', port, packRequest({ user, password, database, sql }));
  if (called.outcome === 'answered') return unpack<MysqlReply>(called.reply);
  const isOld = (process.env.get('MYSQL_MAJOR') ?? '5.7').startsWith('5.');
  if (called.outcome === 'no such host') return { is: 'error', number: 2005, state: 'HY000', text: `Unknown MySQL server host '${host ?? ''}' (${isOld ? 0 : -2})` };
  const reason = { refused: 111, timeout: 110, unreachable: 113, silent: 104 }[called.outcome];
  return { is: 'error', number: 2003, state: 'HY000', text: `Can't connect to MySQL server on '${host ?? ''}${isOld ? '' : `:${port}`}' (${reason})` };
}

/** Did the connection itself fail? Such errors belong to no line of the input. */
export function isConnectionError({ number }: ErrorReply): boolean {
  return number >= 2000 || number === 1045;
}
