import { alpineBuild } from '../alpine.ts';
import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { versionTags } from '../tags.ts';
import { postgresDaemon } from './daemon.ts';

const NEWEST_MINOR: Readonly<Record<string, number>> = { 11: 22, 12: 22, 13: 22, 14: 19, 15: 14, 16: 10, 17: 6, 18: 1 };
const PROGRAMS = ['psql', 'pg_isready'];

/** simplified: replication, roles' rights and schemas besides public make no difference. */
export const postgres: Image = {
  repository: 'postgres',
  hasTag: versionTags({ versions: { 9: [0, 6], 10: [0, 23], 11: [0, 22], 12: [0, 22], 13: [0, 22], 14: [0, 19], 15: [0, 14], 16: [0, 10], 17: [0, 6], 18: [0, 1] }, names: ['latest'], endings: ['-alpine', '-bookworm', '-bullseye', '-trixie'] }),
  sizeBytes: 151_200_000,
  build: (tag) => {
    const number = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '18.1';
    const version = number.includes('.') ? number : `${number}.${NEWEST_MINOR[number] ?? 0}`;
    return {
      ...(tag.includes('alpine') ? alpineBuild([...PROGRAMS, 'bash']) : debianBuild(PROGRAMS)),
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['postgres'],
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', PG_MAJOR: version.split('.')[0] ?? '', PG_VERSION: version, PGDATA: Number(version.split('.')[0]) >= 18 ? `/var/lib/postgresql/${version.split('.')[0] ?? ''}/docker` : '/var/lib/postgresql/data' },
      files: { '/usr/local/bin/docker-entrypoint.sh': '#!/usr/bin/env bash\nset -Eeo pipefail\nif [ "${1:0:1}" = \'-\' ]; then\n\tset -- postgres "$@"\nfi\nexec "$@"\n' },
      daemons: [postgresDaemon(version)],
      wrappers: ['docker-entrypoint.sh'],
    };
  },
};
