import { describe, expect, it } from 'vitest';
import { givenKernel } from '../process/givenKernel.ts';
import { shells } from '../shell/index.ts';
import { utilities } from '../utilities/index.ts';
import { boundedRegExp } from './boundedRegExp.ts';
import { parseRegExp } from './parseRegExp.ts';
import { regExpProgram } from './regExpProgram.ts';
import { RegExpLimit, runProgram } from './runProgram.ts';

/** What the machine finds, in the form of the language's own answer. */
function found(source: string, flags: string, text: string): readonly (number | string | undefined)[] | null {
  const parsed = parseRegExp(source, flags);
  const program = parsed === undefined ? undefined : regExpProgram(parsed);
  if (parsed === undefined || program === undefined) throw new Error(`cannot read ${source}`);
  const slots = runProgram({ program, groupCount: parsed.groupCount, isUnicode: flags.includes('u'), isMultiline: flags.includes('m'), hasReferences: /\\[1-9]/.test(source) }, text, 0, false);
  if (slots === undefined) return null;
  const pieces = Array.from({ length: slots.length / 2 }, (_, index) => ((slots[2 * index + 1] ?? -1) < 0 ? undefined : text.slice(slots[2 * index], slots[2 * index + 1])));
  return [slots[0], ...pieces];
}

const SOURCES: readonly (readonly [string, string])[] = [
  ['a*b', ''], ['(a|ab)(c|bcd)(d*)', ''], ['(a+)(b+)?', ''], ['^(?:x+x+)+y$', ''], ['[a-c]+|[^a-c]{2,3}', ''], ['(\\d+)-(\\d+)', ''], ['a{2,}?', ''], ['\\bfoo\\b', ''], ['(?<!\\w)b(?!\\w)', ''],
  ['(.)\\1', ''], ['^b', 'm'], ['a$', 'm'], ['.', 's'], ['中+.', 'u'], ['[\\p{L}]+', 'u'], ['A+B', 'i'], ['(?:a|b)*c', ''], ['x?y?z?', ''], ['(a)|(b)|(c)', ''], ['(?!a)[a-z]', ''], ['\\/[^\\/]*$', ''],
];
const TEXTS = ['', 'aab', 'abcd', 'xxxxy', 'foo bar foobar', '12-345', 'aa bb', 'line\nb a\n', '中文中', 'AABb', 'xyz', '/usr/local/bin', 'aaaaac', 'a.b'];

describe('the matching machine', () => {
  it.each(SOURCES)('finds with /%s/%s what the language finds', (source, flags) => {
    for (const text of TEXTS) {
      const own = new RegExp(source, flags).exec(text);
      expect([text, found(source, flags, text)]).toEqual([text, own === null ? null : [own.index, ...own]]);
    }
  });

  it('takes no longer than the text is long, where the language would never end', () => {
    const text = `${'a'.repeat(4000)}b`;

    for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^.*.*.*.*.*=$', '(x+x+)+y', '^(?:a?){25}a{25}$']) expect(boundedRegExp(source).test(text)).toBe(false);
    expect(text.replace(boundedRegExp('(a*)*b', 'g'), '-')).toBe('-');
    expect([...`${'ab'.repeat(1000)}`.matchAll(boundedRegExp('(?:(a)|b)+?', 'g'))]).toHaveLength(2000);
  });

  it('gives up with an error where groups are asked for again', () => {
    expect(() => boundedRegExp('^(a*)(a*)(a*)(a*)\\1x$').test('a'.repeat(3000))).toThrow(RegExpLimit);
  });
});

describe('a hostile pattern', () => {
  const text = `${'a'.repeat(3000)}!`;
  const star = '*a'.repeat(20);

  it.each([
    ['jq', `jq -n '"${text}" | test("^(a+)+$")'`, 'false\n'],
    ['grep -P', `echo ${text} | grep -cP '^(a+)+$'`, '0\n'],
    ['grep', `echo ${text} | grep -cE '^(a+)+$'`, '0\n'],
    ['sed', `echo ${text} | sed -E 's/^(a|a)*$/x/' | wc -c`, '3002\n'],
    ['awk', `echo ${text} | awk '/^(a*)*$/ { print "yes" } { print "no" }'`, 'no\n'],
    ['expr', `expr ${text} : '\\(a*\\)*b'`, '\n'],
    ['[[ =~ ]]', `[[ ${text} =~ ^(a+)+$ ]]; echo $?`, '1\n'],
    ['case', `case ${text} in ${star}b) echo yes ;; *) echo no ;; esac`, 'no\n'],
    ['a parameter', `x=${text}; y=\${x//${star}b/-}; echo \${#y}`, '3001\n'],
    ['a back reference', `echo ${text} | grep -E '^(a*)(a*)(a*)(a*)\\1x$'; echo $?`, '2\n'],
  ])('in %s is answered at once', (_, script, stdout) => {
    const { run, kernel, machine } = givenKernel({ flavour: 'centos7', programs: [...shells, ...utilities] });
    const program = kernel.lookup(machine, 'bash', undefined, '/root')?.program;
    if (program === undefined) throw new Error('no bash');

    expect(run(program, { argv: ['bash', '-c', script], stdin: '' }).stdout).toBe(stdout);
  });
});
