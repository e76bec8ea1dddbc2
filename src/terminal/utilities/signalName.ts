import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';

/** `9`, `KILL`, `SIGKILL`, as kill and timeout take it; 0 only asks. Undefined for what is no signal. */
export function parseSignal(text: string): Signal | 0 | undefined {
  if (text === '0') return 0;
  if (/^\d+$/.test(text)) return (Object.keys(SIGNAL_NUMBERS) as Signal[]).find((name) => SIGNAL_NUMBERS[name] === Number(text));
  const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  return name in SIGNAL_NUMBERS ? (name as Signal) : undefined;
}
