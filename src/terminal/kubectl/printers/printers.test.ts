import { describe, expect, it } from 'vitest';
import { alignColumns, TABLE_COLUMNS } from './columns.ts';
import { createCustomColumns, readColumnsSpec } from './customColumns.ts';
import { createGoTemplate } from './goTemplate/print.ts';
import { formatJson } from './json.ts';
import { createJsonPathPrinter } from './jsonPath/print.ts';
import { formatKyaml } from './kyaml.ts';
import { formatYaml } from './yaml.ts';

const PODS = {
  apiVersion: 'v1',
  kind: 'List',
  metadata: { resourceVersion: '' },
  items: [
    { metadata: { name: 'web-0', labels: { app: 'web', 'apps.kubernetes.io/pod-index': '0' } }, spec: { containers: [{ name: 'a', image: 'nginx:1' }, { name: 'b', image: 'nginx:2' }] }, status: { phase: 'Running', restarts: 2 } },
    { metadata: { name: 'web-1', labels: { app: 'web', 'apps.kubernetes.io/pod-index': '1' } }, spec: { containers: [{ name: 'a', image: 'nginx:1' }] }, status: { phase: 'Pending', restarts: 0 } },
  ],
};

describe('alignColumns', () => {
  it('pads to the longest cell and at least six, never the last', () => {
    expect(alignColumns(['NAME\tREADY\tAGE', 'web-0\t1/1\t2m'], TABLE_COLUMNS)).toBe('NAME    READY   AGE\nweb-0   1/1     2m\n');
    expect(alignColumns(['web-0\t0\tx'], TABLE_COLUMNS)).toBe('web-0   0     x\n');
  });

  it('widens for a later row and keeps the width', () => {
    const remembered: number[] = [];
    const options = { ...TABLE_COLUMNS, remembered };
    expect(alignColumns(['NAME\tSTATUS\tAGE', 'web-0\tRunning\t1s'], options)).toBe('NAME    STATUS    AGE\nweb-0   Running   1s\n');
    expect(alignColumns(['web-0\tTerminating\t1s'], options)).toBe('web-0   Terminating   1s\n');
    expect(alignColumns(['web-0\tPending\t1s'], options)).toBe('web-0   Pending       1s\n');
  });

  it('starts a column afresh behind a line without it', () => {
    expect(alignColumns(['A long one:\tx', 'no cells', 'B:\ty'], { minWidth: 0, padding: 2 })).toBe('A long one:  x\nno cells\nB:  y\n');
  });
});

describe('formatYaml', () => {
  it.each<[unknown, string]>([
    [{ b: [1, { c: 'x', a: [] }], a: {} }, 'a: {}\nb:\n- 1\n- a: []\n  c: x\n'],
    [{ a: [[1, 2], ['x']] }, 'a:\n- - 1\n  - 2\n- - x\n'],
    [{ a: null, b: true, c: 1.5 }, 'a: null\nb: true\nc: 1.5\n'],
    [{ a: 'one\ntwo\n', b: 'one\ntwo', c: 'x\n\n', d: '  in\nout\n' }, 'a: |\n  one\n  two\nb: |-\n  one\n  two\nc: |+\n  x\n\nd: |2\n    in\n  out\n'],
    [{ a: 'tab\there', b: "it's", c: 'say "hi"' }, 'a: "tab\\there"\nb: it\'s\nc: say "hi"\n'],
    [{ a2: 1, a10: 2, $patch: 3 }, '$patch: 3\na2: 1\na10: 2\n'],
  ])('prints %j', (value, text) => {
    expect(formatYaml(value)).toBe(text);
  });

  it.each(['yes', 'no', 'on', 'y', 'n', 'null', '~', '', '012', '1.5', '1e3', '0x1F', '1_000', '+1', '.inf', 'True', '12:30', '2024-01-01T00:00:00Z', '0'])('quotes %j doubly', (text) => {
    expect(formatYaml({ a: text })).toBe(`a: "${text}"\n`);
  });

  it.each(['a: b', 'a #b', '#b', '- a', '*a', '&a', '!a', '%a', '@a', '|a', '>a', '{a}', '[a]', '`a', '? a', ' x', 'x ', 'a:', '-'])('quotes %j singly', (text) => {
    expect(formatYaml({ a: text })).toBe(`a: '${text}'\n`);
  });

  it.each(['a,b', "it's", 'a\\b', '.', '=', '<<', 'héllo ✓', '1Gi', '10.100.1.88', 'nginx:1.25', '-x', '8644766f65', '1.2.3'])('leaves %j plain', (text) => {
    expect(formatYaml({ a: text })).toBe(`a: ${text}\n`);
  });

  it('folds a long line at the first space behind column 80', () => {
    const long = `${'word '.repeat(20)}end`;
    expect(formatYaml({ spec: { a: long } })).toBe(`spec:\n  a: ${'word '.repeat(15)}word\n    ${'word '.repeat(4)}end\n`);
  });
});

describe('formatJson', () => {
  it('sorts keys and escapes as Go does', () => {
    expect(formatJson({ b: '<a> & b', a: [] }, '    ')).toBe('{\n    "a": [],\n    "b": "\\u003ca\\u003e \\u0026 b"\n}');
    expect(formatJson({ b: 1, a: { c: null } })).toBe('{"a":{"c":null},"b":1}');
  });
});

describe('formatKyaml', () => {
  it('writes maps in braces, lists of maps on shared lines, texts line by line', () => {
    expect(formatKyaml({ a: [{ x: 1 }, { why: 'two\nlines' }], b: ['s'], no: {} })).toBe(
      '{\n  a: [{\n    x: 1,\n  }, {\n    why: "\\\n       two\\n\\\n       lines\\\n      ",\n  }],\n  b: [\n    "s",\n  ],\n  "no": {},\n}\n',
    );
  });
});

describe('JSONPath', () => {
  const print = (template: string) => createJsonPathPrinter(template, { isStrict: false, asJson: false }).print(PODS);

  it.each([
    ['{.items[*].metadata.name}', 'web-0 web-1'],
    ['{.items[0].metadata.labels.apps\\.kubernetes\\.io/pod-index}', '0'],
    ["{.items[0].metadata.labels['apps\\.kubernetes\\.io/pod-index']}", '0'],
    ['{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}', 'web-0\tRunning\nweb-1\tPending\n'],
    ['{range .items[*]}{.metadata.name}:80 ', 'web-0:80 web-1:80 :80 '],
    ['{range .items[*]}{.metadata.name}:{range .spec.containers[*]}{.image},{end} {end}done', 'web-0:nginx:1,nginx:2, web-1:nginx:1, done'],
    ['{.items[?(@.status.phase=="Running")].metadata.name}', 'web-0'],
    ['{.items[?(@.status.restarts>0)].metadata.name}', 'web-0'],
    ['{.items[?(@.metadata.labels.app)].metadata.name}', 'web-0 web-1'],
    ['{.items[-1:].metadata.name}', 'web-1'],
    ['{.items[0:1].metadata.name}', 'web-0'],
    ["{.items[*]['metadata.name','status.phase']}", 'web-0 web-1 Running Pending'],
    ['{..image}', 'nginx:1 nginx:2 nginx:1'],
    ['{.items[0].status}', '{"phase":"Running","restarts":2}'],
    ['{.items[*].status.nope}', ''],
    ['name={.items[0].metadata.name}!', 'name=web-0!'],
    ['{$.items[0].status.restarts}', '2'],
  ])('%s yields %j', (template, text) => {
    expect(print(template)).toBe(text);
  });

  it.each([
    ['{.items[*', 'error parsing jsonpath {.items[*, unterminated array\n'],
    ['{.spec', 'error parsing jsonpath {.spec, unclosed action\n'],
    ['{.spec[x]}', 'error parsing jsonpath {.spec[x]}, invalid array index x\n'],
    ['{.a &b}', "unrecognized character in action: U+0026 '&'"],
    ['{.items[?(@.a]}', 'unterminated filter'],
    ['{.items[9]}', 'array index out of bounds: index 9, length 2'],
    ['{foo}', 'unrecognized identifier foo'],
    ['{end}', 'not in range, nothing to end'],
    ['{.items[?(@.status.phase>3)]}', 'incompatible types for comparison'],
  ])('%s fails with %j', (template, message) => {
    expect(() => print(template)).toThrow(message);
  });
});

describe('Go templates', () => {
  const print = (template: string, isStrict = false) => createGoTemplate(template, { isStrict }).print(PODS);

  it.each([
    ['{{range .items}}{{.metadata.name}};{{end}}', 'web-0;web-1;'],
    ['{{range $i, $pod := .items}}{{$i}}={{$pod.metadata.name}} {{end}}', '0=web-0 1=web-1 '],
    ['{{(index .items 0).metadata.name}}', 'web-0'],
    ['{{len .items}} {{.nope}} {{.nope.deeper}}', '2 <no value> <no value>'],
    ['{{range .items}}{{if eq .status.phase "Running"}}up{{else}}down{{end}} {{end}}', 'up down '],
    ['{{with .nope}}x{{else}}none{{end}}', 'none'],
    ['{{- range .items -}} {{ .metadata.name | printf "%-6s|" }} {{- end -}}', 'web-0 |web-1 |'],
    ['{{$n := 1}}{{range .items}}{{$n = 2}}{{end}}{{$n}}', '2'],
    ['{{define "row"}}<{{.}}>{{end}}{{range .items}}{{template "row" .metadata.name}}{{end}}', '<web-0><web-1>'],
    ['{{range .items}}{{.metadata.name}}{{break}}{{end}}', 'web-0'],
    ['{{"c2VjcmV0" | base64decode}} {{exists . "items" 0}} {{not true}} {{and 1 0}} {{or 0 "x"}}', 'secret true false 0 x'],
    ['{{(index .items 0).status.restarts | gt 100}} {{printf "%d" (index .items 0).status.restarts}}', 'true 2'],
    ['{{/* nothing */}}{{"\\n"}}', '\n'],
    ['{{(index .items 0).metadata.labels}}', 'map[app:web apps.kubernetes.io/pod-index:0]'],
  ])('%s yields %j', (template, text) => {
    expect(print(template)).toBe(text);
  });

  it.each([
    ['{{.items', 'error parsing template {{.items, template: output:1: unclosed action\n'],
    ['{{nofunc .}}', 'error parsing template {{nofunc .}}, template: output:1: function "nofunc" not defined\n'],
    ['{{.items.foo}}', `error executing template "{{.items.foo}}": template: output:1:8: executing "output" at <.items.foo>: can't evaluate field foo in type interface {}`],
    ['{{range .items}}', 'template: output:1: unexpected EOF'],
    ['{{end}}', 'template: output:1: unexpected {{end}}'],
    ['{{$x}}', 'undefined variable "$x"'],
    ['{{if eq (index .items 0).status.phase 2}}x{{end}}', 'error calling eq: incompatible types for comparison: string and int'],
  ])('%s fails with %j', (template, message) => {
    expect(() => print(template)).toThrow(message);
  });

  it('names the missing key when told not to allow it', () => {
    expect(() => print('{{.spec.foo}}', true)).toThrow('at <.spec.foo>: map has no entry for key "spec"');
  });
});

describe('custom columns', () => {
  it('prints a column a path', () => {
    const printer = createCustomColumns(readColumnsSpec('NAME:.metadata.name,IMAGES:.spec.containers[*].image,X:.nope,L:{.metadata.labels}'), true);
    expect(printer.print(PODS)).toBe(
      'NAME    IMAGES            X        L\n' +
        'web-0   nginx:1,nginx:2   <none>   map[app:web apps.kubernetes.io/pod-index:0]\n' +
        'web-1   nginx:1           <none>   map[app:web apps.kubernetes.io/pod-index:1]\n',
    );
  });

  it('refuses a column without a path', () => {
    expect(() => readColumnsSpec('NAME')).toThrow('unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>');
    expect(() => readColumnsSpec(undefined)).toThrow('custom-columns format specified but no custom columns given');
  });
});
