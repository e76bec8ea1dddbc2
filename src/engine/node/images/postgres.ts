import { debianBuild } from './debian.ts';
import type { Image } from './image.ts';
import { quietDaemon } from './quietDaemon.ts';
import { versionTags } from './tags.ts';

/** The server needs a moment before it listens. */
const READY_AFTER_MS = 2100;

/** simplified: the server starts, listens and ends; tables are not kept. */
export const postgres: Image = {
  repository: 'postgres',
  hasTag: versionTags({ versions: { 9: [0, 6], 10: [0, 23], 11: [0, 22], 12: [0, 22], 13: [0, 22], 14: [0, 19], 15: [0, 14], 16: [0, 10], 17: [0, 6], 18: [0, 1] }, names: ['latest'], endings: ['-alpine', '-bookworm', '-bullseye'] }),
  sizeBytes: 151_200_000,
  build: () => ({
    ...debianBuild(['psql', 'pg_isready']),
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/bash\nexec "$@"\n' },
    daemons: [
      quietDaemon({
        path: '/usr/local/bin/postgres',
        port: 5432,
        speaks: 'postgres',
        readyAfterMs: READY_AFTER_MS,
        says: () => ['LOG:  starting PostgreSQL on x86_64-pc-linux-gnu', 'LOG:  listening on IPv4 address "0.0.0.0", port 5432', 'LOG:  database system is ready to accept connections'],
        farewell: () => ['LOG:  received smart shutdown request', 'LOG:  database system is shut down'],
      }),
    ],
    wrappers: ['docker-entrypoint.sh'],
  }),
};
