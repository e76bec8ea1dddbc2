import { defineUtility } from '../../command.ts';
import { isBusybox } from '../../utilities/options.ts';
import { busyboxWget } from './busyboxWget.ts';
import { gnuWget } from './gnuWget.ts';

/** Two programs under one name: GNU's and busybox's. */
export const wget = defineUtility({
  name: 'wget',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'download a URL',
  *run(process) {
    return isBusybox(process) ? yield* busyboxWget(process) : yield* gnuWget(process);
  },
});
