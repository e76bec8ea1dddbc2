import { expect, it } from 'vitest';
import { fetchDescriptions } from './explainTexts.ts';
import { loadPrograms, openSession } from './openSession.ts';

it('time stands while kubectl explain waits for its texts, and goes on with them', async () => {
  await loadPrograms({ isEnoughToBegin: false });
  const session = openSession('lab', 42);
  session.advance(1000);
  session.dispatch({ do: 'run', terminal: 1, line: 'kubectl explain sts.spec.serviceName' });
  expect(session.advance(2000)).toBe(false);
  expect(session.isHeld()).toBe(true);

  await fetchDescriptions();
  session.advance(2000);

  expect(session.output(1, 0).text).toContain('serviceName is the name of the service that governs this StatefulSet.');
});
