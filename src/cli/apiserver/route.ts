import { failure, noSuchPath } from '#engine/api/status.ts';
import { scaleOf } from '#engine/api/scale.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import { apiVersion, type Resource } from '#terminal/kubectl/resources/discovery.ts';
import { deprecationOf } from '#terminal/kubectl/resources/info.ts';
import { bindAnswer, evictAnswer, logAnswer } from './podSubresources.ts';
import { emptyAnswer, readAnswer } from './reading.ts';
import { mustFind } from './selection.ts';
import { deleteAnswer, deleteCollectionAnswer } from './removing.ts';
import { reviewAnswer, tokenAnswer } from './reviews.ts';
import { wantedForm } from './accept.ts';
import { SCALE_COLUMNS } from '#terminal/kubectl/printers/scaleTable.ts';
import { shownTable } from './shown.ts';
import { json, type Answer, type Call } from './served.ts';
import { createAnswer, patchAnswer, refuseWrite, updateAnswer, updateScaleAnswer } from './writing.ts';

/** Answers a request about a resource. Throws the ApiError that the server answers with. */
export function routeResource(call: Call, resource: Resource): Answer {
  const { info, api } = call;
  if (info.method === 'POST' && info.name === undefined) {
    const review = reviewAnswer(call, resource.kind);
    if (review !== undefined) return review;
  }
  if (resource.kind === 'Binding') return info.method === 'POST' ? bindAnswer(call, definedKind(call, 'Pod')) : notAllowed();
  const kind = api.kind(resource.kind);
  const deprecation = deprecationOf(resource);
  if (deprecation !== undefined) call.warn(deprecation);
  const isKept = kind !== undefined && (kind.group === resource.group || resource.kind === 'Event');
  if (!isKept) return unkept(call, resource);
  if (info.subresource !== undefined) return routeSubresource(call, kind, info.subresource);
  return info.name === undefined ? routeCollection(call, kind) : routeObject(call, kind);
}

function definedKind({ api }: Call, name: string): Kind {
  const kind = api.kind(name);
  if (kind === undefined) throw noSuchPath();
  return kind;
}

/** 405. */
export function notAllowed(): never {
  throw failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

function unkept(call: Call, resource: Resource): Answer {
  if (call.info.method === 'GET') return resource.verbs.includes('get') ? emptyAnswer(call, resource) : notAllowed();
  throw refuseWrite(resource.kind, apiVersion(resource));
}

function routeCollection(call: Call, kind: Kind): Answer {
  switch (call.info.method) {
    case 'GET':
      return readAnswer(call, kind);
    case 'POST':
      return kind.namespaced && call.info.namespace === undefined ? notAllowed() : createAnswer(call, kind);
    case 'DELETE':
      return kind.kind === 'Namespace' ? notAllowed() : deleteCollectionAnswer(call, kind);
    default:
      return notAllowed();
  }
}

function routeObject(call: Call, kind: Kind): Answer {
  switch (call.info.method) {
    case 'GET':
      return readAnswer(call, kind);
    case 'PUT':
      return updateAnswer(call, kind);
    case 'PATCH':
      return patchAnswer(call, kind);
    case 'DELETE':
      return deleteAnswer(call, kind);
    default:
      return notAllowed();
  }
}

function routeSubresource(call: Call, kind: Kind, part: string): Answer {
  if (part === 'scale' && kind.hasScale) return routeScale(call, kind);
  if (part === 'status' && kind.hasStatus) return routePart(call, kind, 'status');
  if (kind.kind === 'Namespace' && part === 'finalize') return call.info.method === 'PUT' ? updateAnswer(call, kind, 'finalize') : notAllowed();
  if (kind.kind === 'ServiceAccount' && part === 'token') return call.info.method === 'POST' ? tokenAnswer(call) : notAllowed();
  if (kind.kind === 'Pod') return routePodPart(call, kind, part);
  throw noSuchPath();
}

function routePodPart(call: Call, kind: Kind, part: string): Answer {
  const { method } = call.info;
  switch (part) {
    case 'log':
      return method === 'GET' ? logAnswer(call, kind) : notAllowed();
    case 'eviction':
      return method === 'POST' ? evictAnswer(call) : notAllowed();
    case 'binding':
      return method === 'POST' ? bindAnswer(call, kind) : notAllowed();
    case 'ephemeralcontainers':
      return routePart(call, kind, 'ephemeralcontainers');
    case 'exec':
    case 'attach':
    case 'portforward':
      throw failure(400, 'BadRequest', 'Upgrade request required');
    default:
      throw noSuchPath();
  }
}

function routePart(call: Call, kind: Kind, part: 'status' | 'ephemeralcontainers'): Answer {
  switch (call.info.method) {
    case 'GET':
      return readAnswer(call, kind);
    case 'PUT':
      return updateAnswer(call, kind, part);
    case 'PATCH':
      return patchAnswer(call, kind, part);
    default:
      return notAllowed();
  }
}

function shownScale(call: Call, kind: Kind): unknown {
  const scale = scaleOf(kind, mustFind(call, kind));
  return wantedForm(call.accept).as === 'Table' ? shownTable(call, { columns: SCALE_COLUMNS }, [scale], scale.metadata.resourceVersion) : scale;
}

function routeScale(call: Call, kind: Kind): Answer {
  switch (call.info.method) {
    case 'GET':
      return json(shownScale(call, kind));
    case 'PUT':
      return updateScaleAnswer(call, kind);
    case 'PATCH':
      return patchAnswer(call, kind, 'scale');
    default:
      return notAllowed();
  }
}
