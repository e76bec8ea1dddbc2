import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { versionTags } from '../tags.ts';
import { mongoDaemon } from './daemon.ts';

export const mongo: Image = {
  repository: 'mongo',
  hasTag: versionTags({ versions: { 4: [0, 4], 5: [0, 0], 6: [0, 0], 7: [0, 0], 8: [0, 2] }, names: ['latest', 'jammy', 'noble'], endings: ['-jammy', '-focal', '-noble', '-bionic'] }),
  sizeBytes: 312_000_000,
  build: (tag) => {
    const number = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '8.2.1';
    return {
      ...debianBuild(Number(number.split('.')[0]) < 6 ? ['mongosh', 'mongo'] : ['mongosh']),
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['mongod'],
      files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/bash\nset -Eeuo pipefail\nif [ "${1:0:1}" = \'-\' ]; then\n\tset -- mongod "$@"\nfi\nexec "$@"\n' },
      daemons: [mongoDaemon(number)],
      wrappers: ['docker-entrypoint.sh'],
    };
  },
};
