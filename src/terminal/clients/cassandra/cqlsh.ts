import type { CqlReply } from '#engine/node/images/cassandra/cql.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll, sleep } from '../../process/waits.ts';
import { parseOptions } from '../../utilities/options.ts';
import { callServer } from '../callServer.ts';
import { promptLoop } from '../promptLoop.ts';
import { splitStatements } from '../splitStatements.ts';
import { padEnd, padStart, widthsOf } from '../tables.ts';

const START_MS = 600;

interface Shell {
  readonly process: Process;
  readonly host: string;
  readonly port: number;
  keyspace: string | undefined;
}

export const cqlsh = defineUtility({
  name: 'cqlsh',
  flavours: [],
  summary: 'the command-line client of Cassandra',
  *run(process) {
    const options = parseOptions(process, { short: 'e:k:u:p:f:', long: { execute: 'e:', keyspace: 'k:', username: 'u:', password: 'p:', file: 'f:', 'request-timeout': 'timeout:' } });
    if (options === undefined) return 2;
    const [host = process.env.get('CQLSH_HOST') ?? '127.0.0.1', port = '9042'] = options.operands;
    const shell: Shell = { process, host, port: Number(port), keyspace: options.value('k') };
    yield sleep(START_MS);
    const first = yield* ask(shell, 'DESCRIBE KEYSPACES');
    if (typeof first === 'string') {
      process.err(`Connection error: ('Unable to connect to any servers', {'${host}:${port}': ${first}})\n`);
      return 1;
    }
    const text = options.value('e') ?? (process.stdin.isTty() ? undefined : yield* readAll(process.stdin));
    if (text === undefined) return yield* converse(shell);
    const { statements, rest } = splitStatements(text);
    for (const statement of [...statements.map((one) => one.text), ...(rest.trim() === '' ? [] : [rest.trim()])]) if (!(yield* runOne(shell, statement))) return 2;
    return 0;
  },
});

function* ask({ process, host, port, keyspace }: Shell, cql: string): Generator<Wait, CqlReply | string, void> {
  const called = yield* callServer(process, host, port, `${cql.replace(/\s+/g, ' ').slice(0, 80)}\n${JSON.stringify({ keyspace, cql })}`);
  if (called.outcome === 'answered') return JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as CqlReply;
  return called.outcome === 'no such host' ? "gaierror(-2, 'Name or service not known')" : called.outcome === 'refused' ? `ConnectionRefusedError(111, "Tried connecting to [('${called.ip}', ${port})]. Last error: Connection refused")` : `OperationTimedOut('errors=None, last_host=None')`;
}

function* converse(shell: Shell): Running {
  const { process } = shell;
  process.out(`Connected to K8Demo at ${shell.host}:${shell.port}.\n[cqlsh 5.0.1 | Cassandra 3.11.2 | CQL spec 3.4.4 | Native protocol v4]\nUse HELP for help.\n`);
  let pending = '';
  return yield* promptLoop(process, {
    prompt: () => {
      const name = shell.keyspace === undefined ? 'cqlsh' : `cqlsh:${shell.keyspace}`;
      return pending === '' ? `${name}> ` : `${' '.repeat(name.length - 3)}... `;
    },
    farewell: '\n',
    cancel: () => {
      pending = '';
    },
    *take(line) {
      if (pending === '' && /^\s*(?:exit|quit)\s*;?\s*$/i.test(line)) return 0;
      pending += `${line}\n`;
      const { statements, rest } = splitStatements(pending);
      pending = rest.trim() === '' ? '' : rest;
      for (const { text } of statements) yield* runOne(shell, text);
      return undefined;
    },
  });
}

function* runOne(shell: Shell, cql: string): Generator<Wait, boolean, void> {
  const reply = yield* ask(shell, cql);
  if (typeof reply === 'string' || reply.is === 'error') {
    shell.process.err(`${typeof reply === 'string' ? `NoHostAvailable: ${reply}` : reply.text}\n`);
    return false;
  }
  if (reply.is === 'quiet') shell.keyspace = reply.keyspace;
  if (reply.is === 'names') shell.process.out(`\n${reply.names.length === 0 ? '<empty>' : reply.names.join('  ')}\n\n`);
  if (reply.is === 'rows') shell.process.out(drawn(reply));
  return true;
}

function drawn({ columns, rows }: Extract<CqlReply, { is: 'rows' }>): string {
  const widths = widthsOf({ columns, rows });
  const head = columns.map(({ label }, index) => ` ${padEnd(label, widths[index] ?? 0)} `).join('|');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  const body = rows.map((row) => `${row.map((cell, index) => ` ${padStart(cell, widths[index] ?? 0)} `).join('|').trimEnd()}\n`);
  return `\n${head.trimEnd()}\n${rule}\n${body.join('')}\n(${rows.length} rows)\n`;
}
