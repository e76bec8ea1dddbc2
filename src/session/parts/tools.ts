import { networkUtilities } from '#terminal/network/index.ts';
import { utilities } from '#terminal/utilities/index.ts';

export const tools = [...utilities, ...networkUtilities];
