/** The first two lines of curl's progress meter, on stderr when stdout is no terminal. */
export const meterHeader =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** Its third line once the transfer has ended; undefined bytes for one that brought nothing. */
export function meterLine(bytes: number | undefined, totalMs: number): string {
  const none = '--:--:-- --:--:-- --:--:--';
  if (bytes === undefined || bytes === 0) return `  0     0    0     0    0     0      0      0 ${totalMs >= 1000 ? `--:--:-- ${clock(totalMs)} --:--:--` : none}     0`;
  const speed = Math.max(1, Math.round((bytes * 1000) / Math.max(totalMs, 1)));
  const size = String(bytes).padStart(5);
  return `100 ${size}  100 ${size}    0     0 ${String(speed).padStart(6)}      0 ${none} ${String(speed).padStart(5)}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`.replace(/^ /, '0');
}
