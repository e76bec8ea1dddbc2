import type { Process } from '../../process/process.ts';

/** The number of a question. It comes from moment and name: a draw here would move the dice of everybody else. */
export function queryId(process: Process, name: string): number {
  let id = Math.round(process.kernel.now() * 1000) + process.pid * 7919;
  for (const char of name) id = (Math.imul(id, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return (Math.imul(id, 0x9e_37_79_b1) >>> 16) & 0xff_ff;
}
