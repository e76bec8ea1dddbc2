import { alpineBuild } from '../alpine.ts';
import type { Image } from '../image.ts';
import { consulAgent } from './daemon.ts';

const ENTRYPOINT = '#!/bin/sh\nset -e\n# Words that are commands of consul come without its name.\ncase "$1" in\n  -*|agent|members|kv|leave|join|operator|version) set -- consul "$@" ;;\nesac\nexec "$@"\n';

function consulImage(repository: string): Image {
  return {
    repository,
    hasTag: (tag) => /^(?:latest|1(?:\.\d+){0,2})$/.test(tag),
    sizeBytes: 52_400_000,
    build: (tag) => ({
      ...alpineBuild(['consul', 'bash', 'curl']),
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['agent', '-dev', '-client', '0.0.0.0'],
      files: { '/usr/local/bin/docker-entrypoint.sh': ENTRYPOINT },
      daemons: [consulAgent(/\d+\.\d+(?:\.\d+)?/.exec(tag)?.[0] ?? '1.21.5')],
    }),
  };
}

export const consul = consulImage('consul');
export const hashicorpConsul = consulImage('hashicorp/consul');
