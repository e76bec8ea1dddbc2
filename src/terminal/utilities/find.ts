import { FileError, type FileStat } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { nullInput } from '../process/fileStream.ts';
import type { Process, Wait } from '../process/process.ts';
import { waitFor } from '../process/waits.ts';
import { baseName } from './cp.ts';
import { globRegExp } from './glob.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { findCommand, startChild } from './execute.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';
import { changeOf } from './chmod.ts';
import { isBusybox, quoted, sayUsage } from './options.ts';
import { compilePattern } from './pattern.ts';
import { strftime } from './strftime.ts';

interface Found {
  /** Where the search began. */
  readonly start: string;

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
  /** -depth: what is below comes first. */
  readonly isDepthFirst: boolean;
  /** True once -quit was reached. */
  readonly isOver: () => boolean;
  /** True when the last thing that was tested is not to be entered. */
  readonly isPruned: () => boolean;
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
      if (!(yield* walk(process, plan, start, process.machine.files.resolve(process.cwd, start), { start, depth: 0 }))) status = 1;
      if (plan.isOver()) break;
    }
    yield* plan.finish();
    return status;
  },
});

function* walk(process: Process, plan: Plan, shown: string, path: string, { start, depth }: { readonly start: string; readonly depth: number }): Generator<Wait, boolean, void> {
  const { files } = process.machine;
  let stat: FileStat;
  try {
    stat = files.lstat(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `find: ${shown}: ${error.text}\n` : `find: ${quoted(process, shown)}: ${error.text}\n`);
    return false;
  }
  const isSeen = depth >= plan.minDepth;
  const found: Found = { start, shown, path, stat, depth };
  if (isSeen && !plan.isDepthFirst) yield* plan.test(found);
  const isPruned = isSeen && !plan.isDepthFirst && plan.isPruned();
  if (plan.isOver()) return true;
  if (stat.type !== 'directory' || depth >= plan.maxDepth || isPruned || !files.isDirectory(path)) {
    if (isSeen && plan.isDepthFirst) yield* plan.test(found);
    return true;
  }
  let ok = true;
  for (const name of files.list(path)) {
    if (plan.isOver()) break;
    ok = (yield* walk(process, plan, `${shown.replace(/\/$/, '')}/${name}`, files.resolve(path, name), { start, depth: depth + 1 })) && ok;
  }
  if (isSeen && plan.isDepthFirst && !plan.isOver()) yield* plan.test(found);
  return ok;
}

/** A recursive-descent reading of the expression; undefined after an error has been told. */
function parseExpression(process: Process, args: readonly string[]): Plan | undefined {
  const state = { at: 0, maxDepth: Number.POSITIVE_INFINITY, minDepth: 0, acts: false, failed: false, isDepthFirst: false, isOver: false, isPruned: false };
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
        const letters = value(name).split(',');
        const unknown = letters.find((letter) => !/^[fdlbcps]$/.test(letter));
        if (unknown !== undefined && !state.failed) return done(isBusybox(process) ? refuse(`invalid argument '${unknown}' to '-type'`) : fail(`Unknown argument to -type: ${unknown.slice(0, 1)}`));
        const wanted = letters.map((letter) => ({ f: 'file', d: 'directory', l: 'symlink' }[letter]));
        return done(matching(({ stat }) => wanted.includes(stat.type)));
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
      case '-mindepth': {
        const text = value(name);
        if (!/^\d+$/.test(text) && !state.failed) return done(fail(isBusybox(process) ? `invalid number '${text}'` : `Expected a positive decimal integer argument to ${name}, but got ${quoted(process, text)}`));
        if (name === '-maxdepth') state.maxDepth = Number(text);
        else state.minDepth = Number(text);
        return done(always(true));
      }
      case '-depth':
      case '-d':
        state.isDepthFirst = true;
        return done(always(true));
      case '-quit':
        state.acts = true;
        return done(matching(() => (state.isOver = true)));
      case '-true':
        return done(always(true));
      case '-false':
        return done(always(false));
      case '-perm': {
        const text = value(name);
        const sign = /^[-/]/.exec(text)?.[0] ?? '';
        const bits = changeOf(text.slice(sign.length), 0, false);
        if (bits === undefined && !state.failed) return done(fail(isBusybox(process) ? `invalid mode '${text}'` : `invalid mode ${quoted(process, text)}`));
        const wanted = bits ?? 0;
        return done(matching(({ stat }) => (sign === '-' ? (stat.mode & wanted) === wanted : sign === '/' ? wanted === 0 || (stat.mode & wanted) !== 0 : (stat.mode & 0o7777) === wanted)));
      }
      case '-user':
      case '-group': {
        const who = value(name);
        return done(matching(({ stat }) => (name === '-user' ? stat.owner : stat.group) === who || (who === '0' && stat.owner === 'root')));
      }
      case '-nouser':
      case '-nogroup':
        return done(always(false));
      case '-regex':
      case '-iregex': {
        const compiled = compilePattern(value(name), 'basic');
        const regex = boundedRegExp(`^(?:${'error' in compiled ? '(?!)' : compiled.source})$`, name === '-iregex' ? 'i' : '');
        return done(matching(({ shown }) => regex.test(shown)));
      }
      case '-regextype':
        value(name);
        return done(always(true));
      case '-links': {
        const match = /^([+-]?)(\d+)$/.exec(value(name));
        if (match === null) return done(fail(`invalid argument to ${name}`));
        return done(matching(({ stat }) => compare(match[1] ?? '', stat.type === 'directory' ? stat.links : 1, Number(match[2]))));
      }
      case '-inum': {
        const wanted = Number(value(name));
        return done(matching(({ stat }) => stat.inode === wanted));
      }
      case '-samefile': {
        const file = process.machine.files.resolve(process.cwd, value(name));
        const inode = process.machine.files.exists(file) ? process.machine.files.stat(file).inode : -1;
        return done(matching(({ stat }) => stat.inode === inode));
      }
      case '-executable':
        return done(matching(({ stat }) => (stat.mode & 0o111) !== 0));
      case '-readable':
      case '-writable':
        return done(always(true));
      case '-printf': {
        state.acts = true;
        const format = value(name);
        return done(matching((found) => (process.out(printed(process, format, found)), true)));
      }
      case '-print':
      case '-print0':
        state.acts = true;
        return done(matching(({ shown }) => (process.out(shown + (name === '-print' ? '\n' : '\0')), true)));
      case '-ls':
        state.acts = true;
        return done(matching(({ shown, stat }) => (process.out(`${String(stat.inode).padStart(9)} ${String(Math.ceil(stat.size / 1024)).padStart(6)} ${permissionsText(stat)} ${shown}\n`), true)));
      case '-delete':
        state.acts = true;
        state.isDepthFirst = true;
        return done(matching((found) => remove(process, found)));
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
        return done(matching(() => (state.isPruned = true)));
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
    isDepthFirst: state.isDepthFirst,
    isOver: () => state.isOver,
    isPruned: () => state.isPruned,
    *test(found) {
      state.isPruned = false;
      const isHit = yield* test(found);
      if (isHit && !state.acts) process.out(`${found.shown}\n`);
      return isHit;
    },
    *finish() {
      for (const last of pending) yield* last();
    },
  };
}

/** -delete takes files and empty directories. */
function remove(process: Process, { path, shown, stat }: Found): boolean {
  const { files } = process.machine;
  try {
    if (stat.type === 'directory') files.removeDirectory(path);
    else files.unlink(path);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `find: ${shown}: ${error.text}\n` : `find: cannot delete ${quoted(process, shown)}: ${error.text}\n`);
    return false;
  }
}

const TYPE_LETTERS: Readonly<Record<string, string>> = { file: 'f', directory: 'd', symlink: 'l' };

/** -printf's format. */
function printed(process: Process, format: string, { shown, path, stat, depth, start }: Found): string {
  const base = baseName(shown);
  const fieldOf = (letter: string): string | undefined => {
    switch (letter) {
      case '%': return '%';
      case 'p': return shown;
      case 'f': return base;
      case 'h': return shown.includes('/') ? shown.slice(0, shown.lastIndexOf('/')) || '/' : '.';
      case 'P': return shown === start ? '' : shown.slice(start.replace(/\/$/, '').length + 1);
      case 'H': return start;
      case 's': return String(stat.size);
      case 'y': return TYPE_LETTERS[stat.type] ?? '?';
      case 'd': return String(depth);
      case 'm': return (stat.mode & 0o7777).toString(8);
      case 'M': return permissionsText(stat);
      case 'u': return stat.owner;
      case 'g': return stat.group;
      case 'U':
      case 'G': return '0';
      case 'i': return String(stat.inode);
      case 'n': return String(stat.type === 'directory' ? stat.links : 1);
      case 'k': return String(Math.ceil(stat.size / 4096) * 4);
      case 'b': return String(Math.ceil(stat.size / 4096) * 8);
      case 'l': return stat.type === 'symlink' ? process.machine.files.readLink(path) : '';
      case 't': return strftime('%a %b %e %H:%M:%S.%N0 %Y', stat.mtimeMs);
      default: return undefined;
    }
  };
  return format.replaceAll(/\\(n|t|0|\\)|%([-0]?)(\d*)(?:T(.)|(.))/g, (whole, escape: string | undefined, flag: string, width: string, time: string | undefined, letter: string) => {
    if (escape !== undefined) return { n: '\n', t: '\t', 0: '\0', '\\': '\\' }[escape] ?? escape;
    const text = time === undefined ? fieldOf(letter) : time === '@' ? `${(stat.mtimeMs / 1000).toFixed(0)}.0000000000` : time === '+' ? strftime('%F+%T.%N0', stat.mtimeMs) : strftime(`%${time}`, stat.mtimeMs);
    if (text === undefined) return whole;
    const columns = Math.min(Number(width || 0), 1000);
    return flag === '-' ? text.padEnd(columns) : text.padStart(columns);
  });
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
