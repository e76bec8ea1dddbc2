import type { Image, ImageBuild } from './image.ts';
import { versionTags } from './tags.ts';

/** A minimal Debian userland with bash. */
export function debianBuild(programs: readonly string[] = []): ImageBuild {
  return {
    flavour: 'debian',
    entrypoint: [],
    cmd: ['bash'],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    workdir: '/',
    user: 'root',
    files: {},
    programs,
    daemons: [],
  };
}

export const debian: Image = {
  repository: 'debian',
  hasTag: versionTags({ versions: { 10: [0, 13], 11: [0, 11], 12: [0, 12], 13: [0, 2] }, names: ['latest', 'stable', 'bookworm', 'bullseye', 'trixie', 'buster'], endings: ['-slim'] }),
  sizeBytes: 48_500_000,
  build: () => debianBuild(),
};

/** simplified: Ubuntu has Debian's programs. */
export const ubuntu: Image = {
  repository: 'ubuntu',
  hasTag: versionTags({ versions: { 16: [4, 4], 18: [4, 4], 20: [4, 4], 22: [4, 4], 24: [4, 10], 25: [4, 10] }, names: ['latest', 'noble', 'jammy', 'focal'] }),
  sizeBytes: 29_700_000,
  build: () => debianBuild(),
};

const CENTOS_TAGS = ['7', '7.9.2009', 'centos7', 'latest', '8'];

export const centos: Image = {
  repository: 'centos',
  hasTag: (tag) => CENTOS_TAGS.includes(tag),
  sizeBytes: 76_100_000,
  build: () => ({ ...debianBuild(['ping', 'curl', 'ps', 'vi', 'yum']), cmd: ['/bin/bash'] }),
};
