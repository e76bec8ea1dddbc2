import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '#engine/api/errors.ts';
import { failure, noSuchPath } from '#engine/api/status.ts';
import { ADMIN, impersonated, may, questionOf, type Identity } from '#terminal/kubectl/auth/authorizer.ts';
import { guardedApi } from '#terminal/kubectl/auth/guardedApi.ts';
import type { Resource } from '#terminal/kubectl/resources/discovery.ts';
import { serverVersionText } from '#terminal/kubectl/versionInfo.ts';
import { wantedForm } from './accept.ts';
import { aggregatedDiscovery, groupDocument, groupList, resourceList } from './discoveryDocuments.ts';
import { openApiDocument, openApiIndex } from './openApi/documents.ts';
import { requestInfoOf, type RequestInfo } from './requestInfo.ts';
import { notAllowed, routeResource } from './route.ts';
import { json, type Answer, type Call, type Served } from './served.ts';
import { managerOf } from './writeOptions.ts';

/** One request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is answered to a request, and with which warnings. Every refusal is a Status. */
export function answerRequest(served: Served, asked: Asked): { readonly answer: Answer; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const warn = (text: string) => {
    if (!warnings.includes(text)) warnings.push(text);
  };
  try {
    return { answer: answered(served, asked, warn), warnings };
  } catch (error) {
    return { answer: refusal(error, asked), warnings };
  } finally {
    served.settle();
  }
}

/** A refusal of the server's, or 500 for a fault of ours, which the error stream then has too. */
export function refusal(error: unknown, { method, path }: Pick<Asked, 'method' | 'path'>): Answer {
  if (error instanceof ApiError) return json(error.status, error.status.code ?? 500);
  process.stderr.write(`apiserver: ${method} ${path}: ${error instanceof Error ? error.message : String(error)}\n`);
  return json(failure(500, 'InternalError', `Internal error occurred: apiserver panic'd on ${method} ${path}`).status, 500);
}

function answered(served: Served, asked: Asked, warn: (text: string) => void): Answer {
  const info = requestInfoOf(asked.method, asked.path);
  const resource = info === undefined ? undefined : findServed(served, info);
  if (info === undefined || resource === undefined) return documentAnswer(served, asked);
  return routeResource(callOf(served, asked, info, warn), resource);
}

/** The type that a path is about; undefined for paths of documents and for what is not served. */
export function findServed({ discovery }: Served, info: RequestInfo): Resource | undefined {
  return discovery.all.find(({ group, version, plural }) => group === info.group && version === info.version && plural === info.plural);
}

/** A request with its client: who it is, what it may do, what it sends. */
export function callOf(served: Served, { headers, query, body }: Asked, info: RequestInfo, warn: (text: string) => void): Call {
  const who = identityOf(headers);
  const api = served.cluster.api.as(managerOf(query, headerText(headers, 'user-agent')));
  const isAllowed = (request: Parameters<typeof questionOf>[0]) => may(served.cluster.api.as('rbac'), who, questionOf(request));
  return {
    served, info, query, body, who, warn,
    accept: headerText(headers, 'accept'),
    contentType: headerText(headers, 'content-type'),
    api: who === ADMIN ? api : guardedApi(api, who.user, isAllowed),
  };
}

function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/** Everyone is the administrator who does not ask to be somebody else. */
function identityOf(headers: IncomingHttpHeaders): Identity {
  const user = headerText(headers, 'impersonate-user');
  if (user === '') return ADMIN;
  const groups = headerText(headers, 'impersonate-group');
  return impersonated(user, headerText(headers, 'impersonate-uid'), groups === '' ? [] : groups.split(',').map((group) => group.trim()));
}

const HEALTH = new Set(['/healthz', '/livez', '/readyz']);

function documentAnswer(served: Served, { method, path, headers, query }: Asked): Answer {
  const place = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const answer = documentAt(served, place, headerText(headers, 'accept'), query);
  if (answer === undefined) throw noSuchPath();
  return method === 'GET' ? answer : notAllowed();
}

function documentAt(served: Served, place: string, accept: string, query: URLSearchParams): Answer | undefined {
  const { cluster, discovery } = served;
  const { kubernetesVersion } = cluster.profile;
  if (HEALTH.has(place)) return { code: 200, type: 'text', text: query.has('verbose') ? `[+]ping ok\n${place.slice(1)} check passed\n` : 'ok' };
  if (place === '/version') return { code: 200, type: 'text', text: serverVersionText(kubernetesVersion) };
  if (place === '/') return json({ paths: PATHS });
  // simplified: the older description is empty; what kubectl looks up there it then takes for unknown.
  if (place === '/openapi/v2') return accept.includes('openapi.spec.v2') ? { code: 200, type: 'text', text: '' } : json({ swagger: '2.0', info: { title: 'Kubernetes', version: kubernetesVersion }, paths: {}, definitions: {} });
  if (place === '/openapi/v3') return json(openApiIndex(discovery, kubernetesVersion));
  if (place.startsWith('/openapi/v3/')) return found(openApiDocument(cluster.api.as('openapi'), discovery, place.slice('/openapi/v3/'.length), kubernetesVersion));
  return discoveryAt(served, place, accept);
}

const PATHS = ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'];

function discoveryAt({ cluster, discovery }: Served, place: string, accept: string): Answer | undefined {
  const api = cluster.api.as('discovery');
  const parts = place.split('/').slice(1);
  if (place === '/api' || place === '/apis') {
    if (wantedForm(accept).as === 'APIGroupDiscoveryList') return { code: 200, type: 'json', value: aggregatedDiscovery(api, discovery, place === '/api'), contentType: AGGREGATED };
    return json(place === '/apis' ? groupList(discovery) : { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' }] });
  }
  if (parts[0] === 'api' && parts.length === 2) return found(resourceList(api, discovery, '', parts[1] ?? ''));
  if (parts[0] === 'apis' && parts.length === 2) return found(groupDocument(discovery, parts[1] ?? ''));
  if (parts[0] === 'apis' && parts.length === 3) return found(resourceList(api, discovery, parts[1] ?? '', parts[2] ?? ''));
  return undefined;
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function found(value: unknown): Answer | undefined {
  return value === undefined ? undefined : json(value);
}
