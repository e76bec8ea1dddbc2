import { createSession } from '#session/createSession.ts';
import type { Session } from '#session/session.ts';
import type { TerminalArguments } from './terminalArguments.ts';

const FRAME_MS = 16;
const SLICE_MS = 10;
const TERMINAL = 1;

/** The person's own terminal as the page's: raw keys in, output out, the clock at the asked speed. Ends with the shell. */
export function runInteractive({ profile, seed, speed }: TerminalArguments): void {
  const { stdin, stdout } = process;
  const session = createSession({ profile, seed, hasEditor: false, columns: stdout.columns, rows: stdout.rows });
  let written = 0;

  const show = () => {
    const { from, text } = session.output(TERMINAL, written);
    written = from + text.length;
    if (text !== '') stdout.write(text);
  };

  const end = (code: number) => {
    clearInterval(clock);
    stdin.setRawMode(false);
    stdin.pause();
    process.exitCode = code;
  };

  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', (text) => {
    session.dispatch({ do: 'type', terminal: TERMINAL, text: String(text) });
  });
  stdout.on('resize', () => {
    session.dispatch({ do: 'resize', terminal: TERMINAL, columns: stdout.columns, rows: stdout.rows });
  });

  let lastMs = performance.now();
  const clock = setInterval(() => {
    const nowMs = performance.now();
    tick(session, nowMs - lastMs, speed);
    lastMs = nowMs;
    show();
    const { crash, terminals } = session.frame();
    if (crash !== undefined) {
      stdout.write(`\r\nOrdinal failed at ${crash.atMs} ms (profile ${profile.name}, seed ${seed}): ${crash.message}\r\n`);
      end(70);
    } else if (terminals[0]?.isOpen !== true) {
      end(terminals[0]?.exitCode ?? 0);
    }
  }, FRAME_MS);
}

/** One frame's worth of virtual time; at full speed the clock stands while the shell waits for the person. */
function tick(session: Session, elapsedMs: number, speed: number): void {
  const deadlineMs = performance.now() + SLICE_MS;
  const isOver = () => performance.now() > deadlineMs;
  if (Number.isFinite(speed)) session.advance(elapsedMs * speed, isOver);
  else session.runUntilIdle(isOver);
}
