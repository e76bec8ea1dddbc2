import type { Utility } from '../command.ts';
import { cqlsh } from './cassandra/cqlsh.ts';
import { nodetool } from './cassandra/nodetool.ts';
import { cockroach } from './cockroach/cockroach.ts';
import { consul } from './consul/consul.ts';
import { etcdctl } from './etcd/etcdctl.ts';
import { mongosh } from './mongo/mongosh.ts';
import { mysql } from './mysql/mysql.ts';
import { mysqladmin } from './mysql/mysqladmin.ts';
import { mysqldump } from './mysql/mysqldump.ts';
import { ncat } from './ncat.ts';
import { pgIsReady, psql } from './postgres/psql.ts';
import { redisCli } from './redis/redisCli.ts';
import { xbstream, xtrabackup } from './xtrabackup.ts';
import { zkCli, zkServer } from './zookeeper/zkCli.ts';

/** The clients of databases and other servers: images bring them, no family of machines has them by itself. */
export const clients: readonly Utility[] = [mysql, mysqladmin, mysqldump, ncat, redisCli, xbstream, xtrabackup, zkCli, zkServer, etcdctl, cqlsh, nodetool, psql, pgIsReady, cockroach, mongosh, consul];
