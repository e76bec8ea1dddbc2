import { expect, it } from 'vitest';
import { loadPrograms, openSession } from './openSession.ts';
import { isTimeHeld } from './heldTime.ts';

it('time stands while kubectl explain waits for its texts, and goes on with them', async () => {
  await loadPrograms();
  const session = openSession('lab', 42);
  session.advance(1000);
  session.dispatch({ do: 'run', terminal: 1, line: 'kubectl explain sts.spec.serviceName' });
  session.advance(2000, isTimeHeld);
  expect(isTimeHeld()).toBe(true);

  while (isTimeHeld()) await new Promise((resolve) => setTimeout(resolve, 5));
  session.advance(2000);

  expect(session.output(1, 0).text).toContain('serviceName is the name of the service that governs this StatefulSet.');
});
