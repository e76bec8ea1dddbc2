/** What the path of a request names. */
export interface RequestInfo {
  readonly method: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string | undefined;
  readonly plural: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** The old form of a watch, `/api/v1/watch/pods`. */
  readonly isWatchPath: boolean;
}

/** Reads `/api/v1/…` and `/apis/GROUP/VERSION/…`; undefined for any other path. k8s: apiserver/pkg/endpoints/request RequestInfoFactory */
export function requestInfoOf(method: string, path: string): RequestInfo | undefined {
  const parts = decoded(path.split('/').filter((part) => part !== ''));
  if (parts === undefined) return undefined;
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') return undefined;
  const [group = '', version = ''] = isCore ? ['', parts[1]] : [parts[1], parts[2]];
  const rest = parts.slice(isCore ? 2 : 3);
  const isWatchPath = rest[0] === 'watch';
  return place({ method, group, version, isWatchPath }, isWatchPath ? rest.slice(1) : rest);
}

function decoded(parts: readonly string[]): readonly string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

type Head = Pick<RequestInfo, 'method' | 'group' | 'version' | 'isWatchPath'>;

function place(head: Head, parts: readonly string[]): RequestInfo | undefined {
  const [first, namespace, plural, name, ...subresource] = parts;
  const isInside = first === 'namespaces' && plural !== undefined && plural !== 'status' && plural !== 'finalize';
  if (isInside) return { ...head, namespace, plural, name, subresource: joined(subresource) };
  if (first === undefined) return undefined;
  return { ...head, namespace: undefined, plural: first, name: namespace, subresource: joined(parts.slice(2)) };
}

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join('/');
}
