import { civilTimeOf } from '../../core/time.ts';
import { alpineBuild } from './alpine.ts';
import { debianBuild } from './debian.ts';
import type { Daemon, DaemonContext, Image } from './image.ts';
import { createRedisStore } from './redisStore.ts';
import { versionTags } from './tags.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1:M 23 Nov 2026 06:51:24.301 * Ready to accept connections tcp` */
function line(context: DaemonContext, role: string, level: string, text: string): string {
  const t = civilTimeOf(context.unixNow());
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(t.day)} ${MONTHS[t.month - 1] ?? ''} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.millisecond).padStart(3, '0')}`;
  return `1:${role} ${time} ${level} ${text}`;
}

function redisDaemon(version: string): Daemon {
  return {
    path: '/usr/local/bin/redis-server',
    start: (context) => {
      const port = Number(optionOf(context.argv, '--port') ?? 6379);
      context.log(line(context, 'C', '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo'));
      context.log(line(context, 'C', '*', `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=1, just started`));
      context.log(line(context, 'M', '*', `Running mode=standalone, port=${port}.`));
      context.log(line(context, 'M', '*', 'Ready to accept connections tcp'));
      const store = createRedisStore();
      context.listen({ port, protocol: 'TCP', speaks: 'redis', talk: (message) => store.answer(message) });
      return {
        onSignal: (signal) => {
          if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
          context.log(line(context, 'signal-handler', '', `Received ${signal} scheduling shutdown...`));
          context.log(line(context, 'M', '#', 'Redis is now ready to exit, bye bye...'));
          context.exit(0);
        },
      };
    },
  };
}

function optionOf(argv: readonly string[], name: string): string | undefined {
  const index = argv.indexOf(name);
  return index < 0 ? undefined : argv[index + 1];
}

export const redis: Image = {
  repository: 'redis',
  hasTag: versionTags({ versions: { 3: [0, 2], 4: [0, 0], 5: [0, 0], 6: [0, 2], 7: [0, 4], 8: [0, 2] }, names: ['latest', 'bookworm'], endings: ['-alpine', '-bookworm', '-bullseye'] }),
  sizeBytes: 51_800_000,
  build: (tag) => {
    const version = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '8.2.2';
    const base = tag.includes('alpine') ? alpineBuild(['redis-cli']) : debianBuild(['redis-cli']);
    return {
      ...base,
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['redis-server'],
      workdir: '/data',
      files: { '/usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
      daemons: [redisDaemon(version)],
      wrappers: ['docker-entrypoint.sh'],
    };
  },
};

export const myharborRedis: Image = { ...redis, repository: 'myharbor/redis', hasTag: () => true };
