import { notFound } from '#engine/api/status.ts';
import { formatRfc3339 } from '#engine/core/time.ts';
import { impersonated, may, type AccessQuestion, type Identity } from '#terminal/kubectl/auth/authorizer.ts';
import { allowedRules, isPathRule } from '#terminal/kubectl/auth/rules.ts';
import { tokenFor } from '#terminal/kubectl/auth/token.ts';
import { listAt, recordAt, textAt, type JsonRecord } from '#terminal/kubectl/printers/values.ts';
import { readObject } from './bodies.ts';
import { json, type Answer, type Call } from './served.ts';

/** Answers questions that are posed as objects; undefined for other types. k8s: authorization and authentication REST storages */
export function reviewAnswer(call: Call, kind: string): Answer | undefined {
  switch (kind) {
    case 'SelfSubjectReview':
      return reviewed(call, kind, () => ({ userInfo: userInfo(call.who) }));
    case 'SelfSubjectAccessReview':
      return reviewed(call, kind, (sent) => decision(call, call.who, recordAt(sent, 'spec')));
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      return reviewed(call, kind, (sent) => decision(call, subjectOf(recordAt(sent, 'spec')), recordAt(sent, 'spec')));
    case 'SelfSubjectRulesReview':
      return reviewed(call, kind, (sent) => rules(call, textAt(sent, 'spec', 'namespace')));
    case 'TokenReview':
      return reviewed(call, kind, () => ({ user: {}, error: '[invalid bearer token, token lookup failed]' }));
    default:
      return undefined;
  }
}

function reviewed(call: Call, kind: string, statusOf: (sent: JsonRecord) => JsonRecord): Answer {
  const sent = readObject(call.contentType, call.body, kind);
  const { group, version } = call.info;
  return json({ kind, apiVersion: `${group}/${version}`, metadata: { creationTimestamp: null, ...recordAt(sent, 'metadata') }, spec: sent['spec'], status: statusOf(sent) }, 201);
}

function userInfo({ user, uid, groups }: Identity): JsonRecord {
  return { username: user, ...(uid === '' ? {} : { uid }), groups };
}

function subjectOf(spec: JsonRecord): Identity {
  return impersonated(textAt(spec, 'user'), textAt(spec, 'uid'), listAt(spec, 'groups').filter((group) => typeof group === 'string'));
}

function decision(call: Call, who: Identity, spec: JsonRecord): JsonRecord {
  const isAllowed = may(call.served.cluster.api.as('rbac'), who, questionOf(spec));
  return { allowed: isAllowed };
}

function questionOf(spec: JsonRecord): AccessQuestion {
  const resource = recordAt(spec, 'resourceAttributes');
  const path = recordAt(spec, 'nonResourceAttributes');
  const subresource = textAt(resource, 'subresource');
  const plural = textAt(resource, 'resource');
  return {
    verb: textAt(resource, 'verb') || textAt(path, 'verb'),
    resource: { group: textAt(resource, 'group') },
    plural: subresource === '' ? plural : `${plural}/${subresource}`,
    name: textAt(resource, 'name'),
    url: textAt(path, 'path'),
    namespace: textAt(resource, 'namespace'),
  };
}

/** Everything somebody may do in a namespace. */
function rules(call: Call, namespace: string): JsonRecord {
  const all = allowedRules(call.served.cluster.api.as('rbac'), call.who, namespace);
  return { resourceRules: all.filter((rule) => !isPathRule(rule)), nonResourceRules: all.filter(isPathRule), incomplete: false };
}

const HOUR_SECONDS = 3600;

/** POST serviceaccounts/token. */
export function tokenAnswer(call: Call): Answer {
  const { namespace = '', name = '' } = call.info;
  const account = call.api.get('ServiceAccount', namespace, name);
  if (account === undefined) throw notFound({ group: '', plural: 'serviceaccounts', kind: 'ServiceAccount' }, name);
  const sent = readObject(call.contentType, call.body, 'TokenRequest');
  const asked = recordAt(sent, 'spec')['expirationSeconds'];
  const expirationSeconds = typeof asked === 'number' ? asked : HOUR_SECONDS;
  const expiresAtMs = call.served.cluster.unixNow() + expirationSeconds * 1000;
  const audiences = listAt(sent, 'spec', 'audiences').length > 0 ? listAt(sent, 'spec', 'audiences') : ['https://kubernetes.default.svc.cluster.local'];
  const token = tokenFor(namespace, name, account.metadata.uid, Math.floor(expiresAtMs / 1000));
  return json({ kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name, namespace, creationTimestamp: formatRfc3339(call.served.cluster.unixNow()) }, spec: { audiences, expirationSeconds }, status: { token, expirationTimestamp: formatRfc3339(expiresAtMs) } }, 201);
}
