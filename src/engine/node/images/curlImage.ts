import { alpineBuild } from './alpine.ts';
import type { Image } from './image.ts';
import { versionTags } from './tags.ts';

/** curlimages/curl: curl is the entry point, so arguments are curl's. */
export const curlImage: Image = {
  repository: 'curlimages/curl',
  hasTag: versionTags({ versions: { 7: [50, 88], 8: [0, 17] }, names: ['latest'] }),
  sizeBytes: 9_600_000,
  build: () => ({
    ...alpineBuild(['curl']),
    entrypoint: ['/entrypoint.sh'],
    cmd: ['curl'],
    workdir: '/home/curl_user',
    user: 'curl_user',
    files: { '/entrypoint.sh': '#!/bin/sh\nexec "$@"\n', '/home/curl_user/.keep': '' },
    wrappers: ['/entrypoint.sh'],
  }),
};
