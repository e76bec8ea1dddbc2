/** What is wrong with a statement; each server has its own number and words for it. */
export type FaultCode =
  | 'syntax' | 'no database' | 'database exists' | 'no database chosen' | 'no table' | 'table exists' | 'no column' | 'column exists' | 'column count' | 'duplicate' | 'not null' | 'no function' | 'bad number' | 'broken file' | 'not simulated';

/** A statement that cannot be carried out. `subject` is the name or text that it is about, `more` what else the message tells. */
export class SqlFault extends Error {
  override readonly name = 'SqlFault';
  readonly code: FaultCode;
  readonly subject: string;
  readonly more: string;
  constructor(code: FaultCode, subject = '', more = '') {
    super(`${code}: ${subject}`);
    this.code = code;
    this.subject = subject;
    this.more = more;
  }
}
