import type { Image, ImageBuild } from './image.ts';
import { versionTags } from './tags.ts';

/** A busybox userland and a shell that ends at once when nobody types into it. */
export function busyboxBuild(version: string): ImageBuild {
  return {
    flavour: 'busybox',
    busybox: version,
    entrypoint: [],
    cmd: ['sh'],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    workdir: '/',
    user: 'root',
    files: {},
    programs: [],
    daemons: [],
  };
}

const LATEST = '1.37';

export const busybox: Image = {
  repository: 'busybox',
  hasTag: versionTags({ versions: { 1: [21, 37] }, names: ['latest', 'stable', 'unstable', 'glibc', 'musl', 'uclibc'], endings: ['-glibc', '-musl', '-uclibc'] }),
  sizeBytes: 2_224_229,
  build: (tag) => busyboxBuild(/^1\.\d+/.exec(tag)?.[0] ?? LATEST),
};
