import type { HttpRequest, HttpResponse } from '../../../machine/host.ts';
import { utf8Length } from '../../../core/utf8.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { httpDate } from '../nginx/httpDate.ts';

export interface WebApp {
  readonly path: string;
  readonly port: number | ((context: DaemonContext) => number);
  readonly readyAfterMs?: number;
  readonly says?: (context: DaemonContext) => readonly string[];
  readonly answer: (request: HttpRequest, context: DaemonContext, clientIp: string) => HttpResponse;
}

/** A small server of pages: what the images of courses are. */
export function webApp({ path, port, readyAfterMs = 300, says, answer }: WebApp): Daemon {
  return {
    path,
    start: (context) => {
      let hasEnded = false;
      context.after(readyAfterMs, () => {
        if (hasEnded) return;
        for (const text of says?.(context) ?? []) context.log(text);
        context.listen({ port: typeof port === 'number' ? port : port(context), protocol: 'TCP', speaks: 'http', answerMs: 1, http: (request, clientIp) => answer(request, context, clientIp) });
      });
      return {
        onSignal: (signal) => {
          if (signal !== 'SIGTERM' && signal !== 'SIGINT' && signal !== 'SIGQUIT' && signal !== 'SIGWINCH') return;
          hasEnded = true;
          context.exit(0);
        },
      };
    },
  };
}

/** A page with the headers that every server sends. */
export function page(context: DaemonContext, body: string, { status = 200, reason = 'OK', type = 'text/plain', headers = [] }: { readonly status?: number; readonly reason?: string; readonly type?: string; readonly headers?: HttpResponse['headers'] } = {}): HttpResponse {
  return { status, reason, headers: [['Date', httpDate(context.unixNow())], ['Content-Type', type], ...headers, ['Content-Length', String(utf8Length(body))]], body };
}
