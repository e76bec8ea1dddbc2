import type { Utility } from '../../command.ts';
import { free } from './free.ts';
import { kill } from './kill.ts';
import { killall } from './killall.ts';
import { pgrep } from './pgrep.ts';
import { pidof } from './pidof.ts';
import { ps } from './ps.ts';
import { top } from './top.ts';
import { uptime } from './uptime.ts';
import { who } from './who.ts';

/** What looks at the processes of a machine and at the machine itself. */
export const processUtilities: readonly Utility[] = [free, kill, killall, pgrep, pidof, ps, top, uptime, who];
