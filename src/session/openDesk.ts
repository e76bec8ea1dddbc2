import { programs } from '#terminal/programs.ts';
import { createOpenDesk } from './deskOpener.ts';

/** Wakes a cluster and brings it all programs at once: for everything but a page. */
export const openDesk = createOpenDesk({ programs });
