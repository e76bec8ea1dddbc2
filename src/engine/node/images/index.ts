import { agnhost, jessieDnsutils, netshoot, pause, tutumDnsutils } from './agnhost.ts';
import { alpine, myharborAlpine, myharborBusybox } from './alpine.ts';
import { busybox } from './busybox.ts';
import { cassandra, samplesCassandra } from './cassandra/index.ts';
import { cockroach } from './cockroach/index.ts';
import { coredns, nfsProvisioner, nfsSubdirProvisioner, quayNfsProvisioner } from './clusterParts.ts';
import { consul, hashicorpConsul } from './consul/index.ts';
import { curlImage } from './curlImage.ts';
import { centos, debian, ubuntu } from './debian.ts';
import { httpd } from './httpd.ts';
import { coreosEtcd, etcd } from './etcd/index.ts';
import type { Image } from './image.ts';
import { mongo } from './mongo/index.ts';
import { mariadb, myharborMysql, mysql, xtrabackup } from './mysql/index.ts';
import { myharborNginx, nginx, nginxSlim } from './nginx/index.ts';
import { postgres } from './postgres/index.ts';
import { bitnamiRedisCluster, myharborRedis, redis } from './redis/index.ts';
import { unknownImage } from './unknown.ts';
import { webImages } from './web/index.ts';
import { kubernetesZookeeper, zookeeper } from './zookeeper/index.ts';

/** Every image whose containers behave as the real ones do. */
export const images: readonly Image[] = [
  nginx, nginxSlim, myharborNginx, busybox, myharborBusybox, alpine, myharborAlpine, debian, ubuntu, centos, httpd, redis, myharborRedis, bitnamiRedisCluster, mysql, myharborMysql, mariadb, xtrabackup, postgres,
  consul, hashicorpConsul, mongo, cockroach, cassandra, samplesCassandra, zookeeper, kubernetesZookeeper, etcd, coreosEtcd,
  agnhost, jessieDnsutils, tutumDnsutils, netshoot, pause, curlImage, coredns, nfsProvisioner, nfsSubdirProvisioner, quayNfsProvisioner,
  ...webImages,
];

const byRepository = new Map(images.map((image) => [image.repository, image]));

/** Do we know what the image of that path in a registry does? */
export function isKnownImage(path: string): boolean {
  return imageFor(path) !== unknownImage;
}

/** The image of a path in a registry; mirrors keep the last part of the name. Others are unknown ones. */
export function imageFor(path: string): Image {
  const repository = path.replace(/^library\//, '');
  return byRepository.get(repository) ?? byRepository.get(repository.slice(repository.lastIndexOf('/') + 1)) ?? unknownImage;
}
