import { describe, expect, it } from 'vitest';
import { readYaml } from './yamlReader.ts';

function problem(text: string): string {
  try {
    readYaml(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('readYaml', () => {
  it.each<[string, unknown]>([
    ['a: 1\nb: [x, "y", {c: d}]\n', { a: 1, b: ['x', 'y', { c: 'd' }] }],
    ['a:\n- b\n- c: 1\n  d: 2\n', { a: ['b', { c: 1, d: 2 }] }],
    ['a: yes\nb: off\nc: ~\nd:\ne: 0755\nf: 0x1F\ng: 1_000\nh: 12:30:45\ni: 2024-01-01\nj: 1.5\nk: 1Gi\n', { a: true, b: false, c: null, d: null, e: 493, f: 31, g: 1000, h: '12:30:45', i: '2024-01-01', j: 1.5, k: '1Gi' }],
    ['a: |\n  one\n   two\n\n  three\nb: >-\n  four\n  five\n\n  six\nc: |+\n  end\n\n', { a: 'one\n two\n\nthree\n', b: 'four five\nsix', c: 'end\n\n' }],
    ["a: 'it''s'\nb: \"x\\ty\\\n  z\"\nc: plain text\n  goes on # comment\n", { a: "it's", b: 'x\tyz', c: 'plain text goes on' }],
    ['base: &b {x: 1, z: 2}\nmore:\n  <<: *b\n  z: 3\n', { base: { x: 1, z: 2 }, more: { x: 1, z: 3 } }],
    ['---\n{ apiVersion: v1, kind: Pod, metadata: { name: dns, }, }\n', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'dns' } }],
    ['a: 1\na: 2\n', { a: 2 }],
    ['command: ["sh", "-c", "echo \\"hi\\""]\n', { command: ['sh', '-c', 'echo "hi"'] }],
    ['? a\n: b\n', { a: 'b' }],
    ['hello world\n', 'hello world'],
    ['- a\n- b\n', ['a', 'b']],
    ['# nothing\n', undefined],
    ['key: "8080"\nport: !!str 80\n', { key: '8080', port: '80' }],
    ['url: http://x:80/y#z\n', { url: 'http://x:80/y#z' }],
  ])('reads %j', (text, value) => {
    expect(readYaml(text)).toEqual(value);
  });

  it.each([
    ['a: 1\nb:\n    c: 2\n  d: 3\n', 'line 3: did not find expected key'],
    ['a:\n  b: x\n\tc: 1\n', 'line 3: found a tab character that violates indentation'],
    ['a:\n\tb: 1\n', 'line 2: found character that cannot start any token'],
    ['a: b: c\n', 'mapping values are not allowed in this context'],
    ['x: 1\na: b: c\n', 'line 2: mapping values are not allowed in this context'],
    ['x: 1\nimage:nginx\n', "line 3: could not find expected ':'"],
    ['x: 1\ny: "open\n', 'line 3: found unexpected end of stream'],
    ['a:\n  - b\n  - c\n  d: 1\n', "line 3: did not find expected '-' indicator"],
    ['a:\n- b\n- c\n d: 1\n', 'line 4: mapping values are not allowed in this context'],
    ['a:\n  x: [1, 2\nb: 3\n', "line 2: did not find expected ',' or ']'"],
    ['a: {x: 1\nb: 2\n', "line 1: did not find expected ',' or '}'"],
    ['a: *nope\n', "unknown anchor 'nope' referenced"],
    ['x: 1\na: @b\n', 'line 2: found character that cannot start any token'],
    ['a: - b\n', 'block sequence entries are not allowed in this context'],
    ['x: 1\na: "\\q"\n', 'line 2: found unknown escape character'],
  ])('says what is wrong with %j', (text, message) => {
    expect(problem(text)).toBe(message);
  });
});
