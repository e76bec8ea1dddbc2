/** Manifests of the official examples, by the part of their address that names them. */
const EXAMPLES: Readonly<Record<string, string>> = {};

/** The official example behind an address, as a manifest of our own; undefined when there is none. */
export function exampleAt(url: string): string | undefined {
  const path = /^https?:\/\/(?:k8s\.io|kubernetes\.io)\/(?:docs\/)?examples\/(.+)$|^https:\/\/raw\.githubusercontent\.com\/kubernetes\/website\/[^/]+\/content\/[^/]+\/examples\/(.+)$/.exec(url);
  return path === null ? undefined : EXAMPLES[path[1] ?? path[2] ?? ''];
}
