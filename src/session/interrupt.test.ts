import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from './createSession.ts';

describe('Ctrl-C', () => {
  it.each([
    'while true;do kubectl get pods | head -2;done',
    'while true;do date;sleep 1;done',
    'while true;do :;done',
    'for i in $(seq 1000);do ls | wc -l;done',
    'yes',
  ])('stops %s whenever it is pressed', (loop) => {
    const session = createSession({ profile: labProfile, seed: 3, hasEditor: true });
    const type = (text: string, forMs: number) => {
      session.dispatch({ do: 'type', terminal: 1, text });
      session.advance(forMs);
    };
    session.advance(500);

    for (let press = 0; press < 12; press += 1) {
      type(`${loop}\r`, 130);
      let ran = 0;
      session.advance(50, () => (ran += 1) > press * 3);
      type('\u0003', 1200);

      expect(session.output(1, 0).text.slice(-60), `press ${press}`).toMatch(/\[root@centos7k8s1 deploy\]# (?:\u001b\[\S+)?$/);
      expect(session.frame().crash).toBeUndefined();
    }
  });
});
