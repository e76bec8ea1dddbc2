import { laterImages } from '#engine/node/images/index.ts';
import { firstPrograms } from '#terminal/firstPrograms.ts';
import { laterPrograms } from '#terminal/laterPrograms.ts';
import { createOpenDesk } from '../deskOpener.ts';

/** Wakes a cluster with what a first prompt needs. What is asked for beyond that is waited for: time stands until it has come. */
export const openDeskInParts = createOpenDesk({ programs: firstPrograms, laterPrograms: Object.values(laterPrograms) });

/** Where the page hands over what it fetches afterwards. */
export { laterImages, laterPrograms };
