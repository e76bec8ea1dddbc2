import type { Api } from '#engine/api/api.ts';
import type { KubectlContext } from '../command.ts';
import { listAt, recordAt, textAt } from '../printers/values.ts';
import type { Resource } from '../resources/discovery.ts';
import type { Request } from './guardedApi.ts';

/** What somebody wants to do. */
export interface AccessQuestion {
  readonly verb: string;
  readonly resource: Pick<Resource, 'group'> | undefined;
  readonly plural: string;
  readonly name: string;
  /** A path of the server instead of a resource. */
  readonly url: string;
  readonly namespace: string;
}

/** A request as a question. */
export function questionOf({ verb, kind, namespace, name, subresource }: Request): AccessQuestion {
  return { verb, resource: kind, plural: subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`, name, url: '', namespace: namespace ?? '' };
}

/** Who asks: the user of the kubeconfig, or the one of `--as`. */
export interface Identity {
  readonly user: string;
  readonly uid: string;
  readonly groups: readonly string[];
}

/** The person of the kubeconfig. */
export const ADMIN: Identity = { user: 'kubernetes-admin', uid: 'admin', groups: ['system:masters', 'system:authenticated'] };

export function identityOf({ flags }: KubectlContext): Identity {
  return flags.as === '' ? ADMIN : impersonated(flags.as, flags['as-uid'], flags['as-group']);
}

/** Somebody else, with the groups that come with the name. */
export function impersonated(user: string, uid: string, groups: readonly string[]): Identity {
  const account = /^system:serviceaccount:([^:]+):(.+)$/.exec(user);
  const own = account === null ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account[1] ?? ''}`];
  return { user, uid, groups: [...groups, ...own, 'system:authenticated'] };
}

export function isAllowed(context: KubectlContext, question: AccessQuestion): boolean {
  return may(context.cluster.api.as('rbac'), identityOf(context), question);
}

/** RBAC: masters may all, others what the bindings of the cluster give them. simplified: aggregated roles are not joined. */
export function may(api: Api, who: Identity, question: AccessQuestion): boolean {
  if (who.groups.includes('system:masters')) return true;
  return rulesFor(api, who, question.namespace).some((rule) => covers(rule, question));
}

/** The rules that the bindings of the cluster and of a namespace give somebody. */
export function rulesFor(api: Api, who: Identity, namespace: string): readonly unknown[] {
  const local = namespace === '' ? [] : api.list('RoleBinding', { namespace });
  return [...api.list('ClusterRoleBinding'), ...local]
    .filter((binding) => listAt(binding, 'subjects').some((subject) => isSubject(subject, who)))
    .flatMap((binding) => {
      const ref = recordAt(binding, 'roleRef');
      const role = textAt(ref, 'kind') === 'ClusterRole' ? api.get('ClusterRole', undefined, textAt(ref, 'name')) : api.get('Role', binding.metadata.namespace, textAt(ref, 'name'));
      return listAt(role, 'rules');
    });
}

function isSubject(subject: unknown, who: Identity): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === who.user;
    case 'Group':
      return who.groups.includes(name);
    case 'ServiceAccount':
      return who.user === `system:serviceaccount:${textAt(subject, 'namespace')}:${name}`;
    default:
      return false;
  }
}

function covers(rule: unknown, { verb, resource, plural, name, url }: AccessQuestion): boolean {
  const has = (list: string, wanted: string) => listAt(rule, list).some((item) => item === '*' || item === wanted);
  if (!has('verbs', verb)) return false;
  if (url !== '') return listAt(rule, 'nonResourceURLs').some((item) => item === url || item === '*' || (typeof item === 'string' && item.endsWith('*') && url.startsWith(item.slice(0, -1))));
  const names = listAt(rule, 'resourceNames');
  return has('apiGroups', resource?.group ?? '') && has('resources', plural) && (names.length === 0 || names.includes(name));
}
