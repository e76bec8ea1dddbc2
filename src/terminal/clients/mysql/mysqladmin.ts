import { defineUtility } from '../../command.ts';
import { query, readConnection } from './connection.ts';
import { framed } from './results.ts';

export const mysqladmin = defineUtility({
  name: 'mysqladmin',
  aliases: ['mariadb-admin'],
  flavours: [],
  summary: 'ask and steer a MySQL server',
  *run(process) {
    const read = yield* readConnection(process, { short: 's', long: { silent: 's' } });
    if (read === undefined) return 7;
    const { options, connection } = read;
    const [command = '', ...args] = options.operands;
    const statement = statementOf(command, args);
    if (statement === undefined) {
      process.err(command === '' ? 'mysqladmin  Ver 8.0 for Linux on x86_64\nUsage: mysqladmin [OPTIONS] command command....\n' : `mysqladmin: Unknown command: '${command}'\n`);
      return 1;
    }
    const reply = yield* query(process, connection, undefined, statement);
    // Who is refused has still found a server that lives.
    if (command === 'ping' && (reply.is !== 'error' || reply.number === 1045)) {
      if (!options.has('s')) process.out('mysqld is alive\n');
      return 0;
    }
    if (reply.is === 'error') {
      const where = connection.host ?? 'localhost';
      if (reply.number < 2000 && reply.number !== 1045) process.err(`mysqladmin: ${reply.text}\n`);
      else process.err(`mysqladmin: connect to server at '${where}' failed\nerror: '${reply.text}'\n${reply.number === 2003 ? `Check that mysqld is running on ${where} and that the port is ${connection.port}.\nYou can check this by doing 'telnet ${where} ${connection.port}'\n` : ''}`);
      return 1;
    }
    if (reply.is === 'rows' && command !== 'status') process.out(framed(reply));
    if (reply.is === 'rows' && command === 'status') process.out(`Uptime: ${reply.rows[0]?.[1] ?? '0'}  Threads: 1  Questions: 2  Slow queries: 0  Opens: 1  Open tables: 1  Queries per second avg: 0.01\n`);
    return 0;
  },
});

function statementOf(command: string, [name = '']: readonly string[]): string | undefined {
  switch (command) {
    case 'ping':
      return 'SELECT 1';
    case 'status':
      return "SHOW STATUS LIKE 'Uptime'";
    case 'version':
      return 'SELECT VERSION()';
    case 'variables':
      return 'SHOW VARIABLES';
    case 'extended-status':
      return 'SHOW STATUS';
    case 'processlist':
      return 'SHOW PROCESSLIST';
    case 'create':
      return `CREATE DATABASE \`${name}\``;
    case 'drop':
      return `DROP DATABASE \`${name}\``;
    default:
      return undefined;
  }
}
