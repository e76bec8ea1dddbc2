import { debianBuild } from '../debian.ts';
import type { Image } from '../image.ts';
import { versionTags } from '../tags.ts';
import { mysqld } from './daemon.ts';

const ENTRYPOINT = '#!/bin/bash\nset -eo pipefail\n# A command that begins with an option is one for the server.\nif [ "${1:0:1}" = \'-\' ]; then\n\tset -- mysqld "$@"\nfi\nexec "$@"\n';
const CLIENTS = ['mysql', 'mysqladmin', 'mysqldump'];
const NEWEST_PATCH: Readonly<Record<string, string>> = { '5.5': '5.5.62', '5.6': '5.6.51', '5.7': '5.7.44', '8.0': '8.0.44', '8.4': '8.4.7' };

/** simplified: transactions and rights make no difference; tables hold what the common statements write. */
function mysqlImage(repository: string, newest: string, clients = CLIENTS): Image {
  return {
    repository,
    hasTag: versionTags({ versions: { 5: [5, 7], 8: [0, 4], 9: [0, 5], 10: [2, 11], 11: [0, 8], 12: [0, 1] }, names: ['latest', 'lts', 'innovation', 'debian', 'oracle'], endings: ['-debian', '-oracle', '-bookworm'] }),
    sizeBytes: 137_600_000,
    build: (tag) => {
      const number = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? newest;
      const version = NEWEST_PATCH[number === '5' ? '5.7' : number === '8' ? '8.4' : number] ?? (number.split('.').length < 3 ? `${number.includes('.') ? number : `${number}.0`}.0` : number);
      return {
        ...debianBuild(clients),
        entrypoint: ['docker-entrypoint.sh'],
        cmd: ['mysqld'],
        env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', MYSQL_MAJOR: version.split('.').slice(0, 2).join('.'), MYSQL_VERSION: version },
        files: {
          '/usr/local/bin/docker-entrypoint.sh': ENTRYPOINT,
          '/etc/my.cnf': '[mysqld]\nskip-host-cache\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nuser=mysql\n\npid-file=/var/run/mysqld/mysqld.pid\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n',
        },
        daemons: [mysqld(version)],
        wrappers: ['docker-entrypoint.sh'],
      };
    },
  };
}

export const mysql = mysqlImage('mysql', '9.5.0');
export const myharborMysql: Image = { ...mysqlImage('myharbor/mysql', '8.0.44'), hasTag: () => true };
/** simplified: MariaDB's server is MySQL's. */
export const mariadb = mysqlImage('mariadb', '11.8.3', [...CLIENTS, 'mariadb', 'mariadb-admin']);

/** The tools that copy a running server's files: what the replicated example uses beside each server. */
export const xtrabackup: Image = {
  repository: 'google-samples/xtrabackup',
  hasTag: (tag) => tag === '1.0' || tag === 'latest',
  sizeBytes: 102_400_000,
  build: () => ({ ...debianBuild(['mysql', 'mysqladmin', 'ncat', 'xtrabackup', 'xbstream']), cmd: ['bash'] }),
};
