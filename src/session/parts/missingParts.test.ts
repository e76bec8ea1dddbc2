import { describe, expect, it } from 'vitest';
import { createLate } from '#engine/core/late.ts';
import type { Utility } from '#terminal/command.ts';
import type { Session } from '../session.ts';
import { withParts } from './givenParts.ts';
import { laterImages } from './first.ts';

/** Types lines and lets so much time pass behind each. */
function type(session: Session, lines: readonly string[], passMs = 5000): string {
  for (const line of lines) {
    session.dispatch({ do: 'run', terminal: 1, line });
    session.advance(passMs);
  }
  return session.output(1, 0).text;
}

describe('a part that cannot be fetched', () => {
  it('is told of by the program that needs it, and asked for anew by the next one', async () => {
    const { tools } = await import('./tools.ts');
    const part = createLate<readonly Utility[]>('tools');
    let asked = 0;
    part.onWanted(() => {
      asked += 1;
      if (asked < 3) part.fail();
      else part.provide(tools);
    });
    const output = type(withParts(part), ['seq 3 | cat; echo "ended with ${PIPESTATUS[*]}"', 'expr 20 + 22']);

    expect(output.match(/seq: the page could not fetch this program; run it again when there is a connection, or load the page again/g)).toHaveLength(1);
    expect(output).toContain('ended with 126 126');
    expect(output).toContain('\r\n42\r\n');
    expect(asked).toBe(3);
  });

  it('gives TAB nothing to offer but files', () => {
    const part = createLate<readonly Utility[]>('kubectl');
    part.onWanted(part.fail);
    const session = withParts(part);
    session.dispatch({ do: 'type', terminal: 1, text: 'kubectl ge\t' });
    session.advance(500);

    expect(session.isHeld()).toBe(false);
    expect(session.output(1, 0).text).toMatch(/kubectl ge\u0007$/);
  });

  it('fails the pull of an image that it knows, which the kubelet tries again', async () => {
    const [{ deepImages }, { kubectl }] = await Promise.all([import('./servers.ts'), import('./kubectl.ts')]);
    const part = createLate<readonly Utility[]>('kubectl');
    part.provide(kubectl);
    let asked = 0;
    laterImages.onWanted(() => {
      asked += 1;
      laterImages.fail();
    });
    const session = withParts(part);
    const before = type(session, ['kubectl run db --image=redis:7', 'kubectl get events | tail -n 5; kubectl get events'], 20_000);
    expect(before).toContain('the page could not fetch what it knows of this image');
    expect(asked).toBeGreaterThan(0);
    expect(session.frame().get('Pod', 'default', 'db')?.status.phase).toBe('Pending');

    laterImages.onWanted(() => laterImages.provide(deepImages));
    session.advance(120_000);
    expect(session.frame().get('Pod', 'default', 'db')?.status.phase).toBe('Running');
  });
});
