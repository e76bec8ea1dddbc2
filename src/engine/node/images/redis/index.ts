import { alpineBuild } from '../alpine.ts';
import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { versionTags } from '../tags.ts';
import { redisDaemon } from './daemon.ts';

const NEWEST = '8.2.2';
const NEWEST_PATCH: Readonly<Record<string, string>> = { 5: '5.0.14', 6: '6.2.20', '6.2': '6.2.20', 7: '7.4.6', '7.0': '7.0.15', '7.2': '7.2.11', '7.4': '7.4.6', 8: NEWEST, '8.2': NEWEST };

export const redis: Image = {
  repository: 'redis',
  hasTag: versionTags({ versions: { 3: [0, 2], 4: [0, 0], 5: [0, 0], 6: [0, 2], 7: [0, 4], 8: [0, 2] }, names: ['latest', 'bookworm'], endings: ['-alpine', '-bookworm', '-bullseye'] }),
  sizeBytes: 51_800_000,
  build: (tag) => {
    const number = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? NEWEST;
    const programs = ['redis-cli', 'redis-benchmark'];
    return {
      ...(tag.includes('alpine') ? alpineBuild(programs) : debianBuild(programs)),
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['redis-server'],
      workdir: '/data',
      files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then\n\tset -- redis-server "$@"\nfi\nexec "$@"\n' },
      daemons: [redisDaemon(NEWEST_PATCH[number] ?? number)],
      wrappers: ['docker-entrypoint.sh'],
    };
  },
};

export const myharborRedis: Image = { ...redis, repository: 'myharbor/redis', hasTag: () => true };

export { bitnamiRedisCluster } from './bitnami.ts';
