import { expect, it } from 'vitest';
import { createGarbageCollector } from '../garbagecollector/controller.ts';
import { createClaimProtectionController } from '../volumeprotection/claimController.ts';
import { walk } from './walk.ts';

const others = () => [createGarbageCollector({ kinds: ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'ControllerRevision'] }), createClaimProtectionController()];

const WALKS = 560;
const PARTS = 8;

it.each(Array.from({ length: PARTS }, (_, part) => part))(
  `${WALKS} walks keep every promise and end as the spec says, part %i`,
  (part) => {
    for (let seed = part + 1; seed <= WALKS; seed += PARTS) expect(walk(seed, others()).length).toBeGreaterThanOrEqual(0);
  },
);

it('the same seed walks the same way', () => {
  expect(walk(7, others())).toEqual(walk(7, others()));
});
