import type { MysqlReply } from './protocol.ts';
import type { MysqlServer } from './server.ts';

/** SHOW SLAVE STATUS, and SHOW REPLICA STATUS in its newer words. simplified: the columns that tell something here. */
export function replicaStatus({ replica, context }: MysqlServer, isNew: boolean): MysqlReply {
  const { source, io, sql, ioError, sqlError } = replica.state();
  if (source === undefined) return { is: 'rows', columns: [], rows: [] };
  const state = io === 'Yes' ? 'Waiting for master to send event' : io === 'Connecting' ? 'Connecting to master' : '';
  const last = sqlError ?? ioError;
  const cells: readonly (readonly [string, string | number | null])[] = [
    ['Slave_IO_State', state], ['Master_Host', source.host], ['Master_User', source.user], ['Master_Port', source.port], ['Connect_Retry', source.retryS],
    ['Master_Log_File', source.file], ['Read_Master_Log_Pos', source.position], ['Relay_Log_File', `${context.machine.hostname}-relay-bin.000002`], ['Relay_Log_Pos', 320],
    ['Relay_Master_Log_File', source.file], ['Slave_IO_Running', io], ['Slave_SQL_Running', sql],
    ['Replicate_Do_DB', ''], ['Replicate_Ignore_DB', ''], ['Last_Errno', sqlError?.number ?? 0], ['Last_Error', sqlError?.text ?? ''], ['Skip_Counter', 0],
    ['Exec_Master_Log_Pos', source.position], ['Until_Condition', 'None'], ['Master_SSL_Allowed', 'No'],
    ['Seconds_Behind_Master', io === 'Yes' && sql === 'Yes' ? 0 : null], ['Last_IO_Errno', ioError?.number ?? 0], ['Last_IO_Error', ioError?.text ?? ''],
    ['Last_SQL_Errno', sqlError?.number ?? 0], ['Last_SQL_Error', sqlError?.text ?? ''], ['Slave_SQL_Running_State', last === undefined ? 'Slave has read all relay log; waiting for more updates' : ''],
    ['Auto_Position', 0],
  ];
  const label = (name: string) => (isNew ? name.replace('Slave', 'Replica').replace('Master', 'Source') : name);
  return { is: 'rows', columns: cells.map(([name]) => ({ label: label(name), isNumber: false })), rows: [cells.map(([, value]) => (value === null ? null : String(value)))] };
}
