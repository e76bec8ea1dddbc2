import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { cassandraDaemon } from './daemon.ts';

const READY = `#!/bin/bash
# Ready when the ring counts this pod as up and normal.
if [[ $(nodetool status | grep $POD_IP) == *"UN"* ]]; then
  if [[ $DEBUG ]]; then
    echo "UN";
  fi
  exit 0;
else
  if [[ $DEBUG ]]; then
    echo "Not Up";
  fi
  exit 1;
fi
`;

/** The image of the official example. */
export const samplesCassandra: Image = {
  repository: 'google-samples/cassandra',
  hasTag: () => true,
  sizeBytes: 155_000_000,
  build: () => ({
    ...debianBuild(['nodetool', 'cqlsh', 'ps', 'pkill']),
    cmd: ['/run.sh'],
    files: { '/ready-probe.sh': READY, '/run.sh': '#!/bin/bash\nexec cassandra -f -R\n' },
    daemons: [cassandraDaemon('/usr/local/apache-cassandra/bin/cassandra', '3.11.2', () => '/cassandra_data')],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/apache-cassandra/bin', CASSANDRA_DATA: '/cassandra_data' },
  }),
};

export const cassandra: Image = {
  repository: 'cassandra',
  hasTag: (tag) => /^(?:latest|[345](?:\.\d+){0,2})$/.test(tag),
  sizeBytes: 141_000_000,
  build: (tag) => ({
    ...debianBuild(['nodetool', 'cqlsh', 'ps', 'pkill']),
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['cassandra', '-f'],
    files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/bash\nset -e\nexec "$@"\n' },
    wrappers: ['docker-entrypoint.sh'],
    daemons: [cassandraDaemon('/opt/cassandra/bin/cassandra', /\d+\.\d+\.\d+/.exec(tag)?.[0] ?? '5.0.5', () => '/var/lib/cassandra')],
    env: { PATH: '/opt/cassandra/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  }),
};
