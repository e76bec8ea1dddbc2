import { describe, expect, it } from 'vitest';
import type { Intent, LoggedIntent, Mark } from '#session/session.ts';
import { lastCommand } from './lastCommand.ts';

const at = (atMs: number, intent: Intent): LoggedIntent => ({ atMs, intent });
const key = (atMs: number, text: string, terminal = 1) => at(atMs, { do: 'type', terminal, text });
const ran = (atMs: number, text: string): Mark => ({ atMs, kind: 'command', text });

describe('the last command', () => {
  it('is nothing in a session in which nothing was run', () => {
    expect(lastCommand([at(0, { do: 'resize', terminal: 1, columns: 80, rows: 24 })], [])).toBeUndefined();
  });

  it('begins with the first key of its line', () => {
    const history = [key(100, 'l'), key(200, 's'), key(300, '\r'), key(900, 'i'), key(950, 'd'), key(1000, '\r')];

    expect(lastCommand(history, [ran(300, 'ls'), ran(1000, 'id')])).toEqual({ line: 'id', atMs: 900, kept: 3 });
  });

  it('is one intent when a button ran it', () => {
    const history = [key(100, 'x'), at(500, { do: 'run', terminal: 1, line: 'kubectl get pods' })];

    expect(lastCommand(history, [ran(501, 'kubectl get pods')])).toEqual({ line: 'kubectl get pods', atMs: 500, kept: 1 });
  });

  it('is the one that was typed inside of a pod, of which the host’s shell knows nothing', () => {
    const history = [at(100, { do: 'run', terminal: 1, line: 'kubectl exec -it web-0 -- sh' }), key(2000, 'l'), key(2050, 'x'), key(2060, '\u007f'), key(2100, 's'), key(2200, '\r')];

    expect(lastCommand(history, [ran(100, 'kubectl exec -it web-0 -- sh')])).toEqual({ line: 'ls', atMs: 2000, kept: 1 });
  });

  it('is whole when it went over several lines', () => {
    const history = [key(50, 'id\r'), key(100, 'cat <<E\r'), key(200, 'one\r'), key(300, 'E\r')];

    expect(lastCommand(history, [ran(50, 'id'), ran(300, 'cat <<E\none\nE')])).toEqual({ line: 'cat <<E', atMs: 100, kept: 1 });
  });

  it('is no empty line', () => {
    expect(lastCommand([key(50, 'id\r'), key(400, '\r')], [ran(50, 'id')])?.kept).toBe(0);
  });

  it('is the line that was read last, though more has been typed since', () => {
    const history = [at(100, { do: 'run', terminal: 1, line: 'sleep 5' }), key(2000, 'l'), key(2100, 's')];

    expect(lastCommand(history, [ran(100, 'sleep 5')])?.kept).toBe(0);
  });

  it('leaves keys of other terminals alone', () => {
    const history = [key(100, 'a', 2), key(200, 'b'), key(300, '\r')];

    expect(lastCommand(history, [ran(300, 'b')])?.kept).toBe(1);
  });
});
