import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';

export const hostname = defineUtility({
  name: 'hostname',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show the host name',
  run: (process) => {
    const options = parseOptions(process, { short: 'fsdiIAay', long: { fqdn: 'f', long: 'f', short: 's', domain: 'd', 'ip-address': 'i', 'all-ip-addresses': 'I' } });
    if (options === undefined) return 1;
    const { host, hostname: name } = process.machine;
    if (options.operands.length > 0) {
      process.err(`hostname: you must be root to change the host name\n`);
      return 1;
    }
    const full = host.fqdn ?? name;
    if (options.has('f')) process.out(`${full}\n`);
    else if (options.has('s')) process.out(`${name.split('.')[0] ?? ''}\n`);
    else if (options.has('d')) process.out(full.includes('.') ? `${full.slice(full.indexOf('.') + 1)}\n` : '\n');
    else if (options.has('i')) process.out(`${host.ip ?? '127.0.0.1'}\n`);
    else if (options.has('I')) process.out(`${host.ip ?? ''} \n`);
    else process.out(`${name}\n`);
    return 0;
  },
});
