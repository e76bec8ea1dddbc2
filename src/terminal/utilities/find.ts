import { FileError, type FileStat } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { nullInput } from '../process/fileStream.ts';
import type { Process, Wait } from '../process/process.ts';
import { waitFor } from '../process/waits.ts';
import { baseName } from './cp.ts';
import { globRegExp } from './glob.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { findCommand, startChild } from './execute.ts';
import { isBusybox, sayUsage } from './options.ts';

interface Found {
  readonly shown: string;
  readonly path: string;
  readonly stat: FileStat;
  readonly depth: number;
}

type Test = (found: Found) => Generator<Wait, boolean, void>;

/** What an expression says besides its tests. */
interface Plan {
  readonly test: Test;
  readonly maxDepth: number;
  readonly minDepth: number;
  readonly finish: () => Generator<Wait, void, void>;
}

export const find = defineUtility({
  name: 'find',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'search for files in a directory hierarchy',
  *run(process) {
    const args = process.argv.slice(1);
    const starts: string[] = [];
    while (args[0] !== undefined && !/^[-(!]/.test(args[0])) starts.push(args.shift() ?? '');
    const plan = parseExpression(process, args);
    if (plan === undefined) return 1;
    let status = 0;
    for (const start of starts.length === 0 ? ['.'] : starts) {
      if (!(yield* walk(process, plan, start, process.machine.files.resolve(process.cwd, start), 0))) status = 1;
    }
    yield* plan.finish();
    return status;
  },
});

function* walk(process: Process, plan: Plan, shown: string, path: string, depth: number): Generator<Wait, boolean, void> {
  const { files } = process.machine;
  let stat: FileStat;
  try {
    stat = files.lstat(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `find: ${shown}: ${error.text}\n` : `find: '${shown}': ${error.text}\n`);
    return false;
  }
  if (depth >= plan.minDepth) yield* plan.test({ shown, path, stat, depth });
  if (stat.type !== 'directory' || depth >= plan.maxDepth || !files.isDirectory(path)) return true;
  let ok = true;
  for (const name of files.list(path)) ok = (yield* walk(process, plan, `${shown.replace(/\/$/, '')}/${name}`, files.resolve(path, name), depth + 1)) && ok;
  return ok;
}

/** A recursive-descent reading of the expression; undefined after an error has been told. */
function parseExpression(process: Process, args: readonly string[]): Plan | undefined {
  const state = { at: 0, maxDepth: Number.POSITIVE_INFINITY, minDepth: 0, acts: false, failed: false };
  const pending: (() => Generator<Wait, void, void>)[] = [];
  const fail = (text: string): Test => {
    if (!state.failed) process.err(`find: ${text}\n`);
    state.failed = true;
    return always(true);
  };
  const refuse = (text: string): Test => {
    const told = state.failed;
    const test = fail(text);
    if (!told) sayUsage(process);
    return test;
  };
  const value = (name: string) => {
    const next = args[(state.at += 1)];
    if (next === undefined) fail(isBusybox(process) ? `missing argument to '${name}'` : `missing argument to \`${name}'`);
    return next ?? '';
  };
  const run = (found: readonly Found[], argv: readonly string[]) => execute(process, argv.flatMap((word) => (word === '{}' ? found.map(({ shown }) => shown) : word.includes('{}') ? [word.replaceAll('{}', found[0]?.shown ?? '')] : [word])));

  const primary = (): Test => {
    const name = args[state.at] ?? '';
    const done = (test: Test) => {
      state.at += 1;
      return test;
    };
    switch (name) {
      case '-name':
      case '-iname': {
        const regex = globRegExp(value(name), name === '-iname' ? 'i' : '');
        return done(matching(({ shown }) => regex.test(baseName(shown))));
      }
      case '-path':
      case '-wholename': {
        const regex = globRegExp(value(name), '', true);
        return done(matching(({ shown }) => regex.test(shown)));
      }
      case '-type': {
        const wanted = { f: 'file', d: 'directory', l: 'symlink' }[value(name)];
        return done(matching(({ stat }) => stat.type === wanted));
      }
      case '-empty':
        return done(matching(({ stat, path }) => (stat.type === 'directory' ? process.machine.files.list(path).length === 0 : stat.size === 0)));
      case '-size': {
        const match = /^([+-]?)(\d+)([ckMG]?)$/.exec(value(name));
        if (match === null) return done(fail(`invalid argument to -size`));
        const unit = { c: 1, k: 1024, M: 1_048_576, G: 1_073_741_824 }[match[3] ?? ''] ?? 512;
        return done(matching(({ stat }) => compare(match[1] ?? '', Math.ceil(stat.size / unit), Number(match[2]))));
      }
      case '-mtime':
      case '-mmin': {
        const match = /^([+-]?)(\d+)$/.exec(value(name));
        if (match === null) return done(fail(`invalid argument to ${name}`));
        const unitMs = name === '-mtime' ? 86_400_000 : 60_000;
        return done(matching(({ stat }) => compare(match[1] ?? '', Math.floor((process.kernel.unixNow() - stat.mtimeMs) / unitMs), Number(match[2]))));
      }
      case '-newer': {
        const path = process.machine.files.resolve(process.cwd, value(name));
        const than = process.machine.files.exists(path) ? process.machine.files.stat(path).mtimeMs : Number.POSITIVE_INFINITY;
        return done(matching(({ stat }) => stat.mtimeMs > than));
      }
      case '-maxdepth':
        state.maxDepth = Number(value(name));
        return done(always(true));
      case '-mindepth':
        state.minDepth = Number(value(name));
        return done(always(true));
      case '-print':
      case '-print0':
        state.acts = true;
        return done(matching(({ shown }) => (process.out(shown + (name === '-print' ? '\n' : '\0')), true)));
      case '-ls':
        state.acts = true;
        return done(matching(({ shown, stat }) => (process.out(`${String(stat.inode).padStart(9)} ${String(Math.ceil(stat.size / 1024)).padStart(6)} ${permissionsText(stat)} ${shown}\n`), true)));
      case '-delete':
        state.acts = true;
        return done(matching(({ path }) => (process.machine.files.removeAll(path), true)));
      case '-exec': {
        state.acts = true;
        const argv: string[] = [];
        while (args[(state.at += 1)] !== undefined && args[state.at] !== ';' && !(args[state.at] === '+' && argv.at(-1) === '{}')) argv.push(args[state.at] ?? '');
        if (args[state.at] === undefined) return done(fail(isBusybox(process) ? "missing argument to '-exec'" : "missing argument to `-exec'"));
        if (args[state.at] === ';') return done(function* (found) {
          return (yield* run([found], argv)) === 0;
        });
        const batch: Found[] = [];
        pending.push(function* () {
          if (batch.length > 0) yield* run(batch, argv);
        });
        return done(matching((found) => (batch.push(found), true)));
      }
      case '-prune':
      case '-xdev':
      case '-mount':
        return done(always(true));
      default:
        return done(isBusybox(process) ? refuse(`unrecognized: ${name}`) : fail(name.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name}'`));
    }
  };
  const factor = (): Test => {
    if (args[state.at] === '!' || args[state.at] === '-not') {
      state.at += 1;
      const inner = factor();
      return function* (found) {
        return !(yield* inner(found));
      };
    }
    if (args[state.at] !== '(') return primary();
    state.at += 1;
    const inner = either();
    if (args[state.at] !== ')') return fail('missing closing parenthesis');
    state.at += 1;
    return inner;
  };
  const both = (): Test => {
    let left = factor();
    while (args[state.at] !== undefined && !['-o', '-or', ')'].includes(args[state.at] ?? '')) {
      if (args[state.at] === '-a' || args[state.at] === '-and') state.at += 1;
      const [first, second] = [left, factor()];
      left = function* (found) {
        return (yield* first(found)) && (yield* second(found));
      };
    }
    return left;
  };
  function either(): Test {
    let left = both();
    while (args[state.at] === '-o' || args[state.at] === '-or') {
      state.at += 1;
      const [first, second] = [left, both()];
      left = function* (found) {
        return (yield* first(found)) || (yield* second(found));
      };
    }
    return left;
  }

  const test = args.length === 0 ? always(true) : either();
  if (state.failed) return undefined;
  return {
    maxDepth: state.maxDepth,
    minDepth: state.minDepth,
    test: state.acts ? test : function* (found) {
      if (yield* test(found)) process.out(`${found.shown}\n`);
      return true;
    },
    *finish() {
      for (const last of pending) yield* last();
    },
  };
}

function always(answer: boolean): Test {
  return matching(() => answer);
}

function matching(holds: (found: Found) => boolean): Test {
  return function* (found) {
    return holds(found);
  };
}

function compare(sign: string, value: number, than: number): boolean {
  return sign === '+' ? value > than : sign === '-' ? value < than : value === than;
}

function* execute(process: Process, argv: readonly string[]): Generator<Wait, number, void> {
  const command = findCommand(process, argv, (_, name, why) => (isBusybox(process) ? `${name}: ${why}` : `'${name}': ${why}`));
  if (typeof command === 'number') return 1;
  const child = startChild(process, command, { descriptors: new Map([...process.descriptors, [0, nullInput()]]) });
  return (yield* waitFor(child)).code;
}
