import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { createCpuMeter, readAll } from '../process/waits.ts';
import { busyboxUsage, isBusybox, parseOptions, type ParsedOptions } from './options.ts';
import { parseSedScript, type SedAddress, type SedCommand } from './sedScript.ts';
import { readFile } from './sources.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

/** A stream editor: GNU's commands, on whole texts. */
export const sed = defineUtility({
  name: 'sed',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'edit text by a script',
  *run(process) {
    const args = process.argv.slice(1).map((arg) => (arg === '-i' || arg.startsWith('-i.') || arg.startsWith('--in-place') ? `--in-place=${arg.replace(/^(?:-i|--in-place=?)/, '')}` : arg));
    const options = parseOptions(process, { short: isBusybox(process) ? 'ne:f:Er' : 'ne:f:Erszu', long: { quiet: 'n', silent: 'n', expression: 'e:', file: 'f:', 'regexp-extended': 'E', 'in-place': 'in-place:', separate: 's', 'null-data': 'z', 'zero-terminated': 'z', unbuffered: 'u', posix: 'posix', debug: 'debug' } }, args);
    if (options === undefined) return 1;
    const operands = [...options.operands];
    const text = scriptText(process, options, operands);
    if (text === undefined) return 1;
    const script = parseSedScript(text, { extended: options.has('E') || options.has('r'), gnu: !isBusybox(process) });
    if ('error' in script) {
      process.err(isBusybox(process) ? `sed: ${busyboxWords(script.error)}\n` : `sed: -e expression #1, char ${script.at}: ${script.error}\n`);
      return 1;
    }
    const lost = lostLabel(script.commands);
    if (lost !== undefined) {
      process.err(`sed: can't find label for jump to ${isBusybox(process) ? "'" : '`'}${lost}'\n`);
      return isBusybox(process) ? 1 : 4;
    }
    const quiet = options.has('n') || text.startsWith('#n\n');
    return options.has('in-place')
      ? yield* inPlace(process, script.commands, operands, quiet, options.value('in-place') ?? '')
      : yield* streamed(process, script.commands, operands, { quiet, separate: options.has('s'), isNulData: options.has('z') });
  },
});

/** A branch to a label that is nowhere. */
function lostLabel(commands: readonly SedCommand[]): string | undefined {
  const labels = new Set(commands.filter(({ name }) => name === ':').map(({ text }) => text));
  return commands.find(({ name, text }) => 'btT'.includes(name) && text !== '' && !labels.has(text))?.text;
}

/** Busybox's words for what GNU says otherwise. */
function busyboxWords(error: string): string {
  if (error.startsWith('unterminated')) return "unmatched '/'";
  if (error.startsWith('unknown command')) return error.replace(/^unknown command: `(.*)'$/, 'unsupported command $1');
  return error.startsWith('unknown option to') ? 'bad option in substitution expression' : error;
}

function scriptText(process: Process, options: ParsedOptions, operands: string[]): string | undefined {
  const parts: string[] = [];
  for (const [name, value = ''] of options.given) {
    if (name === 'e') parts.push(value);
    if (name !== 'f') continue;
    const text = readFile(process, value);
    if (text === undefined) return undefined;
    parts.push(text.replace(/\n$/, ''));
  }
  if (parts.length > 0) return parts.join('\n');
  const first = operands.shift();
  if (first === undefined) process.err(isBusybox(process) ? busyboxUsage(process) : "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n\n");
  return first;
}

function* streamed(process: Process, commands: readonly SedCommand[], names: readonly string[], how: { readonly quiet: boolean; readonly separate: boolean; readonly isNulData: boolean }): Generator<Wait, number, void> {
  const ending = how.isNulData ? '\0' : '\n';
  let status = 0;
  let input = '';
  for (const name of names.length === 0 ? ['-'] : names) {
    const text = name === '-' ? yield* readAll(process.stdin) : readOrTell(process, name);
    if (text === undefined) status = 2;
    else if (how.separate) process.out((yield* edit(process, commands, text, how.quiet, ending)).text);
    else input += text !== '' && input !== '' && !input.endsWith('\n') ? `\n${text}` : text;
  }
  const result = yield* edit(process, commands, input, how.quiet, ending);
  process.out(result.text);
  return result.exitCode ?? (status === 2 && isBusybox(process) ? 1 : status);
}

function* inPlace(process: Process, commands: readonly SedCommand[], names: readonly string[], quiet: boolean, suffix: string): Generator<Wait, number, void> {
  let status = 0;
  if (names.length === 0) {
    process.err('sed: no input files\n');
    return isBusybox(process) ? 1 : 4;
  }
  const { files } = process.machine;
  for (const name of names) {
    const text = readOrTell(process, name);
    if (text === undefined) {
      status = isBusybox(process) ? 1 : 2;
      continue;
    }
    const path = files.resolve(process.cwd, name);
    const result = yield* edit(process, commands, text, quiet);
    try {
      if (suffix !== '') files.write(`${path}${suffix}`, text);
      files.write(path, result.text);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.err(`sed: couldn't open temporary file ${name}: ${error.text}\n`);
      status = 4;
    }
    if (result.exitCode !== undefined) return result.exitCode;
  }
  return status;
}

function readOrTell(process: Process, name: string): string | undefined {
  const { files } = process.machine;
  try {
    return files.read(files.resolve(process.cwd, name));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code === 'EISDIR' && !isBusybox(process)) process.err(`sed: couldn't edit ${name}: not a regular file\n`);
    else process.err(isBusybox(process) ? `sed: ${name}: ${error.text}\n` : `sed: can't read ${name}: ${error.text}\n`);
    return undefined;
  }
}

/** One pass over a text. */
function* edit(process: Process, commands: readonly SedCommand[], input: string, quiet: boolean, ending = '\n'): Generator<Wait, { readonly text: string; readonly exitCode?: number }, void> {
  const endsOpen = input !== '' && !input.endsWith(ending);
  const lines = input === '' ? [] : (endsOpen ? input : input.slice(0, -1)).split(ending);
  const labels = new Map(commands.flatMap((command, index) => (command.name === ':' ? [[command.text, index] as const] : [])));
  const active = new Map<SedCommand, number | true>();
  const cpu = createCpuMeter();
  let out = '';
  let hold = '';
  let number = 0;

  const isLast = () => number >= lines.length;
  const print = (text: string) => (out += text + ending);
  const matches = (address: SedAddress, pattern: string) => {
    if (address.kind === 'last') return isLast();
    if (address.kind === 'line') return number === address.line;
    if (address.kind === 'step') return address.step === 0 ? number === address.first : number >= address.first && (number - address.first) % address.step === 0;
    if (address.kind === 'regex') return address.regex.test(pattern);
    return false;
  };
  const applies = (command: SedCommand, pattern: string): boolean => {
    const [from, to] = command.addresses;
    if (from === undefined) return true;
    if (to === undefined) return matches(from, pattern);
    const until = active.get(command);
    if (until !== undefined) {
      if (until === true ? matches(to, pattern) : number >= until) active.delete(command);
      return until === true || number <= until;
    }
    // `0,/x/` begins before the first line, so that its end may lie there.
    const isBeforeFirst = from.kind === 'line' && from.line === 0;
    if (isBeforeFirst ? number !== 1 : !matches(from, pattern)) return false;
    if (isBeforeFirst && matches(to, pattern)) return true;
    if (to.kind === 'plus') {
      if (to.count > 0) active.set(command, number + to.count);
    } else if (to.kind !== 'line' || to.line > number) active.set(command, to.kind === 'line' ? to.line : true);
    return true;
  };

  while (number < lines.length) {
    let pattern = lines[number] ?? '';
    number += 1;
    let substituted = false;
    let deleted = false;
    let appended = '';
    let exitCode: number | undefined;
    for (let at = 0; at < commands.length; at += 1) {
      const rest = cpu.spend(0.005);
      if (rest) yield rest;
      const command = commands[at];
      if (command === undefined || applies(command, pattern) === command.negated) {
        if (command?.name === '{') at = command.end ?? at;
        continue;
      }
      const branch = () => {
        at = command.text === '' ? commands.length : (labels.get(command.text) ?? commands.length);
      };
      switch (command.name) {
        case 's': {
          const result = substitute(pattern, command);
          if (result === undefined) break;
          substituted = true;
          pattern = result;
          if (command.flags?.includes('p') === true) print(pattern);
          if (command.text !== '') process.machine.files.append(process.machine.files.resolve(process.cwd, command.text), `${pattern}\n`);
          break;
        }
        case 'y':
          pattern = [...pattern].map((char) => command.map?.get(char) ?? char).join('');
          break;
        case 'p':
          print(pattern);
          break;
        case 'P':
          print(pattern.split('\n', 1)[0] ?? '');
          break;
        case 'd':
          deleted = true;
          at = commands.length;
          break;
        case 'D':
          deleted = true;
          if (pattern.includes('\n')) {
            number -= 1;
            lines[number] = pattern.slice(pattern.indexOf('\n') + 1);
          }
          at = commands.length;
          break;
        case 'a':
          appended += `${command.text}\n`;
          break;
        case 'i':
          print(command.text);
          break;
        case 'c':
          if (command.addresses.length < 2 || command.negated || !active.has(command)) print(command.text);
          deleted = true;
          at = commands.length;
          break;
        case '=':
          print(String(number));
          break;
        case 'n':
          if (!quiet) print(pattern);
          out += appended;
          appended = '';
          if (isLast()) {
            deleted = true;
            at = commands.length;
          } else {
            pattern = lines[number] ?? '';
            number += 1;
          }
          break;
        case 'N':
          if (isLast()) at = commands.length;
          else {
            pattern += `\n${lines[number] ?? ''}`;
            number += 1;
          }
          break;
        case 'h':
          hold = pattern;
          break;
        case 'H':
          hold += `\n${pattern}`;
          break;
        case 'g':
          pattern = hold;
          break;
        case 'G':
          pattern += `\n${hold}`;
          break;
        case 'x':
          [pattern, hold] = [hold, pattern];
          break;
        case 'b':
          branch();
          break;
        case 't':
          if (substituted) branch();
          substituted = false;
          break;
        case 'T':
          if (!substituted) branch();
          substituted = false;
          break;
        case 'r': {
          const path = process.machine.files.resolve(process.cwd, command.text);
          if (process.machine.files.exists(path)) appended += process.machine.files.read(path);
          break;
        }
        case 'w':
          process.machine.files.append(process.machine.files.resolve(process.cwd, command.text), `${pattern}\n`);
          break;
        case 'l':
          print(`${pattern.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')}$`);
          break;
        case 'q':
        case 'Q':
          exitCode = Number(command.text === '' ? 0 : command.text);
          if (command.name === 'Q') deleted = true;
          at = commands.length;
          break;
        default:
          break;
      }
    }
    if (!deleted && !quiet) print(pattern);
    out += appended;
    if (exitCode !== undefined) return { text: out, exitCode };
  }
  return { text: endsOpen && out.endsWith(ending) ? out.slice(0, -1) : out };
}

/** The pattern space after an `s`; undefined when nothing matched. */
function substitute(pattern: string, { regex, replacement = [], flags = '' }: SedCommand): string | undefined {
  if (regex === undefined) return undefined;
  const nth = Number(/\d+/.exec(flags)?.[0] ?? 1);
  const all = flags.includes('g');
  let count = 0;
  let hit = false;
  let end = -1;
  const result = pattern.replaceAll(boundedRegExp(regex.source, `${regex.flags.replace('g', '')}g`), (...match: unknown[]) => {
    const whole = String(match[0]);
    const at = match.findLast((part) => typeof part === 'number') as number;
    // POSIX finds no empty match right behind a match, JavaScript does.
    if (whole === '' && at === end) return '';
    end = at + whole.length;
    count += 1;
    if (all ? count < nth : count !== nth) return whole;
    hit = true;
    return fill(replacement, match);
  });
  return hit ? result : undefined;
}

/** Puts groups into a replacement and applies GNU's case changes. */
function fill(replacement: readonly (string | number | { readonly change: string })[], match: readonly unknown[]): string {
  let out = '';
  let mode = '';
  let once = '';
  for (const part of replacement) {
    if (typeof part === 'object') {
      if ('ULE'.includes(part.change)) mode = part.change === 'E' ? '' : part.change;
      else once = part.change;
      continue;
    }
    let text = typeof part === 'number' ? String(match[part] ?? '') : part;
    if (mode === 'U') text = text.toUpperCase();
    if (mode === 'L') text = text.toLowerCase();
    if (once !== '' && text !== '') {
      text = (once === 'u' ? text.charAt(0).toUpperCase() : text.charAt(0).toLowerCase()) + text.slice(1);
      once = '';
    }
    out += text;
  }
  return out;
}
