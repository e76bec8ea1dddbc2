import { describe, expect, it } from 'vitest';
import type { RunningProgram, StartRequest } from '#engine/machine/programs.ts';
import { givenKernel } from './process/givenKernel.ts';
import { createProgramRunner } from './runner.ts';
import { shells } from './shell/index.ts';
import { utilities } from './utilities/index.ts';

function givenRunner() {
  const given = givenKernel({ flavour: 'busybox', isContainer: true, hostname: 'web-0', cwd: '/', programs: [...shells, ...utilities] });
  const runner = createProgramRunner(given.kernel);
  const said: string[] = [];
  const exits: string[] = [];
  const start = (argv: readonly string[], options: Partial<StartRequest> = {}) =>
    runner.start({
      machine: given.machine,
      argv,
      stdin: false,
      onOutput: (text, stream) => said.push(stream === 'stdout' ? text : `!${text}`),
      onExit: ({ code, signal }) => exits.push(signal === undefined ? String(code) : `${code} ${signal}`),
      ...options,
    });
  const started = (argv: readonly string[], options: Partial<StartRequest> = {}) => start(argv, options) as RunningProgram;
  return { ...given, runner, start, started, said: () => said.join(''), exits, wait: (ms: number) => given.sim.runUntil(given.sim.now() + ms) };
}

describe('a program of a container', () => {
  it('runs the tools of its machine and tells what it wrote and how it ended', () => {
    const given = givenRunner();

    given.started(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    given.wait(100);

    expect([given.said(), given.exits]).toEqual(['out\n!err\n', ['3']]);
  });

  it.each([
    ['not found', ['nosuch']],
    ['not found', ['/bin/nosuch']],
    ['not executable', ['/etc']],
  ])('cannot be started: %s', (reason, argv) => {
    expect(givenRunner().start(argv)).toEqual({ reason, path: argv[0] });
  });

  it('runs a script in the interpreter that it names', () => {
    const given = givenRunner();
    given.machine.files.write('/run.sh', '#!/bin/sh -e\necho "$0 $1"\n');
    given.machine.files.chmod('/run.sh', 0o755);

    given.started(['/run.sh', 'x']);
    given.wait(100);

    expect([given.said(), given.exits]).toEqual(['/run.sh x\n', ['0']]);
  });

  it('gets its own environment over that of the machine', () => {
    const given = givenRunner();

    given.started(['sh', '-c', 'echo $A $HOSTNAME'], { env: { A: '1' } });
    given.wait(100);

    expect(given.said()).toBe('1 web-0\n');
  });

  it('reads what is written to it until its input is closed', () => {
    const given = givenRunner();
    const program = given.started(['cat'], { stdin: true });
    const attached = program.attach(() => {});
    given.wait(10);

    attached.write('hello\n');
    given.wait(10);
    attached.closeInput();
    given.wait(10);
    attached.write('too late\n');

    expect([given.said(), given.exits]).toEqual(['hello\n', ['0']]);
  });

  it('finds its input at the end at once when it has none', () => {
    const given = givenRunner();

    given.started(['cat']);
    given.wait(10);

    expect(given.exits).toEqual(['0']);
  });

  it('tells those who attach what it writes from then on, until they detach', () => {
    const given = givenRunner();
    const heard: string[] = [];
    const program = given.started(['sh', '-c', 'for i in 1 2 3 4; do echo $i; sleep 1; done']);
    given.wait(1500);
    const attached = program.attach((text) => heard.push(text));
    given.wait(1000);
    attached.detach();
    given.wait(5000);

    expect([heard.join(''), given.said()]).toEqual(['3\n', '1\n2\n3\n4\n']);
  });
});

describe('the first process of a container', () => {
  it('is number 1, deaf to SIGTERM, and dies of SIGKILL', () => {
    const given = givenRunner();
    const program = given.started(['sleep', '3600'], { isInit: true });
    given.wait(10);
    program.signal('SIGTERM');
    given.wait(10);
    const afterTerm = [...given.exits];

    program.signal('SIGKILL');
    given.wait(10);

    expect([program.pid, afterTerm, given.exits]).toEqual([1, [], ['137 SIGKILL']]);
  });

  it('hears SIGTERM when it handles it', () => {
    const given = givenRunner();
    const program = given.started(['sh', '-c', 'trap "echo bye; exit 0" TERM; while true; do sleep 1; done'], { isInit: true });
    given.wait(500);
    program.signal('SIGTERM');
    given.wait(2000);

    expect([given.said(), given.exits]).toEqual(['bye\n', ['0']]);
  });

  it('ends all others with it', () => {
    const given = givenRunner();
    given.started(['sleep', '1'], { isInit: true });
    given.started(['sleep', '100']);
    given.wait(1500);

    expect(given.exits).toEqual(['0', '137 SIGKILL']);
  });
});

describe('a terminal of a container', () => {
  it('shows a prompt, echoes, and ends at Ctrl-D', () => {
    const given = givenRunner();
    const program = given.started(['sh'], { stdin: true, tty: { columns: 80, rows: 24 } });
    const attached = program.attach(() => {});
    given.wait(50);
    attached.write('hostname\r');
    given.wait(50);
    attached.write('\u0004');
    given.wait(50);

    expect([given.said(), given.exits]).toEqual(['/ # hostname\r\nweb-0\r\n/ # \r\n', ['0']]);
  });

  it('takes Ctrl-C for the program in front, not for the shell', () => {
    const given = givenRunner();
    const program = given.started(['sh'], { stdin: true, tty: { columns: 80, rows: 24 } });
    const attached = program.attach(() => {});
    given.wait(50);
    attached.write('sleep 100\r');
    given.wait(50);
    attached.write('\u0003');
    given.wait(50);

    expect(given.said()).toBe('/ # sleep 100\r\n^C\r\n/ # ');
    expect(program.isWaitingForInput?.()).toBe(true);
  });
});

it('shows a daemon as process 1 and lets kill reach it', () => {
  const given = givenRunner();
  const heard: string[] = [];
  const daemon = given.runner.present?.({ machine: given.machine, argv: ['nginx: master process'], onSignal: (signal) => heard.push(signal) });
  given.wait(10);

  given.started(['sh', '-c', 'kill -HUP 1; kill 1; kill -9 1; kill -0 1 && echo there']);
  given.wait(100);
  const shown = given.kernel.processes(given.machine).map(({ pid, argv }) => `${pid} ${argv[0]}`);
  daemon?.end(0);
  given.wait(10);

  expect([heard, given.said(), shown]).toEqual([['SIGHUP', 'SIGTERM'], 'there\n', ['1 nginx: master process']]);
  expect(given.kernel.processes(given.machine)).toEqual([]);
});
