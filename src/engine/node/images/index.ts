import { agnhost, jessieDnsutils, netshoot, pause, tutumDnsutils } from './agnhost.ts';
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

const byRepository = new Map(images.map((image) => [image.repository, image]));

/** Adds images that are loaded later than the cluster. To be called before time moves; again is no harm. */
export function provideImages(more: readonly Image[]): void {
  for (const image of more) byRepository.set(image.repository, image);
}

/** Do we know what the image of that path in a registry does? */
export function isKnownImage(path: string): boolean {
  return imageFor(path) !== unknownImage;
}

/** The image of a path in a registry; mirrors keep the last part of the name. Others are unknown ones. */
export function imageFor(path: string): Image {
  const repository = path.replace(/^library\//, '');
  return byRepository.get(repository) ?? byRepository.get(repository.slice(repository.lastIndexOf('/') + 1)) ?? unknownImage;
}
