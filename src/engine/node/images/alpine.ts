import { busyboxBuild } from './busybox.ts';
import type { Image, ImageBuild } from './image.ts';
import { versionTags } from './tags.ts';

/** Alpine Linux: busybox, musl and a package manager. */
export function alpineBuild(programs: readonly string[] = []): ImageBuild {
  return { ...busyboxBuild('1.36'), flavour: 'alpine', cmd: ['/bin/sh'], programs };
}

export const alpine: Image = {
  repository: 'alpine',
  hasTag: versionTags({ versions: { 3: [1, 23] }, names: ['latest', 'edge'] }),
  sizeBytes: 3_623_807,
  build: () => alpineBuild(),
};

/** harbor.myharbor.com/myharbor/alpine. */
export const myharborAlpine: Image = { ...alpine, repository: 'myharbor/alpine' };
export const myharborBusybox: Image = { ...alpine, repository: 'myharbor/busybox', build: () => busyboxBuild('1.28') };
