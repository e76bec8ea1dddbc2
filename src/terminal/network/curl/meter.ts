import type { Process } from '../../process/process.ts';
import type { ParsedOptions } from '../../utilities/options.ts';

/** The first two lines of curl's progress meter, on stderr when stdout is no terminal. */
export const meterHeader =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** What one exchange brought. */
export interface Brought {
  readonly received: number;
  /** How much there was to get. */
  readonly expected: number;
  readonly tookMs: number;
}

const NOTHING: Brought = { received: 0, expected: 0, tookMs: 0 };

/** The meter of one transfer; silent where there is none to be shown. */
export interface Meter {
  begin(): void;
  /** A line once an exchange has ended. */
  end(brought: Brought): void;
}

/** The meter is shown where the body does not go to a terminal. */
export function createMeter(process: Process, options: ParsedOptions, hasFile: boolean): Meter {
  const isShown = !options.has('s') && !options.has('no-progress-meter') && (hasFile || !process.stdout.isTty());
  if (!isShown) return { begin: () => {}, end: () => {} };
  if (options.has('#')) return { begin: () => {}, end: ({ received }) => process.err(received > 0 ? `\r${'#'.repeat(72)} 100.0%\n` : '') };
  return {
    begin: () => process.err(`${meterHeader}\r${meterLine(NOTHING)}`),
    end: (brought) => {
      // Whoever waits sees the seconds go by.
      for (let second = 1; second * 1000 < brought.tookMs && second <= MOST_SECONDS; second += 1) process.err(`\r${meterLine({ ...brought, received: 0, expected: 0, tookMs: second * 1000 })}`);
      process.err(`\r${meterLine(brought)}\n`);
    },
  };
}

const MOST_SECONDS = 300;

/** The third line: what has come so far. */
export function meterLine({ received, expected, tookMs }: Brought): string {
  const percent = expected === 0 ? 0 : Math.floor((received * 100) / expected);
  const speed = received === 0 ? 0 : Math.max(1, Math.round((received * 1000) / Math.max(tookMs, 1)));
  const times = tookMs >= 1000 ? `--:--:-- ${clock(tookMs)} --:--:--` : '--:--:-- --:--:-- --:--:--';
  return `${String(percent).padStart(3)} ${figures(expected)}  ${String(percent).padStart(3)} ${figures(received)}    0     0  ${figures(speed)}      0 ${times} ${figures(speed)}`;
}

/** Five characters: bytes, or thousands of them with a letter. */
function figures(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  const [kilobytes, megabytes] = [bytes / 1024, bytes / 1_048_576];
  if (kilobytes < 10_000) return `${Math.floor(kilobytes)}k`.padStart(5);
  return megabytes < 100 ? `${megabytes.toFixed(1)}M`.padStart(5) : `${Math.floor(megabytes)}M`.padStart(5);
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
