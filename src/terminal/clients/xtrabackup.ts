import { FileError } from '#engine/machine/files.ts';
import type { FileSystem } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Running } from '../process/process.ts';
import { readAll, sleep } from '../process/waits.ts';
import { parseOptions, type ParsedOptions } from '../utilities/options.ts';
import { query, type MysqlConnection } from './mysql/connection.ts';

/** What an archive begins with, and one file of it. simplified: text instead of chunks. */
const MAGIC = 'XBSTCK01';

interface Chunk {
  readonly path: string;
  readonly text: string;
}

/** Files that belong to one server alone and are not copied. */
const LEFT_OUT = /^(?:auto\.cnf|master\.info|[^/]*-bin\.(?:\d+|index)|binlog\.(?:\d+|index)|xtrabackup_.*|change_master_to\.sql.*)$/;
const COPY_MS = 1800;
const PREPARE_MS = 1200;

const LONG = {
  backup: 'backup', prepare: 'prepare', 'target-dir': 'target-dir:', stream: 'stream:', host: 'host:', user: 'user:', password: 'password:', port: 'port:', 'slave-info': 'slave-info', datadir: 'datadir:', 'safe-slave-backup': 'safe',
};

/** Percona XtraBackup: copies the files of a server that goes on running. */
export const xtrabackup = defineUtility({
  name: 'xtrabackup',
  flavours: [],
  summary: 'copy the files of a running MySQL server',
  *run(process) {
    const options = parseOptions(process, { short: 'H:u:p:P:', long: LONG });
    if (options === undefined) return 1;
    if (options.has('backup')) return yield* backUp(process, options);
    if (options.has('prepare')) return yield* prepare(process, options);
    process.err('xtrabackup: Error: please specify one of --backup, --prepare, --move-back, --copy-back\n');
    return 1;
  },
});

function* backUp(process: Process, options: ParsedOptions): Running {
  const connection: MysqlConnection = { host: options.value('host') ?? options.value('H') ?? '127.0.0.1', port: Number(options.value('port') ?? 3306), user: options.value('user') ?? options.value('u') ?? 'root', password: options.value('password') ?? '' };
  const connected = yield* query(process, connection, undefined, 'SELECT VERSION()');
  if (connected.is === 'error') {
    process.err(`Failed to connect to MySQL server: ${connected.text}.\n`);
    return 1;
  }
  const directory = options.value('datadir') ?? '/var/lib/mysql';
  process.err(`xtrabackup version 2.4.4 based on MySQL server 5.7.13 Linux (x86_64)\nxtrabackup: uses posix_fadvise().\nxtrabackup: cd to ${directory}\n`);
  yield sleep(COPY_MS);
  const chunks = [...copied(process.machine.files, directory)];
  const master = yield* query(process, connection, undefined, 'SHOW MASTER STATUS');
  const row = master.is === 'rows' ? master.rows[0] : undefined;
  if (row !== undefined) chunks.push({ path: 'xtrabackup_binlog_info', text: `${row[0] ?? ''}\t${row[1] ?? ''}\n` });
  const slave = options.has('slave-info') ? yield* query(process, connection, undefined, 'SHOW SLAVE STATUS') : undefined;
  if (slave?.is === 'rows' && slave.rows[0] !== undefined) {
    const cell = (label: string) => slave.rows[0]?.[slave.columns.findIndex((column) => column.label === label)] ?? '';
    chunks.push({ path: 'xtrabackup_slave_info', text: `CHANGE MASTER TO MASTER_LOG_FILE='${cell('Relay_Master_Log_File')}', MASTER_LOG_POS=${cell('Exec_Master_Log_Pos')};\n` });
  }
  chunks.push({ path: 'xtrabackup_checkpoints', text: 'backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 2595280\nlast_lsn = 2595289\ncompact = 0\nrecover_binlog_info = 0\n' });
  for (const chunk of chunks) process.err(`[01] Streaming ./${chunk.path}\n`);
  process.out([MAGIC, ...chunks.map((chunk) => JSON.stringify(chunk))].map((line) => `${line}\n`).join(''));
  process.err('completed OK!\n');
  return 0;
}

/** The files of a data directory, those below its directories included. */
function* copied(files: FileSystem, directory: string, prefix = ''): Generator<Chunk> {
  for (const name of files.list(directory)) {
    const [path, shown] = [`${directory}/${name}`, `${prefix}${name}`];
    if (files.isDirectory(path)) {
      yield { path: `${shown}/`, text: '' };
      yield* copied(files, path, `${shown}/`);
    } else if (!LEFT_OUT.test(shown)) yield { path: shown, text: files.read(path) };
  }
}

function* prepare(process: Process, options: ParsedOptions): Running {
  const { files } = process.machine;
  const directory = files.resolve(process.cwd, options.value('target-dir') ?? './xtrabackup_backupfiles');
  process.err(`xtrabackup version 2.4.4 based on MySQL server 5.7.13 Linux (x86_64)\nxtrabackup: cd to ${directory}\n`);
  if (!files.exists(`${directory}/xtrabackup_checkpoints`)) {
    process.err("xtrabackup: Error: cannot open ./xtrabackup_checkpoints\nxtrabackup: error: xtrabackup_read_metadata()\nxtrabackup: This target seems not to have correct metadata...\n");
    return 1;
  }
  yield sleep(PREPARE_MS);
  process.err('InnoDB: Starting shutdown...\nInnoDB: Shutdown completed; log sequence number 2595880\ncompleted OK!\n');
  return 0;
}

/** Takes an archive apart, or makes one of files. */
export const xbstream = defineUtility({
  name: 'xbstream',
  flavours: [],
  summary: 'unpack the stream of a backup',
  *run(process) {
    const options = parseOptions(process, { short: 'xcC:v', long: { extract: 'x', create: 'c', directory: 'C:' } });
    if (options === undefined) return 1;
    const text = yield* readAll(process.stdin);
    if (text === '') return 0;
    if (!text.startsWith(MAGIC)) {
      process.err('xb_stream_read_chunk(): wrong chunk magic at offset 0x0.\n');
      return 1;
    }
    const directory = process.machine.files.resolve(process.cwd, options.value('C') ?? '.');
    try {
      for (const line of text.split('\n').slice(1)) if (line !== '') unpack(process.machine.files, directory, JSON.parse(line) as Chunk);
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.err(`xbstream: failed to create file ${error.path}: ${error.text}.\n`);
      return 1;
    }
  },
});

function unpack(files: FileSystem, directory: string, { path, text }: Chunk): void {
  const target = `${directory}/${path}`;
  if (path.endsWith('/')) files.makeDirectory(target.slice(0, -1), { parents: true });
  else files.write(target, text);
}
