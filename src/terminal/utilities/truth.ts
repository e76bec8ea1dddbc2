import { defineUtility } from '../command.ts';
import { nameOf } from './options.ts';

/** /bin/true and /bin/false: the shell has its own, probes run these. */
export const truth = defineUtility({
  name: 'true',
  aliases: ['false'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'do nothing, successfully or not',
  run: (process) => (nameOf(process) === 'true' ? 0 : 1),
});
