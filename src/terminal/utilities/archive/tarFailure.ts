import type { Process } from '../../process/process.ts';
import { isBusybox } from '../options.ts';

/** GNU's end of the story. */
export function failed(process: Process, isFatal: boolean): number {
  if (isBusybox(process)) return 1;
  process.err(isFatal ? 'tar: Error is not recoverable: exiting now\n' : 'tar: Exiting with failure status due to previous errors\n');
  return 2;
}
