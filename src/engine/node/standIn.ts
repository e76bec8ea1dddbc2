import type { Daemon } from './images/image.ts';

/** What a command line does in the stand-in: how long it runs, and how it ends. */
export interface StandInRun {
  /** Undefined: until it is stopped. */
  readonly runsMs: number | undefined;
  readonly exitCode: number;
  readonly output: string;
  /** A shell or a sleep does not hear SIGTERM. */
  readonly isDeaf: boolean;
}

/**
 * Reads a command line the way the stand-in kubelet of the recorded transcripts does: containers run no programs,
 * their ends are told by the words. Without a command a container runs until it is stopped.
 */
export function standInRun(image: string, command: readonly string[]): StandInRun {
  if (image.includes('crash')) return { runsMs: 0, exitCode: 1, output: '', isDeaf: false };
  if (command.length === 0) return { runsMs: undefined, exitCode: 0, output: '', isDeaf: false };
  const isShell = /(?:^|\/)(?:ba|a|da)?sh$/.test(command[0] ?? '');
  const script = isShell ? command.slice(command.findIndex((word) => /^-\w*c$/.test(word)) + 1).join(' ') : command.join(' ');
  return { ...readScript(script), isDeaf: true };
}

function readScript(script: string): Omit<StandInRun, 'isDeaf'> {
  if (/\b(?:while|until)\b|\bsleep\s+inf/.test(script)) return { runsMs: undefined, exitCode: 0, output: '' };
  let runsMs = 0;
  let output = '';
  for (const part of script.split(/;|&&|\n/)) {
    const words = part.trim().split(/\s+/);
    if (words[0] === 'sleep') runsMs += secondsOf(words[1] ?? '0') * 1000;
    if (words[0] === 'echo') output += `${words.slice(1).join(' ').replace(/["']/g, '')}\n`;
    if (words[0] === 'exit') return { runsMs, exitCode: Number(words[1] ?? 0), output };
    if (words[0] === 'false') return { runsMs, exitCode: 1, output };
    if (isServer(words[0] ?? '')) return { runsMs: undefined, exitCode: 0, output };
  }
  return { runsMs, exitCode: 0, output };
}

function secondsOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
  const unit = { s: 1, m: 60, h: 3600, d: 86_400, '': 1 }[match?.[2] ?? ''] ?? 1;
  return Number(match?.[1] ?? 0) * unit;
}

function isServer(word: string): boolean {
  return /^(?:nginx|exec|redis-server|mysqld|tail|httpd|python3?|node|java)$/.test(word.slice(word.lastIndexOf('/') + 1));
}

/** A container of the stand-in: it answers every request and stops as told. */
export function standInDaemon({ runsMs, exitCode, output, isDeaf }: StandInRun): Daemon {
  return {
    path: '/stand-in',
    start: (context) => {
      if (output !== '') context.log(output.trimEnd());
      if (runsMs !== undefined) context.after(runsMs, () => context.exit(exitCode));
      for (const port of context.ports.length === 0 ? [80] : context.ports) {
        context.listen({ port, protocol: 'TCP', speaks: 'http', http: () => ({ status: 200, reason: 'OK', headers: [], body: 'ok\n' }) });
      }
      return {
        onSignal: (signal) => {
          if (signal === 'SIGTERM') context.exit(isDeaf ? 137 : 0);
        },
      };
    },
  };
}
