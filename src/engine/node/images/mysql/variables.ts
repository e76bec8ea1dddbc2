import type { Value } from '../sql/syntax.ts';
import { digestOf } from '../../digest.ts';
import type { DaemonContext } from '../image.ts';
import { isOn } from './options.ts';

/** The server's settings, as SHOW VARIABLES lists them. */
export interface Variables {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  names(): readonly string[];
}

export interface VariablesOptions {
  readonly context: DaemonContext;
  readonly directory: string;
  readonly version: string;
  readonly options: ReadonlyMap<string, string>;
}

const SWITCHES = ['read_only', 'super_read_only', 'skip_grant_tables', 'log_slave_updates', 'gtid_mode', 'skip_networking', 'skip_name_resolve'];

export function variablesOf({ context, directory, version, options }: VariablesOptions): Variables {
  const isOld = version.startsWith('5.');
  const { hostname } = context.machine;
  const logBin = options.get('log_bin');
  const keepsLog = !options.has('skip_log_bin') && (logBin !== undefined || !isOld);
  const baseName = logBin === undefined || logBin === 'ON' ? (isOld ? `${hostname}-bin` : 'binlog') : logBin.slice(logBin.lastIndexOf('/') + 1);
  const values = new Map<string, Value>([
    ['autocommit', 'ON'], ['basedir', '/usr/'], ['bind_address', '*'], ['character_set_server', isOld ? 'latin1' : 'utf8mb4'], ['datadir', `${directory}/`], ['default_storage_engine', 'InnoDB'],
    ['hostname', hostname], ['innodb_buffer_pool_size', 134_217_728], ['log_bin', keepsLog ? 'ON' : 'OFF'], ['log_bin_basename', keepsLog ? `${directory}/${baseName}` : ''], ['max_connections', 151],
    ['pid_file', '/var/run/mysqld/mysqld.pid'], ['port', 3306], ['server_id', isOld ? 0 : 1], ['server_uuid', serverUuid(context, directory)], ['socket', '/var/run/mysqld/mysqld.sock'],
    ['sql_mode', 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'], ['time_zone', 'SYSTEM'], ['transaction_isolation', 'REPEATABLE-READ'],
    ['version', `${version}${isOld && keepsLog ? '-log' : ''}`], ['version_comment', 'MySQL Community Server (GPL)'], ['wait_timeout', 28_800],
    ...SWITCHES.map((name): [string, Value] => [name, 'OFF']),
  ]);
  const set = (name: string, value: Value) => {
    if (SWITCHES.includes(name)) values.set(name, isOn(String(value === true ? 1 : value)) ? 'ON' : 'OFF');
    else values.set(name, typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);
    // The stronger of the two brings the weaker one along.
    if (name === 'super_read_only' && values.get(name) === 'ON') values.set('read_only', 'ON');
  };
  for (const [name, value] of options) if (name !== 'log_bin' && name !== 'datadir') set(name, value);
  return { get: (name) => values.get(name), set, names: () => [...values.keys()].sort() };
}

/** Made once and kept in the data directory: a copy of the directory has to leave it out. */
function serverUuid(context: DaemonContext, directory: string): string {
  const { files } = context.machine;
  const path = `${directory}/auto.cnf`;
  const known = files.exists(path) ? /server-uuid=(\S+)/.exec(files.read(path))?.[1] : undefined;
  if (known !== undefined) return known;
  const digits = digestOf(`${context.machine.id} ${context.machine.container?.podUid ?? ''} ${context.unixNow()}`);
  const uuid = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-11f0-${digits.slice(12, 16)}-${digits.slice(16, 28)}`;
  files.write(path, `[auto]\nserver-uuid=${uuid}\n`);
  return uuid;
}
