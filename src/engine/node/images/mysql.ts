import { formatMicroTime } from '../../core/time.ts';
import { debianBuild } from './debian.ts';
import type { DaemonContext, Image } from './image.ts';
import { quietDaemon } from './quietDaemon.ts';
import { versionTags } from './tags.ts';

function line(context: DaemonContext, text: string): string {
  return `${formatMicroTime(context.unixNow())} 0 ${text}`;
}

/** The server needs some seconds before it listens: long enough for a readiness probe to matter. */
const READY_AFTER_MS = 4200;

/** simplified: the server starts, listens and ends; tables are not kept. */
function mysqlImage(repository: string, version: string): Image {
  return {
    repository,
    hasTag: versionTags({ versions: { 5: [5, 7], 8: [0, 4], 9: [0, 5], 10: [2, 11], 11: [0, 8], 12: [0, 1] }, names: ['latest', 'lts', 'innovation', 'debian', 'oracle'], endings: ['-debian', '-oracle', '-bookworm'] }),
    sizeBytes: 137_600_000,
    build: (tag) => {
      const number = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? version;
      return {
        ...debianBuild(['mysql', 'mysqladmin', 'mysqldump']),
        entrypoint: ['docker-entrypoint.sh'],
        cmd: ['mysqld'],
        env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', MYSQL_MAJOR: number },
        files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/bash\nexec "$@"\n', '/etc/my.cnf': '[mysqld]\nskip-host-cache\nskip-name-resolve\ndatadir=/var/lib/mysql\n!includedir /etc/mysql/conf.d/\n' },
        daemons: [
          quietDaemon({
            path: '/usr/sbin/mysqld',
            port: 3306,
            speaks: 'mysql',
            readyAfterMs: READY_AFTER_MS,
            says: (context) => [line(context, `[System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld ${number}) starting as process 1`)],
            farewell: (context) => [line(context, `[System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld ${number})  MySQL Community Server - GPL.`)],
          }),
        ],
        wrappers: ['docker-entrypoint.sh'],
      };
    },
  };
}

export const mysql = mysqlImage('mysql', '9.5.0');
export const myharborMysql: Image = { ...mysqlImage('myharbor/mysql', '8.0.36'), hasTag: () => true };
export const mariadb = mysqlImage('mariadb', '11.8.3');
