import { describe, expect, it } from 'vitest';
import { indentAfter } from './indentAfter.ts';

describe('a new line of a manifest', () => {
  it.each([
    ['stands under the last one', '  replicas: 3', undefined, 2],
    ['stands under the name in a list', '  - name: web', undefined, 4],
    ['begins one level in behind a colon', 'spec:', undefined, 2],
    ['begins one level in behind a colon in a list', '- metadata:', undefined, 4],
    ['stands beside what is under the colon already', 'spec:', '    replicas: 3', 4],
    ['stands beside the list that is under the colon', '  containers:', '  - name: web', 2],
    ['begins one level in where the next line is another field', '  containers:', '  volumes: []', 4],
    ['begins one level in below a text of several lines', '  run.sh: |', undefined, 4],
    ['does not take a comment for a value', 'spec: # the wish', undefined, 2],
    ['does not take the colon of an image for the end of a name', '  image: nginx:1.27', undefined, 2],
    ['stays where an empty line is', '    ', undefined, 4],
  ] as const)('%s', (_, line, next, column) => {
    expect(indentAfter(line, next)).toBe(column);
  });
});
