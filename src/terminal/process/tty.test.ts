import { describe, expect, it } from 'vitest';
import { givenKernel } from './givenKernel.ts';
import type { Program } from './process.ts';
import type { Input, Output } from './stream.ts';
import { createTty, RAW } from './tty.ts';
import { forever, readSome, sleep } from './waits.ts';

const cat: Program = function* (self) {
  for (;;) {
    const text = yield* readSome(self.stdin);
    if (text === undefined) return 0;
    self.out(text);
  }
};

function givenTty(program: Program = cat) {
  const given = givenKernel();
  let screen = '';
  const tty = createTty(given.kernel, { columns: 80, rows: 24, onOutput: (text) => (screen += text) });
  const process = given.kernel.spawn({
    program,
    argv: ['cat'],
    machine: given.machine,
    tty,
    descriptors: new Map<number, Input | Output>([[0, tty.input], [1, tty.output], [2, tty.output]]),
  });
  tty.foreground = process.processGroup;
  given.sim.runUntil(1);
  const type = (text: string) => {
    tty.receive(text);
    given.sim.runUntil(given.sim.now() + 1);
  };
  return { ...given, tty, process, type, screen: () => screen };
}

describe('a terminal in cooked mode', () => {
  it.each([
    ['echoes and hands over a line at Enter', 'hi\r', 'hi\r\nhi\r\n'],
    ['erases with Backspace', 'hx\u007fi\r', 'hx\b \bi\r\nhi\r\n'],
    ['erases two columns for a wide character', '有\u007fa\r', '有\b \b\b \ba\r\na\r\n'],
    ['erases a word with Ctrl-W', 'a bc \u0017d\r', `a bc ${'\b \b'.repeat(3)}d\r\na d\r\n`],
    ['erases the line with Ctrl-U', 'ab\u0015c\r', `ab${'\b \b'.repeat(2)}c\r\nc\r\n`],
    ['shows control keys', '\u001b[A\r', '^[[A\r\n\u001b[A\r\n'],
    ['hands over what is there at Ctrl-D in a line', 'ab\u0004', 'abab'],
    ['shows and takes Ctrl-C', 'ab\u0003', 'ab^C'],
    ['takes the next key as it is after Ctrl-V', '\u0016\u0003\r', '^C\r\n\u0003\r\n'],
  ])('%s', (_, keys, screen) => {
    const { type, screen: shown } = givenTty();

    type(keys);

    expect(shown()).toBe(screen);
  });

  it('ends the input at Ctrl-D on an empty line', () => {
    const { type, process } = givenTty();

    type('\u0004');

    expect(process.exit?.code).toBe(0);
  });

  it.each([
    ['Ctrl-C', '\u0003', 'SIGINT'],
    ['Ctrl-\\', '\u001c', 'SIGQUIT'],
  ])('ends the foreground by %s', (_, key, signal) => {
    const { type, process } = givenTty();

    type(key);

    expect(process.exit?.signal).toBe(signal);
  });

  it('stops the foreground by Ctrl-Z', () => {
    const { type, process } = givenTty();

    type('\u001a');

    expect(process.state).toBe('stopped');
  });

  it('stops a background process that reads', () => {
    const { tty, process, type } = givenTty();
    tty.foreground = -1;

    type('x\r');

    expect(process.stoppedBy).toBe('SIGTTIN');
  });

  it('knows when it waits for a person', () => {
    const { tty, sim } = givenTty(function* (self) {
      yield sleep(100);
      yield* readSome(self.stdin);
      yield forever;
      return 0;
    });

    const whileSleeping = tty.isWaitingForPerson();
    sim.runUntil(150);
    const whileReading = tty.isWaitingForPerson();
    tty.receive('x\r');
    sim.runUntil(151);

    expect([whileSleeping, whileReading, tty.isWaitingForPerson()]).toEqual([false, true, false]);
  });
});

describe('typing ahead', () => {
  it('is echoed only when a program asks for lines', () => {
    const { tty, type, screen } = givenTty(function* (self) {
      if (self.tty !== undefined) self.tty.mode = RAW;
      self.out(`[${yield* readSome(self.stdin, 1)}]`);
      if (self.tty !== undefined) self.tty.mode = { echo: true, canonical: true, signals: true };
      yield sleep(5);
      return yield* cat(self) as Generator<never, number, void>;
    });
    type('xline\r');
    expect(screen()).toBe('[x]');
    expect(tty.mode.canonical).toBe(true);

    type('');
    type('');
    type('');
    type('');
    type('');

    expect(screen()).toBe('[x]line\r\nline\r\n');
  });

  it('reaches the program as a signal when it holds Ctrl-C', () => {
    const { tty, sim, process } = givenTty(function* (self) {
      if (self.tty !== undefined) self.tty.mode = RAW;
      yield* readSome(self.stdin, 1);
      if (self.tty !== undefined) self.tty.mode = { echo: true, canonical: true, signals: true };
      yield forever;
      return 0;
    });

    tty.receive('x\u0003');
    sim.runUntil(100);

    expect(process.exit?.signal).toBe('SIGINT');
  });
});

it('hands over every key in raw mode', () => {
  const { tty, type, screen } = givenTty();
  tty.mode = RAW;

  type('a\u0003\r');

  expect(screen()).toBe('a\u0003\r');
});

it('tells the foreground of a new size', () => {
  const { tty, sim, process, screen } = givenTty(function* (self) {
    self.onSignal('SIGWINCH', () => self.out(`${self.tty?.columns}x${self.tty?.rows}`));
    yield forever;
    return 0;
  });

  tty.resize(100, 30);
  sim.runUntil(2);

  expect([process.exit?.code, screen()]).toEqual([0, '100x30']);
});

it('rests after a burst of output, so that an endless writer can be interrupted', () => {
  let rounds = 0;
  const { type, process, sim } = givenTty(function* (self) {
    for (;;) {
      self.out('x'.repeat(1000));
      rounds += 1;
      yield sleep(0);
    }
  });

  sim.runUntil(100);
  const written = rounds;
  type('\u0003');

  expect(written).toBeLessThan(120);
  expect(process.exit?.signal).toBe('SIGINT');
});
