import { expect, it } from 'vitest';
import { createFileTree } from './fileTree.ts';

function givenDisk() {
  let nowMs = 1000;
  const tree = createFileTree({ now: () => nowMs });
  const lazy = tree.directory(0o755, (entries) => entries.set('hosts', tree.file('127.0.0.1 localhost\n')));
  return { tree, lazy, wait: (ms: number) => (nowMs += ms) };
}

it('shows the same files whoever looks first, and when', () => {
  const early = givenDisk();
  const late = givenDisk();

  const seenEarly = early.lazy.entries.get('hosts');
  early.wait(5000);
  late.wait(5000);
  const nextOfEarly = early.tree.file('later');
  const nextOfLate = late.tree.file('later');

  expect(late.lazy.entries.get('hosts')).toEqual(seenEarly);
  expect(seenEarly?.mtimeMs).toBe(1000);
  expect(nextOfLate.inode).toBe(nextOfEarly.inode);
});
