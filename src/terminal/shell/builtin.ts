import type { Assigned } from './evaluate/assigned.ts';
import type { Eval } from './evaluator.ts';
import type { DialectName } from './dialect.ts';
import { complain, type Shell } from './shell.ts';

/** A command that is part of the shell. Adding one is one file in `builtins/` and one line in its `index.ts`. */
export interface Builtin {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Shells that have it; all when absent. */
  readonly dialects?: readonly DialectName[];
  /** A special builtin of POSIX. */
  readonly isSpecial: boolean;
  /** What `help` and wrong use say: `cd [-L|[-P [-e]] [-@]] [dir]`. */
  readonly usage: string;
  /** One line for `help`. */
  readonly summary: string;
  readonly run: (call: BuiltinCall) => number | Eval<number>;
}

export interface BuiltinCall {
  readonly shell: Shell;
  /** The name it was called by. */
  readonly name: string;
  readonly args: readonly string[];
  /** Arguments that are assignments, by their place counted from the name at 0. */
  readonly assigned: ReadonlyMap<number, Assigned>;
  readonly mayReplace: boolean;
}

type Definition = Omit<Builtin, 'isSpecial'> & { readonly isSpecial?: boolean };

/** Keeps the literal types of a definition. */
export function defineBuiltin(definition: Definition): Builtin {
  return { isSpecial: false, ...definition };
}

/** Builtins by name and alias. */
export function builtinTable(builtins: readonly Builtin[]): ReadonlyMap<string, Builtin> {
  const table = new Map<string, Builtin>();
  for (const builtin of builtins) for (const name of [builtin.name, ...(builtin.aliases ?? [])]) table.set(name, builtin);
  return table;
}

/** What a name means as a builtin of this shell; undefined also for one that `enable -n` has switched off. */
export function builtinOf(shell: Shell, name: string): Builtin | undefined {
  return shell.disabledBuiltins.has(name) ? undefined : knownBuiltin(shell, name);
}

export function knownBuiltin(shell: Shell, name: string): Builtin | undefined {
  const builtin = shell.builtins.get(name);
  if (builtin === undefined) return undefined;
  return builtin.dialects === undefined || builtin.dialects.includes(shell.dialect.name) ? builtin : undefined;
}

/** The names of all builtins of this shell, sorted. */
export function builtinNames(shell: Shell): readonly string[] {
  return [...shell.builtins.keys()].filter((name) => knownBuiltin(shell, name) !== undefined).sort();
}

/** Wrong use: the message in bash's two lines, status 2. */
export function wrongUse({ shell, name }: BuiltinCall, builtin: Pick<Builtin, 'usage'>, problem?: string): number {
  if (problem !== undefined) complain(shell, problem);
  if (shell.dialect.name === 'bash') shell.process.err(`${name}: usage: ${builtin.usage}\n`);
  return 2;
}

/** The option letters of a call. A letter followed by `:` in `known` takes a value. */
export interface ParsedOptions {
  readonly letters: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
  /** The first letter that is not known. */
  readonly unknown?: string;
  readonly missing?: string;
}

export function parseOptions(args: readonly string[], known: string): ParsedOptions {
  const letters = new Map<string, string>();
  let index = 0;
  for (; index < args.length; index += 1) {
    const arg = args[index] as string;
    if (arg === '--') {
      index += 1;
      break;
    }
    if (!/^-./.test(arg)) break;
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg[at] as string;
      const place = known.indexOf(letter);
      if (place < 0 || letter === ':') return { letters, rest: args.slice(index), unknown: letter };
      if (known[place + 1] !== ':') letters.set(letter, '');
      else {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : args[(index += 1)];
        if (value === undefined) return { letters, rest: [], missing: letter };
        letters.set(letter, value);
        break;
      }
    }
  }
  return { letters, rest: args.slice(index) };
}

/** {@link parseOptions}, or the status of the message about a wrong one. */
export function optionsOrStatus(call: BuiltinCall, builtin: Pick<Builtin, 'usage'>, known: string): ParsedOptions | number {
  const parsed = parseOptions(call.args, known);
  if (parsed.unknown !== undefined) return wrongUse(call, builtin, call.shell.dialect.illegalOption('', parsed.unknown).replace(/^: /, ''));
  if (parsed.missing !== undefined) return wrongUse(call, builtin, `-${parsed.missing}: option requires an argument`);
  return parsed;
}
