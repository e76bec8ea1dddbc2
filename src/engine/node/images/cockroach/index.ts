import { debianBuild } from '../debian.ts';
import type { Daemon, Image } from '../image.ts';
import { cockroachStart } from './daemon.ts';

/** The one executable is server and client: the client program starts this one for `start`. */
function server(version: string): Daemon {
  return { path: '/usr/lib/cockroach/cockroach-server', start: (context) => cockroachStart(context, version) };
}

export const cockroach: Image = {
  repository: 'cockroachdb/cockroach',
  hasTag: () => true,
  sizeBytes: 156_000_000,
  build: (tag) => ({
    ...debianBuild(['curl', 'cockroach']),
    entrypoint: ['/cockroach/cockroach.sh'],
    cmd: ['--help'],
    workdir: '/cockroach',
    env: { PATH: '/cockroach:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', COCKROACH_CHANNEL: 'official-docker' },
    files: { '/cockroach/cockroach.sh': '#!/bin/bash\nset -eu\nexec /cockroach/cockroach "$@"\n', '/cockroach/cockroach': '#!/bin/bash\nexec /usr/bin/cockroach "$@"\n' },
    daemons: [server(/v?\d+\.\d+\.\d+/.exec(tag)?.[0] ?? 'v25.4.0')],
  }),
};
