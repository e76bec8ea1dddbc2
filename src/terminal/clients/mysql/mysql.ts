import type { MysqlReply } from '#engine/node/images/mysql/protocol.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import type { ParsedOptions } from '../../utilities/options.ts';
import { promptLoop } from '../promptLoop.ts';
import { splitStatements, type SplitStatement } from '../splitStatements.ts';
import { isConnectionError, query, readConnection, type ErrorReply, type MysqlConnection } from './connection.ts';
import { batch, countLine, framed, vertical } from './results.ts';

const LONG = {
  execute: 'e:', database: 'D:', batch: 'B', 'skip-column-names': 'N', silent: 's', table: 't', verbose: 'v', force: 'f', vertical: 'E', version: 'V', help: '?', 'no-auto-rehash': 'A', raw: 'r', unbuffered: 'n', comments: 'c',
};

/** The session of one client. */
interface Client {
  readonly process: Process;
  readonly connection: MysqlConnection;
  readonly options: ParsedOptions;
  database: string | undefined;
  /** A person reads along: times and counts are told. */
  readonly isInteractive: boolean;
}

export const mysql = defineUtility({
  name: 'mysql',
  aliases: ['mariadb'],
  flavours: [],
  summary: 'the command-line client of MySQL',
  *run(process) {
    const read = yield* readConnection(process, { short: 'e:D:BNstvfEV?Arnc', long: LONG });
    if (read === undefined) return 7;
    const { options, connection } = read;
    if (options.has('V')) {
      process.out(`mysql  Ver ${process.env.get('MYSQL_VERSION') ?? '5.7.44'} for Linux on x86_64 (MySQL Community Server (GPL))\n`);
      return 0;
    }
    const given = options.value('e');
    const client: Client = { process, connection, options, database: options.value('D') ?? options.operands[0], isInteractive: given === undefined && process.stdin.isTty() };
    const failed = yield* connect(client);
    if (failed !== undefined) {
      process.err(`ERROR ${failed.number} (${failed.state}): ${failed.text}\n`);
      return 1;
    }
    if (client.isInteractive) return yield* converse(client);
    const text = given ?? (yield* readAll(process.stdin));
    const { statements, rest } = splitStatements(text);
    const last = rest.trim() === '' ? [] : [{ text: rest.trim(), ending: '', line: text.slice(0, text.length - rest.trimStart().length).split('\n').length }];
    return yield* runAll(client, [...statements, ...last]);
  },
});

/** Logs in, as every client does before its first statement. */
function* connect({ process, connection, database }: Client): Generator<Wait, ErrorReply | undefined, void> {
  const reply = yield* query(process, connection, database, 'SELECT 1');
  return reply.is === 'error' ? reply : undefined;
}

function* runAll(client: Client, statements: readonly SplitStatement[]): Running {
  let code = 0;
  for (const statement of statements) {
    if (yield* runStatement(client, statement)) continue;
    code = 1;
    if (!client.options.has('f')) break;
  }
  return code;
}

/** True when it went well. */
function* runStatement(client: Client, { text, ending, line }: SplitStatement): Generator<Wait, boolean, void> {
  const { process, connection, isInteractive, options } = client;
  const startedAtMs = process.kernel.now();
  const reply = yield* query(process, connection, client.database, text);
  if (reply.is === 'error') {
    process.err(`ERROR ${reply.number} (${reply.state})${isInteractive || isConnectionError(reply) ? '' : ` at line ${line}`}: ${reply.text}\n`);
    if (isInteractive) process.err('\n');
    return false;
  }
  if (reply.is === 'ok' && reply.database !== undefined) client.database = reply.database;
  if (reply.is === 'rows') process.out(shownRows(client, reply, ending === '\\G' || options.has('E')));
  if (isInteractive) process.out(countLine(reply, ((process.kernel.now() - startedAtMs) / 1000).toFixed(2)));
  return true;
}

function shownRows({ process, options, isInteractive }: Client, reply: Extract<MysqlReply, { is: 'rows' }>, isVertical: boolean): string {
  if (isVertical) return vertical(reply);
  const isFramed = options.has('t') || (!options.has('B') && !options.has('s') && !options.has('N') && (isInteractive || (options.has('e') && process.stdout.isTty())));
  return isFramed ? framed(reply) : batch(reply, !options.has('N'));
}

function* converse(client: Client): Running {
  const { process, connection } = client;
  const version = yield* query(process, connection, undefined, 'SELECT VERSION(), CONNECTION_ID(), @@version_comment');
  const [number = '', id = '', comment = ''] = version.is === 'rows' ? (version.rows[0] ?? []) : [];
  process.out(
    `Welcome to the MySQL monitor.  Commands end with ; or \\g.\nYour MySQL connection id is ${id}\nServer version: ${number} ${comment}\n\nCopyright (c) 2000, 2025, Oracle and/or its affiliates.\n\n` +
      "Oracle is a registered trademark of Oracle Corporation and/or its\naffiliates. Other names may be trademarks of their respective\nowners.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n",
  );
  let pending = '';
  return yield* promptLoop(process, {
    prompt: () => (pending.trim() === '' ? 'mysql> ' : /'/.test(pending.replace(/'[^']*'/g, '')) ? "    '> " : '    -> '),
    farewell: 'Bye\n',
    cancel: () => {
      pending = '';
    },
    *take(line) {
      if (pending.trim() === '') {
        const code = yield* ownCommand(client, line.trim());
        if (code !== undefined) return code === 'done' ? undefined : code;
      }
      if (/\\c\s*$/.test(line)) {
        pending = '';
        return undefined;
      }
      pending += `${line}\n`;
      const { statements, rest } = splitStatements(pending);
      pending = rest.trim() === '' ? '' : rest;
      for (const statement of statements) yield* runStatement(client, statement);
      return undefined;
    },
  });
}

/** The commands of the client itself: they need no semicolon. */
function* ownCommand(client: Client, line: string): Generator<Wait, number | 'done' | undefined, void> {
  const { process } = client;
  if (/^(?:exit|quit|\\q)\s*;?$/i.test(line)) {
    process.out('Bye\n');
    return 0;
  }
  if (/^(?:help|\\h|\?)\s*;?$/i.test(line)) {
    process.out('\nFor information about MySQL products and services, visit:\n   http://www.mysql.com/\n\nList of all MySQL commands:\nNote that all text commands must be first on line and end with \';\'\nexit      (\\q) Exit mysql. Same as quit.\nhelp      (\\h) Display this help.\nstatus    (\\s) Get status information from the server.\nuse       (\\u) Use another database. Takes database name as argument.\n\n');
    return 'done';
  }
  if (/^(?:status|\\s)\s*;?$/i.test(line)) {
    process.out(`--------------\nConnection id:\t\t8\nCurrent database:\t${client.database ?? ''}\nCurrent user:\t\t${client.connection.user}@localhost\nConnection:\t\t${client.connection.host === undefined ? 'Localhost via UNIX socket' : `${client.connection.host} via TCP/IP`}\n--------------\n\n`);
    return 'done';
  }
  const chosen = /^(?:use|\\u)\s+`?([\w$-]+)`?\s*;?$/i.exec(line)?.[1];
  if (chosen === undefined) return undefined;
  yield* runStatement(client, { text: `USE \`${chosen}\``, ending: ';', line: 1 });
  return 'done';
}
