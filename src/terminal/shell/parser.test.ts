import { describe, expect, it } from 'vitest';
import { isIncomplete, parse } from './parser.ts';

describe('a text goes on', () => {
  it.each([
    'echo "a\n', "echo 'a\n", 'echo $(a\n', 'echo `a\n', 'echo ${x\n', 'echo $((1 +\n', 'if true\n', 'if true; then\n', 'if true; then echo; else\n', 'for i in a b\n', 'for i in a; do\n', 'while true; do echo\n', 'case x in\n',
    'case x in a)\n', '(echo\n', '{ echo\n', '{ echo a }\n', 'f() {\n', 'f()\n', 'a |\n', 'a &&\n', 'a ||\n', 'a \\\n', 'cat <<EOF\n', 'cat <<EOF\na\n', 'cat <<A <<B\na\nA\n', 'a=(1 2\n', '((1 +\n', 'while true; do # comment\n',
  ])('%j', (text) => {
    expect(isIncomplete(text)).toBe(true);
  });
});

describe('a text is whole, right or wrong', () => {
  it.each([
    'echo a\n', '\n', '# only a comment\n', 'echo a # comment\n', 'cat <<EOF\na\nEOF\n', "cat <<'E F'\nx\nE F\n", 'echo a\\\\\n', 'if true; then echo; fi\n', 'fi\n', 'echo a )\n', '( )\n', '{ }\n', 'a | | b\n', ';; a\n', 'echo >\n', 'if; then\n',
    'while true; echo a; done\n', 'for x in a; echo $x; done\n', '[[ a -eq ]]\n', 'echo "a\nb"\n', 'f() { echo; }\n', 'echo {{.spec.nodeName}}\n', 'kubectl get pods -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\n"}{end}\'\n',
  ])('%j', (text) => {
    expect(isIncomplete(text)).toBe(false);
  });
});

it('runs the lines before the one with the mistake, and nothing of that line', () => {
  const { statements, source, error } = parse('echo a\necho b; echo c )\necho d\n');

  expect(statements.map(({ pos, end }) => source.text.slice(pos, end))).toEqual(['echo a']);
  expect(error).toMatchObject({ kind: 'token', token: ')', line: 2 });
});

it('counts lines from where the text began', () => {
  const { statements, source } = parse('a\n\nb\n', 10);

  expect(statements.map(({ pos }) => source.lineAt(pos))).toEqual([10, 12]);
});
