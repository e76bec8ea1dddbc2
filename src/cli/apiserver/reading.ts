import { badRequest, failure, notFound } from '#engine/api/status.ts';
import { ageColumn, nameColumn } from '#engine/kinds/columns.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Resource } from '#terminal/kubectl/resources/discovery.ts';
import { wantedForm } from './accept.ts';
import { listSelection, mustFind } from './selection.ts';
import { json, type Answer, type Call } from './served.ts';
import { shownList, shownObject, shownTable } from './shown.ts';
import { watchAnswer } from './watching.ts';

/** GET of one object, a list or a watch. */
export function readAnswer(call: Call, kind: Kind): Answer {
  const { as } = wantedForm(call.accept);
  const { name } = call.info;
  if (isWatch(call)) return watchAnswer(call, kind, as);
  if (name !== undefined) return json(shownObject(call, kind, mustFind(call, kind), as));
  const { items, metadata } = page(call, call.api.list(kind.kind, listSelection(call)));
  return json(shownList(call, kind, items, metadata, as));
}

/** Types that the cluster does not keep are there and empty. simplified: their objects cannot be made. */
export function emptyAnswer(call: Call, resource: Resource): Answer {
  const { info, served } = call;
  if (info.name !== undefined) throw notFound(resource, info.name);
  const apiVersion = info.group === '' ? info.version : `${info.group}/${info.version}`;
  if (wantedForm(call.accept).as === 'Table') return json(shownTable(call, { columns: [nameColumn, ageColumn] }, [], String(served.cluster.api.resourceVersion())));
  return json({ kind: `${resource.kind}List`, apiVersion, metadata: { resourceVersion: String(served.cluster.api.resourceVersion()) }, items: [] });
}

function isWatch({ query, info }: Call): boolean {
  const asked = query.get('watch');
  return info.isWatchPath || asked === 'true' || asked === '1' || asked === '';
}

interface Page {
  readonly items: readonly KubeObject[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
}

/** `limit` and `continue`: the token holds where the next page starts. simplified: later pages show the present, not the moment of the first. */
function page({ query, served }: Call, all: readonly KubeObject[]): Page {
  const limit = numberIn(query, 'limit');
  const start = startOf(all, query.get('continue') ?? '');
  const end = limit > 0 ? Math.min(all.length, start + limit) : all.length;
  const resourceVersion = String(served.cluster.api.resourceVersion());
  const last = all[end - 1];
  if (end >= all.length || last === undefined) return { items: all.slice(start), metadata: { resourceVersion } };
  const isFiltered = query.has('labelSelector') || query.has('fieldSelector');
  const metadata = { resourceVersion, continue: tokenOf(last), ...(isFiltered ? {} : { remainingItemCount: all.length - end }) };
  return { items: all.slice(start, end), metadata };
}

function numberIn(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (text !== '' && !/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return text === '' ? 0 : Number(text);
}

function placeOf({ metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function tokenOf(last: KubeObject): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', start: placeOf(last) })).toString('base64url');
}

function startOf(all: readonly KubeObject[], token: string): number {
  if (token === '') return 0;
  const after = readToken(token);
  if (after === undefined) throw failure(400, 'BadRequest', 'continue key is not valid: invalid character');
  const index = all.findIndex((object) => placeOf(object) > after);
  return index < 0 ? all.length : index;
}

function readToken(token: string): string | undefined {
  try {
    const { start } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { readonly start?: unknown };
    return typeof start === 'string' ? start : undefined;
  } catch {
    return undefined;
  }
}
