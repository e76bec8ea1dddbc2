import type { FileStat } from './files.ts';

const TYPE_LETTERS = { file: '-', directory: 'd', symlink: 'l' } as const;

/** `drwxr-xr-x`: the first column of `ls -l`. */
export function permissionsText(stat: Pick<FileStat, 'type' | 'mode' | 'device'>): string {
  const type = stat.device === true ? 'c' : TYPE_LETTERS[stat.type];
  return type + triple(stat.mode, 6, 0o4000, 's') + triple(stat.mode, 3, 0o2000, 's') + triple(stat.mode, 0, 0o1000, 't');
}

function triple(mode: number, shift: number, special: number, letter: string): string {
  const bits = (mode >> shift) & 7;
  const canRun = (bits & 1) !== 0;
  const last = (mode & special) === 0 ? (canRun ? 'x' : '-') : canRun ? letter : letter.toUpperCase();
  return ((bits & 4) === 0 ? '-' : 'r') + ((bits & 2) === 0 ? '-' : 'w') + last;
}
