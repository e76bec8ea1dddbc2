import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';

/** What is written is written at once: there is nothing to wait for. */
export const sync = defineUtility({
  name: 'sync',
  aliases: ['fsync'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'write cached data to disk',
  run: (process) => (parseOptions(process, { short: 'df', long: { data: 'd', 'file-system': 'f' } }) === undefined ? 1 : 0),
});
