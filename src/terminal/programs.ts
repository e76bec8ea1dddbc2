import { deepImages } from '#engine/node/images/deepImages.ts';
import { laterImages } from '#engine/node/images/index.ts';
import { clients } from './clients/index.ts';
import type { Utility } from './command.ts';
import { firstPrograms } from './firstPrograms.ts';
import { kubectlUtility } from './kubectl/index.ts';
import { networkUtilities } from './network/index.ts';
import { utilities } from './utilities/index.ts';

/** Everything that an executable file of a simulated machine can be, at once. The page fetches the same in parts: laterPrograms.ts. */
export const programs: readonly Utility[] = [...firstPrograms, kubectlUtility, ...utilities, ...networkUtilities, ...clients];

// The servers that such programs talk to come with them.
laterImages.provide(deepImages);
