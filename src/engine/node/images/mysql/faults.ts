import { FileError } from '../../../machine/files.ts';
import { SqlFault } from '../sql/fault.ts';
import type { MysqlReply } from './protocol.ts';

type ErrorReply = Extract<MysqlReply, { is: 'error' }>;

export function errorReply(number: number, state: string, text: string): ErrorReply {
  return { is: 'error', number, state, text };
}

/** A fault in MySQL's numbers and words; undefined for what is no fault of a statement. */
export function replyOf(error: unknown): ErrorReply | undefined {
  if (error instanceof FileError) return error.code === 'ENOSPC' ? errorReply(1021, 'HY000', 'Disk full; waiting for someone to free some space...') : errorReply(1030, 'HY000', `Got error 168 - '${error.text}' from storage engine`);
  return error instanceof SqlFault ? faultReply(error) : undefined;
}

function faultReply({ code, subject, more }: SqlFault): ErrorReply {
  switch (code) {
    case 'syntax':
      return errorReply(1064, '42000', `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${subject.slice(0, 80)}' at line ${more === '' ? '1' : more}`);
    case 'no database':
      return more === 'drop' ? errorReply(1008, 'HY000', `Can't drop database '${subject}'; database doesn't exist`) : errorReply(1049, '42000', `Unknown database '${subject}'`);
    case 'database exists':
      return errorReply(1007, 'HY000', `Can't create database '${subject}'; database exists`);
    case 'no database chosen':
      return errorReply(1046, '3D000', 'No database selected');
    case 'no table':
      return more.startsWith('drop ') ? errorReply(1051, '42S02', `Unknown table '${more.slice('drop '.length)}.${subject}'`) : errorReply(1146, '42S02', `Table '${more}.${subject}' doesn't exist`);
    case 'table exists':
      return errorReply(1050, '42S01', `Table '${subject}' already exists`);
    case 'column exists':
      return errorReply(1060, '42S21', `Duplicate column name '${subject}'`);
    case 'no column':
      return errorReply(1054, '42S22', `Unknown column '${subject}' in '${more}'`);
    case 'column count':
      return errorReply(1136, '21S01', `Column count doesn't match value count at row ${subject}`);
    case 'duplicate':
      return errorReply(1062, '23000', `Duplicate entry '${subject}' for key '${more}'`);
    case 'not null':
      return errorReply(1048, '23000', `Column '${subject}' cannot be null`);
    case 'no function':
      return errorReply(1305, '42000', `FUNCTION ${subject} does not exist`);
    case 'bad number':
      return errorReply(1366, 'HY000', `Incorrect integer value: '${subject}' for column '${more}' at row 1`);
    case 'broken file':
      return errorReply(1033, 'HY000', `Incorrect information in file: './${subject}'`);
    case 'not simulated':
      return errorReply(1235, '42000', `This simulation doesn't yet support '${subject}'`);
  }
}
