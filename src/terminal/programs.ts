import { clients } from './clients/index.ts';
import type { Utility } from './command.ts';
import { fault } from './faults/fault.ts';
import { kubectlUtility } from './kubectl/index.ts';
import { networkUtilities } from './network/index.ts';
import { shells } from './shell/index.ts';
import { utilities } from './utilities/index.ts';

/** Everything that an executable file of a simulated machine can be. */
export const programs: readonly Utility[] = [...shells, ...utilities, ...networkUtilities, ...clients, kubectlUtility, fault];
