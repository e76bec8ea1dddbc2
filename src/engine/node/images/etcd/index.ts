import { alpineBuild } from '../alpine.ts';
import type { Image } from '../image.ts';
import { etcdDaemon } from './daemon.ts';

function etcdImage(repository: string): Image {
  return {
    repository,
    hasTag: (tag) => /^(?:latest|v?3(?:\.\d+){0,2}(?:-\d+)?)$/.test(tag),
    sizeBytes: 23_700_000,
    build: (tag) => ({
      ...alpineBuild(['etcdctl', 'bash']),
      entrypoint: [],
      cmd: ['/usr/local/bin/etcd'],
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ETCDCTL_API: '3' },
      daemons: [etcdDaemon('/usr/local/bin/etcd', /\d+\.\d+\.\d+/.exec(tag)?.[0] ?? '3.5.24')],
    }),
  };
}

/** quay.io/coreos/etcd and registry.k8s.io/etcd. */
export const coreosEtcd = etcdImage('coreos/etcd');
export const etcd = etcdImage('etcd');
