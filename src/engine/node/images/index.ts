import { agnhost, jessieDnsutils, netshoot, pause, tutumDnsutils } from './agnhost.ts';
import { createLate } from '../../core/late.ts';
import { alpine, myharborAlpine, myharborBusybox } from './alpine.ts';
import { busybox } from './busybox.ts';
import { coredns, nfsProvisioner, nfsSubdirProvisioner, quayNfsProvisioner } from './clusterParts.ts';
import { curlImage } from './curlImage.ts';
import { centos, debian, ubuntu } from './debian.ts';
import { httpd } from './httpd.ts';
import type { Image } from './image.ts';
import { myharborNginx, nginx, nginxSlim } from './nginx/index.ts';
import { unknownImage } from './unknown.ts';

/** The images that are there from the start: what a cluster is made of, and small servers. */
const images: readonly Image[] = [
  nginx, nginxSlim, myharborNginx, busybox, myharborBusybox, alpine, myharborAlpine, debian, ubuntu, centos, httpd,
  agnhost, jessieDnsutils, tutumDnsutils, netshoot, pause, curlImage, coredns, nfsProvisioner, nfsSubdirProvisioner, quayNfsProvisioner,
];

/** The images that may come later than the cluster (deepImages.ts). No container of one starts before. */
export const laterImages = createLate<readonly Image[]>('images');

const early = byRepository(images);
let all = early;
let laterOnes: readonly Image[] = [];

/** Do we know what the image of that path in a registry does? */
export function isKnownImage(path: string): boolean {
  return imageFor(path) !== unknownImage;
}

/** Is it one of those that are there from the start? Mirrors of these may be images of their own that come later. */
export function isEarlyImage(path: string): boolean {
  return early.has(repositoryOf(path));
}

/** The image of a path in a registry; mirrors keep the last part of the name. Others are unknown ones. */
export function imageFor(path: string): Image {
  takeLaterOnes();
  const repository = repositoryOf(path);
  return all.get(repository) ?? all.get(repository.slice(repository.lastIndexOf('/') + 1)) ?? unknownImage;
}

function takeLaterOnes(): void {
  const found = laterImages.current();
  if (found === undefined || found === laterOnes) return;
  laterOnes = found;
  all = byRepository([...images, ...found]);
}

function repositoryOf(path: string): string {
  return path.replace(/^library\//, '');
}

function byRepository(known: readonly Image[]): ReadonlyMap<string, Image> {
  return new Map(known.map((image) => [image.repository, image]));
}
