import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { isBusybox, nameOf, parseOptions, sayUsage } from './options.ts';
import { linesOf, readSources } from './sources.ts';

export const comm = defineUtility({
  name: 'comm',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'compare two sorted files line by line',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: '123' } : { short: '123z', long: { 'check-order': 'check-order', 'nocheck-order': 'nocheck-order', 'output-delimiter': 'output-delimiter:', total: 'total' } });
    if (options === undefined) return 1;
    if (options.operands.length !== 2) return wrongOperands(process, options.operands);
    const files: string[][] = [];
    if (!(yield* readSources(process, options.operands, (text) => files.push(linesOf(text))))) return 1;
    const [left = [], right = []] = files;
    const glue = options.value('output-delimiter') ?? '\t';
    const hides = (column: string) => options.has(column);
    const indents = ['', hides('1') ? '' : glue, (hides('1') ? '' : glue) + (hides('2') ? '' : glue)];
    const counts = [0, 0, 0];
    for (const { line, column } of merge(left, right)) {
      counts[column] = (counts[column] ?? 0) + 1;
      if (!hides(String(column + 1))) process.out(`${indents[column] ?? ''}${line}\n`);
    }
    if (options.has('total')) process.out(`${counts.join(glue)}${glue}total\n`);
    return isBusybox(process) || options.has('nocheck-order') ? 0 : complainOfOrder(process, files);
  },
});

/** Both files as one; the column says whose a line is: 0 the first's, 1 the second's, 2 both. */
function* merge(left: readonly string[], right: readonly string[]): Generator<{ readonly line: string; readonly column: 0 | 1 | 2 }> {
  let [at, to] = [0, 0];
  while (at < left.length || to < right.length) {
    const [a, b] = [left[at], right[to]];
    if (b === undefined || (a !== undefined && a < b)) {
      yield { line: a ?? '', column: 0 };
      at += 1;
    } else if (a === undefined || b < a) {
      yield { line: b, column: 1 };
      to += 1;
    } else {
      yield { line: a, column: 2 };
      at += 1;
      to += 1;
    }
  }
}

function complainOfOrder(process: Process, files: readonly (readonly string[])[]): number {
  let status = 0;
  for (const [index, lines] of files.entries()) {
    if (!lines.some((line, at) => at > 0 && (lines[at - 1] ?? '') > line)) continue;
    process.err(`comm: file ${index + 1} is not in sorted order\n`);
    status = 1;
  }
  if (status !== 0) process.err('comm: input is not in sorted order\n');
  return status;
}

/** Also join's words. */
export function wrongOperands(process: Process, operands: readonly string[]): number {
  const name = nameOf(process);
  if (!isBusybox(process)) {
    if (operands.length === 0) process.err(`${name}: missing operand\n`);
    else process.err(operands.length === 1 ? `${name}: missing operand after '${operands[0] ?? ''}'\n` : `${name}: extra operand '${operands[2] ?? ''}'\n`);
  }
  return sayUsage(process);
}
