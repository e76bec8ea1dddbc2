import { expect, it } from 'vitest';
import { readRequest } from './embedMessages.ts';

it.each([
  [{ ordinal: 'play' }, { ordinal: 'play' }],
  [{ ordinal: 'seek', ms: 1200 }, { ordinal: 'seek', ms: 1200 }],
  [{ ordinal: 'run', line: 'kubectl get pods' }, { ordinal: 'run', line: 'kubectl get pods' }],
  [{ ordinal: 'seek', ms: Number.NaN }, undefined],
  [{ ordinal: 'seek', ms: -1 }, undefined],
  [{ ordinal: 'seek' }, undefined],
  [{ ordinal: 'run', line: 'a\rb' }, undefined],
  [{ ordinal: 'run', line: 7 }, undefined],
  [{ ordinal: 'eval', code: 'alert(1)' }, undefined],
  ['play', undefined],
  [null, undefined],
])('the message %o is taken as %o', (message, request) => {
  expect(readRequest(message)).toEqual(request);
});
