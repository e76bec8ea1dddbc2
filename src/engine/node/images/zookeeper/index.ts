import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { zookeeperDaemon } from './daemon.ts';
import { READY, START, ENTRYPOINT } from './scripts.ts';

const JAVA = '/usr/lib/jvm/java-8-openjdk-amd64/bin/java';

/** The image of the official ZooKeeper example: its start script writes the settings and goes on as the server. */
export const kubernetesZookeeper: Image = {
  repository: 'kubernetes-zookeeper',
  hasTag: () => true,
  sizeBytes: 150_900_000,
  build: () => ({
    ...debianBuild(['ncat', 'zkCli.sh', 'pkill', 'ps']),
    cmd: ['bash'],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ZK_USER: 'zookeeper', ZK_DATA_DIR: '/var/lib/zookeeper/data', ZK_DATA_LOG_DIR: '/var/lib/zookeeper/log', ZK_LOG_DIR: '/var/log/zookeeper', JAVA_HOME: '/usr/lib/jvm/java-8-openjdk-amd64' },
    files: {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nzookeeper:x:1000:1000::/home/zookeeper:\n',
      '/etc/group': 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\nzookeeper:x:1000:\n',
      '/opt/zookeeper/bin/start-zookeeper': START,
      '/opt/zookeeper/bin/zookeeper-ready': READY,
      '/usr/bin/start-zookeeper': '#!/bin/bash\nexec /opt/zookeeper/bin/start-zookeeper "$@"\n',
      '/usr/bin/zookeeper-ready': '#!/bin/bash\nexec /opt/zookeeper/bin/zookeeper-ready "$@"\n',
      '/opt/zookeeper/conf/.keep': '',
      '/usr/etc/zookeeper/.keep': '',
    },
    daemons: [zookeeperDaemon(JAVA, '/opt/zookeeper/conf/zoo.cfg', '3.4.10-39d3a4f269333c922ed3db283be479f9deacaa0f')],
  }),
};

/** The image of the project itself: settings come from the environment. */
export const zookeeper: Image = {
  repository: 'zookeeper',
  hasTag: (tag) => /^(?:latest|3(?:\.\d+){0,2})(?:-\w+)?$/.test(tag),
  sizeBytes: 118_000_000,
  build: (tag) => ({
    ...debianBuild(['ncat', 'zkCli.sh', 'zkServer.sh', 'pkill', 'ps']),
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['zkServer.sh', 'start-foreground'],
    workdir: '/apache-zookeeper',
    files: { '/docker-entrypoint.sh': ENTRYPOINT, '/conf/.keep': '', '/data/.keep': '', '/datalog/.keep': '' },
    daemons: [zookeeperDaemon(JAVA, '/conf/zoo.cfg', `${/\d+\.\d+\.\d+/.exec(tag)?.[0] ?? '3.9.4'}-7246445ec281f3dbf53dc54e970c914f39713903`)],
  }),
};
