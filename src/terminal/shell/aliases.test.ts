import { expect, it } from 'vitest';
import { expandAliases } from './aliases.ts';

const ALIASES = new Map([
  ['k', 'kubectl'],
  ['kg', 'k get'],
  ['ls', 'ls --color'],
  ['sudo', 'sudo '],
  ['a', 'b x'],
  ['b', 'a y'],
]);

it.each([
  ['k get pods', 'kubectl get pods'],
  ['kg pods; k apply', 'kubectl get pods; kubectl apply'],
  ['ls dir', 'ls --color dir'],
  ['sudo k get', 'sudo  kubectl get'],
  ['echo k', 'echo k'],
  ['"k" get', '"k" get'],
  ['\\k get', '\\k get'],
  ['x=$(k get) && k', 'x=$(kubectl get) && kubectl'],
  ['if k; then kg; fi', 'if kubectl; then kubectl get; fi'],
  ['a', 'a y x'],
  ['A=1 k get', 'A=1 kubectl get'],
])('%s becomes %s', (text, expanded) => {
  expect(expandAliases(text, ALIASES)).toBe(expanded);
});
