import type { Api } from '#engine/api/api.ts';
import { listAt } from '../printers/values.ts';
import { rulesFor, type Identity } from './authorizer.ts';

/** The verbs of rules about paths. k8s: kubectl's validNonResourceVerbs */
export const URL_VERBS = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'];

const EVERYTHING = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }];

/** What the roles that every cluster starts with give to all. k8s: system:basic-user, system:discovery, system:public-info-viewer */
const EVERYBODYS = [
  { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] },
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  { verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'] },
  { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
];

/** Everything somebody may do in a namespace, as rules. */
export function allowedRules(api: Api, who: Identity, namespace: string): readonly unknown[] {
  const own = who.groups.includes('system:masters') ? EVERYTHING : [];
  return [...own, ...rulesFor(api, who, namespace), ...EVERYBODYS];
}

/** Is this a rule about paths instead of resources? */
export function isPathRule(rule: unknown): boolean {
  return listAt(rule, 'nonResourceURLs').length > 0;
}
