import { defineUtility } from '../../command.ts';
import { isBusybox } from '../../utilities/options.ts';
import { bindNslookup } from './bindNslookup.ts';
import { busyboxNslookup } from './busyboxNslookup.ts';

/** Three programs under one name: busybox up to 1.28, busybox since 1.29, and bind's. */
export const nslookup = defineUtility({
  name: 'nslookup',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'query DNS',
  *run(process) {
    // bind's tools come together, and take the place of busybox's.
    const hasBind = !isBusybox(process) || process.machine.files.exists('/usr/bin/dig') || process.machine.files.exists('/bin/dig');
    return hasBind ? yield* bindNslookup(process) : yield* busyboxNslookup(process);
  },
});
