import type { Utility } from '../command.ts';
import { answeringHelp } from '../utilities/help.ts';
import { curl } from './curl.ts';
import { nslookup } from './nslookup.ts';
import { ping } from './ping.ts';
import { wget } from './wget.ts';

/** The programs that talk over the network. */
export const networkUtilities: readonly Utility[] = [
  curl, nslookup, ping, wget,
].map(answeringHelp);
