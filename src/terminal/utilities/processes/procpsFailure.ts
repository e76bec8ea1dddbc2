import type { Process } from '../../process/process.ts';

/** How ps ends when it does not like its arguments. */
export function psFailure(process: Process, what: string): 1 {
  process.err(
    `error: ${what}\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n`,
  );
  return 1;
}
