import { whenThere } from '../core/late.ts';
import type { Simulation } from '../core/simulation.ts';
import type { FaultState } from '../faults.ts';
import type { Profile } from '../profile.ts';
import { digestOf } from './digest.ts';
import type { Image, ImageBuild } from './images/image.ts';
import { parseImageReference, type ImageReference } from './images/imageReference.ts';
import { imageFor, isEarlyImage, isKnownImage, laterImages } from './images/index.ts';
import type { Timing } from './timing.ts';

/** An image that is on the node. */
export interface PresentImage {
  /** `docker.io/library/nginx:1.25` */
  readonly name: string;
  /** `docker.io/library/nginx@sha256:…` */
  readonly id: string;
  readonly sizeBytes: number;
  build(): ImageBuild;
}

export type PullResult = { readonly image: PresentImage; readonly tookMs: number } | { readonly error: string };

/** The images of one node. */
export interface ImageStore {
  /** Undefined when the name is no image name. */
  parse(image: string): ImageReference | undefined;
  present(reference: ImageReference): PresentImage | undefined;
  /** Fetches an image; `done` is told in an event of its own. Returns the way to stop waiting. */
  pull(reference: ImageReference, done: (result: PullResult) => void): () => void;
  /** Puts an image there without a pull: it was there before the cluster's clock started. */
  add(reference: ImageReference): PresentImage;
}

export interface ImageStoreOptions {
  readonly sim: Simulation;
  readonly timing: Timing;
  readonly profile: Profile;
  readonly faults: FaultState;
  readonly isConnected: () => boolean;
}

/** simplified: two pods that want the same image share one pull; images are never removed again. */
export function createImageStore({ sim, timing, profile, faults, isConnected }: ImageStoreOptions): ImageStore {
  const here = new Map<string, PresentImage>();
  const pulls = new Map<string, { readonly endsAtMs: number }>();

  const add = (reference: ImageReference): PresentImage => {
    const known = here.get(reference.canonical);
    if (known !== undefined) return known;
    const image = presentImage(reference, imageFor(reference.path));
    here.set(reference.canonical, image);
    return image;
  };

  const errorOf = (reference: ImageReference): string | undefined => {
    const { canonical, registry, path, tag } = reference;
    const failed = (code: string, text: string) => `rpc error: code = ${code} desc = failed to pull and unpack image "${canonical}": failed to resolve reference "${canonical}": ${text}`;
    if (!isConnected() || !profile.registries.includes(registry)) {
      return failed('Unknown', `failed to do request: Head "https://${registry === 'docker.io' ? 'registry-1.docker.io' : registry}/v2/${path}/manifests/${tag}": dial tcp: lookup ${registry}: no such host`);
    }
    if (!isEarlyImage(path) && laterImages.isAbsent()) return failed('Unknown', 'the page could not fetch what it knows of this image');
    const isMissing = profile.privateRegistries.includes(registry) && !isKnownImage(path);
    const isBroken = profile.standIn === true ? canonical.includes('broken') : isMissing || !imageFor(path).hasTag(tag);
    return isBroken || isMarkedBroken(faults, reference) ? failed('NotFound', `${canonical}: not found`) : undefined;
  };

  return {
    parse: (image) => parseImageReference(image, profile.defaultRegistry),
    present: (reference) => here.get(reference.canonical),
    add,
    pull: (reference, done) => {
      const askedAtMs = sim.now();
      const running = pulls.get(reference.canonical);
      const endsAtMs = running?.endsAtMs ?? askedAtMs + timing.pullMs(here.has(reference.canonical));
      if (running === undefined) pulls.set(reference.canonical, { endsAtMs });
      const end = () => {
        pulls.delete(reference.canonical);
        const error = errorOf(reference);
        if (error !== undefined) done({ error });
        else done({ image: add(reference), tookMs: endsAtMs - askedAtMs });
      };
      const timer = sim.at(endsAtMs, `pull ${reference.canonical}`, () => {
        if (isEarlyImage(reference.path)) end();
        else whenThere(sim, laterImages, end);
      });
      return () => {
        sim.cancel(timer);
        // Nobody else may wait for an end that never comes.
        if (pulls.get(reference.canonical)?.endsAtMs === endsAtMs) pulls.delete(reference.canonical);
      };
    },
  };
}

/** The fault names an image as a manifest does, or in full. */
function isMarkedBroken(faults: FaultState, { canonical, registry, path, tag }: ImageReference): boolean {
  const short = path.replace(/^library\//, '');
  return [canonical, `${path}:${tag}`, `${short}:${tag}`, short, `${registry}/${path}`].some((name) => faults.isImageBroken(name));
}

function presentImage(reference: ImageReference, image: Image): PresentImage {
  const { registry, path, tag, digest, canonical } = reference;
  let built: ImageBuild | undefined;
  return {
    name: canonical,
    id: `${registry}/${path}@${digest ?? `sha256:${digestOf(canonical)}`}`,
    sizeBytes: image.sizeBytes,
    build: () => (built ??= image.build(tag, registry)),
  };
}
