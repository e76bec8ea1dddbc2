import { cassandra, samplesCassandra } from './cassandra/index.ts';
import { cockroach } from './cockroach/index.ts';
import { consul, hashicorpConsul } from './consul/index.ts';
import { coreosEtcd, etcd } from './etcd/index.ts';
import type { Image } from './image.ts';
import { mongo } from './mongo/index.ts';
import { mariadb, myharborMysql, mysql, xtrabackup } from './mysql/index.ts';
import { postgres } from './postgres/index.ts';
import { bitnamiRedisCluster, myharborRedis, redis } from './redis/index.ts';
import { webImages } from './web/index.ts';
import { kubernetesZookeeper, zookeeper } from './zookeeper/index.ts';

/** Databases and other servers that know a lot: they come with the programs, after the page has been drawn. */
export const deepImages: readonly Image[] = [
  redis, myharborRedis, bitnamiRedisCluster, mysql, myharborMysql, mariadb, xtrabackup, postgres, consul, hashicorpConsul, mongo, cockroach, cassandra, samplesCassandra, zookeeper, kubernetesZookeeper, etcd, coreosEtcd,
  ...webImages,
];
