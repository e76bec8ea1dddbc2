import type { Daemon, DaemonContext } from './image.ts';

export interface QuietDaemonOptions {
  readonly path: string;
  /** What it writes when it starts. */
  readonly says?: (context: DaemonContext) => readonly string[];
  /** The port it listens on, and what is spoken there. */
  readonly port?: number;
  readonly speaks?: string;
  readonly protocol?: 'TCP' | 'UDP';
  /** How long after its start it listens, in milliseconds. */
  readonly readyAfterMs?: number;
  readonly talk?: (message: string, context: DaemonContext) => string;
  /** Its exit code after SIGTERM. */
  readonly exitCode?: number;
  /** What it writes when it is told to end. */
  readonly farewell?: (context: DaemonContext) => readonly string[];
}

/** A server that starts, listens, and ends when told to: for images of which nothing deeper is shown. */
export function quietDaemon(options: QuietDaemonOptions): Daemon {
  return {
    path: options.path,
    start: (context) => {
      for (const line of options.says?.(context) ?? []) context.log(line);
      const { port, talk } = options;
      let hasEnded = false;
      const listen = () => {
        if (port === undefined || hasEnded) return;
        context.listen({
          port, protocol: options.protocol ?? 'TCP', speaks: options.speaks ?? 'tcp',
          ...(talk === undefined ? {} : { talk: (message: string) => talk(message, context) }),
        });
      };
      if (options.readyAfterMs === undefined) listen();
      else context.after(options.readyAfterMs, listen);
      return {
        onSignal: (signal) => {
          if (signal !== 'SIGTERM' && signal !== 'SIGINT' && signal !== 'SIGQUIT') return;
          hasEnded = true;
          for (const line of options.farewell?.(context) ?? []) context.log(line);
          context.exit(options.exitCode ?? 0);
        },
      };
    },
  };
}
