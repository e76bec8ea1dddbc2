/** The parts of an image's name, as the container runtime reads it. */
export interface ImageReference {
  /** `docker.io`, `harbor.myharbor.com`. */
  readonly registry: string;
  /** `library/nginx`, `myharbor/nginx`. */
  readonly path: string;
  /** `latest` when neither tag nor digest is given. */
  readonly tag: string;
  readonly digest: string | undefined;
  /** `docker.io/library/nginx:1.25`: the name in full. */
  readonly canonical: string;
}

const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;

/** Reads an image name; undefined when it is no valid one. k8s: distribution reference.ParseNormalizedNamed */
export function parseImageReference(image: string, defaultRegistry: string): ImageReference | undefined {
  const at = image.indexOf('@');
  const digest = at < 0 ? undefined : image.slice(at + 1);
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : 'latest';
  const name = hasTag ? named.slice(0, colon) : named;
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = first === 'localhost' || first.includes('.') || first.includes(':');
  const registry = hasRegistry ? first : defaultRegistry;
  const rest = hasRegistry ? name.slice(slash + 1) : name;
  if (!PATH.test(rest) || !TAG.test(tag) || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const path = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  const suffix = digest === undefined ? `:${tag}` : `${hasTag ? `:${tag}` : ''}@${digest}`;
  return { registry, path, tag, digest, canonical: `${registry}/${path}${suffix}` };
}
