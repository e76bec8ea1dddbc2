import type { MysqlReply } from '#engine/node/images/mysql/protocol.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { query, readConnection, type MysqlConnection } from './connection.ts';

/** simplified: tables and their rows; routines, triggers and comments about settings are left out. */
export const mysqldump = defineUtility({
  name: 'mysqldump',
  flavours: [],
  summary: 'write databases as statements',
  *run(process) {
    const read = yield* readConnection(process, { short: 'AB', long: { 'all-databases': 'A', databases: 'B', 'single-transaction': 'single', 'no-tablespaces': 'no-tablespaces', quick: 'quick', 'set-gtid-purged': 'gtid:' } });
    if (read === undefined) return 7;
    const { options, connection } = read;
    const named = options.operands;
    if (named.length === 0 && !options.has('A')) {
      process.err('Usage: mysqldump [OPTIONS] database [tables]\nOR     mysqldump [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\nOR     mysqldump [OPTIONS] --all-databases [OPTIONS]\nFor more options, use mysqldump --help\n');
      return 1;
    }
    const databases = options.has('A') ? yield* names(process, connection, 'SHOW DATABASES') : options.has('B') ? named : named.slice(0, 1);
    if (typeof databases === 'number') return databases;
    process.out(`-- MySQL dump 10.13  Distrib 8.0\n--\n-- Host: ${connection.host ?? 'localhost'}    Database: ${databases.join(' ')}\n-- ------------------------------------------------------\n\n`);
    for (const database of databases) {
      if (/^(?:information_schema|performance_schema|sys|mysql)$/.test(database)) continue;
      if (options.has('A') || options.has('B')) process.out(`CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`${database}\`;\n\nUSE \`${database}\`;\n\n`);
      const tables = !options.has('A') && !options.has('B') && named.length > 1 ? named.slice(1) : yield* names(process, connection, `SHOW TABLES FROM \`${database}\``);
      if (typeof tables === 'number') return tables;
      for (const table of tables) {
        const code = yield* dumpTable(process, connection, database, table);
        if (code !== 0) return code;
      }
    }
    process.out('-- Dump completed\n');
    return 0;
  },
});

function* names(process: Process, connection: MysqlConnection, sql: string): Generator<Wait, readonly string[] | number, void> {
  const reply = yield* query(process, connection, undefined, sql);
  return reply.is === 'rows' ? reply.rows.map(([name]) => name ?? '') : complain(process, reply);
}

function* dumpTable(process: Process, connection: MysqlConnection, database: string, table: string): Generator<Wait, number, void> {
  const created = yield* query(process, connection, database, `SHOW CREATE TABLE \`${table}\``);
  if (created.is !== 'rows') return complain(process, created);
  const rows = yield* query(process, connection, database, `SELECT * FROM \`${table}\``);
  if (rows.is !== 'rows') return complain(process, rows);
  process.out(`DROP TABLE IF EXISTS \`${table}\`;\n${created.rows[0]?.[1] ?? ''};\n`);
  const values = rows.rows.map((row) => `(${row.map((cell, index) => (cell === null ? 'NULL' : rows.columns[index]?.isNumber === true ? cell : `'${cell.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)).join(',')})`);
  if (values.length > 0) process.out(`INSERT INTO \`${table}\` VALUES ${values.join(',')};\n`);
  process.out('\n');
  return 0;
}

function complain(process: Process, reply: MysqlReply): number {
  if (reply.is === 'error') process.err(`mysqldump: Got error: ${reply.number}: ${reply.text} when trying to connect\n`);
  return 2;
}
