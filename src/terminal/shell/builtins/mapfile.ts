import { readAll } from '../../process/waits.ts';
import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';

const usage = 'mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]';

/** Reads lines into an array. */
export const mapfile = defineBuiltin({
  name: 'mapfile',
  aliases: ['readarray'],
  dialects: ['bash'],
  usage,
  summary: 'Read lines from the standard input into an indexed array variable.',
  *run(call): Eval<number> {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'd:n:O:s:tu:C:c:');
    if (typeof options === 'number') return options;
    const { letters, rest } = options;
    const stream = letters.has('u') ? shell.process.descriptors.get(Number(letters.get('u'))) : shell.process.stdin;
    const text = stream?.direction === 'in' ? yield* readAll(stream) : '';
    const delimiter = letters.get('d') ?? '\n';
    const pieces = text.split(delimiter);
    const endsOpen = pieces.at(-1) !== '';
    const lines = (endsOpen ? pieces : pieces.slice(0, -1)).map((line, index, all) => (letters.has('t') || (endsOpen && index === all.length - 1) ? line : line + delimiter));
    const count = Number(letters.get('n') ?? 0);
    const kept = lines.slice(Number(letters.get('s') ?? 0)).slice(0, count === 0 ? undefined : count);
    const origin = Number(letters.get('O') ?? 0);
    const name = rest[0] ?? 'MAPFILE';
    const before = letters.has('O') ? (shell.variables.find(name)?.indexed ?? new Map<number, string>()) : new Map<number, string>();
    shell.variables.setArray(name, new Map([...before, ...kept.map((line, index) => [origin + index, line] as const)]));
    return 0;
  },
});
