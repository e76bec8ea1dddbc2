import type { FileStat } from '#engine/machine/files.ts';

/** `drwxr-xr-x`: the first column of `ls -l`. */
export function modeText({ type, mode, device }: Pick<FileStat, 'type' | 'mode' | 'device'>): string {
  const kind = type === 'directory' ? 'd' : type === 'symlink' ? 'l' : device === true ? 'c' : '-';
  const bits = [6, 3, 0].map((shift) => {
    const three = (mode >> shift) & 7;
    return `${three & 4 ? 'r' : '-'}${three & 2 ? 'w' : '-'}${three & 1 ? 'x' : '-'}`;
  });
  const text = bits.join('').split('');
  if (mode & 0o4000) text[2] = text[2] === 'x' ? 's' : 'S';
  if (mode & 0o2000) text[5] = text[5] === 'x' ? 's' : 'S';
  if (mode & 0o1000) text[8] = text[8] === 'x' ? 't' : 'T';
  return kind + text.join('');
}
