import type { Process } from '../../process/process.ts';

/** Which bind a machine's tools are of. */
export function bindVersion({ machine }: Process): string {
  if (machine.flavour === 'centos7') return '9.11.4-P2-RedHat-9.11.4-26.P2.el7_9.16';
  return machine.flavour === 'debian' ? '9.18.49-1~deb12u3-Debian' : '9.18.37';
}

/** Before 9.18 less was said of what went wrong. */
export function isOldBind(process: Process): boolean {
  return process.machine.flavour === 'centos7';
}
