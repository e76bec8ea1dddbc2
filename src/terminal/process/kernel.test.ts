import { describe, expect, it } from 'vitest';
import { FileError } from '#engine/machine/files.ts';
import { givenKernel } from './givenKernel.ts';
import { createPipe } from './pipe.ts';
import type { Process, Program, Running } from './process.ts';
import { createCpuMeter, exitOf, forever, readSome, run, sleep, waitFor } from './waits.ts';

const sleeper: Program = function* () {
  yield forever;
  return 0;
};

describe('a process', () => {
  it('runs in virtual time and hands over its exit code', () => {
    const given = givenKernel();

    const outcome = given.run(function* (process) {
      process.out('a\n');
      yield sleep(1500);
      process.err('b\n');
      return 3;
    });

    expect(outcome).toEqual({ code: 3, stdout: 'a\n', stderr: 'b\n', tookMs: 1500.8 });
  });

  it('may be a plain function', () => {
    expect(givenKernel().run(() => 7).code).toBe(7);
  });

  it('ends by the default action of a signal with 128 and its number', () => {
    const given = givenKernel();
    const process = given.start(sleeper);
    given.sim.runUntil(10);

    given.kernel.signal(process, 'SIGTERM');
    given.sim.runUntil(20);

    expect(process.exit).toEqual({ code: 143, signal: 'SIGTERM' });
  });

  it('runs its finally blocks when a signal ends it', () => {
    const given = givenKernel();
    const process = given.start(function* (self) {
      try {
        yield forever;
      } finally {
        self.out('cleaned up');
      }
      return 0;
    });
    given.sim.runUntil(10);

    given.kernel.signal(process, 'SIGINT');
    given.sim.runUntil(20);

    expect(process.written()).toBe('cleaned up');
  });

  it('handles a signal before it goes on, and SIGKILL cannot be handled', () => {
    const given = givenKernel();
    const process = given.start(function* (self) {
      self.onSignal('SIGKILL', 'ignore');
      self.onSignal('SIGINT', () => self.out('told'));
      yield forever;
      yield forever;
      return 0;
    });
    given.sim.runUntil(1);

    given.kernel.signal(process, 'SIGINT');
    given.sim.runUntil(2);
    const afterInterrupt = process.written();
    given.kernel.signal(process, 'SIGKILL');
    given.sim.runUntil(3);

    expect(afterInterrupt).toBe('told');
    expect(process.exit?.code).toBe(137);
  });

  it('stops and goes on, and what it waited for has passed meanwhile', () => {
    const given = givenKernel();
    const process = given.start(function* (self) {
      yield sleep(1000);
      self.out('awake');
      return 0;
    });
    given.sim.runUntil(100);

    given.kernel.signal(process, 'SIGTSTP');
    given.sim.runUntil(5000);
    const whileStopped = [process.state, process.stoppedBy, process.written()];
    given.kernel.signal(process, 'SIGCONT');
    given.sim.runUntil(5000);

    expect(whileStopped).toEqual(['stopped', 'SIGTSTP', '']);
    expect(process.written()).toBe('awake');
  });

  it('keeps a signal that came while stopped until it goes on', () => {
    const given = givenKernel();
    const process = given.start(sleeper);
    given.kernel.signal(process, 'SIGSTOP');
    given.sim.runUntil(1);
    given.kernel.signal(process, 'SIGTERM');
    given.sim.runUntil(2);
    expect(process.state).toBe('stopped');

    given.kernel.signal(process, 'SIGCONT');
    given.sim.runUntil(3);

    expect(process.exit?.signal).toBe('SIGTERM');
  });

  it('stays in the table until its parent reaps it', () => {
    const given = givenKernel();
    let seen: string[] = [];

    given.run(function* (self) {
      const child = self.kernel.spawn({ program: () => 5, argv: ['child'], machine: self.machine, parent: self, descriptors: self.descriptors });
      yield sleep(10);
      seen = self.kernel.processes(self.machine).map((process) => `${process.argv[0]} ${process.state}`);
      const status = yield* waitFor(child);
      seen.push(`code ${status.code}`, String(self.kernel.processes(self.machine).length));
      return 0;
    });

    expect(seen).toEqual(['program running', 'child ended', 'code 5', '1']);
  });

  it('lets a fault of ours through to whoever moves the time', () => {
    const given = givenKernel();
    given.start(() => {
      throw new TypeError('a bug');
    });

    expect(() => given.sim.runUntil(1)).toThrow('a bug');
  });

  it('says what write failed, as GNU tools do', () => {
    const given = givenKernel();
    const full = { ...createPipe().output, write: () => {
      throw new FileError('ENOSPC', '/data/x');
    } };

    const process = given.start((self) => {
      self.out('text');
      return 0;
    }, { argv: ['/usr/bin/cat'], spawn: {} });
    process.descriptors.set(1, full);
    given.sim.runUntil(1);

    expect(process.complaints()).toBe('cat: write error: No space left on device\n');
    expect(process.exit?.code).toBe(1);
  });

  it('cannot hold the clock still', () => {
    const given = givenKernel();
    const process = given.start(function* () {
      for (;;) yield sleep(0);
    });

    given.sim.runUntil(50);

    expect(given.sim.now()).toBe(50);
    expect(process.state).toBe('waiting');
  });

  it('takes time for work without end when it counts it', () => {
    const given = givenKernel();
    let rounds = 0;
    given.start(function* () {
      const cpu = createCpuMeter();
      for (;;) {
        rounds += 1;
        const rest = cpu.spend(0.05);
        if (rest !== undefined) yield rest;
      }
    });

    given.sim.runUntil(100);

    expect(rounds).toBeGreaterThan(1900);
    expect(rounds).toBeLessThan(2200);
  });
});

describe('the first process of a container', () => {
  const init = (program: Program) => {
    const given = givenKernel({ isContainer: true });
    const process = given.start(program, { spawn: { isInit: true } });
    given.sim.runUntil(1);
    return { given, process };
  };

  it('is number 1 and deaf to SIGTERM without a handler', () => {
    const { given, process } = init(sleeper);

    given.kernel.signal(process, 'SIGTERM');
    given.sim.runUntil(2);

    expect([process.pid, process.state]).toEqual([1, 'waiting']);
  });

  it('cannot be killed from inside, only from outside', () => {
    const { given, process } = init(sleeper);
    given.start((self) => {
      self.kernel.signal(process, 'SIGKILL');
      return 0;
    });
    given.sim.runUntil(2);
    expect(process.state).toBe('waiting');

    given.kernel.signal(process, 'SIGKILL');
    given.sim.runUntil(3);

    expect(process.exit?.code).toBe(137);
  });

  it('takes all others with it', () => {
    const { given, process } = init(function* () {
      yield sleep(100);
      return 0;
    });
    const other = given.start(sleeper);

    given.sim.runUntil(200);

    expect(process.exit?.code).toBe(0);
    expect(other.exit?.signal).toBe('SIGKILL');
  });
});

describe('a pipe', () => {
  const between = (writer: Program, reader: Program) => {
    const given = givenKernel();
    const results: (Process | undefined)[] = [];
    const outcome = given.run(function* (self): Running {
      const pipe = createPipe(100);
      const left = self.kernel.spawn({ program: writer, argv: ['writer'], machine: self.machine, parent: self, descriptors: new Map([...self.descriptors, [1, pipe.output]]) });
      const right = self.kernel.spawn({ program: reader, argv: ['reader'], machine: self.machine, parent: self, descriptors: new Map([...self.descriptors, [0, pipe.input]]) });
      pipe.output.release();
      pipe.input.release();
      results.push(left, right);
      yield* waitFor(right);
      yield* waitFor(left);
      return 0;
    });
    return { outcome, left: results[0], right: results[1] };
  };

  const endless: Program = function* (self) {
    for (;;) {
      self.out('0123456789'.repeat(5));
      yield sleep(0);
    }
  };

  it('ends the writer by SIGPIPE when the reader has gone', () => {
    const { left, outcome } = between(endless, function* (self) {
      self.out((yield* readSome(self.stdin, 10)) ?? '');
      return 0;
    });

    expect(outcome.stdout).toBe('0123456789');
    expect(left?.exit).toEqual({ code: 141, signal: 'SIGPIPE' });
  });

  it('holds the writer back while it is full', () => {
    let steps = 0;
    const { outcome } = between(
      function* (self) {
        for (let index = 0; index < 10; index += 1) {
          self.out('x'.repeat(60));
          steps += 1;
          yield sleep(0);
        }
        return 0;
      },
      function* (self) {
        yield sleep(1000);
        self.out(`${steps} `);
        let length = 0;
        for (;;) {
          const text = yield* readSome(self.stdin);
          if (text === undefined) break;
          length += text.length;
        }
        self.out(String(length));
        return 0;
      },
    );

    expect(outcome.stdout).toBe('2 600');
  });

  it('carries everything to a reader that waits for the exit of its writer first', () => {
    const { outcome } = between(
      (self) => {
        self.out('all of it');
        return 0;
      },
      function* (self) {
        yield sleep(5);
        self.out((yield* readSome(self.stdin)) ?? 'nothing');
        return 0;
      },
    );

    expect(outcome.stdout).toBe('all of it');
  });
});

it('goes on under another name after exec', () => {
  const given = givenKernel();

  const outcome = given.run(function* (self) {
    self.kernel.replace(self, ['other', 'x'], new Map([['A', '1']]));
    return yield* run((same) => {
      same.out(`${same.argv.join(' ')} ${same.env.get('A')}`);
      return 4;
    }, self);
  });

  expect(outcome).toMatchObject({ code: 4, stdout: 'other x 1' });
});

it('wakes at once who waits for the exit of what has ended', () => {
  const given = givenKernel();

  const outcome = given.run(function* (self) {
    const child = self.kernel.spawn({ program: () => 0, argv: ['child'], machine: self.machine, parent: self, descriptors: new Map() });
    yield sleep(10);
    yield exitOf(child);
    return 9;
  });

  expect(outcome).toMatchObject({ code: 9, tookMs: 10.8 });
});
