import { describe, expect, it } from 'vitest';
import { givenNodes } from './givenNodes.ts';

describe('the stand-in kubelet', () => {
  it('takes a pod from ContainerCreating to Running in two steps', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(2000);

    expect(given.rows).toEqual(['web-0 0/1 Pending 0', 'web-0 0/1 ContainerCreating 0', 'web-0 1/1 Running 0']);
    expect(given.events('web-0')).toEqual([]);
  });
});
